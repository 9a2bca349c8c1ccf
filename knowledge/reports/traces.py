"""Questions about what became of a task: 第12项的进展, 时间线, 截至6月30日第12项到哪了. Pure."""

import re
from dataclasses import dataclass

from knowledge.questions.meaning import ItemAsked
from knowledge.reports.targets import mentions_in
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class TraceAsked:
    """Which tasks (none: the one in talk), and up to when, as typed ('' for now)."""

    items: tuple[ItemAsked, ...]
    until: str = ""
    paper: str = ""
    """What stands before the number: 健康城市要点 in 健康城市要点第2项的进展."""


_DAY = (
    r"(?:(?:\d{4}年|今年|去年)?\d{1,2}月|上个?月|去年|\d{4}年(?=底))"
    r"(?:\d{1,2}[日号]|[底末初]|[上中下]旬)?"
)
_UNTIL = re.compile(
    rf"^(?:请|看看?|查一?下?)?(?:截至|截止到?|到)(?:(?P<day>{_DAY})(?:为止|时)?[,\s]*(?=[第这它该的进《一-龥(]|$)"
    r"|(?P<other>[^,第]{2,14}?)(?:为止|时)?[,\s]*(?=第|这|它|该|$|的|进))"
)
_ON = re.compile(rf"^在?(?P<day>{_DAY})(?:为止|的?时候?|那天)?[,\s]*(?=第|《|[一-龥]{{2,20}}第)")
_BEHIND = re.compile(
    rf"^(?:截至|截止到?|到|在)?(?P<day>{_DAY})(?:为止|的?时候?|那天)?(?=[,的是怎什情进])"
)
_HEAD = re.compile(r"^(?:请|麻烦)?(?:查看|看看?|查一?下?|说说|列出|问一?下)?")
_WHAT = (
    r"(?:来龙去脉|前因后果|始末|(?:办理|前后)?经过|进展|进度|历史|时间线|轨迹|留痕|过程|报送记录|进展记录|办理记录|记录|证据|佐证|台账|动态|闭环"
    r"|办理情况|完成情况|推进情况|进展情况|情况)"
)
_TAIL = re.compile(
    rf"^(?:任务|工作|事项)?(?:的)?(?:目前|现在|最新|办理|报送|全部|所有|历次|历史)*(?:的)?{_WHAT}"
    r"(?:怎么样|如何|怎样|是什么|有哪些|到哪了?|到哪一?步了?|呢|了)*[?？。]?$"
    r"|^[,的]?(?:当时|那时)?是?(?:什么|啥|怎样的?)(?:情况|进展|进度|状态)[?？。]?$"
)
_WHERE = re.compile(
    r"^(?:任务|工作)?(?:现在|目前)?(?:进展|推进|办理|完成|做)?到?(?:哪了|哪一?步了?|什么程度了?|哪里了|得?怎么样了?)[?？。]?$"
)
_TOLD = re.compile(
    r"^(?:任务)?(?:是|都|有)?(?:谁|什么时候|何时|哪天|几号|上次|最近(?:一次)?|最后)(?:一次)?"
    r"(?:说|报送?|汇报|反馈|填|提)(?:的|了|过|卡|受阻)[^第]{0,20}[?？。]?$"
)
_ENDED = re.compile(
    r"^(?:现在|目前|已经|到底)*(?:办|做|干|弄|搞|推进|完成)(?:完|结|定|成|好)?了?(?:没有?|吗|没呢)[?？。]?$"
)
_PAPER = re.compile(r"《?(?P<name>[一-龥\d()〔〕“”]{2,40}?)》?(?:里|中|文件)?的?")
_THIS = re.compile(r"^(?:[这那]一?[项个条]|该项|它)(?:任务|工作)?")
_OF_UNIT = re.compile(
    rf"^(?P<name>(?!第|这|该)[一-龥]{{2,20}}?[局委办部院处会心站府])的?(?:各项|全部|所有)?(?:任务|工作)?的?{_WHAT}"
    r"(?:怎么样|如何|怎样|呢)?[?？。]?$"
)
_DEED = (
    r"(?:打?退回?|驳回|中止|暂停|催办?|不(?:同意|通过|批准?)|没(?:同意|通过|批准?|过)|延期|恢复)"
)
_WHY = re.compile(
    r"^(?:任务|工作)?(?:那|上次|刚才|这次)?(?:(?:为什么|为啥|怎么|咋|因为什么)(?:又|就|还|会|给|被|要|老|一直|总)*"
    rf"{_DEED}|{_DEED}(?:了|的|是)*(?:的?(?:原因|理由)|因为)(?:是|呢)*(?:什么|啥)?"
    rf"|(?:一共|总共|被|都)*{_DEED}[过了]?(?:多少|几)[次回]|是?谁(?:给|让)?{_DEED}"
    rf"|(?:什么时候|哪天|何时)(?:被|给)?{_DEED})(?:的|了|回来|过|呢|啊|呀)*[?？。]?$"
)
"""为什么退回, 催过几次了: its course tells, with the reasons."""
_ALONE = re.compile(
    r"^(?:历史|时间线|进展|留痕|佐证|报送记录|办理过程"
    r"|那?(?:现在|目前|最新)(?:又|是|都)?(?:呢|(?:做|干|办|完成|进行)?到(?:哪|什么)(?:一?步|程度|里)?了?|怎么样了?|啥情况|什么(?:情况|进[展度]|状态)"
    r"|(?:有|到|做到|完成|共|报了?)?了?(?:多少|几[个家所名人台成])了?))(?:呢|啊|呀)?[?？。]?$"
)


def trace_in(text: str) -> TraceAsked | None:
    """What is asked of the course of a task; None for anything else."""
    plain = fold(text).strip()
    dated = _UNTIL.match(plain) or _ON.match(plain)
    rest = _HEAD.sub("", plain[dated.end() :] if dated else plain)
    found = next((one for one in mentions_in(rest) if not one.denied), None)
    called = _PAPER.fullmatch(rest[: found.start]) if found and found.start else None
    this = _THIS.match(rest)
    if found and (called or not found.start):
        items, rest = found.items, rest[found.end :].lstrip(" ,")
    elif dated and (whose := _OF_UNIT.match(rest)):
        return TraceAsked((), _day(dated), whose["name"])
    elif this or dated or _ALONE.match(rest) or _WHY.match(rest):
        items, rest = (), rest[this.end() :] if this else rest
    else:
        return None
    behind = None if dated else _BEHIND.match(rest)
    rest = rest[behind.end() :] if behind else rest
    if not any(one.match(rest) for one in (_TAIL, _WHERE, _TOLD, _ENDED, _WHY, _ALONE)):
        return None
    return TraceAsked(items, _day(dated or behind), called["name"] if called else "")


def _day(found: re.Match[str] | None) -> str:
    """The words that say the day."""
    return next(filter(None, found.groupdict().values()), "") if found else ""
