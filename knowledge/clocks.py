"""Times of day as people write them: 9点半, 下午2:30, 18点, 早上八点45分."""

import re
from dataclasses import dataclass
from datetime import time

from knowledge.numerals import to_int

_NUMBER = r"\d{1,2}|[零〇一二两三四五六七八九十]{1,3}"
CLOCK = (
    r"(?:凌晨|清晨|早晨|早上|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里)?的?"
    rf"(?:{_NUMBER})(?:[点时](?:钟|半|整|[一三]刻|(?:{_NUMBER})分?)?|:[0-5]?\d)"
)
"""A time of day within a larger pattern, on folded text."""
_PARTS = re.compile(
    r"(?P<part>凌晨|清晨|早晨|早上|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里)?的?"
    rf"(?P<hour>{_NUMBER})(?:[点时](?P<rest>钟|半|整|[一三]刻|(?:{_NUMBER})分?)?|:(?P<minute>\d+))"
)
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "钟": 0, "整": 0, "": 0}
_LATE = frozenset({"午后", "下午", "傍晚", "晚上", "晚", "夜里"})


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at `text[start:end]`; None where the day has no such time (25点)."""

    start: int
    end: int
    time: time | None


def clocks_in(text: str) -> tuple[Clock, ...]:
    """The times that a folded text names, in order."""
    return tuple(Clock(*found.span(), _time(found)) for found in _PARTS.finditer(text))


def _time(found: re.Match[str]) -> time | None:
    hour, rest = to_int(found["hour"]), found["rest"] or ""
    minute = _QUARTERS.get(rest)
    if minute is None or found["minute"]:
        minute = to_int(found["minute"] or rest.removesuffix("分"))
    if hour is None or minute is None:
        return None
    if (found["part"] in _LATE and hour < 12) or (found["part"] == "中午" and hour < 3):
        hour += 12
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None
