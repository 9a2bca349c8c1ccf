"""What the office itself settled, as JSON by name: rules of reminders, days it works on."""

from typing import Any

from sqlalchemy import Connection, bindparam, select, text

from db import audit
from db.correcting import Order, once
from db.tables.base import Facts, Moment
from db.tables.records import settings

_KEEP = text(
    "INSERT INTO settings (name, value, changed_at) VALUES (:name, :value, :at) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at"
).bindparams(bindparam("value", type_=Facts), bindparam("at", type_=Moment))


def house_rules(connection: Connection, name: str) -> dict[str, Any]:
    """What was settled under that name; empty where nothing was."""
    value = connection.scalar(select(settings.c.value).where(settings.c.name == name))
    return value if isinstance(value, dict) else {}


def settle(connection: Connection, name: str, value: dict[str, Any], order: Order) -> None:
    """Let that hold from now on, in the place of what was settled before."""

    def do() -> int:
        before = house_rules(connection, name) or None
        connection.execute(_KEEP, {"name": name, "value": value, "at": order.now})
        deed = audit.Deed(
            order.key, order.now, order.by, f"settle/{name}", "setting", None, before, value
        )
        return audit.record(connection, deed)

    once(connection, order, do)
