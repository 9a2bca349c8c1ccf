"""Operational state beside the ledger: what conversations remember, which events were seen."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, select, text

from db.tables.base import Moment
from db.tables.records import contexts, events

CONTEXT_LIFE = timedelta(days=7)
EVENT_LIFE = timedelta(days=30)
"""Telegram redelivers for a day, Slack for minutes; a month also covers a long outage."""

_SAVE = text(
    "INSERT INTO contexts (conversation, body, expires_at) VALUES (:conversation, :body, :until) "
    "ON CONFLICT (conversation) "
    "DO UPDATE SET body = excluded.body, expires_at = excluded.expires_at"
).bindparams(bindparam("until", type_=Moment))

_LOAD = select(contexts.c.body).where(contexts.c.conversation == bindparam("conversation"))

_SEEN = text(
    "INSERT INTO events (key, at) VALUES (:key, :now) ON CONFLICT (key) DO NOTHING"
).bindparams(bindparam("now", type_=Moment))


def load(connection: Connection, conversation: str) -> str | None:
    """What was saved for the conversation, as it was given."""
    return connection.scalar(_LOAD, {"conversation": conversation})


def save(connection: Connection, conversation: str, body: str, now: datetime) -> None:
    """Keep `body` for a week; what nobody came back to by then goes."""
    connection.execute(delete(contexts).where(contexts.c.expires_at < now))
    until = now + CONTEXT_LIFE
    connection.execute(_SAVE, {"conversation": conversation, "body": body, "until": until})


def seen(connection: Connection, key: str, now: datetime) -> bool:
    """Whether the event was noted before; it is from now on. Two askers never both hear no."""
    connection.execute(delete(events).where(events.c.at < now - EVENT_LIFE))
    return not connection.execute(_SEEN, {"key": key, "now": now}).rowcount
