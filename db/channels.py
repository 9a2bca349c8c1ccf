"""The shared chats of the ledger: where teams talk, and what each subscribed to."""

from datetime import datetime

from db import channel_rows, closing, subscribing
from db.channel_rows import is_open
from db.correcting import Order
from db.engine import Store
from db.people import Recall
from db.records import Channel, Place
from db.subscribing import KINDS as KINDS
from db.subscribing import ChannelWish as ChannelWish
from db.subscribing import RuleKind as RuleKind


class Channels:
    """Registered chats. Whoever changes something gives an `Order`."""

    def __init__(self, store: Store, recall: Recall) -> None:
        self._store = store
        self._recall = recall

    async def of_place(self, place: Place) -> Channel | None:
        """The topic's own channel, else the chat's; remembered. Closed ones are none."""
        question = ("channel", place)
        return await self._recall(question, lambda c: channel_rows.of_place(c, place))

    async def everyone(self) -> tuple[Channel, ...]:
        """Every channel that is not closed, in the order they were registered."""
        return await self._recall("channels", lambda c: channel_rows.read(c, is_open()))

    async def by_id(self, channel_id: int) -> Channel | None:
        """The channel, also a closed one."""
        question = ("channel", channel_id)
        return await self._recall(question, lambda c: channel_rows.by_id(c, channel_id))

    async def bind(self, place: Place, wish: ChannelWish, order: Order) -> Channel:
        """Register the place, or change what it subscribed to.

        Raises `UnknownRecordError` for a paper or unit that is none, and `BadValueError`.
        """
        return await self._store.write(lambda c: subscribing.bind(c, place, wish, order))

    async def remove(self, channel_id: int, order: Order) -> None:
        """Let it be no channel any more. Raises `UnknownRecordError`."""
        await self._store.write(lambda c: closing.remove(c, channel_id, order))

    async def close(self, place: Place, because: str, now: datetime) -> bool:
        """The bot is no longer there: in a topic, or in a chat with all its topics.

        Whether anything was open. `because` is for people to read.
        """
        order = Order(place.platform, now, f"close/{place.platform}/{now.isoformat()}")
        return await self._store.write(lambda c: closing.close(c, place, because, order))

    async def rename(self, place: Place, name: str, now: datetime) -> bool:
        """The chat is called otherwise. Whether that was new."""
        order = Order(place.platform, now, f"rename/{place.platform}/{now.isoformat()}")
        return await self._store.write(lambda c: closing.rename(c, place, name, order))

    async def move(self, old: Place, new: Place, now: datetime) -> bool:
        """The chat has another id (group → supergroup): all goes on there. Whether there was any.

        Where the new id was registered already, that one stays.
        """
        order = Order(old.platform, now, f"move/{old.platform}/{now.isoformat()}")
        return await self._store.write(lambda c: closing.move(c, old, new, order))
