"""Broadcasts (通知) as others see them: words that a person approved, and who confirmed them."""

from collections.abc import Sequence
from datetime import datetime

from db import broadcast_rows, broadcasting
from db.broadcast_records import Audience as Audience
from db.broadcast_records import Broadcast as Broadcast
from db.broadcast_records import BroadcastState as BroadcastState
from db.broadcast_records import NewBroadcast as NewBroadcast
from db.broadcast_records import NewWords as NewWords
from db.broadcast_records import Part as Part
from db.broadcast_records import Reader as Reader
from db.broadcast_records import Receipt as Receipt
from db.broadcast_records import Received as Received
from db.broadcast_records import Words as Words
from db.broadcast_records import in_force as in_force
from db.combining import combined
from db.correcting import Order
from db.engine import Store
from db.notices import NewNotice
from db.receiving import receive
from db.unopened import unopened


class Broadcasts:
    """Each change takes an `Order`, whose key makes it happen once, and is durable when it returns.

    Raised are `UnknownRecordError`, and `NotNowError` with the reason in the users' words.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._receive = combined(store, receive)

    # Looking

    async def by_id(self, broadcast_id: int) -> Broadcast | None:
        """One of them."""
        return await self._store.read(lambda c: broadcast_rows.by_id(c, broadcast_id))

    async def latest(
        self, states: Sequence[BroadcastState] = (), limit: int = 50
    ) -> tuple[Broadcast, ...]:
        """The latest first; in any state when `states` is empty."""
        return await self._store.read(lambda c: broadcast_rows.latest(c, states, limit))

    async def in_hand(self, since: datetime) -> tuple[Broadcast, ...]:
        """What may have something to do: approved or out, or ended since then."""
        return await self._store.read(lambda c: broadcast_rows.in_hand(c, since))

    async def words(self, broadcast_id: int) -> tuple[Words, ...]:
        """Every version of what it says, the first one first."""
        return await self._store.read(lambda c: broadcast_rows.words(c, broadcast_id))

    async def in_force(self, one: Broadcast) -> Words:
        """The version that is said, or will be."""
        return in_force(one, await self.words(one.id))

    async def readers(self, one: Broadcast) -> tuple[Reader, ...]:
        """Who has to confirm and is still here, by unit, with when they did."""
        return await self._store.read(lambda c: broadcast_rows.readers(c, one))

    async def awaited(self, person_id: int) -> tuple[int, ...]:
        """Ids of those that this person has to confirm and did not, the latest first."""
        return await self._store.read(lambda c: broadcast_rows.awaited(c, person_id))

    async def unopened(self) -> dict[int, str]:
        """By person, why nothing can be said to them, as far as is known: see `unopened.py`."""
        return await self._store.read(unopened)

    async def parts(self, broadcast_id: int) -> tuple[Part, ...]:
        """Its notices in the outbox."""
        return await self._store.read(lambda c: broadcast_rows.parts(c, broadcast_id))

    async def concerned(self, document_id: int) -> frozenset[int]:
        """Ids of the units that a paper names."""
        return await self._store.read(lambda c: broadcast_rows.concerned(c, document_id))

    async def members(self, document_id: int) -> frozenset[int]:
        """Ids of the 成员单位 of a paper."""
        return await self._store.read(lambda c: broadcast_rows.members_of(c, document_id))

    async def told_since(
        self, persons: Sequence[int], since: datetime
    ) -> tuple[tuple[int, datetime], ...]:
        """(person, when) of every message that went out to them since then."""
        return await self._store.read(lambda c: broadcast_rows.told_since(c, persons, since))

    # Changing

    async def draft(self, new: NewBroadcast, order: Order, *, approved: bool) -> int:
        """Keep a draft; its id. `approved`: nobody else has to look at it."""
        return await self._store.write(
            lambda c: broadcasting.draft(c, new, order, approved=approved)
        )

    async def correct(
        self, broadcast_id: int, new: NewWords, order: Order, *, approved: bool
    ) -> int:
        """Other words; the version they are."""
        return await self._store.write(
            lambda c: broadcasting.correct(c, broadcast_id, new, order, approved=approved)
        )

    async def approve(self, broadcast_id: int, version: int, order: Order) -> Broadcast:
        """Let these words be said; never by who drafted them."""
        return await self._store.write(
            lambda c: broadcasting.approve(c, broadcast_id, version, order)
        )

    async def refuse(
        self, broadcast_id: int, version: int, because: str, order: Order
    ) -> Broadcast:
        """Let these words not be said."""
        return await self._store.write(
            lambda c: broadcasting.refuse(c, broadcast_id, version, because, order)
        )

    async def send(
        self,
        one: Broadcast,
        notices: Sequence[NewNotice],
        readers: Sequence[Reader],
        order: Order,
    ) -> bool:
        """Let it go out, and write down who has to confirm; False where somebody else did."""
        return await self._store.write(lambda c: broadcasting.send(c, one, notices, readers, order))

    async def cancel(self, broadcast_id: int, order: Order) -> Broadcast:
        """Take it back; how it stood before."""
        return await self._store.write(lambda c: broadcasting.cancel(c, broadcast_id, order))

    async def close(self, one: Broadcast, notices: Sequence[NewNotice], order: Order) -> bool:
        """Wait for no more receipts; False where somebody else did."""
        return await self._store.write(lambda c: broadcasting.close(c, one, notices, order))

    async def instead(
        self, pairs: Sequence[tuple[int, NewNotice | None]], why: str, order: Order
    ) -> int:
        """In the place of each notice that nobody began to say, another one or none."""
        if not pairs:
            return 0
        return await self._store.write(lambda c: broadcasting.instead(c, pairs, why, order))

    async def receive(self, receipt: Receipt) -> Received:
        """Write a receipt down, once a person."""
        return await self._receive(receipt)
