"""From a message to what it settles; None where it settles nothing."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from knowledge.house_rules import days
from knowledge.house_rules.lead_times import OutOfRangeError
from knowledge.house_rules.model import Ruling, Said
from knowledge.house_rules.pauses import pause_in
from knowledge.house_rules.sayings import SAYINGS
from knowledge.text import fold, squeeze

_HERE = r"(?:这个?|本|此)(?:群聊?|频道|话题)|这里"
_PRE = re.compile(
    rf"(?:请|麻烦|帮我)?(?:以后|今后|从现在起)?(?:请|把|将|让)?(?P<here>{_HERE})?(?:里|内)?的?"
)
_ASKING = re.compile(
    r"[?？吗呢么]|什么|哪|谁|几[天条次个]|几点|多少|怎|如何|为何|是否|有没有|以上的|报了|已经"
    r"|第[^,。]{1,4}[项条]|通知:|^绑定|完成|办结|人次"
)


@lru_cache(1024)
def settled_in(text: str, today: date) -> Said | None:
    """What the message wants to hold from now on."""
    plain = squeeze(fold(text)).strip("。.!！ ")
    if len(plain) > _LONGEST or not _SIGN.search(plain) or _ASKING.search(plain):
        return None
    plain = _END.sub("", plain)
    front = _PRE.match(plain)
    start = front.end() if front else 0
    said = Said(here=bool(front and front["here"]))
    if paused := pause_in(plain[start:], today):
        return replace(said, rulings=paused[0], about=paused[1])
    for at in dict.fromkeys((start, *_starts(plain, start))):
        about = plain[start:at].removesuffix("的")
        try:
            rulings = _rulings(plain[at:], today)
        except OutOfRangeError as error:
            return replace(said, about=about, problem=str(error))
        if rulings and not _ONE_DAY.fullmatch(about):
            return replace(said, about=about, rulings=rulings)
    return None


_SIGN = re.compile(
    r"提醒|催|周报|灯|静|扰|班|假|休|订|每周|一周|逾期|落后|滞后|默认|交办|通知|广播|提前|进展|反馈|变黄"
    r"|停|[别不要每]发|响|每天|恢复|超过|最多|动静|吵"
)
"""Most messages have none of these, and are passed by at once."""
_END = re.compile(r"(?:就(?:行|好|可以)|好|可以)?(?:了|吧|哈|啊|呀)*$")
_ONE_DAY = re.compile(
    r"(?:大?[后明今昨前][天日早晚]|[下上这本]?个?(?:周|星期)[一二三四五六日天]|\d.*[日号天])(?:再|就)?"
)
"""明天9点发提醒 is about that day, and settles nothing."""
_LONGEST, _LONGEST_NAME = 120, 24


def _starts(text: str, start: int) -> range:
    """Where the rule may begin behind words that say what it is for."""
    return range(start + 2, min(len(text) - 4, start + _LONGEST_NAME))


def _rulings(text: str, today: date) -> tuple[Ruling, ...]:
    if found := days.ORDER.fullmatch(text):
        return days.rulings(found, today)
    for pattern, reader in SAYINGS:
        if (found := pattern.fullmatch(text)) and (rulings := reader(found)):
            return rulings
    return ()
