"""Everything an office may settle about reminders and lights: what it is called, how its value is
read from JSON and said in words. One line of a table for each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Literal

from knowledge.house_rules.kinds import NAMES
from reminders.wording import said_date

File = Literal["reminders", "lights"]
"""Under which name of the ledger's settings it is kept."""
Level = Literal["rule", "cap", "office"]
"""rule: also for a paper or a chat; cap: also for a chat; office: for everything."""
KINDS = frozenset(NAMES)
_LONGEST_PAUSE = 120


class UnreadableSettingError(ValueError):
    """A value that cannot be so; the message says what it should be."""


@dataclass(frozen=True, slots=True)
class Settable:
    """One thing that may be settled."""

    name: str
    label: str
    read: Callable[[object], Any]
    """From JSON to what the rules hold. Raises `UnreadableSettingError`."""
    said: Callable[[Any], str]
    usual: Any
    """JSON of the default."""
    level: Level = "rule"
    file: File = "reminders"


def whole(least: int, most: int) -> Callable[[object], int]:
    """A whole number between these."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise UnreadableSettingError(f"要是{least}到{most}之间的整数")
        return value

    return read


def part(value: object) -> float:
    """A part of one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1:
        raise UnreadableSettingError("要是0到1之间的小数，如0.2")
    return float(value)


def leads(value: object) -> tuple[int, ...]:
    """Days before or after."""
    if not isinstance(value, (list, tuple)):
        raise UnreadableSettingError("要是天数的列表，如[7, 3, 0]")
    return tuple(whole(0, 366)(one) for one in value)


def steps(value: object) -> tuple[tuple[int, int], ...]:
    """Up to so many days, every so many days."""
    pairs = value if isinstance(value, (list, tuple)) else None
    if not pairs or any(not isinstance(one, (list, tuple)) or len(one) != 2 for one in pairs):
        raise UnreadableSettingError("要是“到第几天、每几天”的列表，如[[14, 1], [90, 7]]")
    read = tuple((whole(1, 366)(until), whole(1, 366)(every)) for until, every in pairs)
    if sorted(read) != list(read):
        raise UnreadableSettingError("“到第几天”要从小到大，如[[14, 1], [90, 7]]")
    return read


def kinds(value: object) -> frozenset[str]:
    """Kinds of reminders."""
    named = [str(one) for one in value] if isinstance(value, (list, tuple)) else None
    if named is None or not KINDS.issuperset(named):
        raise UnreadableSettingError(f"要是提醒种类的列表：{'、'.join(sorted(KINDS))}")
    return frozenset(named)


def pauses(value: object) -> tuple[tuple[date, date], ...]:
    """First and last day of each."""
    pairs = value if isinstance(value, (list, tuple)) else None
    if pairs is None or any(not isinstance(one, (list, tuple)) or len(one) != 2 for one in pairs):
        raise UnreadableSettingError('要是起止日期的列表，如[["2025-01-28", "2025-02-04"]]')
    return tuple(_pause(*one) for one in pairs)


def _pause(first: object, last: object) -> tuple[date, date]:
    try:
        found = (date.fromisoformat(str(first)), date.fromisoformat(str(last)))
    except ValueError:
        raise UnreadableSettingError("要写成日期，如2025-01-28") from None
    if found[0] > found[1] or (found[1] - found[0]).days > _LONGEST_PAUSE:
        raise UnreadableSettingError(f"起止要从前到后，最长{_LONGEST_PAUSE}天")
    return found


def said_pauses(value: tuple[tuple[date, date], ...]) -> str:
    """7月17日（周三）至7月23日（周二）."""
    said = (
        said_date(first) + (f"至{said_date(last)}" if last > first else "") for first, last in value
    )
    return "、".join(said) or "没有"


def clock(value: object) -> time:
    """A time of day."""
    try:
        return time.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise UnreadableSettingError("要写成钟点，如09:30") from None


def hours(value: object) -> tuple[time, time]:
    """From and until when."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise UnreadableSettingError('要是起止两个钟点，如["18:00", "08:30"]')
    start, end = clock(value[0]), clock(value[1])
    if start == end:
        raise UnreadableSettingError("起止不能一样")
    return start, end


def weekly(value: object) -> tuple[int, time | None]:
    """A day of the week, Monday 0, and at what time; null: when reminders are said."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        raise UnreadableSettingError('要是星期（0是周一）和钟点，如[1, "10:00"]')
    return whole(0, 6)(value[0]), None if value[1] is None else clock(value[1])


def _said_weekly(value: tuple[int, time | None]) -> str:
    day, at = value
    return f"周{'一二三四五六日'[day]}{f'{at:%H:%M}' if at else '，与提醒同时'}"


def said_kinds(value: frozenset[str]) -> str:
    """没有动静、周报."""
    return "、".join(name for kind, name in NAMES.items() if kind in value) or "没有"


def said_steps(value: tuple[tuple[int, int], ...]) -> str:
    """14天内每天，90天内每7天."""
    every = (f"{until}天内每{'' if days == 1 else days}天" for until, days in value)
    return "，".join(every) + "一次"


def _days(unit: str, before: str = "提前") -> Callable[[tuple[int, ...]], str]:
    def said(value: tuple[int, ...]) -> str:
        ahead = "、".join(str(one) for one in value if one)
        day = "当天" if 0 in value else ""
        return "和".join(one for one in (f"{before}{ahead}个{unit}" if ahead else "", day) if one)

    return said


def _late(value: int) -> str:
    return f"逾期{value}个工作日"


_WORK, _CALENDAR = _days("工作日"), _days("日历日")
_EACH: tuple[Settable, ...] = (
    Settable("deadline", "临近提醒", leads, _WORK, [30, 14, 7, 3, 1, 0]),
    Settable("cooperating", "配合单位的提醒", leads, _WORK, [7, 1]),
    Settable("cooperating_ahead", "配合单位比牵头单位早交", whole(0, 60), "{}个工作日".format, 3),
    Settable("overdue", "逾期催办", steps, said_steps, [[14, 1], [90, 7]]),
    Settable("escalate_head", "升级到主要负责人", whole(1, 120), _late, 3),
    Settable("escalate_leader", "升级到分管领导", whole(1, 120), _late, 10),
    Settable("escalate_until", "升级提醒最多到", whole(1, 366), "逾期{}天".format, 30),
    Settable("phase", "阶段结束提醒", leads, _CALENDAR, [7, 0]),
    Settable("recurring", "定期报送提醒", leads, _WORK, [3, 0]),
    Settable("evaluation", "评估提醒", leads, _CALENDAR, [30, 0]),
    Settable("behind", "指标落后多少提醒", part, "{:.0%}".format, 0.1),
    Settable("silent_weeks", "没有动静多久提醒", whole(1, 52), "{}周".format, 4),
    Settable("receipt", "交办后没有签收", leads, _days("工作日", "过"), [2, 5]),
    Settable("off", "不发的提醒", kinds, said_kinds, []),
    Settable("pause", "暂停提醒", pauses, said_pauses, []),
    Settable("weekly", "每周最多", whole(1, 50), "{}条消息".format, 5, "cap"),
    Settable("morning", "提醒时间", clock, "{:%H:%M}".format, "09:00", "office"),
    Settable(
        "quiet", "安静时间", hours, lambda two: f"{two[0]:%H:%M}—{two[1]:%H:%M}",
        ["18:00", "08:30"], "office",
    ),
    Settable(
        "compulsory", "必须收到、不能退订的", kinds, said_kinds,
        ["overdue", "escalation"], "office",
    ),
    Settable("digest", "周报", weekly, _said_weekly, [0, None], "office"),
    Settable("soon", "黄灯（日历日）", whole(1, 366), "到期前{}天".format, 14, "office", "lights"),
    Settable(
        "soon_workdays", "黄灯（工作日）", whole(1, 120), "到期前{}个工作日".format,
        None, "office", "lights",
    ),
    Settable("lagging", "落后序时进度亮黄灯", whole(1, 100), "{}%".format, 15, "office", "lights"),
    Settable(
        "far_behind", "落后序时进度亮红灯", whole(1, 100), "{}%".format, 35, "office", "lights"
    ),
)  # fmt: skip
TABLE: Mapping[str, Settable] = {one.name: one for one in _EACH}
RULES = frozenset(one.name for one in _EACH if one.level == "rule")
STORED_AS = {"lagging": "behind"}
"""Where a light's name differs from what is stored."""
