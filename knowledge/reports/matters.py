"""What the ledger's tasks, duties and indicators speak of: which of them a few words mean.

A pair of neighbouring characters counts by its rarity among the matters, more where a name holds
it. One is meant surely where it holds most of what was said and no other holds nearly as much.
"""

import math
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from knowledge.questions.holders import as_set, members
from knowledge.reports.abbreviations import (
    ANYBODYS,
    OF_ANYTHING,
    by_unit,
    counts,
    longest_run,
    only_one,
)
from knowledge.reports.alike import stretches
from knowledge.reports.matter import Matter, Meant, surely
from knowledge.reports.nouns import ACTS
from knowledge.reports.pairs import COMMON, is_common, is_covered
from knowledge.reports.printed_matters import PrintedMatters
from knowledge.shelf import plain
from knowledge.words import pieces

_NEAR, _AHEAD, _LEAST = 0.75, 1.25, 0.8
_TITLE_BONUS = 0.6
_TELLS_LITTLE = 0.2
_EACH = re.compile("每|[千万]人|人均")
_IN_THREES = 3
_COUNTED = frozenset("个张名人家位")
"""Units of 每千人口床位数 that the beds themselves are counted in."""
_PLAIN = re.compile(rf"^(?:{COMMON.pattern}|{ACTS})$")
"""A word that is not telling."""


class Matters(PrintedMatters):
    """Matters by the pairs of characters they hold. Immutable."""

    def of_units(self, bureaus: Set[int]) -> "Matters":
        """Those alone that one of the units has to do with."""
        return Matters(one for one in self._all if one.bureaus & bureaus)

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

    def counting(self, meant: Meant, words: str, unit: str | None) -> Meant | None:
        """The only task that asks for what the words name in that unit: 健康讲座 is 讲座260场;
        among those that the words may mean, if they may mean some."""
        if not unit:
            return None
        said = plain(words)
        head = (_words(said) or [said])[-1]
        among = meant.matters or self._all
        for name in (said, head) if not ANYBODYS.fullmatch(head) else (said,):
            found = [one for one in among if self._counts(one, name, unit)]
            if len(found) == 1 and not _PLAIN.search(name):
                return replace(meant, matters=(found[0],), sure=True, named=False)
        return None

    def _counts(self, one: Matter, name: str, unit: str) -> bool:
        text = self.text((one.kind, one.key))
        return one.kind == "task" and name in text and counts(text, name, unit)

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
        return [self._fits(at, said, unit, each=each) for at in range(len(self._all))]

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

    def _fits(self, at: int, said: str, unit: str | None, *, each: bool) -> bool:
        """新增托位200个 is no figure of 每千人口托位数, though that counts in 个 too."""
        one = self._all[at]
        level = self._titles[at].endswith(said) and one.unit not in _COUNTED
        counted = each or level or not _EACH.match(self._titles[at])
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


def _words(text: str) -> list[str]:
    """Words of two characters and more; what the dictionary lacks stays together: 托育."""
    found = [""]
    for one in pieces(text):
        if len(one) > 1:
            found += [one, ""]
        else:
            found[-1] += one
    return [one for one in found if len(one) > 1]
