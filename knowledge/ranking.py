"""Which of some texts a few words mean: how much of what was said each of them holds.

Deterministic and explainable: a word counts by its rarity among the candidates; standing in the
title counts more than standing in the text, the whole phrase more than its parts, another word
for the same thing a little less, shared pairs of characters least.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Generic, TypeVar

from knowledge import words
from knowledge.questions.synonyms import alternatives, known_in
from knowledge.shelf import Candidate as Candidate
from knowledge.shelf import Shelf, plain

Key = TypeVar("Key")

_SYNONYM, _PAIRS, _TITLE_BONUS, _PHRASE_BONUS = 0.75, 0.55, 0.35, 0.4
_COMMON_WEIGHT = 0.3
_SHORT, _HALF = 5, 0.5
_NOWHERE = 0.55
"""Rarity among the candidates of a word that none of them has."""


@dataclass(frozen=True, slots=True)
class Ranked(Generic[Key]):
    """How well a candidate fits: `cover` (0 to 1) is the share of what was said that it holds."""

    key: Key
    score: float
    cover: float
    phrase: bool
    """Whether every stretch that was said stands in it letter by letter."""
    in_title: bool
    """Whether every stretch stands in its title."""
    lacking: bool
    """Whether a word is missing where so few were said that each counts (垃圾 of 垃圾分类)."""


@dataclass(frozen=True, slots=True)
class _Term:
    word: str
    weight: float
    others: tuple[str, ...]
    common: bool
    pairs: tuple[str, ...]
    """Of neighbouring characters, where the word has more than one pair."""


def terms(topic: Sequence[str]) -> tuple[str, ...]:
    """The words to look for: the words of each stretch, sayings (带徒弟) kept whole.

    Single characters say too little alone; those that stand together (双谷) make a word.
    """
    found = [word for stretch in topic for word in _words_of(stretch)]
    kept = tuple(dict.fromkeys(word for word in found if len(word) > 1))
    return kept or tuple(topic)


def _words_of(stretch: str) -> Iterator[str]:
    if words.is_word(stretch):
        yield stretch
        return
    cut = words.cut(stretch)
    yield from _joined(_with_sayings(cut))


def _with_sayings(cut: Sequence[str]) -> list[str]:
    """Words that together are a saying with synonyms (生|孩子) made one; none is torn for it."""
    ends = list(accumulate(map(len, cut)))
    starts = [0, *ends[:-1]]
    whole: list[str] = list(cut)
    for start, end in reversed(known_in("".join(cut))):
        if start in starts and end in ends:
            first, last = starts.index(start), ends.index(end)
            whole[first : last + 1] = ["".join(cut[first : last + 1])]
    return whole


def _joined(cut: Sequence[str]) -> Iterator[str]:
    """Words as cut, single characters that follow each other joined."""
    alone = ""
    for word in cut:
        if len(word) == 1 and not word.isascii():
            alone += word
            continue
        yield alone
        alone = ""
        yield word
    yield alone


def rank(
    topic: Sequence[str], candidates: Sequence[Candidate[Key]] | Shelf[Key]
) -> tuple[Ranked[Key], ...]:
    """The candidates that hold anything of `topic`, best first; ties stay in the given order."""
    shelf = candidates if isinstance(candidates, Shelf) else Shelf(candidates)
    stretches = tuple(plain(part) for part in topic)
    weighed = _weigh(stretches, shelf.texts)
    shares = [_shares(term, shelf.held) for term in weighed]
    # Most texts hold nothing of what was said: they cost no more than having looked.
    holding = (at for at, row in enumerate(zip(*shares, strict=True)) if any(row))
    judge = _Judge(stretches, weighed, shares)
    ranked = [judge.judged(shelf, at) for at in holding]
    return tuple(sorted((one for one in ranked if one.cover > 0), key=lambda one: -one.score))


def _weigh(stretches: Sequence[str], texts: Sequence[str]) -> tuple[_Term, ...]:
    weighed = []
    for word in terms(stretches):
        common = word in _common()
        weight = (_rarity_among(word, texts) + words.rarity(word)) * min(len(word), 5) / 2
        share = _COMMON_WEIGHT if common else 1.0
        weighed.append(_Term(word, weight * share, alternatives(word), common, _pairs(word)))
    return tuple(weighed)


def _pairs(word: str) -> tuple[str, ...]:
    last = len(word) - 1 if len(word) > 2 else 0
    return tuple(word[start : start + 2] for start in range(last))


def _rarity_among(word: str, texts: Sequence[str]) -> float:
    holding = sum([word in text for text in texts])
    if not holding:
        return _NOWHERE
    return math.log(1 + len(texts) / holding) / math.log(1 + len(texts))


@cache
def _common() -> frozenset[str]:
    lines = files("knowledge.questions").joinpath("common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@dataclass(frozen=True, slots=True)
class _Judge:
    """What was said, and how much of each term each candidate holds."""

    stretches: Sequence[str]
    weighed: Sequence[_Term]
    shares: Sequence[Sequence[float]]

    def judged(self, shelf: Shelf[Key], at: int) -> Ranked[Key]:
        title, said = shelf.titles[at], shelf.said[at]
        shares = [column[at] for column in self.shares]
        total = self._total
        held = self._sum(shares) / total
        titled = self._sum([_share(term, title) for term in self.weighed]) / total
        phrase = all(part in said for part in self.stretches)
        score = held + _TITLE_BONUS * titled + (_PHRASE_BONUS if phrase else 0)
        in_title = all(part in title for part in self.stretches)
        lacking = not phrase and self._lacking(shares)
        return Ranked(shelf.keys[at], score, held, phrase, in_title, lacking)

    @property
    def _total(self) -> float:
        return sum(term.weight for term in self.weighed) or 1.0

    def _sum(self, shares: Sequence[float]) -> float:
        return sum(term.weight * share for term, share in zip(self.weighed, shares, strict=True))

    def _lacking(self, shares: Sequence[float]) -> bool:
        telling = (s for term, s in zip(self.weighed, shares, strict=True) if not term.common)
        return sum(map(len, self.stretches)) <= _SHORT and any(share < _HALF for share in telling)


def _shares(term: _Term, texts: Sequence[str]) -> list[float]:
    """How much of the term each text holds."""
    word = term.word
    if term.others or len(word) > 2:
        return [1.0 if word in text else _share(term, text) for text in texts]
    return [1.0 if word in text else 0.0 for text in texts]


def _share(term: _Term, text: str) -> float:
    if term.word in text:
        return 1.0
    for other in term.others:
        if other in text:
            return _SYNONYM
    return _PAIRS * _shared_pairs(term.pairs, text) if term.pairs else 0.0


def _shared_pairs(pairs: Sequence[str], text: str) -> float:
    shared = sum([pair in text for pair in pairs]) / len(pairs)
    return shared if shared >= 0.5 else 0.0


def best(ranked: Sequence[Ranked[Key]], within: float) -> tuple[Ranked[Key], ...]:
    """Those not much worse than the first: at least `within` times its score."""
    return tuple(one for one in ranked if one.score >= within * ranked[0].score)
