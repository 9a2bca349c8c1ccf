"""Lists that people ask for by how things stand: 逾期, 红灯, 受阻的, 没动静的, 谁还没签收. Pure."""

import re
from functools import lru_cache
from typing import Literal

from knowledge.text import fold

ListKind = Literal[
    "overdue",
    "soon",
    "red",
    "yellow",
    "green",
    "blue",
    "blocked",
    "silent",
    "waiting",
    "suspended",
    "extensions",
    "done",
    "unfinished",
    "unreceived",
    "unreported",
    "readings",
    "unit",
]

_TASKS = r"(?:任务|事项|工作|项目|单位|部门|项)"
_TAIL = (
    rf"(?:了|的)?{_TASKS}?(?:清单|列表|情况)?(?:都|还)?(?:有|是|列)?(?:哪些|哪几项|几项|多少项?|什么|没有"
    rf"|吗|怎么样|如何|一下)?{_TASKS}?(?:吗|呢)?"
)
_WHO = r"(?:谁|哪些|哪个|哪几[个家]|还有|有没有|有)"
_UNREPORTED = (
    rf"(?:{_WHO}.{{0,8}}(?:没有?|未)(?:上报|报送|反馈|报|更新)(?:进展)?"
    r"|(?:还没|未)(?:上报|报送|反馈)(?:进展)?|报送情况)"
)
_LONG = r"(?:两周|半个?月|十四天|14天|长期|很久|最近|一直)"
_SILENT = (
    rf"(?:{_LONG}?(?:都|还)?(?:没有?|无)(?:动静|动过|任何进展|进展|更新)(?:的?\(两周\))?"
    rf"|{_LONG}(?:没有?|未)报)"
)
_WHICH = r"(?:哪些|哪几[项个]|哪个|什么|多少项?)"
_ASKED = r"(?:的|任务|事项|工作|有|还|了)*(?:哪|几|多少)"
_UNFINISHED = (
    rf"(?:{_WHICH}{_TASKS}?(?:都|还)*(?:没有?|未)(?:完成|办结|做完|办完|销号)"
    rf"|(?:没有?|未)(?:完成|办结|做完|办完|销号)(?={_ASKED}))"
)
_DONE = (
    rf"(?:(?<![要应需须该拟划没未有])(?:已经?)?(?:办结|完成|做完|办完|销号)(?={_ASKED})"
    rf"|{_WHICH}{_TASKS}?都?(?:已经?)?(?:办结|完成|做完|办完|销号)(?=了))"
)
_EXTENSIONS = (
    rf"(?:{_WHO}.{{0,8}}(?:申请(?:了|过)?|[要想])延期|(?:待|等待?|没|未)(?:审批?|批准?|批复)的?延期(?:申请)?"
    r"|延期(?:的)?申请(?:都|还)?(?=有|的|情况|列表|清单|$))"
)
_CORES: tuple[tuple[ListKind, str], ...] = (
    ("unreceived", rf"(?:{_WHO}.{{0,8}}(?:没有?|未)签收|(?:没有?|未)签收|签收情况)"),
    ("unreported", _UNREPORTED),
    ("readings", r"指标的?(?:完成|进展|达标|实现|推进)(?:情况|进度|率)?"),
    ("overdue", r"(?:逾期|超期|超时限)(?:未(?:完成|办结|办))?"),
    ("soon", r"(?:快要?到期|临期|即将到期|马上到期|临近(?:期限|到期))"),
    ("red", r"(?:亮)?红灯"),
    ("yellow", r"(?:亮)?黄灯"),
    ("green", r"(?:亮)?绿灯"),
    ("blue", r"(?:亮)?蓝灯"),
    ("blocked", r"(?:受阻|卡住|遇到困难|有困难|需要?协调)"),
    ("silent", _SILENT),
    ("waiting", r"(?:待审核|等(?:待|我|着)?审核|没审核|未审核|待审)"),
    ("suspended", r"(?:已)?(?:中止|暂缓)(?=的|任务|有)"),
    ("extensions", _EXTENSIONS),
    ("unfinished", _UNFINISHED),
    ("done", _DONE),
)
_ALONE = {kind: re.compile(rf"(?P<before>[^,。;]{{0,24}}?){core}{_TAIL}") for kind, core in _CORES}
_PROGRESS = re.compile(
    r"(?:的)?(?:任务|工作)?(?:的)?(?:完成|办理|推进|落实)?(?:进度|进展|情况)(?:怎么样|如何|情况)?"
    r"(?:了|呢)?$"
)
_NUMBERED = re.compile(r"第?[\d一二三四五六七八九十]+项")
_LONGEST = 40
_BY_TIME = re.compile(r"[月周年日旬底末]|季度")
_SO_FAR = re.compile(r"今年度?|本年度?|到(?:今天|现在)|截至(?:目前|今天)|至今")
_SAID_DONE = re.compile(r"已|(?:办结|完成|做完|办完|销号)了")
"""完成 within a span of days is asked of deadlines, not of what was done."""


@lru_cache(1024)
def list_in(text: str, *, of_unit: bool) -> ListKind | None:
    """Which list a message asks for; `of_unit`: whether it names a unit, or means the own one."""
    plain = fold(text).strip().strip("。!！?？ ")
    if len(plain) > _LONGEST:
        return None
    if _NUMBERED.search(plain):
        return _of_item(_NUMBERED.sub("", plain))
    for kind, pattern in _ALONE.items():
        if found := pattern.fullmatch(plain):
            before = _SO_FAR.sub("", found["before"])
            dated = kind in ("done", "unfinished") and _BY_TIME.search(before)
            return None if dated and not _SAID_DONE.search(plain) else kind
    return "unit" if of_unit and _PROGRESS.search(plain) else None


def _of_item(rest: str) -> ListKind | None:
    """第3项谁还没报, 第3项有谁没签收: the two that are asked of one task as well."""
    kinds: tuple[ListKind, ...] = ("unreceived", "unreported")
    return next((kind for kind in kinds if _ALONE[kind].fullmatch(rest)), None)
