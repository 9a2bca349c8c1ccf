"""What the ledger's tasks, duties and indicators speak of: which of them a few words mean.

A pair of neighbouring characters counts by its rarity among the matters, more where a name holds
it. One is meant surely where it holds most of what was said and no other holds nearly as much.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.questions.holders import as_set, members
from knowledge.reports.abbreviations import (
    OF_ANYTHING,
    by_unit,
    ends_alike,
    ends_like,
    longest_run,
    only_one,
)
from knowledge.reports.alike import stretches
from knowledge.reports.matter import Matter, MatterKind, Meant, surely
from knowledge.reports.nouns import ACTS
from knowledge.reports.pairs import COMMON, by_pair, is_common, is_covered
from knowledge.reports.titles import titles_of
from knowledge.reports.wholes import is_called
from knowledge.shelf import plain
from knowledge.words import pieces

_NEAR, _AHEAD, _LEAST = 0.75, 1.25, 0.8
_TITLE_BONUS = 0.6
_TELLS_LITTLE = 0.2
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_EACH = re.compile("每|[千万]人|人均")
_IN_THREES = 3
_PLAIN = re.compile(rf"^(?:{COMMON.pattern}|{ACTS})$")
"""A word that is not telling."""
_SENTENCE = 12


class Matters:
    """Matters by the pairs of characters they hold. Immutable."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        self._all = tuple(matters)
        self.duties = tuple(one for one in self._all if one.kind == "duty")
        self._titles = tuple(plain(one.title) for one in self._all)
        self._rates = tuple(plain(rate) for one in self._all for rate in one.rates)
        self._texts = tuple(plain(f"{one.title}\n{one.text}") for one in self._all)
        self._at = {(one.kind, one.key): at for at, one in enumerate(self._all)}
        self._held = by_pair(self._texts)
        self.decimals = frozenset(one.ref for one in self._all if _DECIMAL.fullmatch(one.ref))
        """The tasks that are numbered 2.1."""
        self._titled = by_pair(self._titles)
        self.written = titles_of(one for one in self._all if one.kind == "task")
        """Titles of tasks with their refs."""

    def is_titled(self, words: str) -> bool:
        """Whether a name holds three characters of the words in a row."""
        said = plain(words)
        return any(self._in_title(part) for part in stretches(said, _IN_THREES))

    def stand_in_title(self, words: str) -> bool:
        """Whether a name holds the words as they are."""
        return self._in_title(plain(words))

    def _in_title(self, part: str) -> bool:
        return bool(part) and any(part in title for title in self._titles)

    def meant(self, words: str, *, unit: str | None = None) -> Meant:
        """What the words mean; an indicator only where a figure of its `unit` is told."""
        said = plain(words)
        fits = self._all_fit(said, unit)
        titled = [at for at, title in enumerate(self._titles) if fits[at] and said in title]
        if len(said) > 2 and len(titled) == 1:
            return surely(self._all[titled[0]], named=True)
        best = self._best(said, self._scores(said, fits))
        if best.one:
            return self._whole_word(said, fits, best.one) or best
        run = self._by_run(said, fits) or self._shortened(said, fits, unit)
        return run or self._by_figure(best, unit)

    def called(self, words: str, *, unit: str | None = None) -> Meant | None:
        """The only one that has the words in its name, shortened or not, and some of them alone;
        of Latin letters (aed) that has them at all: a part of what was said must say it plainly.
        The names of duties are units."""
        said = plain(words)
        fits = enumerate(self._all_fit(said, unit))
        places = [at for at, fit in fits if fit and self._all[at].kind != "duty"]
        held = [at for at in places if said in self._texts[at]]
        latin = said.isascii() and said.isalpha() and len(held) == 1
        at = held[0] if latin else only_one(said, self._titles, places)
        if at is None or is_common(said) or set(held) - {at}:
            return None
        alone = any(self._held.get(pair) == as_set([at]) for pair in stretches(said, 2))
        return surely(self._all[at], named=not latin) if alone else None

    def _all_fit(self, said: str, unit: str | None) -> list[bool]:
        each = bool(_EACH.search(said))
        return [self._fits(at, unit, each=each) for at in range(len(self._all))]

    def _whole_word(self, said: str, fits: Sequence[bool], best: Matter) -> Meant | None:
        """社工室 is the 社会工作室 of the only one that has all of it in order, not the 社工 of
        another, which has a part of it."""
        at = self._at[best.kind, best.key]
        if len(said) != _IN_THREES or said in self._texts[at]:
            return None
        other = only_one(said, self._texts, [at for at, fit in enumerate(fits) if fit])
        if other is None or other == at:
            return None
        return surely(self._all[other], named=False)

    def _by_run(self, said: str, fits: Sequence[bool]) -> Meant | None:
        """The only one that has a long part of the words just so: 饮片服务质量提升工程."""
        runs = [
            longest_run(said, text) if fit else ""
            for text, fit in zip(self._texts, fits, strict=True)
        ]
        at = max(range(len(runs)), key=lambda place: len(runs[place]), default=0)
        run = runs[at] if runs else ""
        others = (one for place, one in enumerate(runs) if place != at and one not in run[1:])
        nearly = max(map(len, others), default=0)
        if len(run) <= _IN_THREES or nearly >= _NEAR * len(run) or is_common(run):
            return None
        return surely(self._all[at], named=run in self._titles[at])

    def _shortened(self, said: str, fits: Sequence[bool], unit: str | None) -> Meant | None:
        """The only one whose name the words are short for: 家医签约 for 家庭医生签约服务; else the
        only one that speaks so of something."""
        places = [at for at, fit in enumerate(fits) if fit]
        titled = at = only_one(said, self._titles, places)
        if at is None:
            at = only_one(said, self._texts, places)
        if at is None and unit is not None and not COMMON.match(said):
            at = by_unit(said, self._texts, unit)
        if at is None:
            return None
        return surely(self._all[at], named=titled is not None)

    def _by_figure(self, best: Meant, unit: str | None) -> Meant:
        """改厕完成1870户: beside duties, which count nothing, the only task that counts in 户."""
        holding = [self._all[self._at[key]] for key in best.holding if key[0] == "task"]
        if len(holding) != 1 or holding[0] not in best.matters or not unit or unit in OF_ANYTHING:
            return best
        text = self._texts[self._at["task", holding[0].key]]
        counted = re.search(rf"\d[万亿]?{unit}", text)
        return replace(best, matters=(holding[0],), sure=True) if counted else best

    def _fits(self, at: int, unit: str | None, *, each: bool) -> bool:
        """新增托位200个 is no figure of 每千人口托位数, though that counts in 个 too."""
        one = self._all[at]
        counted = each or not _EACH.match(self._titles[at])
        return one.kind != "indicator" or (counted and one.unit in (unit, f"万{unit}", f"亿{unit}"))

    def _scores(self, said: str, fits: Sequence[bool]) -> Mapping[int, tuple[float, set[int]]]:
        """How much each matter holds of what was said, and the places of what it holds."""
        scores: dict[int, tuple[float, set[int]]] = {}
        usable = as_set([at for at, fit in enumerate(fits) if fit])
        for place, pair in enumerate(stretches(said, 2)):
            titled = set(members(self._titled.get(pair, 0)))
            holding = self._held.get(pair, 0) & usable
            if not holding:
                continue
            weight = self._weight(pair, holding.bit_count())
            for at in members(holding):
                score, places = scores.setdefault(at, (0.0, set()))
                more = weight * (1 + _TITLE_BONUS * (at in titled))
                scores[at] = (score + more, places | {place, place + 1})
        return scores

    def _weight(self, pair: str, holding: int) -> float:
        rarity = math.log(1 + len(self._all) / holding) / math.log(1 + len(self._all))
        return rarity * (_TELLS_LITTLE if COMMON.match(pair) else 1.0)

    def _best(self, said: str, scores: Mapping[int, tuple[float, set[int]]]) -> Meant:
        ranked = sorted(scores, key=lambda at: -scores[at][0])
        if not ranked:
            return Meant()
        best, places = scores[ranked[0]]
        second = scores[ranked[1]][0] if len(ranked) > 1 else 0.0
        covered = is_covered(said, places)
        near = tuple(self._all[at] for at in ranked if scores[at][0] >= _NEAR * best)
        alone = len(said) > 2 or len(ranked) == 1
        sure = covered and best >= _LEAST and best >= _AHEAD * second and alone
        holding = frozenset(
            (self._all[at].kind, self._all[at].key)
            for at, (_, held) in scores.items()
            if is_covered(said, held)
        )
        return Meant(near if covered else (), sure, self._is_name(said, ranked[0]), holding)

    def _is_name(self, said: str, at: int) -> bool:
        """Whether most of what the matter holds stands in its name."""
        pairs = stretches(said, 2)
        held = sum(self._held.get(pair, 0) >> at & 1 for pair in pairs)
        return 2 * sum(pair in self._titles[at] for pair in pairs) >= held

    def indicator(self, name: str) -> str | None:
        """The only indicator that `name` is short for: 婚检率 for 婚前医学检查率."""
        said = plain(name)
        found = self._indicators(said, ends_like) or self._indicators(said, ends_alike)
        if len(found) != 1:
            return None
        printed = ends_alike(said, plain(found[0])) or plain(found[0]).endswith(said)
        of_tasks = any(ends_like(said, rate) for rate in self._rates if rate != plain(found[0]))
        return found[0] if printed or not of_tasks else None

    def _indicators(self, said: str, alike: Callable[[str, str], bool]) -> list[str]:
        pairs = zip(self._all, self._titles, strict=True)
        return [one.title for one, title in pairs if one.kind == "indicator" and alike(said, title)]

    def rate(self, words: str) -> bool:
        """Whether a rate of some task or indicator is called so: 一般人群 for 一般人群签约率."""
        said = plain(words)
        return len(said) > _IN_THREES and any(set(said) <= set(one) for one in self._rates)

    def prints(self, clauses: Sequence[str]) -> bool:
        """Whether a matter is printed so, clause for clause."""
        said = [part for one in clauses if (part := plain(one).strip(":、()"))]
        if len(said) < 2 and sum(map(len, said)) < _SENTENCE:
            return False
        return any(all(part in text for part in said) for text in self._texts)

    def ref_of(self, key: tuple[MatterKind, int]) -> str:
        """How the matter is numbered."""
        return self._all[self._at[key]].ref

    def numbered(self, is_meant: Callable[[str], bool]) -> list[tuple[MatterKind, int]]:
        """The matters whose number is meant."""
        return [(one.kind, one.key) for one in self._all if one.ref and is_meant(one.ref)]

    def measured(self, is_meant: Callable[[str], bool]) -> set[int]:
        """How many measures each of those has whose number is meant."""
        return {len(one.measures) for one in self._all if one.ref and is_meant(one.ref)}

    def asks(self, key: tuple[MatterKind, int], figure: float) -> bool:
        """Whether the matter has that figure for its target."""
        return figure in self._all[self._at[key]].figures

    def is_target(self, name: str, figure: float) -> bool:
        """Whether the indicator of that name (without one: any) has that figure for a target."""
        return any(
            one.kind == "indicator" and name in ("", one.title) and figure in one.figures
            for one in self._all
        )

    def quotes(self, key: tuple[MatterKind, int], said: str) -> bool:
        """Whether the words are how that matter is printed."""
        words = plain(said).strip(",。;:")
        return words in self._texts[self._at[key]]

    def holds(self, key: tuple[MatterKind, int], words: str) -> bool:
        """Whether that matter holds a telling pair of the words."""
        pairs = [pair for pair in stretches(plain(words), 2) if not COMMON.match(pair)]
        at = self._at[key]
        return any(self._held.get(pair, 0) >> at & 1 for pair in pairs)

    def has_word(self, key: tuple[MatterKind, int], words: str) -> bool:
        """Whether that matter has one of the words that might not stand in any paper."""
        telling = [one for one in _words(plain(words)) if not _PLAIN.search(one)]
        return any(one in self._texts[self._at[key]] for one in telling)

    def at(self, key: tuple[MatterKind, int]) -> Matter:
        """The matter itself."""
        return self._all[self._at[key]]

    def is_whole(self, key: tuple[MatterKind, int], words: str) -> bool:
        """Whether the words are the name of that matter, shortened or not, and nothing beside it:
        感染楼 is 县医院感染楼建设, 感染楼地勘 a part of the work."""
        return is_called(plain(words), self._titles[self._at[key]])

    def measure_called(self, key: tuple[MatterKind, int], words: str) -> int | None:
        """Which measure of that task the words name, as far as they do not name the task."""
        at, said = self._at[key], plain(words)
        heads = [plain(one).split(",")[0] for one in self._all[at].measures]
        found = [number for number, head in enumerate(heads, 1) if said and said in head]
        return found[0] if len(found) == 1 and said not in self._titles[at] else None

    def is_measure(self, number: int, words: str) -> bool:
        """Whether the measure of that number, of any task, says most of those words."""
        said = plain(words)
        pairs = set(stretches(said, 2))
        for one in self._all:
            if 0 < number <= len(one.measures) and pairs:
                held = plain(one.measures[number - 1])
                if sum(pair in held for pair in pairs) >= len(pairs) / 2:
                    return True
        return False


def _words(text: str) -> list[str]:
    """Words of two characters and more; what the dictionary lacks stays together: 托育."""
    found = [""]
    for one in pieces(text):
        if len(one) > 1:
            found += [one, ""]
        else:
            found[-1] += one
    return [one for one in found if len(one) > 1]
