"""What a message changes of what was just reported: 改成6家, 日期改成9月底, 更正：改造7家. Pure.

Asked only where a card is open or something was just recorded; elsewhere such words say nothing.
"""

import re
from dataclasses import replace
from datetime import date

from knowledge.reports.claims import claim_of
from knowledge.reports.clauses import Clause
from knowledge.reports.marks import blanked
from knowledge.reports.model import Claim, Target
from knowledge.reports.news import News, Surroundings, is_filler, news_of
from knowledge.reports.targets import mentions_in
from knowledge.reports.wording import prepare

_WRONG = r"(?:不对|[说报写填发打弄]?错了?|有误|更正|纠正|修改|改一下|更新)(?:一下)?"
_CHANGE = (
    r"(?:应该?)?(?:[改换][成为到回]|调整[为到]|更正为|应该是|应为)|不是[^,]{1,10},?而?(?:应该)?是"
)
_WAYS = (
    re.compile(
        rf"^(?:{_WRONG}[,:。\s]*)?(?:把|将)?(?P<what>[一-龥]{{0,8}}?)的?(?:{_CHANGE})了?(?P<new>[^,。]{{1,40}})$"
    ),
    re.compile(rf"^{_WRONG}[,:。\s]+(?P<what>[一-龥]{{0,8}}?)(?:是|为|:)(?P<new>[^,。]{{1,40}})$"),
    re.compile(rf"^{_WRONG}[,:。\s]+(?P<what>)(?P<new>[^,。]{{1,40}})$"),
)
_DATE = re.compile(r"日期|时间|时限|预[计期]|完成日|办结日|期限")
_BLOCKER = re.compile(r"困难|问题|卡点|原因|堵点|障碍")
_NEED = re.compile(r"需要|需求|诉求|支持")
_NEXT = re.compile(r"下一?步|下阶段")


def edit_in_words(text: str, around: Surroundings) -> Claim | None:
    """The claim whose parts take the place of others; None where nothing is changed."""
    plain = prepare(text).text
    found = next((match for way in _WAYS if (match := way.match(plain))), None)
    if not found or mentions_in(plain) or plain.endswith(("?", "吗", "吧", "呢")):
        return None
    claim = _worded(found["what"], found["new"]) or _told(found["what"], found["new"], around)
    return replace(claim, corrects=True, span=(0, len(text))) if claim else None


def _worded(what: str, new: str) -> Claim | None:
    """困难改成没有场地: the words as they are."""
    if _BLOCKER.search(what):
        return Claim(Target(), blocker=new)
    if _NEED.search(what):
        return Claim(Target(), need=new)
    return Claim(Target(), next_step=new) if _NEXT.search(what) else None


def _told(what: str, new: str, around: Surroundings) -> Claim | None:
    news = news_of(Clause(0, len(new), new, ""), around)
    if not news.tells:
        return _dated(what, news, around.today)
    claim = claim_of(Target(), [news], around.today)
    figures = tuple(replace(one, name=one.name or what or None) for one in claim.quantities)
    return replace(claim, quantities=figures) if claim.says_something else None


def _dated(what: str, news: News, today: date) -> Claim | None:
    """A date alone: of the end, that was or is to come."""
    days, text = news.days, news.clause.text
    only = days and is_filler(blanked(text, days, " "))
    if not only or (what and not _DATE.search(what)):
        return None
    last = days[-1].last
    return Claim(Target(), expected_on=last) if last >= today else Claim(Target(), done_on=last)
