"""What the office itself settled, as JSON by name: rules of reminders, days it works on."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from db import audit
from db.correcting import Order, once
from db.errors import BadValueError
from db.tables.base import Facts, Moment
from db.tables.records import audit as deeds
from db.tables.records import settings

_KEEP = text(
    "INSERT INTO settings (name, value, changed_at) VALUES (:name, :value, :at) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at"
).bindparams(bindparam("value", type_=Facts), bindparam("at", type_=Moment))


_SUBJECT = "setting"


def house_rules(connection: Connection, name: str) -> dict[str, Any]:
    """What was settled under that name; empty where nothing was."""
    value = connection.scalar(select(settings.c.value).where(settings.c.name == name))
    return value if isinstance(value, dict) else {}


def keep(connection: Connection, name: str, value: dict[str, Any], now: datetime) -> None:
    """Let that stand under the name; nothing that people settled, which is audited."""
    connection.execute(_KEEP, {"name": name, "value": value, "at": now})


def settle(
    connection: Connection,
    name: str,
    value: dict[str, Any],
    order: Order,
    over: dict[str, Any] | None = None,
) -> int:
    """Let that hold from now on, in the place of what was settled before; the audit id.

    `over`: what it was made from. Raises `BadValueError` where somebody settled otherwise since.
    """

    def do() -> int:
        before = house_rules(connection, name)
        if over is not None and over != before:
            raise BadValueError("别人刚改过这项设置，请再看一次")
        keep(connection, name, value, order.now)
        deed = audit.Deed(
            order.key, order.now, order.by, f"settle/{name}", _SUBJECT, None, before or None, value
        )
        return audit.record(connection, deed)

    return once(connection, order, do)


def unsettle(connection: Connection, audit_id: int, order: Order) -> bool:
    """Let what held before that change hold again; whether that id is of such a change.

    Raises `BadValueError` where somebody settled otherwise since.
    """
    of = select(deeds).where(deeds.c.id == audit_id, deeds.c.subject == _SUBJECT)
    row = connection.execute(of).mappings().first()
    if row is None:
        return False
    name = row["action"].removeprefix("settle/")
    settle(connection, name, row["before"] or {}, order, row["after"])
    return True
