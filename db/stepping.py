"""Steps in the life of a target: which are possible as it stands, and taking one.

交办 → 签收 → 推进中 ⇄ 受阻 → 待审核 → 已办结 / 退回 → 已销号; 中止; 延期申请.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db import audit
from db.correcting import Order, correct
from db.errors import NotNowError
from db.filing import told
from db.packing import plain_deadline
from db.records import Task
from db.standing import REOPENING, Standing, State, Step, StepKind, Target, stepped
from db.standings import load, save, settle
from db.tables.progress import steps
from db.tables.work import reports
from db.version import hold
from knowledge.papers.model import Deadline


@dataclass(frozen=True, slots=True)
class Wish:
    """A step that somebody wants to take."""

    target: Target
    target_id: int
    document_id: int
    kind: StepKind
    person_id: int | None = None
    bureau_id: int | None = None
    to_person_id: int | None = None
    reason: str | None = None
    on: date | None = None


def wish_for(
    task: Task,
    kind: StepKind,
    *,
    by: int | None = None,
    bureau: int | None = None,
    to: int | None = None,
    reason: str | None = None,
    on: date | None = None,
) -> Wish:
    """A step of a task: `by` whom it is wished and `to` whom it goes, persons' ids."""
    return Wish("task", task.id, task.document_id, kind, by, bureau, to, reason, on)


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: its id and audit row, and how things stand with it."""

    step_id: int
    audit_id: int
    before: Standing
    after: Standing


_FROM: dict[StepKind, tuple[tuple[State, ...], str]] = {
    "accepted": (("waiting",), "这一项没有等待审核的办结申请"),
    "returned": (("waiting", "done"), "这一项没有可以退回的办结申请"),
    "closed": (("done",), "办结并通过审核之后才能销号"),
    "suspended": (
        ("not_started", "in_progress", "blocked", "waiting"),
        "这一项已经办结或中止，不用再中止",
    ),
    "resumed": (("suspended", "done", "closed"), "这一项没有中止，也没有办结，不用恢复"),
    "extension_asked": (
        ("not_started", "in_progress", "blocked"),
        "这一项已经办结、送审或中止，不用申请延期",
    ),
}
_REASONED: tuple[StepKind, ...] = ("returned", "suspended", "extension_asked", "extension_refused")


def impossible(standing: Standing, kind: StepKind) -> str | None:
    """Why a step of that kind cannot be taken as things stand, whatever is said with it."""
    states, why = _FROM.get(kind, ((), ""))
    return why if states and standing.state not in states else None


def hindrance(standing: Standing, wish: Wish) -> str | None:
    """Why the step cannot be taken as things stand, in the users' words; None where it can."""
    if why := impossible(standing, wish.kind):
        return why
    if wish.kind in _REASONED and not (wish.reason or "").strip():
        return "请说明原因"
    if wish.kind == "extension_asked" and wish.on is None:
        return "请写明要延到哪一天"
    return None


def take(connection: Connection, wish: Wish, order: Order) -> Taken:
    """Take the step, once for each key. Raises `NotNowError` where it is not possible now."""
    hold(connection)
    where = wish.target, wish.target_id
    before = load(connection, [where])[where]
    if (earlier := audit.earlier(connection, order.key)) is not None:
        step_id = connection.scalar(select(steps.c.id).where(steps.c.key == order.key))
        return Taken(step_id or 0, earlier, before, before)
    if why := hindrance(before, wish):
        raise NotNowError(why)
    values = asdict(wish) | {"by": order.by, "at": order.now, "key": order.key}
    added = insert(steps).values(values).returning(steps.c.id)
    step_id = int(connection.scalars(added).one())
    after = stepped(before, _step(step_id, values))
    if wish.kind in REOPENING:
        after = settle(connection, after)
    save(connection, [after])
    _settle_reports(connection, wish)
    if wish.kind == "extension_granted" and wish.on and wish.target == "task":
        _postpone(connection, wish.target_id, wish.on, order)
    return Taken(
        step_id, audit.record(connection, _deed(wish, order, before, after)), before, after
    )


def _step(step_id: int, values: dict[str, Any]) -> Step:
    return Step(id=step_id, **{name: value for name, value in values.items() if name != "key"})


def _deed(wish: Wish, order: Order, before: Standing, after: Standing) -> audit.Deed:
    said = {"reason": wish.reason, "on": wish.on.isoformat() if wish.on else None}
    return audit.Deed(
        key=order.key,
        at=order.now,
        by=order.by,
        action=wish.kind,
        subject=wish.target,
        subject_id=wish.target_id,
        before=told(before),
        after=told(after) | said,
    )


def _settle_reports(connection: Connection, wish: Wish) -> None:
    """Mark the 办结申请 that the step decides on."""
    if wish.kind in ("accepted", "returned"):
        waiting = (
            (reports.c.target == wish.target)
            & (reports.c.target_id == wish.target_id)
            & (reports.c.review == "waiting")
        )
        decided = {"review": wish.kind, "review_reason": wish.reason}
        connection.execute(update(reports).where(waiting).values(decided))


def _postpone(connection: Connection, task_id: int, day: date, order: Order) -> None:
    """Lay the granted date over the printed one, which stays visible."""
    beside = Order(order.by, order.now, f"{order.key}/deadline")
    value = plain_deadline(Deadline("explicit", date=day))
    correct(connection, task_id, "deadline", value, beside)
