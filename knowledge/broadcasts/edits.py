"""What is changed in a 通知 that waits for its 确认: 改成：…, 明天9点发, 不用签收. Pure."""

import re
from datetime import date

from knowledge.broadcasts.drafts import EVENING, MORNING, by_in, whom_in
from knowledge.broadcasts.model import Edit
from knowledge.broadcasts.moments import MOMENT, moments_in
from knowledge.broadcasts.rewording import reworded
from knowledge.text import fold

_POLITE = r"(?:请|麻烦|帮我|那就?|还是|算了|不等了|不用等了?|先|[,，])*"
_WORDS = re.compile(
    rf"{_POLITE}(?:把)?(?:通知|内容|文字|正文)?(?:修改|改|更正|换)(?:成|为)?\s*[:,\n]\s*"
)
_NOW = re.compile(rf"{_POLITE}(?:马上|立即|立刻|现在|确认后)(?:就)?(?:发|发出|发送|群发)")
_AT = re.compile(
    rf"{_POLITE}(?:改到|改在|改成|改为|定于|定在|推迟到|提前到|等到?)?(?:{MOMENT.pattern})"
    r"(?:再|准时|定时)?(?:发出去|发|发出|发送|群发)"
)
_UNTIL = re.compile(
    rf"{_POLITE}(?:(?:签收|确认|回执)?(?:截止|期限|时限)(?:时间|日期)?(?:改到|改成|改为|是|到|为)?)"
    rf"(?:{MOMENT.pattern})(?:之?前)?"
)
_TO = re.compile(
    rf"{_POLITE}(?:改)?(?:只|仅)?(?:发给|发送给|通知给|改发|改发给)(?P<to>[^:,，：\n]{{2,60}})"
)
_END = re.compile(r"[\s。.!~吧了]+$")
_FLAGS: tuple[tuple[re.Pattern[str], Edit], ...] = (
    (
        re.compile(rf"{_POLITE}(?:不强制|非强制|不要强制|取消强制|改成普通的?)"),
        Edit(compulsory=False),
    ),
    (
        re.compile(rf"{_POLITE}(?:要|设为|改成|改为)?(?:强制|必达|紧急)(?:发送|通知)?"),
        Edit(compulsory=True),
    ),
    (
        re.compile(rf"{_POLITE}(?:不用|无需|不需要?|不要|不必|免)(?:签收|确认|回执)"),
        Edit(receipt=False),
    ),
    (re.compile(rf"{_POLITE}(?:要|需要|须|需)(?:签收|确认|回执)"), Edit(receipt=True)),
    (
        re.compile(rf"{_POLITE}(?:要|改成|改为|由)?(?:本人|每人|人人|每个人)(?:都)?(?:签收|确认)"),
        Edit(personal=True, receipt=True),
    ),
    (
        re.compile(
            rf"{_POLITE}(?:按|改成|改为)?(?:单位|一个单位一个人)(?:签收|确认)(?:就行|即可)?"
        ),
        Edit(personal=False, receipt=True),
    ),
)


def edit_in(text: str, today: date, before: str = "") -> Edit | None:
    """What the message changes in the draft that waits; None for anything else. `before`: its
    words, so that some of them may be named."""
    if before and (words := reworded(text, before)):
        return Edit(words=words, by=by_in(words, today))
    plain = fold(text)
    start = len(plain) - len(plain.lstrip())
    if found := _WORDS.match(plain, start):
        words = text[found.end() :].strip()
        return Edit(words=words, by=by_in(words, today)) if words else None
    plain = _END.sub("", plain[start:])
    flag = next((edit for way, edit in _FLAGS if way.fullmatch(plain)), None)
    return flag or _moved(plain, today) or _addressed(plain)


def _moved(plain: str, today: date) -> Edit | None:
    if _NOW.fullmatch(plain):
        return Edit(at="now")
    said = moments_in(plain, today)
    if not said:
        return None
    if _AT.fullmatch(plain):
        return Edit(at=said[-1].at(MORNING))
    if _UNTIL.fullmatch(plain):
        return Edit(by=said[-1].at(EVENING))
    asked = by_in(plain, today) if len(plain) < 24 else None
    return Edit(by=asked) if asked else None


def _addressed(plain: str) -> Edit | None:
    found = _TO.fullmatch(plain)
    if found is None:
        return None
    to = found["to"].strip()
    whom = whom_in(to)
    return Edit(whom=whom, units=to if whom == "units" else "")
