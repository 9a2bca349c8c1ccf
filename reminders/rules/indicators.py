"""序时进度: an indicator whose figure is behind what is expected by the end of a quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reminders.facts import IndicatorFact, PaperFact
from reminders.occasions import Days, Occasion
from reminders.settings import Rules
from reminders.wording import said_date

_QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))


@dataclass(frozen=True, slots=True)
class Course:
    """From where to where, and where it should be by now."""

    start: float
    expected: float
    goal: float
    by: int


def behind(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """At the end of each quarter, for figures that have a course: a baseline or two targets."""
    return [
        one for day in _ends(days) for fact in paper.indicators for one in _of(fact, day, rules)
    ]


def _ends(days: Days) -> Iterator[date]:
    for year in range(days.start.year, days.end.year + 2):
        for month, last in _QUARTERS:
            if days.has(days.worked(day := date(year, month, last))):
                yield day


def _of(fact: IndicatorFact, day: date, rules: Rules) -> Iterator[Occasion]:
    course, actual = course_of(fact, day), _actual(fact, day)
    if course is None or actual is None or not lacks(fact, actual, course, rules.behind):
        return
    one, unit = fact.indicator, fact.indicator.unit or ""
    read = f"{said_date(fact.read_on)}报的" if fact.read_on else "基期的，还没有报过"
    yield Occasion(
        kind="behind",
        key=f"behind/{one.id}/{day:%Y%m%d}",
        day=day,
        text=f"指标“{one.name}”落后序时进度：到{said_date(day)}应到{_figure(course.expected)}{unit}，"
        f"最近的数是{_figure(actual)}{unit}（{read}）；{course.by}年目标{_figure(course.goal)}{unit}。",
        brief=f"指标“{one.name}”",
        why=f"每季度末对照序时进度，差距超过{rules.behind:.0%}就提醒："
        f"按{_figure(course.start)}→{_figure(course.goal)}{unit}均匀推算",
        to=("channels", "overseers"),
        target="indicator",
        target_id=one.id,
        urgency=6,
    )


def course_of(fact: IndicatorFact, day: date) -> Course | None:
    """Straight from each known year's end to the next; None outside of them."""
    points = _points(fact)
    for (start, low), (end, high) in pairwise(points):
        if start < day <= end:
            part = (day - start) / (end - start)
            return Course(low, _expected(fact, low, high, part), high, end.year)
    return None


def _points(fact: IndicatorFact) -> Sequence[tuple[date, float]]:
    one = fact.indicator
    points = [(date(target.year, 12, 31), target.value) for target in one.targets]
    if one.baseline is not None and one.baseline_year is not None:
        points.append((date(one.baseline_year, 12, 31), one.baseline))
    return sorted(points)


def _actual(fact: IndicatorFact, day: date) -> float | None:
    if fact.value is not None and fact.read_on is not None and fact.read_on <= day:
        return fact.value
    return fact.indicator.baseline


def lacks(fact: IndicatorFact, actual: float, course: Course, tolerance: float) -> bool:
    """Whether it lacks more than the part `tolerance` of the way."""
    sign = -1 if fact.indicator.op == "<=" else 1
    way, done = (course.expected - course.start) * sign, (actual - course.start) * sign
    return done < way * (1 - tolerance) if way > 0 else done < 0


def _expected(fact: IndicatorFact, low: float, high: float, part: float) -> float:
    """What is counted in wholes is expected in wholes."""
    reached = (high - low) * part
    whole = fact.indicator.unit != "%" and low == int(low) and high == int(high)
    return low + (int(reached) if whole else reached)


def _figure(value: float) -> str:
    return f"{round(value, 1):g}"
