"""What is asked and ordered about 通知: who has not confirmed, take back, correct. Pure."""

import re

from knowledge.broadcasts.model import Asked, Correction, Order
from knowledge.numerals import to_int
from knowledge.text import fold

_N = r"[0-9]{1,9}|[一二三四五六七八九十百]{1,5}"
_NUMBERED = rf"(?:第(?P<n1>{_N})号通知|(?P<n2>[0-9]{{1,9}})号通知|通知第?(?P<n3>{_N})号)"
_BEFORE = r"(?:上一?次|刚才|刚刚|前面|昨天|今天|最近|最后)?(?:发(?:出去?)?的?)?"
_WHICH = rf"{_BEFORE}(?:这|那|刚才|上|最近|最后)?"
_NAMED = rf"(?:{_NUMBERED}|{_WHICH}(?:一)?[条个份]?的?通知)"
_POLITE = (
    r"(?:请|麻烦|帮我|帮忙|看看|看一下|查一下|那|现在|目前|我想知道|想问一下|问一下|[,，])*"
    r"(?:把|将|给)?"
)
_LATE = r"(?:还没有?|没有?|尚未|未|没)"
_SIGNED = r"(?:签收|确认|收到|回复|回执|签)"
_SEEN = r"(?:签收|确认|收到|回复|回执|看到?|读到?|签|知道)"
_WHO = (
    r"(?:还有)?(?:谁|哪些(?:人|单位|部门)|哪几个单位|哪个单位|哪几家|哪家|几个单位|几家"
    r"|多少(?:人|单位|家))"
)
_WE = r"(?:我们?|我局|本局|本单位)?(?:已|已经)?"
_ONE = r"(?:一?[个条份])?"
_ALL = r"(?:大家|他们|各(?:单位|部门|位|个单位|个部门)|所有(?:人|单位))"
_OR_NOT = r"(?:吗|嘛|没有?)"
_URGE = r"(?:再|去|都|统一|也)*(?:催|提醒|敲)(?:一?(?:下|遍|次|催|轮)|催)?"
_TAIL = r"(?:吧|了|一下|一遍|看看|呗|哈)*"
_REPORT = (
    r"(?:[,，]?(?:出|给|发|做)(?:我)?(?:个|一份|份)?(?:结项|签收|总结)?(?:报告|情况|汇总|小结))"
)
_SAY = r"(?:什么意思|啥意思|什么内容|内容是什么|什么|啥)"


def _patterns(it: str) -> dict[Asked, tuple[str, ...]]:
    """`it`: how the broadcast is named."""
    return {
        "how": (rf"(?:发|起草|拟)?{_ONE}通知",),
        "cancel": (
            rf"(?:撤回|撤销|取消|撤掉|作废){it}",
            rf"{it}(?:撤回|撤销|撤掉?|取消|作废)(?:吧|掉|了)*",
        ),
        "chase": (
            rf"{_URGE}(?:那些)?{_LATE}(?:有)?{_SIGNED}(?:{it})?的?(?:人|单位|部门|同志)?{_TAIL}",
            rf"(?:那些)?{_LATE}(?:有)?{_SIGNED}(?:{it})?的?(?:人|单位|部门|同志)?{_URGE}{_TAIL}",
            rf"{it}{_URGE}(?:那些)?{_LATE}{_SIGNED}的?(?:人|单位|部门)?{_TAIL}",
            rf"{it}(?:的)?{_LATE}{_SIGNED}的?(?:人|单位|部门)?{_URGE}{_TAIL}",
            rf"{it}?{_URGE}签收{_TAIL}",
        ),
        "close": (
            rf"{it}(?:可以|就|先|到此)*(?:结(?:束|项|了|掉)|关闭|关掉|收尾|截止){_TAIL}{_REPORT}?",
            rf"(?:结束|关闭|了结|结掉){it}{_TAIL}{_REPORT}?",
            rf"{it}的?(?:出|给|发)(?:我)?(?:个|一份)?结项报告",
        ),
        "whom": (
            rf"{it}(?:会|将|要|都)*(?:发给|送给|发到|发送给|送到)了?(?:哪些|谁|哪几个)(?:人|单位|群)?.{{0,16}}",
            rf"{it}?(?:有|还有|会有|会)*(?:多少|哪些|谁|几个)(?:人|单位)?(?:会|能|可以)*(?:收不到|收到|看到|看得到|联系不上|看不到)",
            rf"{it}?(?:谁|哪些人|哪些单位|哪些群)(?:能|会|可以)(?:看到|收到|看得到)",
        ),
        "meaning": (
            rf"{it}(?:到底)?(?:讲|说)?(?:了|的)?(?:是)?{_SAY}(?:呢|啊)?(?:[,，?？].{{0,24}})?",
            rf"(?:再|重新)?(?:看|发|给我看|给我)(?:一?[下遍]|看)?{it}(?:的?(?:内容|原文|全文))?(?:给我)?",
            rf"{it}的?(?:内容|原文|全文|要求)(?:是什么)?(?:再?发(?:我)?一?[下遍])?",
            rf"{it}(?:是)?(?:要|让|叫|需要)(?:我们?|我局|大家)(?:做|交|报|干|准备)?(?:些)?(?:什么|啥)",
        ),
        "missing": (
            rf"{_WHO}{_LATE}(?:有)?{_SEEN}过?了?{it}",
            rf"{it}的?{_WHO}{_LATE}(?:有)?{_SEEN}过?了?",
            rf"{_LATE}{_SIGNED}{it}的(?:人|单位|有谁|有哪些)?",
        ),
        "progress": (
            rf"{it}的?(?:签收)?(?:进展|进度|情况|签收|回执|确认情况)(?:如何|怎么?样)?了?",
            rf"{it}有?(?:多少|几个?)(?:人|单位|家)?{_SEEN}了?",
            rf"(?:{_ALL}都?|都){_SEEN}了?{it}了?{_OR_NOT}",
            rf"{it}(?:{_ALL}都?|都){_SEEN}了?{_OR_NOT}",
            rf"{it}{_SEEN}(?:得)?(?:怎么?样|如何)了?",
        ),
        "list": (
            r"(?:发过|发了|有)(?:哪些|什么)通知",
            r"通知(?:列表|清单|记录)",
        ),
        "received": (
            rf"{_WE}(?:收到|签收|确认)了?{it}(?:了|啦)?",
            rf"{it}{_WE}(?:收到|签收|确认(?:收到)?)(?:了|啦)?",
        ),
        "phase": (
            rf"(?:按|根据)?阶段来?(?:起草|拟|写|发){_ONE}通知",
            rf"(?:起草|拟|写|发){_ONE}阶段的?通知",
        ),
    }


def _orders(it: str, *deeds: Asked) -> tuple[tuple[Asked, re.Pattern[str]], ...]:
    return tuple(
        (deed, re.compile(f"{_POLITE}(?:{pattern})"))
        for deed, several in _patterns(it).items()
        for pattern in several
        if not deeds or deed in deeds
    )


_ORDERS = _orders(_NAMED)
_IN_TALK = _orders(
    r"(?:这|那|它)?(?:个|条)?", "chase", "close", "whom", "meaning", "missing", "progress", "cancel"
)
"""Where a broadcast is in talk it need not be named."""
_CORRECT = tuple(
    re.compile(f"{_POLITE}{pattern}\\s*[:,\\n]\\s*")
    for pattern in (
        rf"(?:更正|订正|修正){_NAMED}",
        rf"{_NAMED}(?:更正|订正|修正|改)(?:为|成|如下)?",
    )
)
_AGAIN = re.compile(r"(?:重新|再次|再)(?:签收|确认|回执)")
_LONGEST = 60
_END = re.compile(r"[\s。.!?~]+$")


def order_in(text: str, *, in_talk: bool = False) -> Order | None:
    """What is asked or ordered; None for anything else. `in_talk`: a broadcast was just spoken of,
    and need not be named."""
    named = "通知" in text
    if not (named or in_talk) or len(text) > _LONGEST:  # most messages are passed by at once
        return None
    plain = fold(text).strip().replace(" ", "")
    plain = _END.sub("", plain)
    for deed, pattern in _ORDERS if named else _IN_TALK:
        if found := pattern.fullmatch(plain):
            return Order(deed, number_of(found))
    return None


def asks_about_receipts(text: str) -> Order | None:
    """谁还没签收, 没签收的催一遍: of a broadcast where one is in talk, else of tasks."""
    order = order_in(text, in_talk=True)
    return order if order and order.deed in ("missing", "chase") else None


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
