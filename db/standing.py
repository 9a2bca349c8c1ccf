"""What reports and steps add up to: how a task, measure, indicator or duty stands. Pure.

A standing is a fold over what happened, oldest first, so any earlier day can be asked for again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from knowledge.reports.kinds import StepKind as StepKind

Target = Literal["task", "measure", "indicator", "duty"]
Status = Literal["not_started", "in_progress", "blocked", "suspended", "done"]
State = Literal["not_started", "in_progress", "blocked", "waiting", "done", "closed", "suspended"]
REVIEWED: tuple[Target, ...] = ("task", "duty")
ENDED: tuple[State, ...] = ("done", "closed")
REOPENING: tuple[StepKind, ...] = ("returned", "resumed")
"""Steps after which the standing is folded anew: what it was before is in its history alone."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure that was reported: so many more (`increment`), or so many by now (`total`)."""

    name: str | None
    value: float
    unit: str | None
    mode: Literal["increment", "total"]


@dataclass(frozen=True, slots=True)
class Total:
    """What the reported figures of one name and unit add up to."""

    name: str | None
    unit: str | None
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody says of a target: on whose behalf, and in parts that may each be unsaid."""

    person_id: int | None = None
    bureau_id: int | None = None
    speaks: bool = True
    """For the whole target, as its lead does; others stand beside it."""
    status: Status | None = None
    percent: int | None = None
    quantities: tuple[Counted, ...] = ()
    blocker: str | None = None
    need: str | None = None
    next_step: str | None = None
    done_on: date | None = None
    expected_on: date | None = None
    said: str | None = None
    supersedes_id: int | None = None


@dataclass(frozen=True, slots=True)
class Report(Said):
    """What one person said on behalf of one bureau about one target; never changed again."""

    id: int
    target: Target
    target_id: int
    document_id: int
    at: datetime
    by: str
    """The person's name as it was then."""
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step in the life of a target: 交办, 签收, 审核, 退回, 销号, 延期, 催办, a comment."""

    id: int
    target: Target
    target_id: int
    kind: StepKind
    at: datetime
    by: str
    document_id: int | None = None
    person_id: int | None = None
    bureau_id: int | None = None
    to_person_id: int | None = None
    report_id: int | None = None
    reason: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands; what nobody reported on is 未启动."""

    target: Target
    target_id: int
    document_id: int | None = None
    state: State = "not_started"
    percent: int | None = None
    stated: bool = False
    """The percent was said; else a task's follows its measures."""
    totals: tuple[Total, ...] = ()
    blocker: str | None = None
    need: str | None = None
    next_step: str | None = None
    expected_on: date | None = None
    done_on: date | None = None
    report_id: int | None = None
    """The last report that spoke for the whole; none while it is suspended by order."""
    spoken_at: datetime | None = None
    heard_at: datetime | None = None
    """When anybody last reported."""
    counted: int = 0


def reported(standing: Standing, report: Report) -> Standing:
    """The standing after one more report."""
    counted = replace(
        standing,
        document_id=report.document_id,
        heard_at=report.at,
        counted=standing.counted + 1,
        totals=_totals(standing.totals, report),
    )
    return _spoken(counted, report) if report.speaks else counted


def stepped(standing: Standing, step: Step) -> Standing:
    """The standing after one more step."""
    match step.kind:
        case "accepted":
            done_on = step.on or standing.done_on or step.at.date()
            return replace(standing, state="done", percent=100, done_on=done_on)
        case "returned" | "resumed":
            return replace(standing, state="in_progress", done_on=None)
        case "closed":
            return replace(standing, state="closed", percent=100)
        case "suspended":
            return replace(standing, state="suspended", report_id=None)
        case _:
            return standing


@dataclass(frozen=True, slots=True)
class Event:
    """A report or step, and how the target stood before and after it."""

    happened: Report | Step
    before: Standing
    after: Standing


def history(
    empty: Standing, reports: Iterable[Report], steps: Iterable[Step], until: datetime | None = None
) -> Iterator[Event]:
    """All that happened by `until`, the oldest first; what was withdrawn or superseded by then is
    told, but changes nothing."""
    reports = [one for one in reports if until is None or one.at <= until]
    gone = {one.supersedes_id for one in reports if not _withdrawn(one, until)}
    happened: list[Report | Step] = [*reports, *steps]
    standing = running = empty
    for one in sorted(happened, key=lambda each: (each.at, isinstance(each, Step), each.id)):
        if until is not None and one.at > until:
            break
        before = standing
        if isinstance(one, Step):
            standing = _reopened(stepped(standing, one), running, one)
        elif one.id not in gone and not _withdrawn(one, until):
            standing = reported(standing, one)
        if standing.state not in (*ENDED, "waiting"):
            running = standing
        yield Event(one, before, standing)


def _reopened(standing: Standing, running: Standing, step: Step) -> Standing:
    """Given back or taken up again, it has come as far as it had before its end was applied for."""
    if step.kind not in REOPENING:
        return standing
    return replace(standing, percent=running.percent, stated=running.stated)


def replayed(
    empty: Standing, reports: Iterable[Report], steps: Iterable[Step], until: datetime | None = None
) -> Standing:
    """The fold over everything that counts: neither withdrawn nor superseded by `until`."""
    standing = empty
    for event in history(empty, reports, steps, until):
        standing = event.after
    return standing


def _withdrawn(report: Report, until: datetime | None) -> bool:
    at = report.withdrawn_at
    return at is not None and (until is None or at <= until)


def following(standing: Standing, measures: Iterable[Standing]) -> Standing:
    """A task whose percent nobody stated: the mean of its measures, and begun with them."""
    parts = [_part(one) for one in measures]
    if standing.stated or not any(parts) or standing.state in (*ENDED, "waiting"):
        return standing
    return replace(_begun(standing), percent=round(sum(parts) / len(parts)))


def _part(measure: Standing) -> int:
    return 100 if measure.state in ENDED else measure.percent or 0


def _spoken(standing: Standing, report: Report) -> Standing:
    state = _state(standing, report)
    unblocked = standing.state == "blocked" and state != "blocked"
    percent = 100 if report.status == "done" and report.percent is None else report.percent
    return replace(
        standing,
        state=state,
        percent=standing.percent if percent is None else percent,
        stated=standing.stated or percent is not None,
        blocker=report.blocker or (None if unblocked else standing.blocker),
        need=report.need or (None if unblocked else standing.need),
        next_step=report.next_step or standing.next_step,
        expected_on=report.expected_on or standing.expected_on,
        done_on=report.done_on if report.status == "done" else standing.done_on,
        report_id=report.id,
        spoken_at=report.at,
    )


def _state(standing: Standing, report: Report) -> State:
    """办结 is applied for, not decided, by reporting it; what was closed stays closed.

    Measures and indicators are not reviewed one by one: what was said of them holds. What was
    suspended by order is resumed by order.
    """
    reviewed = standing.target in REVIEWED
    if reviewed and standing.state in ENDED:
        return standing.state
    if report.status == "done":
        return "waiting" if reviewed else "done"
    by_order = standing.state == "suspended" and standing.report_id is None
    if report.status is not None:
        return "suspended" if by_order else report.status
    if report.blocker and not by_order:
        return "blocked"
    if standing.state == "waiting" and report.percent is not None and report.percent < 100:
        return "in_progress"
    return _begun(standing).state


def _begun(standing: Standing) -> Standing:
    begun = standing.state == "not_started"
    return replace(standing, state="in_progress") if begun else standing


def _totals(totals: tuple[Total, ...], report: Report) -> tuple[Total, ...]:
    """Increments add up, whoever reports them; a total is the whole's only from its lead.

    累计22家，其中本月新增3家: a total holds what the same report says was added.
    """
    sums = {(one.name, one.unit): one.value for one in totals}
    told = {(one.name, one.unit) for one in report.quantities if one.mode == "total"}
    for figure in report.quantities:
        key = (figure.name, figure.unit)
        if figure.mode == "increment" and not (report.speaks and key in told):
            sums[key] = sums.get(key, 0) + figure.value
        elif figure.mode == "total" and report.speaks:
            sums[key] = figure.value
    return tuple(Total(name, unit, value) for (name, unit), value in sums.items())
