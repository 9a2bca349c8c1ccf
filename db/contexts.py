"""Operational state beside the ledger: what conversations remember, which events were seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, text

from db.notices import NewNotice
from db.planning import plan
from db.tables.base import Facts, Moment
from db.tables.records import contexts, events
from db.upserting import Upsert

CONTEXT_LIFE = timedelta(days=7)
EVENT_LIFE = timedelta(days=30)
"""Telegram redelivers for a day, Slack for minutes; a month also covers a long outage."""


@dataclass(frozen=True, slots=True)
class Remembrance:
    """What stays of one answer: the conversation as it is now, and the event with its result.

    `event` and `result` are given where something was changed: the event, come again, gets the
    same answer.
    """

    conversation: str
    body: str
    event: str = ""
    result: str | None = None
    notices: tuple[NewNotice, ...] = ()
    """What others will hear of it."""


_SAVE = Upsert(contexts, ("conversation",), "body", "expires_at")
_FORGET = delete(contexts).where(contexts.c.expires_at < bindparam("now"))
_LOAD = select(contexts.c.body).where(contexts.c.conversation == bindparam("conversation"))

# What was answered first stays the answer.
_RESULT = text(
    "INSERT INTO events (key, at, result) VALUES (:key, :now, :result) ON CONFLICT (key) "
    "DO UPDATE SET result = excluded.result WHERE events.result IS NULL"
).bindparams(bindparam("now", type_=Moment), bindparam("result", type_=Facts))


def load(connection: Connection, conversation: str) -> str | None:
    """What was saved for the conversation, as it was given."""
    return connection.scalar(_LOAD, {"conversation": conversation})


def remember(connection: Connection, answers: Sequence[Remembrance], now: datetime) -> None:
    """Keep what stays of these answers; what nobody came back to for a week goes."""
    connection.execute(_FORGET, {"now": now})
    until = now + CONTEXT_LIFE
    # In order of their keys: two machines that save at once never wait for each other in a ring.
    bodies = sorted({one.conversation: one.body for one in answers}.items())
    _SAVE(connection, [(key, body, until) for key, body in bodies])
    results = sorted((one.event, one.result) for one in answers if one.event and one.result)
    if results:
        connection.execute(delete(events).where(events.c.at < now - EVENT_LIFE))
        connection.execute(
            _RESULT, [{"key": key, "result": result, "now": now} for key, result in results]
        )
    plan(connection, [notice for one in answers for notice in one.notices], now)


def result(connection: Connection, key: str) -> str | None:
    """What the event was answered with, where that was kept."""
    found: str | None = connection.scalar(select(events.c.result).where(events.c.key == key))
    return found
