"""The audit log to be read: every change, who made it when, before and after, and its link."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from db.audit import Deed, link
from db.engine import Store
from db.tables.records import audit

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: the deed, the hash of the row before it and its own."""

    id: int
    deed: Deed
    previous: str
    hash: str

    @property
    def fits(self) -> bool:
        """Whether the row is what its own hash was made of."""
        return link(self.previous, self.deed) == self.hash


@dataclass(frozen=True, slots=True)
class Extent:
    """How many rows there are, and when the first and the last were written."""

    rows: int
    first: datetime | None
    last: datetime | None


class Trail:
    """The audit log, read only: nothing ever takes a row out of it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def rows(
        self, since: datetime | None = None, until: datetime | None = None
    ) -> AsyncIterator[Kept]:
        """The rows of that span (`until` left out), the oldest first."""
        after = 0
        while rows := await self._page(since, until, after):
            for row in rows:
                yield row
            after = rows[-1].id

    async def extent(self) -> Extent:
        """All that is kept."""
        query = select(func.count(), func.min(audit.c.at), func.max(audit.c.at))
        return Extent(*await self._store.read(lambda c: c.execute(query).one()))

    async def _page(
        self, since: datetime | None, until: datetime | None, after: int
    ) -> tuple[Kept, ...]:
        query = select(audit).where(audit.c.id > after).order_by(audit.c.id).limit(_AT_ONCE)
        query = query if since is None else query.where(audit.c.at >= since)
        query = query if until is None else query.where(audit.c.at < until)
        rows = await self._store.read(lambda c: c.execute(query).mappings().all())
        return tuple(_kept(dict(row)) for row in rows)


def _kept(row: dict[str, Any]) -> Kept:
    deed = Deed(**{name: row[name] for name in Deed.__dataclass_fields__})
    return Kept(row["id"], deed, row["previous"], row["hash"])
