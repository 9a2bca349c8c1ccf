"""The one seam between async callers and the database.

Functions of a connection run in threads, all but the shortest reads (`db.brief`): on SQLite in
one writer thread with group commit and a few readers beside it (`db.sqlite`), on PostgreSQL in a
small pool (`db.postgresql`).
"""

import json
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from db.errors import UnusableLedgerError

T = TypeVar("T")


class Store(Protocol):
    """Where functions of a connection run."""

    @property
    def shared(self) -> bool:
        """Whether other machines may have it open: then nobody upgrades it unasked."""

    def version(self) -> int | None:
        """The ledger's version number where it can be had without waiting, else None."""

    async def read(self, function: Callable[[Connection], T]) -> T:
        """Run in one consistent snapshot; what it writes is undone or refused."""

    async def look(self, function: Callable[[Connection], T]) -> T:
        """The same as `read` for what is over in a moment most of the time, and may be done twice:
        where it can, it does not make the caller wait for a thread."""

    async def write(self, function: Callable[[Connection], T]) -> T:
        """Run in one transaction, durable when this returns, undone when `function` raises.

        `function` may run more than once before its effect is kept.
        """

    async def close(self) -> None:
        """Finish what was asked, then let go of the database."""


GLANCE = 0.02
"""Seconds after which another process's changes are looked for again; one's own show at once."""
VERSION = "SELECT version FROM ledger WHERE id = 1"

ENGINE_OPTIONS: dict[str, Any] = {
    # Chinese as itself: half the bytes of \\u escapes, and readable in the database.
    "json_serializer": partial(json.dumps, ensure_ascii=False, separators=(",", ":")),
}


def open_store(url: str) -> Store:
    """The store behind a plain `sqlite:///FILE` or `postgresql://…` URL.

    Raises `UnusableLedgerError` for any other.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UnusableLedgerError(f"数据库地址无法识别：{url}") from error
    if parsed.drivername == "sqlite" and parsed.database not in (None, "", ":memory:"):
        from db.sqlite import SQLite  # noqa: PLC0415 - a driver is loaded when it is used

        return SQLite(parsed)
    if parsed.drivername in ("postgresql", "postgres"):
        from db.postgresql import PostgreSQL  # noqa: PLC0415 - psycopg takes 0.1 s to load

        return PostgreSQL(parsed)
    raise UnusableLedgerError("数据库地址应为 sqlite:///文件 或 postgresql://…")
