"""What was said and stands in some chat: to be changed there, or to be gone on from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, Select, and_, exists, or_, select

from db.engine import Store
from db.notices import Attempt, Notice, attempt_of, notice_of
from db.standing import State, StepKind
from db.tables.progress import standings, steps
from db.tables.sending import attempt_notices, attempts, destinations, notices
from db.tables.work import corrections

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class LastSaid:
    """The last message about one target at one destination, and the notice said with it."""

    attempt: int
    at: datetime
    notice: Notice


class Said:
    """Messages of the outbox as they stand in chats."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def attempt(self, attempt_id: int) -> Attempt | None:
        """One try, with the notices that it was about."""
        return await self._store.read(lambda c: _attempt(c, attempt_id))

    async def with_notice(self, notice_id: int) -> Attempt | None:
        """The message that the notice was last said with, as far as is known."""
        return await self._store.read(lambda c: _with_notice(c, notice_id))

    async def last_to(self, person: int, since: datetime) -> Attempt | None:
        """The last message with reminders that went to a person since then."""
        query = (
            select(attempts)
            .select_from(_SAID.join(destinations, destinations.c.id == notices.c.destination_id))
            .where(destinations.c.person_id == person, notices.c.target == "task")
            .where(attempts.c.outcome == "sent", attempts.c.at >= since)
            .where(notices.c.edits_id.is_(None))
            .order_by(attempts.c.id.desc())
            .limit(1)
        )
        row = await self._store.read(lambda c: c.execute(query).mappings().first())
        return attempt_of(row) if row else None

    async def tasks(self, attempt_id: int) -> tuple[int, ...]:
        """Ids of the tasks that it was about."""
        about = select(notices.c.target_id).select_from(_SAID).order_by(notices.c.id)
        query = about.where(attempts.c.id == attempt_id, notices.c.target == "task")
        found = await self._store.read(lambda c: c.scalars(query).all())
        return tuple(dict.fromkeys(found))

    async def edits(self, attempt_id: int) -> tuple[Notice, ...]:
        """What changed the message since, or is about to, the earliest first."""
        return await self._store.read(lambda c: _edits(c, attempt_id))

    async def thread(
        self, destination_id: int, target: str, target_id: int, since: datetime
    ) -> Attempt | None:
        """The first message there since then that was about that target alone."""
        query = _thread(destination_id, target, target_id, since)
        row = await self._store.read(lambda c: c.execute(query).mappings().first())
        return attempt_of(row) if row else None

    async def changed(self, since: datetime) -> tuple[int, ...]:
        """Ids of tasks to which something happened since: it may put reminders out of date."""
        return await self._store.read(lambda c: _changed(c, since))

    async def last(
        self, target: str, ids: Collection[int], kinds: Sequence[str], since: datetime
    ) -> tuple[LastSaid, ...]:
        """At each destination, the last message about each of the targets, of these kinds."""
        return await self._store.read(lambda c: _last(c, target, sorted(ids), kinds, since))


_ENDING: tuple[StepKind, ...] = (
    *("received", "accepted", "returned", "closed", "suspended", "resumed"),
    *("assigned", "extension_granted"),
)
_LINKS = attempts.join(attempt_notices, attempt_notices.c.attempt_id == attempts.c.id)
_SAID = _LINKS.join(notices, notices.c.id == attempt_notices.c.notice_id)


def _attempt(connection: Connection, attempt_id: int) -> Attempt | None:
    row = connection.execute(select(attempts).where(attempts.c.id == attempt_id)).mappings().first()
    about = select(attempt_notices.c.notice_id).where(attempt_notices.c.attempt_id == attempt_id)
    ids = connection.scalars(about.order_by(attempt_notices.c.notice_id)).all()
    return attempt_of(row, ids) if row else None


def _with_notice(connection: Connection, notice_id: int) -> Attempt | None:
    mine = (
        select(attempts)
        .select_from(_LINKS)
        .where(attempt_notices.c.notice_id == notice_id, attempts.c.outcome != "failed")
        .order_by(attempts.c.id.desc())
    )
    row = connection.execute(mine.limit(1)).mappings().first()
    return attempt_of(row) if row else None


def _edits(connection: Connection, attempt_id: int) -> tuple[Notice, ...]:
    query = (
        select(notices, destinations.c.person_id, destinations.c.channel_id)
        .join(destinations, destinations.c.id == notices.c.destination_id)
        .where(notices.c.edits_id == attempt_id)
        .where(notices.c.state.not_in(("suppressed", "failed", "dropped")))
        .order_by(notices.c.id)
    )
    return tuple(notice_of(row) for row in connection.execute(query).mappings())


def _thread(
    destination_id: int, target: str, target_id: int, since: datetime
) -> Select[*tuple[Any, ...]]:
    link, other = attempt_notices.alias("link"), notices.alias("other")
    mixed = exists().where(
        and_(link.c.attempt_id == attempts.c.id, other.c.id == link.c.notice_id),
        or_(
            other.c.target.is_(None),
            other.c.target_id.is_(None),
            other.c.target != target,
            other.c.target_id != target_id,
        ),
    )
    return (
        select(attempts)
        .select_from(_SAID)
        .where(notices.c.target == target, notices.c.target_id == target_id)
        .where(notices.c.destination_id == destination_id, notices.c.edits_id.is_(None))
        .where(attempts.c.outcome == "sent", attempts.c.at >= since, ~mixed)
        .order_by(attempts.c.id)
        .limit(1)
    )


def _changed(connection: Connection, since: datetime) -> tuple[int, ...]:
    queries = (
        select(steps.c.target_id).where(
            steps.c.target == "task", steps.c.kind.in_(_ENDING), steps.c.at >= since
        ),
        # By state, as the index has it.
        select(standings.c.target_id).where(
            standings.c.target == "task",
            standings.c.state.in_(get_args(State)),
            standings.c.heard_at >= since,
        ),
        select(corrections.c.task_id).where(corrections.c.at >= since),
    )
    return tuple(sorted({one for query in queries for one in connection.scalars(query)}))


def _last(
    connection: Connection,
    target: str,
    ids: Sequence[int],
    kinds: Sequence[str],
    since: datetime,
) -> tuple[LastSaid, ...]:
    found: dict[tuple[int, int], LastSaid] = {}
    for at in range(0, len(ids), _CHUNK):
        query = _about(target, ids[at : at + _CHUNK], kinds, since)
        for one in connection.execute(query).mappings():
            said = LastSaid(one["attempt_id"], one["said_at"], notice_of(one))
            found[one["destination_id"], one["target_id"]] = said
    return tuple(found.values())


def _about(
    target: str, ids: Sequence[int], kinds: Sequence[str], since: datetime
) -> Select[*tuple[Any, ...]]:
    """The earliest first, so that the last of several stays."""
    return (
        select(
            notices,
            destinations.c.person_id,
            destinations.c.channel_id,
            attempts.c.id.label("attempt_id"),
            attempts.c.at.label("said_at"),
        )
        .select_from(_SAID.join(destinations, destinations.c.id == notices.c.destination_id))
        .where(notices.c.target == target, notices.c.target_id.in_(ids))
        .where(notices.c.kind.in_(kinds), notices.c.edits_id.is_(None))
        .where(attempts.c.outcome == "sent", attempts.c.at >= since)
        .order_by(attempts.c.id, notices.c.id)
    )
