"""Events that the 涉密 guard refused: their id and the reason, nothing of what they said."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, text

from db.tables.base import Moment

_REFUSE = text(
    "INSERT INTO events (key, at, refused) VALUES (:key, :now, :reason) "
    "ON CONFLICT (key) DO UPDATE SET refused = excluded.refused"
).bindparams(bindparam("now", type_=Moment))


def note(connection: Connection, key: str, reason: str, now: datetime) -> None:
    """Note that the event was refused; noting it twice is noting it once."""
    connection.execute(_REFUSE, {"key": key, "reason": reason, "now": now})
