"""暂停所有提醒一周, 春节期间不要发: the days that are meant, beside earlier pauses."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handlers.reply import Block, faint, say
from handlers.wording import said_date
from knowledge.feasts import days_off, next_off
from knowledge.house_rules.model import Ruling, Value
from reminders.settling import Where, value_of
from reminders.workdays import Workdays

NOTE = say(
    faint(
        "期间到期的并到恢复后的第一条消息里，不会丢；周报不补。人工催办、通知照发。"
        "提前结束说“恢复提醒”。"
    )
)
RESTING = (
    "提醒本来就只在工作日发：周末和节假日不发，落在休息日的提前到前一个工作日；调休上班的周末照发。"
)
Days = tuple[date, date]


class UnknownDaysError(ValueError):
    """No days to pause on; the message says why."""


def dated(
    rulings: Sequence[Ruling], said: Mapping[str, Any], where: Where, today: date, work: Workdays
) -> tuple[Ruling, ...]:
    """With days for what names a stretch of time. Raises `UnknownDaysError`."""
    return tuple(_dated(one, said, where, today, work) for one in rulings)


def _dated(
    one: Ruling, said: Mapping[str, Any], where: Where, today: date, work: Workdays
) -> Ruling:
    if one.name == "resume":
        return Ruling("pause", None)
    if one.name != "pause" or not isinstance(one.value, tuple):
        return one
    first, last = days = _days(one.value, today)
    stretch = (first + timedelta(days=n) for n in range((last - first).days + 1))
    if not any(work.is_workday(day) for day in stretch):
        raise UnknownDaysError(f"{_named(days)}都是休息日，本来就不发提醒")
    kept = [pause for pause in value_of(said, "pause", where) if pause[1] >= today.isoformat()]
    new = [first.isoformat(), last.isoformat()]
    every = sorted([*kept, *([] if new in kept else [new])])
    return replace(one, value=tuple(tuple(pause) for pause in every))


def _days(value: tuple[Value, ...], today: date) -> Days:
    match value:
        case (str(first), str(last)):
            return date.fromisoformat(first), date.fromisoformat(last)
        case (str(feast), year, int(before), int(after)):
            off = days_off(feast, year) if isinstance(year, int) else next_off(feast, today)
            if off is None:
                raise UnknownDaysError(f"{feast}的放假安排还没有公布，请直接说几月几日到几月几日")
            return off[0] - timedelta(days=before), off[1] + timedelta(days=after)
    raise UnknownDaysError(RESTING.rstrip("。"))


def _named(days: Days) -> str:
    first, last = map(said_date, days)
    return first if first == last else f"{first}至{last}"


def note(rulings: Sequence[Ruling]) -> tuple[Block, ...]:
    """What a pause means."""
    return (NOTE,) if any(one.name == "pause" and one.value for one in rulings) else ()
