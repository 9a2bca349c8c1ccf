"""A message that wants something told to many: 通知各成员单位：…, 明天上午9点发通知：…. Pure.

What stands behind the colon goes out as it was typed; what is read from it (until when, by whom to
be confirmed) is only shown beside it.
"""

import re
from dataclasses import replace
from datetime import date, datetime, time

from knowledge.broadcasts.model import Draft, Whom
from knowledge.broadcasts.moments import MOMENT, moments_in, said_by
from knowledge.text import fold

MORNING, EVENING = time(9, 0), time(18, 0)
"""When a day is meant whole: it begins with the one and ends with the other."""

_POLITE = r"(?:请|麻烦|劳烦|烦请|帮我|帮忙)?(?:你|您)?(?:帮我|帮忙)?"
_SEND = r"(?:发布|发出|发送|下发|群发|拟写|起草|拟|写|发)"
_ONE = r"(?:一?[个条份则]|一下)?"
_KIND = r"(?P<kind>紧急|强制|必达|重要|临时)?的?"
_EVERYBODY = (
    r"(?:全体(?:人员|同志|同事)?|所有(?:人员?|单位|部门|同事)|大家|各(?:单位|部门|位)|每个人)"
)
_MEMBERS = r"(?:全体|所有|各)?(?:领导小组|专班|联席会议)?成员单位"
_ALL = rf"(?:{_MEMBERS}|各?(?:有关|相关|责任)(?:单位|部门)|{_EVERYBODY})"
_FREE = r"[^:,，：。！!?？\n]{1,60}?"
_TO = rf"(?P<to>{_ALL}|{_FREE})"
_GAP = r"\s*(?::|,|\n)\s*(?:(?:具体)?内容(?:(?:是|为|如下)\s*[:,]?|\s*:)\s*)?"
_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:给|向|对)(?P<to>{_ALL}|{_FREE}){_SEND}{_ONE}{_KIND}通知{_GAP}",
        rf"(?:{_SEND}{_ONE})?{_KIND}通知(?:一下|下)?(?:{_TO})?(?:一声|一下)?{_GAP}",
        rf"(?:{_SEND}{_ONE})?{_KIND}通知(?:一下|下)?(?P<to>{_ALL})(?![\s:,，：]|了|吗|没)",
        rf"{_SEND}{_ONE}{_KIND}通知(?P<to>)\s+(?=\S)",
        r"通知(?P<kind>)(?P<to>)\s+(?=\S)(?!.*[吗呢?]$)",
        rf"(?:群发|广播|发布?{_ONE}公告)(?P<kind>)(?P<to>){_GAP}",
    )
)
_FIRST = re.compile(rf"\s*{_POLITE}(?:定于|定在)?")
_BEHIND_MOMENT = re.compile(rf"(?:准时|定时|再|就|,)*{_POLITE}")
_SIGN = re.compile("通知|群[发發]|[广廣]播|公告")
_NOT_TO = re.compile(
    r"第.{1,6}[项条点]|谁|什么|哪|几|怎|如何|[了吗呢]$|里|上的|中的|精神|要求|内容|列表|进展|情况|签收|收到"
    r"|已|改为|更正|撤回|^的|^是|^不"
)
_BY = re.compile(
    rf"(?:{MOMENT.pattern})(?:之?前|以前|之?内|底前|截止)?(?:[^,。;\n:]{{0,6}}?)"
    r"(?:签收|确认|回执|回复|知悉)"
)
_NO_RECEIPT = re.compile(
    r"(?:不用|无需|无须|不需要?|不必|免)(?:再|大家|各单位)?(?:签收|确认|回复|回执)"
)
_PERSONAL = re.compile(
    r"(?:请|需|须)?(?:本人|每人|人人|每个人|逐人|各自)(?:都|均|要|须|需)?(?:签收|确认|知悉)"
)
_COMPULSORY = frozenset({"紧急", "强制", "必达"})


def draft_in(text: str, today: date) -> Draft | None:
    """What the message wants said to many; None for anything else."""
    if not _SIGN.search(text, 0, 80):  # most messages are passed by at once
        return None
    plain = fold(text)
    start, at = _beginning(plain, today)
    for head in _HEADS:
        found = head.match(plain, start)
        if found and (draft := _draft(text, plain, found, today)):
            return replace(draft, at=at)
    return None


def _beginning(plain: str, today: date) -> tuple[int, datetime | None]:
    """Where the order itself begins, behind the moment at which it is to go out."""
    first = _FIRST.match(plain)
    start = first.end() if first else 0
    moment = MOMENT.match(plain, start)
    said = said_by(moment, today) if moment else None
    if moment is None or said is None:
        return start, None
    behind = _BEHIND_MOMENT.match(plain, moment.end())
    return (behind.end() if behind else moment.end()), said.at(MORNING)


def _draft(text: str, plain: str, found: re.Match[str], today: date) -> Draft | None:
    to = (found["to"] or "").strip()
    words = text[found.end() :].strip()
    if not words or _NOT_TO.search(to):
        return None
    whom = whom_in(to)
    body = plain[found.end() :]
    return Draft(
        words=words,
        whom=whom,
        units=to if whom == "units" else "",
        by=by_in(body, today),
        compulsory=found["kind"] in _COMPULSORY,
        personal=_PERSONAL.search(body) is not None,
        receipt=_NO_RECEIPT.search(body) is None,
    )


def whom_in(to: str) -> Whom:
    """Whom folded words of address mean."""
    if not to or re.fullmatch(r"各?(?:有关|相关|责任)(?:单位|部门)", to):
        return ""
    if re.fullmatch(_MEMBERS, to):
        return "members"
    return "everyone" if re.fullmatch(_EVERYBODY, to) else "units"


def by_in(text: str, today: date) -> datetime | None:
    """Until when words ask to be confirmed: 请周五前确认."""
    found = _BY.search(fold(text))
    said = moments_in(found[0], today) if found else []
    return said[-1].at(EVENING) if said else None
