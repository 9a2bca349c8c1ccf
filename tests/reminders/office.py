"""Facts of an office as tests need them: papers, channels, people, and the plan of some days."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import count

from db.records import Assignment, Document, Indicator, Phase, Task
from db.standing import Standing
from knowledge.catalog import load_all
from knowledge.papers.model import Deadline, Paper, Period, Role
from reminders.facts import Destination, Facts, IndicatorFact, PaperFact, TaskFact, Unit
from reminders.plan import Planned, Span, plan
from reminders.settings import ZONE, Settings
from reminders.workdays import Workdays

OFFICE = Workdays()
USUAL = Settings()
LONG_AGO = datetime(2019, 1, 1, tzinfo=ZONE)

UNITS: dict[str, int] = {}
"""Ids of units by name, given out as papers name them."""


def unit(name: str) -> int:
    return UNITS.setdefault(name, len(UNITS) + 1)


def at(text: str) -> datetime:
    """2024-07-25 or 2024-07-25T10:00, by the office's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def samples() -> tuple[PaperFact, ...]:
    """The five built-in papers, all active since long ago."""
    numbers = count(1)
    return tuple(_sample(at, paper, numbers) for at, paper in enumerate(load_all(), 1))


def _sample(number: int, paper: Paper, numbers: "count[int]") -> PaperFact:
    document = Document(number, paper.slug, paper.title, "active", period=paper.period)
    return PaperFact(
        replace(document, activated_at=LONG_AGO),
        tuple(
            TaskFact(_task(next(numbers), number, paper, position), Standing("task", 0))
            for position in range(len(paper.tasks))
        ),
        tuple(
            Phase(next(numbers), number, paper.slug, one.name, one.start, one.end, one.text)
            for one in paper.phases
        ),
        tuple(
            IndicatorFact(
                Indicator(
                    next(numbers),
                    number,
                    paper.slug,
                    one.name,
                    one.unit,
                    one.baseline_year,
                    one.baseline,
                    one.targets,
                    one.op,
                )
            )
            for one in paper.indicators
        ),
    )


def _task(number: int, document: int, paper: Paper, position: int) -> Task:
    one = paper.tasks[position]
    named: list[tuple[Role, tuple[str, ...]]] = [
        ("lead", one.lead),
        ("cooperating", one.cooperating),
        ("responsible", one.responsible),
    ]
    return Task(
        number,
        document,
        paper.slug,
        one.ref,
        position,
        one.title,
        one.text,
        assignments=tuple(
            Assignment(unit(name), name, role) for role, names in named for name in names
        ),
        deadline=one.deadline,
    )


def task(number: int, due: date | Deadline | None = None, lead: str = "甲局", **more) -> TaskFact:
    """A task of the one paper of `paper`, led by one unit."""
    cooperating = more.pop("cooperating", ())
    deadline = due if isinstance(due, Deadline) else Deadline("explicit", due, "限期")
    units = [Assignment(unit(lead), lead, "lead")] if lead else []
    units += [Assignment(unit(name), name, "cooperating") for name in cooperating]
    made = Task(
        number,
        1,
        "plan",
        str(number),
        number,
        f"事项{number}",
        "",
        assignments=tuple(units),
        deadline=deadline if due else Deadline("open"),
    )
    standing = replace(Standing("task", number), **more.pop("standing", {}))
    return TaskFact(made, standing, **more)


def paper(*tasks: TaskFact, period: Period | None = None, **more) -> PaperFact:
    """One active paper."""
    since = more.pop("activated_at", LONG_AGO)
    document = Document(1, "plan", "工作要点", "active", period=period, activated_at=since)
    return PaperFact(document, tasks, **more)


def channel(number: int = 1, *units: str, **more) -> Destination:
    """A chat that hears everything, or what is about those units."""
    bureaus = dict.fromkeys(map(unit, units))
    return Destination(f"c{number}", channel=number, name=f"频道{number}", bureaus=bureaus, **more)


def person(number: int, *units: str, position="staff", in_charge=False, **more) -> Destination:
    """Somebody of those units, or their 分管领导."""
    places = tuple(Unit(unit(name), position, in_charge) for name in units)
    return Destination(f"p{number}", person=number, name=f"人员{number}", units=places, **more)


def planned(
    papers: PaperFact | tuple[PaperFact, ...],
    destinations: Destination | tuple[Destination, ...],
    start: str,
    end: str,
    settings: Settings = USUAL,
    now: datetime | None = None,
    workdays: Workdays = OFFICE,
) -> tuple[Planned, ...]:
    """The plan of those days, both included."""
    papers = papers if isinstance(papers, tuple) else (papers,)
    destinations = destinations if isinstance(destinations, tuple) else (destinations,)
    span = days(date.fromisoformat(start), date.fromisoformat(end))
    return plan(Facts(papers, destinations), span, now or span.start, workdays, settings)


def days(start: date, end: date) -> Span:
    return Span(
        datetime.combine(start, time(), ZONE),
        datetime.combine(end + timedelta(days=1), time(), ZONE),
    )


def kinds(several: tuple[Planned, ...], *wanted: str) -> list[Planned]:
    return [one for one in several if one.kind in wanted]


def when(several) -> list[str]:
    """Days of notices, as MM-DD."""
    return [f"{one.at:%m-%d}" for one in several]
