"""What is asked and ordered about 通知: who has not confirmed, take back, correct. Pure."""

import re

from knowledge.broadcasts.model import Asked, Correction, Order
from knowledge.numerals import to_int
from knowledge.text import fold

_N = r"[0-9]{1,9}|[一二三四五六七八九十百]{1,5}"
_NUMBERED = rf"(?:第(?P<n1>{_N})号通知|(?P<n2>[0-9]{{1,9}})号通知|通知第?(?P<n3>{_N})号)"
_IT = rf"(?:{_NUMBERED}|(?:这|那|刚才|上|最近|最后)?(?:一)?[条个份]?的?通知)"
_POLITE = r"(?:请|麻烦|帮我|帮忙|看看|看一下|查一下)?(?:把|将)?"
_LATE = r"(?:还没有?|没有?|尚未|未|没)"
_SIGNED = r"(?:签收|确认|收到|回复|回执)"
_SEEN = r"(?:签收|确认|收到|回复|回执|看到?|读)"
_WHO = r"(?:还有)?(?:谁|哪些(?:人|单位|部门)|哪几个单位|哪个单位|几个单位|多少(?:人|单位))"
_WE = r"(?:我们?|我局|本局|本单位)?(?:已|已经)?"
_ONE = r"(?:一?[个条份])?"
_ALL = r"(?:大家|他们|各(?:单位|部门|位|个单位|个部门)|所有(?:人|单位))"
_OR_NOT = r"(?:吗|嘛|没有?)"
_PATTERNS: dict[Asked, tuple[str, ...]] = {
    "how": (rf"(?:发|起草|拟)?{_ONE}通知",),
    "cancel": (
        rf"(?:撤回|撤销|取消|撤掉|作废){_IT}",
        rf"{_IT}(?:撤回|撤销|撤掉?|取消|作废)(?:吧|掉|了)*",
    ),
    "missing": (
        rf"{_WHO}{_LATE}{_SEEN}过?了?{_IT}",
        rf"{_IT}的?{_WHO}{_LATE}{_SEEN}过?",
        rf"{_LATE}{_SIGNED}{_IT}的(?:人|单位|有谁|有哪些)?",
    ),
    "progress": (
        rf"{_IT}的?(?:签收)?(?:进展|进度|情况|签收|回执|确认情况)(?:如何|怎么?样)?",
        rf"{_IT}有?(?:多少|几个?)(?:人|单位)?{_SIGNED}了?",
        rf"(?:{_ALL}都?|都){_SIGNED}了?{_IT}了?{_OR_NOT}",
        rf"{_IT}(?:{_ALL}都?|都){_SIGNED}了?{_OR_NOT}",
    ),
    "list": (
        r"(?:发过|发了|有)(?:哪些|什么)通知",
        r"通知(?:列表|清单|记录)",
    ),
    "received": (
        rf"{_WE}(?:收到|签收|确认)了?{_IT}(?:了|啦)?",
        rf"{_IT}{_WE}(?:收到|签收|确认(?:收到)?)(?:了|啦)?",
    ),
    "phase": (
        rf"(?:按|根据)?阶段来?(?:起草|拟|写|发){_ONE}通知",
        rf"(?:起草|拟|写|发){_ONE}阶段的?通知",
    ),
}
_ORDERS = tuple(
    (deed, re.compile(f"{_POLITE}(?:{pattern})"))
    for deed, several in _PATTERNS.items()
    for pattern in several
)
_CORRECT = tuple(
    re.compile(f"{_POLITE}{pattern}\\s*[:,\\n]\\s*")
    for pattern in (rf"(?:更正|订正|修正){_IT}", rf"{_IT}(?:更正|订正|修正|改)(?:为|成|如下)?")
)
_AGAIN = re.compile(r"(?:重新|再次|再)(?:签收|确认|回执)")
_LONGEST = 60
_END = re.compile(r"[\s。.!?~]+$")


def order_in(text: str) -> Order | None:
    """What is asked or ordered; None for anything else."""
    if "通知" not in text or len(text) > _LONGEST:  # most messages are passed by at once
        return None
    plain = fold(text).strip().replace(" ", "")
    plain = _END.sub("", plain)
    for deed, pattern in _ORDERS:
        if found := pattern.fullmatch(plain):
            return Order(deed, number_of(found))
    return None


def asks_who_lacks(text: str) -> bool:
    """谁还没签收: of a broadcast where one is in talk, else of tasks."""
    plain = _END.sub("", fold(text).strip().replace(" ", ""))
    return len(plain) <= _LONGEST and _LACKS.fullmatch(plain) is not None


_LACKS = re.compile(rf"{_POLITE}(?:那|现在|目前)?{_WHO}{_LATE}(?:有)?{_SIGNED}了?")


def correction_in(text: str) -> Correction | None:
    """Other words for what was said; None for anything else."""
    if "通知" not in text:
        return None
    plain = fold(text)
    start = len(plain) - len(plain.lstrip())
    found = next((one for way in _CORRECT if (one := way.match(plain, start))), None)
    words = text[found.end() :].strip() if found else ""
    if found is None or not words:
        return None
    return Correction(words, number_of(found), _AGAIN.search(words) is not None)


def number_of(found: re.Match[str]) -> int | None:
    """The number that the match names."""
    groups = found.groupdict()
    said = next((groups[name] for name in groups if name[0] == "n" and groups[name]), None)
    return to_int(said) if said else None
