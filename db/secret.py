"""Random bytes that this installation made for itself, such as the key that seals buttons."""

import secrets

from sqlalchemy import Connection, bindparam, select, text

from db.tables.base import Facts
from db.tables.records import settings

SIZE = 32

_MAKE = text(
    "INSERT INTO settings (name, value, changed_at) VALUES (:name, :value, CURRENT_TIMESTAMP) "
    "ON CONFLICT (name) DO NOTHING"
).bindparams(bindparam("value", type_=Facts))


def secret(connection: Connection, name: str) -> bytes:
    """The bytes of that name, made on first use; two who ask at once get the same."""
    row = f"secret/{name}"
    connection.execute(_MAKE, {"name": row, "value": secrets.token_hex(SIZE)})
    kept: str = connection.scalars(select(settings.c.value).where(settings.c.name == row)).one()
    return bytes.fromhex(kept)
