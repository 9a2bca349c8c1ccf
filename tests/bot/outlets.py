"""An outlet to try delivery with: it does as told, and remembers what people would see."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.serving.sending import SendError
from db.records import Account, Place
from handlers.reply import Reply, plain_text

Fault = SendError | Exception | str
"""What happens instead of a send; a word names a way to misbehave."""


@dataclass
class FakeOutlet:
    """One platform. `faults`: by chat, what happens to the next sends there."""

    name: str = "telegram"
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    seen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    deliveries: list[str] = field(default_factory=list)
    edited: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    unders: list[str] = field(default_factory=list)
    doubted: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    def fails(self, chat: str, *faults: Fault) -> None:
        self.faults[chat].extend(faults)

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        faults = self.faults[place.chat]
        fault = faults.popleft() if faults else None
        if fault == "hangs":
            await self.go_on.wait()
        if isinstance(fault, Exception) and not getattr(fault, "arrived", False):
            raise fault
        self.seen[place.chat].append(plain_text(reply.blocks))
        self.deliveries.append(delivery)
        self.unders.append(under)
        if isinstance(fault, Exception):
            raise fault
        return (f"m{len(self.deliveries)}",)

    async def private(self, account: Account) -> Place:
        return Place(self.name, "", account.account)

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        fault = self.faults[place.chat].popleft() if self.faults[place.chat] else None
        if isinstance(fault, Exception):
            raise fault
        self.edited.append((place.chat, tuple(messages), plain_text(reply.blocks)))
        return tuple(messages[:1])


@dataclass
class LookingOutlet(FakeOutlet):
    """One that can look whether something was said."""

    def doubt(self, delivery: str) -> None:
        self.doubted.append(delivery)


class ArrivedError(SendError):
    """The message arrived, but nobody heard so."""

    arrived = True

    def __init__(self) -> None:
        super().__init__("连接中断", unknown=True)
