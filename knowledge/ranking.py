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
from knowledge.text import fold

Key = TypeVar("Key")

_SYNONYM, _PAIRS, _TITLE_BONUS, _PHRASE_BONUS = 0.75, 0.55, 0.35, 0.4
_COMMON_WEIGHT = 0.3
_SHORT, _HALF = 5, 0.5
_NOWHERE = 0.55
"""Rarity among the candidates of a word that none of them has."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Key]):
    """A text to rank, under a key of the caller's."""

    key: Key
    title: str
    text: str
    around: str = ""
    """What it stands under: counts as held, but is not what the candidate says."""


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


def rank(topic: Sequence[str], candidates: Sequence[Candidate[Key]]) -> tuple[Ranked[Key], ...]:
    """The candidates that hold anything of `topic`, best first; ties stay in the given order."""
    folded = [_folded(one) for one in candidates]
    stretches = tuple(_plain(part) for part in topic)
    weighed = _weigh(stretches, [one.text for one in folded])
    ranked = (_judge(one, stretches, weighed) for one in folded)
    return tuple(sorted((one for one in ranked if one.cover > 0), key=lambda one: -one.score))


def _folded(one: Candidate[Key]) -> Candidate[Key]:
    return Candidate(one.key, _plain(one.title), _plain(one.text), _plain(one.around))


def _plain(text: str) -> str:
    return fold(text).lower().replace(" ", "").replace("“", "").replace("”", "")


def _weigh(stretches: Sequence[str], texts: Sequence[str]) -> tuple[_Term, ...]:
    weighed = []
    for word in terms(stretches):
        common = word in _common()
        weight = (_rarity_among(word, texts) + words.rarity(word)) * min(len(word), 5) / 2
        share = _COMMON_WEIGHT if common else 1.0
        weighed.append(_Term(word, weight * share, alternatives(word), common))
    return tuple(weighed)


def _rarity_among(word: str, texts: Sequence[str]) -> float:
    holding = sum(word in text for text in texts)
    if not holding:
        return _NOWHERE
    return math.log(1 + len(texts) / holding) / math.log(1 + len(texts))


@cache
def _common() -> frozenset[str]:
    lines = files("knowledge.questions").joinpath("common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _judge(one: Candidate[Key], stretches: Sequence[str], weighed: Sequence[_Term]) -> Ranked[Key]:
    total = sum(term.weight for term in weighed) or 1.0
    title, both = one.title, one.title + "\n" + one.text
    shares = [_held(term, f"{both}\n{one.around}") for term in weighed]
    held = sum(term.weight * share for term, share in zip(weighed, shares, strict=True)) / total
    telling = [s for term, s in zip(weighed, shares, strict=True) if not term.common]
    short = sum(map(len, stretches)) <= _SHORT
    lacking = short and any(share < _HALF for share in telling)
    titled = sum(term.weight * _held(term, title) for term in weighed) / total
    phrase = all(part in both for part in stretches)
    score = held + _TITLE_BONUS * titled + (_PHRASE_BONUS if phrase else 0)
    in_title = all(part in title for part in stretches)
    return Ranked(one.key, score, held, phrase, in_title, lacking and not phrase)


def _held(term: _Term, text: str) -> float:
    if term.word in text:
        return 1.0
    if any(other in text for other in term.others):
        return _SYNONYM
    return _PAIRS * _shared_pairs(term.word, text) if len(term.word) > 2 else 0.0


def _shared_pairs(word: str, text: str) -> float:
    pairs = [word[start : start + 2] for start in range(len(word) - 1)]
    shared = sum(pair in text for pair in pairs) / len(pairs)
    return shared if shared >= 0.5 else 0.0


def best(ranked: Sequence[Ranked[Key]], within: float) -> tuple[Ranked[Key], ...]:
    """Those not much worse than the first: at least `within` times its score."""
    return tuple(one for one in ranked if one.score >= within * ranked[0].score)
