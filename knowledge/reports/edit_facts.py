"""What takes the place of something that was reported, by the words that say it. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from knowledge.numerals import to_number
from knowledge.reports.blockers import remarks_in
from knowledge.reports.claims import claim_of
from knowledge.reports.marks import blanked
from knowledge.reports.model import Claim, Part, Quantity, Target
from knowledge.reports.news import News, Surroundings, is_filler, news_in
from knowledge.when import days_in

_BARE = re.compile(r"^(?:总共|一共|累计|共)?(?P<value>\d[\d.]*万?)$")
_COUNT_FIRST = re.compile(
    r"(?P<value>\d+|[一二两三四五六七八九十])(?P<unit>[个家所名人台项场条处座份])(?:是|已经?)?[一-龥]{1,4}了"
)
"""一个签了: how many of them."""
DATE = re.compile(r"日期|时间|时限|预[计期]|完成日|办结日|期限")
EXPECTED = re.compile(r"预[计期]|争取|力争")
_BLOCKER = re.compile(r"困难|问题|卡点|原因|堵点|障碍|卡在|blocker")
_NEED = re.compile(r"需要|需求|诉求|支持")
_NEXT = re.compile(r"下一?步|下阶段")
_FIGURES = re.compile(r"数|\d+[个家所名人台项场]")
_PERCENT = re.compile(r"百分|进[度展]|比例|完成[率度]|\d%|成$")


def fact_of(what: str, new: str, around: Surroundings) -> Claim | None:
    """What `new` says of what is called `what`; None where it says nothing."""
    return _worded(what, new) or told_of(what, new, around) or expected(new, around)


def _worded(what: str, new: str) -> Claim | None:
    """困难改成没有场地: the words as they are."""
    if _BLOCKER.search(what):
        return Claim(Target(), blocker=new)
    if _NEED.search(what):
        return Claim(Target(), need=new)
    return Claim(Target(), next_step=new) if _NEXT.search(what) else None


def told_of(what: str, new: str, around: Surroundings) -> Claim | None:
    """The same for what is no remark: a figure, a state, a date."""
    if (bare := _BARE.match(new)) and (value := to_number(bare["value"])) is not None:
        return Claim(Target(), quantities=(Quantity(what or None, value, "", "total"),))
    if first := _COUNT_FIRST.fullmatch(new):
        value = to_number(first["value"]) or 0
        return Claim(Target(), quantities=(Quantity(what or None, value, first["unit"], "total"),))
    news = news_in(new, around)
    if news.next_step:
        return Claim(Target(), next_step=news.next_step)
    if not news.tells:
        return _dated(what, news, around.today)
    claim = claim_of(Target(), [news], around.today)
    figures = tuple(replace(one, name=one.name or what or None) for one in claim.quantities)
    said = claim.says_something or claim.expected_on
    return replace(claim, quantities=figures) if said else None


def _dated(what: str, news: News, today: date) -> Claim | None:
    """A date alone: of the end, that was or is to come."""
    days, text = news.days, news.clause.text
    only = days and is_filler(EXPECTED.sub("", blanked(text, days, " ")))
    if not only or (what and not DATE.search(what)):
        return None
    last = days[-1].last
    return Claim(Target(), expected_on=last) if last >= today else Claim(Target(), done_on=last)


def expected(new: str, around: Surroundings) -> Claim | None:
    """预计9月底重新开标: only when something is to come."""
    days = [one for one in days_in(new, around.today) if one.last >= around.today]
    if not days or not EXPECTED.search(new) or tells(new, around):
        return None
    return Claim(Target(), expected_on=days[-1].last)


def tells(new: str, around: Surroundings) -> bool:
    """Whether the words say something that can be reported."""
    return bool(_BARE.match(new)) or news_in(new, around).tells


def parts_named(what: str) -> Iterator[Part]:
    """Which parts of a report the words mean: 困难, 那个数, 预计时间."""
    yield from (one.kind for one in remarks_in(what))
    signs: tuple[tuple[re.Pattern[str], Part], ...] = (
        *((_BLOCKER, "blocker"), (_NEXT, "next_step"), (_NEED, "need")),
        *((DATE, "expected_on"), (_PERCENT, "percent"), (_FIGURES, "quantities")),
    )
    yield from (part for sign, part in signs if sign.search(what))
