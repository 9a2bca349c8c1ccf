"""下周会提醒什么, 下周哪几天会发消息, 明天会提醒到谁, 你下次什么时候提醒我: whose plan is
asked for, of which days, and what of it.

The words may come in any order. Beside them a message may name whom it goes to, and nothing else.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from knowledge.stretches import WEEKDAY
from knowledge.text import fold, squeeze
from knowledge.times import Window, window_in
from knowledge.when import coming_day

_LONGEST = 60
_USUAL, _LATER = timedelta(days=6), timedelta(days=30)
"""With no days named it is the next week; 后面 and 下次 look further."""

Point = Literal["", "days", "who", "next"]

_SAYS = r"提醒|催办|催|发送|发出|发|推送|推|收到|通知|找"
_ASKS = r"什么|哪|几(?=[条次])|多少|谁|啥|吗|有没有|为啥|依据|理由"
_WORDS = re.compile(
    rf"看一?下|往外|大概|大约|东西|那|一下|查一?下|查看|列出|列一下|请问|帮我|看看?|请|告诉我|想知道|麻烦|查|{_SAYS}|{_ASKS}"
    r"|你们?|机器人|系统|我们?(?![委局区市县院])|这边|他们?|大家|(?:这个?|本|此)(?:群聊?|频道|话题)|这里|群里"
    r"|还|就|又|都|一共|总共|会|要|将|该|应该?|准备|打算|计划|可能|有|是|再|需要|得|各|分别|先|接下来|后面"
    r"|往后|以后|之后|下一?[次回条]|些|几|个|来|去"
    r"|消息|安排|清单|列表|内容|事项|任务|人|单位|部门|群|天|日子?|时候|时间|条|次|号|为"
    r"|给|对|向|到|往|跟|里|中|的|了|呢|啊|样|一|[,，、]"
)
_ORDERED = re.compile(r"提醒(?:计划|安排|清单|列表)|提醒(?:呢|给我看看|看看)?$")
_LATER_SAID = re.compile(r"接下来|后面|往后|以后|之后|下一?[次回条]")
_NEXT = re.compile(r"下一?[次回条]")
_DAYS_ASKED = re.compile(r"哪几?一?(?:天|日)|几号|什么时候|什么时间")
_WHO_ASKED = re.compile(r"谁|(?:哪些|哪几个|几个|多少个?)(?:单位|部门|人|群)")
_MINE = re.compile(
    r"^我(?:们)?(?!委|局|区|市|县|院)|(?:给|提醒|找|催|通知)我(?!看)|^(?:会|要)提醒我"
)
_HERE = re.compile(r"(?:这个?|本|此)(?:群|频道|话题)|这里")
_NO = re.compile(
    r"设置|规则|怎么|如何|为[什何]么?.{0,8}没|多久|(?<!哪)几天|改|不再|不用|不要|别|关闭|关掉|停|恢复|取消|提前"
    r"|[:：]|请提醒|提醒(?:一下|他|她|大家|各)|已经?发|发过|发了|收到了|昨|上[周月个次]|发文"
    r"|第.{1,4}[项条]|时间(?!会|发)|签收"
)
_WEEKDAY = re.compile(WEEKDAY)
_FREE = 14
"""So long may be what names whom it goes to."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days of the plan that somebody wants to see."""

    window: Window
    mine: bool = False
    """我会收到的: what will come to the speaker."""
    here: bool = False
    """这个群: what will be said in this chat."""
    point: Point = ""
    """What of it is asked: on which days something is said, to whom, or what comes next."""
    about: str = ""
    """Words that name whom or what it is about, as far as they are none of the usual ones."""


@lru_cache(1024)
def asked_in(text: str, today: date, year: int) -> Asked | None:
    """What of the plan the message asks for; None where it asks for something else."""
    plain = squeeze(fold(text)).strip("。.!！?？ ")
    plain = re.sub(r"(?<=\d)号", "日", plain)
    if (
        len(plain) > _LONGEST
        or not (_SAYING.search(plain) or _NEWS_HERE.search(plain))
        or _NO.search(plain)
    ):
        return None
    window, years, rest = _weekday(plain, today) or window_in(plain, today, year)
    left = _WORDS.sub(" ", rest).split()
    if years or (window is not None and window.end < today) or not _asks(plain, left):
        return None
    if window is None and not (_LATER_SAID.search(plain) or _PLAIN.search(plain)):
        return None
    return Asked(
        window or _usual(plain, today),
        bool(_MINE.search(plain)),
        bool(_HERE.search(plain)),
        _point(plain),
        "".join(left),
    )


_SAYING = re.compile(_SAYS)
_NEWS_HERE = re.compile(rf"{_HERE.pattern}.*消息")
_ASKING = re.compile(_ASKS)
_PLAIN = re.compile(
    r"提醒(?:计划|安排|清单|列表)|(?:会|要|将)(?:收到|有|发)?(?:什么|哪些|啥)的?提醒"
)
_OTHER_THINGS = re.compile(
    r"(?:发|收到|通知)(?:些)?(?:什么|哪些|啥)(?!消息|通知|内容|提醒|给|呢|啊|$)"
)


def _weekday(plain: str, today: date) -> tuple[Window, tuple[int, ...], str] | None:
    """下周三, 周五: one day."""
    found = _WEEKDAY.search(plain)
    day = coming_day(found[0], today) if found else None
    if found is None or day is None:
        return None
    window = Window(day, day, found[0])
    return window, (), plain[: found.start()] + plain[found.end() :]


def _asks(plain: str, left: list[str]) -> bool:
    """Whether the rest, without the days, asks what is said, and says nothing else."""
    if not (_ASKING.search(plain) or _ORDERED.search(plain)) or _OTHER_THINGS.search(plain):
        return False
    return len(left) <= 1 and sum(map(len, left)) <= _FREE


def _usual(plain: str, today: date) -> Window:
    later = _LATER_SAID.search(plain) is not None
    return Window(today, today + (_LATER if later else _USUAL), "今后30天" if later else "今后七天")


def _point(plain: str) -> Point:
    if _NEXT.search(plain):
        return "next"
    if _DAYS_ASKED.search(plain):
        return "days"
    return "who" if _WHO_ASKED.search(plain) else ""
