"""Times that a text sets in words no date is read from: 国庆节前, 10个工作日内."""

import re

from knowledge.dates import FROM_ISSUE
from knowledge.text import fold

_FESTIVAL = (
    "[春秋]季学期|国庆|春节|中秋|元旦|五一|劳动节|端午|清明|开学|高考|中考|汛期|暑期|寒假|暑假|两会"
)
_TIME = re.compile(
    rf"(?:{_FESTIVAL})(?:节|假期|长假|期间)?之?前|(?:\d{{1,3}}|[一二三五七十两]{{1,3}})个?(?:工作日|自然日|天)之?内"
    r"|(?:\d{1,2}月)?(?:\d{1,2}[日号]|[上中下]旬|[月年]?[底末初]|(?<=\d)月)(?:前后|左右)"
)
_LABELLED = re.compile(
    r"(?:完成|办理|办结|整改)(?:时限|时间|期限)(?:为|:)\s?(?P<when>[^,;。)\]】\n]{2,24})"
)


def unread_time(text: str) -> str | None:
    """The words of `text` that set a time, as printed; for texts in which no date was read."""
    key = fold(text)
    labelled = _LABELLED.search(key)
    if labelled:
        return text[slice(*labelled.span("when"))].strip()
    found = _TIME.search(key)
    return text[slice(*found.span())] if found else None


def counts_from_issue(text: str) -> bool:
    """Whether a time in `text` counts from the day of issue: 印发后30日内."""
    return bool(FROM_ISSUE.search(fold(text)))
