"""Times of day as people write them: 9点半, 下午2:30, 18点, 早上八点45分, 下午."""

import re
from dataclasses import dataclass
from datetime import time

from knowledge.numerals import to_int

_NUMBER = r"\d{1,2}|[零〇一二两三四五六七八九十]{1,3}"
PART = r"凌晨|清晨|早晨|早上|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里"
"""A part of a day within a larger pattern."""
CLOCK = (
    rf"(?:{PART})?的?"
    rf"(?:{_NUMBER})(?:[点时](?:钟|半|整|[一三]刻|(?:{_NUMBER})分?)?|:[0-5]?\d)"
)
"""A time of day within a larger pattern, on folded text."""
ROUGHLY = rf"(?:{CLOCK}|{PART})"
"""The same, or only a part of the day: 下午."""
_PARTS = re.compile(
    rf"(?P<part>{PART})?的?"
    rf"(?P<hour>{_NUMBER})(?:[点时](?P<rest>钟|半|整|[一三]刻|(?:{_NUMBER})分?)?|:(?P<minute>\d+))"
)
_Time = time
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45, "钟": 0, "整": 0, "": 0}
_LATE = frozenset({"午后", "下午", "傍晚", "晚上", "晚", "夜里"})
_NIGHT = frozenset({"晚上", "晚", "夜里"})
_USUAL = {
    "凌晨": 6,
    "中午": 12,
    "午后": 14,
    "下午": 14,
    "傍晚": 17,
    "晚上": 19,
    "晚": 19,
    "夜里": 22,
}
_MORNING = 9


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day at `text[start:end]`; None where the day has no such time (25点)."""

    start: int
    end: int
    time: time | None
    ends_day: bool = False
    """24点, 晚上12点: midnight at the end of the day."""

    @property
    def on_its_day(self) -> "_Time | None":
        """Of a day that is named with it: its last minute rather than its first."""
        return time(23, 59) if self.ends_day else self.time


def clocks_in(text: str) -> tuple[Clock, ...]:
    """The times that a folded text names, in order."""
    return tuple(_clock(found) for found in _PARTS.finditer(text))


def roughly(text: str) -> Clock | None:
    """What `ROUGHLY` matched: 下午 alone is 14:00."""
    if found := _PARTS.search(text):
        return _clock(found)
    part = re.search(PART, text)
    return Clock(*part.span(), time(_USUAL.get(part[0], _MORNING))) if part else None


def _clock(found: re.Match[str]) -> Clock:
    hour, rest, part = to_int(found["hour"]), found["rest"] or "", found["part"]
    minute = _QUARTERS.get(rest)
    if minute is None or found["minute"]:
        minute = to_int(found["minute"] or rest.removesuffix("分"))
    if hour is None or minute is None:
        return Clock(*found.span(), None)
    if (part in _LATE and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    elif part in _NIGHT and hour == 12:
        hour = 24
    known = time(hour % 24, minute) if hour <= 24 and minute < 60 else None
    return Clock(*found.span(), known, ends_day=hour == 24 and minute == 0)
