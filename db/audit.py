"""The audit chain: one row per change, each holding the hash of the one before it.

Whoever edits or drops a row breaks every later hash (网络安全法 asks for at least six months of
logs that nobody quietly rewrites).
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db.tables.records import audit, ledger


@dataclass(frozen=True, slots=True)
class Deed:
    """Who changed what, when; `key` makes the same deed, asked for twice, one deed."""

    key: str
    at: datetime
    by: str
    action: str
    subject: str
    subject_id: int | None = None
    before: Any = None
    after: Any = None


def earlier(connection: Connection, key: str) -> int | None:
    """The audit id of the deed done under that key before, if any."""
    return connection.scalar(select(audit.c.id).where(audit.c.key == key))


def subject_of(connection: Connection, audit_id: int, action: str) -> int | None:
    """What the deed with that id was done to, if it was such an action."""
    query = select(audit.c.subject_id).where(audit.c.id == audit_id, audit.c.action == action)
    return connection.scalar(query)


def record(connection: Connection, deed: Deed) -> int:
    """Append to the chain; returns the audit id. Two writers never append to the same end."""
    return record_all(connection, [deed])[0]


def ids_of(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    """Key → audit id of the deeds done under those keys before."""
    query = select(audit.c.key, audit.c.id).where(audit.c.key.in_(list(keys)))
    return {row.key: row.id for row in connection.execute(query)} if keys else {}


def record_all(connection: Connection, deeds: Iterable[Deed]) -> list[int]:
    """Append several to the chain in that order; their audit ids. At least one."""
    known = select(ledger.c.audit_hash).where(ledger.c.id == 1).with_for_update()
    end = connection.scalar(known) or ""
    rows = []
    for deed in deeds:
        previous, end = end, link(end, deed)
        rows.append(_fields(deed) | {"previous": previous, "hash": end})
    added = insert(audit).returning(audit.c.id, sort_by_parameter_order=True)
    ids = [int(audit_id) for audit_id in connection.scalars(added, rows)]
    connection.execute(update(ledger).values(audit_hash=end))
    return ids


def broken(connection: Connection) -> int | None:
    """The first audit id whose row does not fit the chain; None when all is as it was written."""
    previous = ""
    names = tuple(Deed.__dataclass_fields__)
    for row in connection.execute(select(audit).order_by(audit.c.id)).mappings():
        made = link(previous, Deed(**{name: row[name] for name in names}))
        if (row["previous"], row["hash"]) != (previous, made):
            return int(row["id"])
        previous = made
    end = connection.scalar(select(ledger.c.audit_hash)) or ""
    return None if end == previous else -1


def link(previous: str, deed: Deed) -> str:
    """The hash of a row: of the hash before it, and of all that it says."""
    at = deed.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = json.dumps(_fields(deed) | {"at": at}, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{previous}\n{said}".encode()).hexdigest()


def _fields(deed: Deed) -> dict[str, Any]:
    return {name: getattr(deed, name) for name in Deed.__dataclass_fields__}
