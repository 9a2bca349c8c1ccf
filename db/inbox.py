"""Events that a platform was told are safe, kept until they were handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, delete, func, select, text, update

from db.engine import Store
from db.tables.base import Moment
from db.tables.records import inbox

MAX_TRIES = 8
"""An event that could not be handled so often stays where people see it, and rests."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One event as the platform sent it; `key` is the same when it comes again."""

    key: str
    platform: str
    payload: str
    at: datetime
    tries: int = 1
    """How often somebody began to handle it."""


_STORE = text(
    "INSERT INTO inbox (key, platform, payload, at, held_by, held_until, tries) "
    "VALUES (:key, :platform, :payload, :at, :holder, :until, :tries) "
    "ON CONFLICT (key) DO NOTHING"
).bindparams(bindparam("at", type_=Moment), bindparam("until", type_=Moment))

_WAITS = inbox.c.tries < MAX_TRIES


class Inbox:
    """Whoever handles a parcel holds it; a hold that ran out is anybody's."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def store(self, parcel: Parcel, holder: str, until: datetime) -> None:
        """Keep it, held by `holder`; one that is there already stays as it is."""
        await self._store.write(lambda c: _store(c, parcel, holder, until))

    async def hold(self, keys: tuple[str, ...], holder: str, until: datetime) -> None:
        """Go on holding what is still being handled."""
        await self._store.write(lambda c: _hold(c, keys, holder, until))

    async def done(self, key: str) -> None:
        """It was handled: nobody needs it any more."""
        await self._store.write(
            lambda c: c.execute(delete(inbox).where(inbox.c.key == key)).close()
        )

    async def put_off(self, key: str, until: datetime) -> None:
        """It could not be handled: nobody tries again before `until`."""
        later = update(inbox).where(inbox.c.key == key).values(held_by="", held_until=until)
        await self._store.write(lambda c: c.execute(later).close())

    async def take(
        self,
        holder: str,
        now: datetime,
        until: datetime,
        limit: int,
        platforms: Sequence[str] = (),
    ) -> tuple[Parcel, ...]:
        """At most `limit` parcels whose hold ran out, oldest first, now held by `holder`.

        `platforms`: only theirs; those of any when it is empty. Two who take at once never get
        the same.
        """
        free = _free(now, platforms).limit(limit)
        return await self._store.write(lambda c: _take(c, free, holder, until))

    async def waiting(self) -> int:
        """How many are not handled yet and will be tried."""
        return await self._store.read(lambda c: _count(c, stuck=False))

    async def stuck(self) -> int:
        """How many could not be handled in `MAX_TRIES` tries."""
        return await self._store.read(lambda c: _count(c, stuck=True))


def _store(connection: Connection, parcel: Parcel, holder: str, until: datetime) -> None:
    named = {name: getattr(parcel, name) for name in Parcel.__dataclass_fields__}
    connection.execute(_STORE, named | {"holder": holder, "until": until})


def _hold(connection: Connection, keys: tuple[str, ...], holder: str, until: datetime) -> None:
    mine = update(inbox).where(inbox.c.key.in_(keys), inbox.c.held_by == holder)
    connection.execute(mine.values(held_until=until))


def _free(now: datetime, platforms: Sequence[str]) -> Select[tuple[str]]:
    free = select(inbox.c.key).where(inbox.c.held_until <= now, _WAITS)
    if platforms:
        free = free.where(inbox.c.platform.in_(platforms))
    return free.order_by(inbox.c.at, inbox.c.key).with_for_update(skip_locked=True)


def _take(
    connection: Connection, free: Select[tuple[str]], holder: str, until: datetime
) -> tuple[Parcel, ...]:
    keys = connection.scalars(free).all()
    if not keys:
        return ()
    taken = (
        update(inbox)
        .where(inbox.c.key.in_(keys))
        .values(held_by=holder, held_until=until, tries=inbox.c.tries + 1)
        .returning(inbox.c.key, inbox.c.platform, inbox.c.payload, inbox.c.at, inbox.c.tries)
    )
    rows = [Parcel(*row) for row in connection.execute(taken)]
    return tuple(sorted(rows, key=lambda parcel: (parcel.at, parcel.key)))


def _count(connection: Connection, *, stuck: bool) -> int:
    which = ~_WAITS if stuck else _WAITS
    return connection.scalar(select(func.count()).select_from(inbox).where(which)) or 0
