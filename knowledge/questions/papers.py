"""Which papers a message names: by title, number, slug, or the way people speak of them.

"静安创建方案", "上海的中医药要点", "2020静安要点": a kind of paper, and before it only words that
stand in the paper's title, place or year. A place alone (巴南有哪些…) names that place's papers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from knowledge.questions.holders import Holders, members
from knowledge.questions.outright import Outright
from knowledge.questions.titled import (
    Titled,
    by_place,
    by_year,
    outright_names,
    own_place,
    year_said,
)
from knowledge.text import fold, in_order

_KIND = re.compile(
    r"(?:工作|实施|行动|重点|分工)*"
    r"(?:要点|方案|(?<![^\d]年度)(?<!^年度)计划(?!财务|生育)|规划(?!和?自?然?资源|财务|信息|发展|[局科处股室])|意见|办法|分工表?|任务[书表]|任务分解[表案]?|分解[表案]|任务清单|责任书|清单|通知|细则|文件)"
    r"(?:里面?|中|上)?(?:的|说|有)?"
)
_BETWEEN = re.compile(
    r"^(?: |的|那个|那份|这个|这份|两份|那|这|年度?|年的|市|区|县|省|的?工作|关于|[《》“”])"
)
_YEAR_ENDS = frozenset("年0123456789〇一二三四五六七八九")
_ANY_YEAR = re.compile(r"20\d\d年?|(?<!\d)\d\d年")
_TWO_YEARS = re.compile(
    r"(?P<one>20\d\d)年?(?:度)?(?:和|与|跟|、|同|比|vs)(?P<other>20\d\d)年?(?:度)?(?:的|这?两[份年个]的?)?"
)
_POINTING = re.compile(r"(?:的|那|那个|那份|这个|这份|里面?|呢|[?？])+$")
_AT_MOST = 3
_LONGEST_LEAD = 20
_LEAD_END = re.compile(
    r"[里中的,，、 ]|那|这|$|和|与|跟|重点|任务|要点|方案|计划|文件|[省市区县]|一共|有"
    r"|什么|何时|哪|几|多少|谁|由|怎|是|现在|目前|还|到"
)
_BEFORE_LEAD = re.compile(r"^[ 和与跟、]*|[在按对从查看和与跟、,，](?=[一-鿿])|关于")
_AFTER_PLACE = re.compile(
    r"^(?:[市区县省])?(?:的|里|呢|那边|那个|那份|有|今年|[ ,，?？]|$|哪|一共|什么|到|现在"
    r"|目前|专班|各|和|与|跟|、|目标|指标|管(?!理)|牵头|配合|负责|参与|参加|承担)"
)
_BUNDLE_END = re.compile(r"(?<=[^ ])(?=[的里有呢和与跟、,， ?？哪]|$)")
_LEADING = "改把将换成开去用切向条项点个在的和与跟按照据看查问是把对从里中说比下有"
_LONGEST = 8
_FEW = 20


@dataclass(frozen=True, slots=True)
class Named:
    """Papers that a stretch of the text names, whether by place alone, and that at the beginning of
    other words, so that it may be one of them: 安宁疗护."""

    start: int
    end: int
    ids: tuple[int, ...]
    by_place: bool = False
    loose: bool = False


class Titles:
    """Finds papers in folded, lower-cased text. Immutable: made anew when the ledger changes."""

    def __init__(self, papers: Iterable[Titled]) -> None:
        self._papers = {paper.id: paper for paper in papers}
        listed = tuple(self._papers.values())
        self._listed = listed
        self._outright = Outright(outright_names(listed))
        self._titles = tuple(fold(paper.title).lower() for paper in listed)
        self._holders = Holders(
            (title, own_place(paper)) for title, paper in zip(self._titles, listed, strict=True)
        )
        self._years = by_year(listed)
        self._places = by_place(listed)

    def find(self, text: str) -> tuple[Named, ...]:
        """The papers that `text` names; several stretches may name some."""
        two = _TWO_YEARS.search(text)
        if not two:
            return self._find(text)
        first, last = two.span()
        stretches = (
            Named(min(one.start, first), max(min(one.end, last), last), one.ids)
            for year in two.group("one", "other")
            for one in self._find(text[:first] + f"{year}年".ljust(last - first) + text[last:])
        )
        return tuple(stretches)

    def year_of(self, ids: Iterable[int], this_year: int) -> int | None:
        """The year of dates said without one of these papers: this one while any of them runs,
        else the last of the first that has a period."""
        spans = [(one.since or one.until, one.until) for one in map(self._papers.get, ids) if one]
        known = [(since, until) for since, until in spans if since and until]
        if any(since <= this_year <= until for since, until in known):
            return this_year
        return known[0][1] if known else None

    def holding(self, words: str) -> tuple[int, ...]:
        """The papers whose title or place has the words; a single character names nothing."""
        return self._ids(self._holders.of(words)) if len(words) > 1 else ()

    def abbreviated(self, words: str) -> tuple[int, ...]:
        """Papers whose title has the characters in that order: 药耗, 爱卫; a few at most."""
        if not 1 < len(words) <= _LONGEST:
            return ()
        having = self._holders.of_characters(words)
        fits = (at for at in members(having) if in_order(words, self._titles[at]))
        return tuple(self._listed[at].id for at in islice(fits, _FEW))

    def _find(self, text: str) -> tuple[Named, ...]:
        found: list[Named] = []
        while len(found) < _AT_MOST:
            named = (
                self._named(text)
                or self._described(text)
                or self._bundled(text)
                or self._wholly(text)
                or self._leading(text)
            )
            if not named:
                break
            found.append(named)
            text = text[: named.start] + " " * (named.end - named.start) + text[named.end :]
        return self._at_one_place(found) or tuple(self._by_place(text))

    def _at_one_place(self, found: Sequence[Named]) -> tuple[Named, ...]:
        """静安2020年要点和2024年方案: what is named later is of the place named first."""
        if not found:
            return ()
        places = {self._papers[one].place for one in found[0].ids}
        narrowed = [replace(one, ids=self._of_places(one.ids, places)) for one in found[1:]]
        return (found[0], *narrowed)

    def _of_places(self, ids: tuple[int, ...], places: set[str]) -> tuple[int, ...]:
        there = tuple(one for one in ids if self._papers[one].place in places)
        return there or ids

    def _wholly(self, text: str) -> Named | None:
        """上海中医药那个: nothing but a place and words of one paper's title."""
        if not any(place in text for place in self._places):
            return None
        end = len(_POINTING.sub("", text))
        start, fits = self._fitting(text, end)
        if start == 0 and end > 3 and fits.bit_count() == 1:
            return Named(0, len(text), self._ids(fits))
        return None

    def _named(self, text: str) -> Named | None:
        found = self._outright.find(text)
        if not found:
            return None
        start, end, paper = found
        before = start - (text[start - 1 : start] == "《")
        return Named(before, end + (text[end : end + 1] == "》"), (paper,))

    def _described(self, text: str) -> Named | None:
        """静安创建方案: a kind of paper, and before it words that stand in its title."""
        for kind in _KIND.finditer(text):
            start, fits = self._fitting(text, kind.start())
            if start < kind.start() and _is_start(text, start):
                of_kind = fits & self._holders.of(_kind_of(kind.group()))
                return Named(start, kind.end(), self._ids(of_kind or fits))
        return None

    def _bundled(self, text: str) -> Named | None:
        """A year with title words and no kind of paper: 上海卫生健康2024, 2024卫生健康的."""
        for end in (found.start() for found in _BUNDLE_END.finditer(text)):
            if not _ANY_YEAR.search(text[:end]):
                continue
            start, fits = self._fitting(text, end)
            bundle = text[start:end]
            dated = _ANY_YEAR.search(bundle) and len(_ANY_YEAR.sub("", bundle)) > 1
            if dated and fits != self._holders.everyone and _is_start(text, start):
                return Named(start, end, self._ids(fits))
        return None

    def _ids(self, fits: int) -> tuple[int, ...]:
        return tuple(sorted(self._listed[at].id for at in members(fits)))

    def _fitting(self, text: str, end: int) -> tuple[int, int]:
        """How far left of `end` words of titles reach, and the set of papers that have them all."""
        start, fits, at = end, self._holders.everyone, end
        while at > 0:
            begin, kept = self._feature_before(text, at)
            if begin == at:
                begin = _glue_before(text, at)
                if begin == at:
                    break
            elif fits & kept:
                start, fits = begin, fits & kept
            else:
                break
            at = begin
        return start, fits

    def _feature_before(self, text: str, end: int) -> tuple[int, int]:
        # No word is held whose last two characters are not; only years are no words of titles.
        if not (text[end - 1] in _YEAR_ENDS or self._holders.has(text[max(0, end - 2) : end])):
            return end, 0
        for begin in range(max(0, end - _LONGEST), end - 1):
            if kept := self._having(text[begin:end]):
                return begin, kept
        return end, 0

    def _having(self, word: str) -> int:
        """The papers that have the word in title or place, or are of the year it says."""
        year = year_said(word)
        return self._holders.of(word) if year is None else self._years.get(year, 0)

    def _leading(self, text: str) -> Named | None:
        """武汉医改里…, 市妇联在绵阳疾控行动中…: a place, and what abbreviates its paper's title."""
        for begin in (found.end() for found in _BEFORE_LEAD.finditer(text)):
            place = next((one for one in self._places if text.startswith(one, begin)), None)
            if place and (named := self._led(text, begin, place)):
                return named
        return None

    def _led(self, text: str, begin: int, place: str) -> Named | None:
        after = begin + len(place)
        for end in range(min(len(text), begin + _LONGEST_LEAD), after + 1, -1):
            if not _LEAD_END.match(text[end:]):
                continue
            said = text[after:end].strip("市区县省的那个份两")
            fits = self._abbreviated(said, place) if len(said) > 1 else ()
            if len(fits) == 1:
                return Named(begin, end, fits)
        return self._told_apart(text, begin, place)

    def _told_apart(self, text: str, begin: int, place: str) -> Named | None:
        """静安创建专班…: of a place's several papers only one has the next words in its title."""
        there = self._places[place]
        after = begin + len(place)
        after += text[after : after + 1] in set("市区县省")
        for end in range(min(len(text), after + _LONGEST), after + 1, -1):
            fits = self._holders.of(text[after:end]) & there
            if fits.bit_count() == 1 < there.bit_count():
                return Named(begin, end, self._ids(fits))
        return None

    def _abbreviated(self, said: str, place: str) -> tuple[int, ...]:
        """Papers of that place whose title has the characters said, in that order; two at most."""
        having = self._holders.of_characters(said) & self._places[place]
        fits = (at for at in members(having) if in_order(said, self._titles[at]))
        return tuple(self._listed[at].id for at in islice(fits, 2))

    def _by_place(self, text: str) -> Iterator[Named]:
        for place, there in self._places.items():
            start = text.find(place)
            after = text[start + len(place) :]
            if start >= 0 and _AFTER_PLACE.match(after):
                end = start + len(place) + (after[:1] in set("市区县省"))
                yield Named(start, end, self._ids(there), by_place=True)
            elif start == 0:
                level = after[:1] in set("市区县省")
                end = 0 if level else len(place)
                yield Named(0, end, self._ids(there), by_place=True, loose=not level)


def _kind_of(word: str) -> str:
    return re.sub(r"(?:里面?|中|上)?(?:的|说|有)?$|^(?:工作|实施|行动|重点)+", "", word)


def _is_start(text: str, start: int) -> bool:
    """Whether the description began where it may: not in the middle of other words."""
    before = text[start - 1 : start]
    return not re.match(r"[一-鿿a-z0-9]", before) or before in _LEADING


def _glue_before(text: str, end: int) -> int:
    for length in (2, 1):
        if end >= length and _BETWEEN.fullmatch(text[end - length : end]):
            return end - length
    return end
