"""How long before or after: 提前10、5、1个工作日, 七天、三天和当天, 每天, 每周一次."""

import re

from knowledge.numerals import to_int

NUMBER = r"(?:\d{1,5}|[零一二两三四五六七八九十百]{1,5})"
LONGEST = 366
_TOKEN = (
    rf"(?:提前|到期前|结束前|之?前|{NUMBER}|个|工作日|天|日|周|[、,/和及与]"
    r"|到期当天|当天|当日|各|一次)"
)
LEADS = rf"(?:{_TOKEN})++(?:提醒|发|通知)?(?:一次|一遍)?"
"""A list of lead times, within a larger pattern; possessive, so that long ones cost nothing."""
_ONE = re.compile(rf"({NUMBER})|(当天|当日)")


class OutOfRangeError(ValueError):
    """A number that makes no sense; the message says which would."""


def leads_in(text: str) -> tuple[int, ...]:
    """The days, in the order given, each once. Raises `OutOfRangeError`."""
    days = [0 if found[2] else to_int(found[1]) or 0 for found in _ONE.finditer(text)]
    for day in days:
        within(day, 0, LONGEST, "天数")
    return tuple(dict.fromkeys(days))


def within(value: int, least: int, most: int, what: str) -> int:
    """The value, where it makes sense. Raises `OutOfRangeError`."""
    if not least <= value <= most:
        raise OutOfRangeError(f"{what}要在{least}到{most}之间，不能是{value}")
    return value


def number(text: str) -> int:
    """A number in either spelling."""
    return to_int(text) or 0


def percent(text: str) -> int:
    """20%, 20个百分点, 两成."""
    found = re.match(NUMBER, text)
    count = number(found[0]) if found else 0
    return count * 10 if "成" in text else count


PERCENT = rf"{NUMBER}(?:%|个?百分点|成)"
