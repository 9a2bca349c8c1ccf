"""Who may do what only one process may do at a time, such as polling; a row for each."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, text

from db.engine import Store
from db.tables.base import Moment
from db.tables.records import leases

_TAKE = text(
    "INSERT INTO leases (name, holder, until) VALUES (:name, :holder, :until) "
    "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until "
    "WHERE leases.holder = excluded.holder OR leases.until <= :now"
).bindparams(bindparam("now", type_=Moment), bindparam("until", type_=Moment))


class Leases:
    """Named leases; one that ran out is anybody's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def take(self, name: str, holder: str, now: datetime, until: datetime) -> bool:
        """Have it until then, where it is free or one's own already; False where it is not."""
        asked = {"name": name, "holder": holder, "now": now, "until": until}
        return await self._store.write(lambda c: c.execute(_TAKE, asked).rowcount == 1)

    async def holder(self, name: str, now: datetime) -> str | None:
        """Whose it is at this moment."""
        query = select(leases.c.holder).where(leases.c.name == name, leases.c.until > now)
        found: str | None = await self._store.read(lambda c: c.scalar(query))
        return found

    async def release(self, name: str, holder: str) -> None:
        """Let it go, so that nobody has to wait until it runs out."""
        own = delete(leases).where(leases.c.name == name, leases.c.holder == holder)
        await self._store.write(lambda c: c.execute(own).close())
