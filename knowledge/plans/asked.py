"""下周会提醒什么, 这个月要发哪些提醒, 我明天会收到什么: whose plan is asked for, of which days."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from knowledge.questions.meaning import Window
from knowledge.questions.times import window_in
from knowledge.text import fold, squeeze

_LONGEST = 60
_USUAL = timedelta(days=6)
"""With no days named it is the next week."""

_WHAT = r"(?:有|发|收到|推送|出)?(?:些)?(?:什么样?|哪些|哪几条|多少条?|几条|啥)的?"
_WHO = r"(?:给?[^,，。;；:]{2,14}?)?"
_SAID = re.compile(
    rf"(?:看一?下?|查一?下?|查看|列出|请问|帮我看看?|看看)?{_WHO}@?的?{_WHO}"
    rf"(?:还|就|又|都|一共)?(?:会|要|将|该|应该?|准备|打算)?(?:"
    rf"{_WHAT}(?:提醒|催办)|(?:提醒|催办)(?:我们?|他们?)?(?:些)?(?:什么|哪些|谁|啥|几次|多少)(?:事项?|任务|内容|人)?"
    rf"|(?:有|发)?提醒(?:计划|安排|清单|列表|有哪些|有什么|是什么|都有什么|有多少条?|有吗)?)"
    r"(?:呢|啊|吗|给我看看|看看)?"
)
_SENT = re.compile(
    rf"{_WHO}@?的?{_WHO}(?:还|都)?(?:会|要|将|该|准备)?(?:给[^,，。]{{2,12}}?)?"
    r"(?:发|推送|收到|通知)(?:些)?(?:什么|哪些|啥)(?:消息|通知|内容)?(?:呢|啊)?"
)
_MINE = re.compile(r"^我(?:们)?(?!委|局|区|市|县|院)|(?:给|提醒)我(?!看)|^(?:会|要)提醒我")
_HERE = re.compile(r"(?:这个?|本|此)(?:群|频道|话题)|这里")
_NO = re.compile(
    r"设置|规则|怎么|如何|为什么|为何|多久|几天|改|不再|不用|不要|别再|关闭|关掉|停|恢复|时间|取消|提前"
    r"|[:：]|请提醒|提醒(?:一下|他|她|大家|各)|已经?发|发过|发了|收到了|昨|上[周月个]|文件|办法|方案发"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The days of the plan that somebody wants to see."""

    window: Window
    mine: bool = False
    """我会收到的: what will come to the speaker."""
    here: bool = False
    """这个群: what will be said in this chat."""


@lru_cache(1024)
def asked_in(text: str, today: date, year: int) -> Asked | None:
    """What of the plan the message asks for; None where it asks for something else."""
    plain = squeeze(fold(text)).strip("。.!！?？ ")
    if (
        len(plain) > _LONGEST
        or _NO.search(plain)
        or not ("提醒" in plain or _SENT_WORD.search(plain))
    ):
        return None
    window, years, rest = window_in(plain, today, year)
    marked = _marked(plain, rest) if window else plain
    pattern = _SAID if "提醒" in plain or "催办" in plain else _SENT
    if years or not pattern.fullmatch(marked) or (window is None and not _PLAIN.search(plain)):
        return None
    if window is not None and window.end < today:
        return None
    seen = window or Window(today, today + _USUAL, "今后七天")
    return Asked(seen, bool(_MINE.search(plain)), bool(_HERE.search(plain)))


_SENT_WORD = re.compile(r"(?:发|收到|推送|催办|通知)(?:些)?(?:什么|哪些|啥)")
_PLAIN = re.compile(
    r"提醒(?:计划|安排|清单|列表)|(?:会|要|将)(?:收到|有|发)?(?:什么|哪些|啥)的?提醒"
)


def _marked(text: str, rest: str) -> str:
    """The text with one sign in the place of the days."""
    at = next(n for n, char in enumerate(rest) if char != text[n])
    length = next((n for n in range(at, len(text)) if rest[n] == text[n]), len(text))
    return f"{text[:at]}@{text[length:]}"
