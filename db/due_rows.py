"""Rows that reminders look at beside the tasks: channels' wishes, readings, tasks handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Select, Text, cast, exists, select

from db.channel_rows import is_open, read
from db.packing import unpack_deadline
from db.records import Channel
from db.tables.figures import readings
from db.tables.papers import tasks
from db.tables.people import persons
from db.tables.progress import steps
from db.tables.sending import channels, subscriptions
from db.tables.work import reports
from knowledge.papers.model import Deadline


@dataclass(frozen=True, slots=True)
class Hearing:
    """A channel and since when it hears of which papers and units (ids)."""

    channel: Channel
    since: datetime
    documents: tuple[tuple[int, datetime], ...] = ()
    bureaus: tuple[tuple[int, datetime], ...] = ()
    kinds: tuple[tuple[str, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A task that was handed over (交办) and that nobody signed for (签收) yet."""

    step_id: int
    task_id: int
    at: datetime
    person: int | None = None
    bureau: int | None = None


def hearings(connection: Connection) -> tuple[Hearing, ...]:
    """Of every open channel."""
    rows = connection.execute(select(subscriptions).order_by(subscriptions.c.id)).mappings().all()
    created = {
        row.id: row.created_at
        for row in connection.execute(select(channels.c.id, channels.c.created_at))
    }
    return tuple(
        Hearing(
            channel,
            created[channel.id],
            *(
                tuple(
                    (row[name], row["since"])
                    for row in rows
                    if row["channel_id"] == channel.id and row[name] is not None
                )
                for name in ("document_id", "bureau_id", "kind")
            ),
        )
        for channel in read(connection, is_open())
    )


def joined(connection: Connection) -> dict[int, datetime]:
    """Of every person."""
    rows = connection.execute(select(persons.c.id, persons.c.created_at))
    return {row.id: row.created_at for row in rows}


def last_readings(
    connection: Connection, indicators: Sequence[int]
) -> dict[int, tuple[date, float]]:
    """By indicator; of several on one day the last that was reported."""
    query = (
        select(readings.c.indicator_id, readings.c.read_on, readings.c.value)
        .where(readings.c.indicator_id.in_(indicators))
        .order_by(readings.c.read_on, readings.c.id)
    )
    return {row.indicator_id: (row.read_on, row.value) for row in connection.execute(query)}


def reporters(connection: Connection, report_ids: Sequence[int]) -> dict[int, int]:
    """Report → person."""
    query = select(reports.c.id, reports.c.person_id).where(
        reports.c.id.in_(report_ids), reports.c.person_id.is_not(None)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def handed_over(connection: Connection, since: datetime) -> tuple[HandedOver, ...]:
    """The last handing over of each task, where no receipt came after it."""
    later = steps.alias("later")
    answered = exists().where(
        later.c.target == steps.c.target,
        later.c.target_id == steps.c.target_id,
        later.c.at >= steps.c.at,
        later.c.id != steps.c.id,
        later.c.kind.in_(("received", "assigned", "suspended", "closed")),
    )
    query = (
        select(steps.c.id, steps.c.target_id, steps.c.at, steps.c.to_person_id, steps.c.bureau_id)
        .where(steps.c.kind == "assigned", steps.c.target == "task", steps.c.at >= since)
        .where(~answered)
        .order_by(steps.c.id)
    )
    return tuple(HandedOver(*row) for row in connection.execute(query))


def assigned(connection: Connection, task_ids: Sequence[int]) -> dict[int, int]:
    """Task → the person it was last handed over to, unless that was to a unit or they have left."""
    return _handed_to(connection, steps.c.target_id.in_(task_ids))


def held_by(connection: Connection, person_id: int) -> tuple[int, ...]:
    """The tasks that are that person's own."""
    ever = select(steps.c.target_id).where(steps.c.to_person_id == person_id)
    handed = _handed_to(connection, steps.c.target_id.in_(ever))
    return tuple(task for task, person in handed.items() if person == person_id)


def _handed_to(connection: Connection, which: ColumnElement[bool]) -> dict[int, int]:
    query = (
        select(steps.c.target_id, steps.c.to_person_id, persons.c.left_at)
        .outerjoin(persons, persons.c.id == steps.c.to_person_id)
        .where(steps.c.target == "task", steps.c.kind == "assigned", which)
        .order_by(steps.c.at, steps.c.id)
    )
    last = {row[0]: (row[1], row[2]) for row in connection.execute(query)}
    return {task: person for task, (person, left) in last.items() if person and left is None}


@dataclass(frozen=True, slots=True)
class Recurring:
    """A task that comes again, and when."""

    task_id: int
    deadline: Deadline


def recurring(connection: Connection, of: Select[int]) -> tuple[Recurring, ...]:
    """Those among the tasks that `of` selects."""
    columns = (tasks.c.deadline_kind, tasks.c.due_on, tasks.c.deadline_text, tasks.c.deadline_more)
    query = of.add_columns(*columns).where(cast(tasks.c.deadline_more, Text).like('%"recurrence"%'))
    rows = connection.execute(query).mappings()
    return tuple(Recurring(row["id"], unpack_deadline(row)) for row in rows)
