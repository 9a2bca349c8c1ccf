"""An outbox to try things with: two channels, two persons, and short words for what is done."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from db.channels import ChannelWish
from db.correcting import Order
from db.ledger import Ledger
from db.outbox import Attempt, Claim, Ended, Ending, NewNotice, Notice, Try
from db.people import NewPerson
from db.records import Account, Place
from tests.db.papers import NOW

LEASE = timedelta(minutes=1)
PLATFORMS = ("telegram", "slack")
WORDS = ("第7项今天到期", {"reply": "{}"})
SENT = Ending("sent", "sent", messages=("m1",))


def order(key: str, now: datetime = NOW) -> Order:
    return Order("张三", now, key)


async def channel(ledger: Ledger, chat: str, platform: str = "telegram") -> int:
    wish = ChannelWish(name=chat)
    place = Place(platform, "", chat)
    return (await ledger.channels.bind(place, wish, order(f"bind {chat}"))).id


async def person(ledger: Ledger, name: str, *accounts: Account) -> int:
    new = NewPerson(name, "staff", None, accounts=accounts)
    return await ledger.people.add(new, order(f"add {name}"))


def to_channel(key: str, channel_id: int, due_at: datetime | None = None) -> NewNotice:
    return NewNotice(key, "deadline", None, channel_id, {"reply": key}, due_at)


def to_person(key: str, person_id: int) -> NewNotice:
    return NewNotice(key, "deadline", person_id, None, {"reply": key})


@dataclass
class Deliverer:
    """Somebody who delivers, step by step."""

    ledger: Ledger
    name: str = "a"
    now: datetime = NOW

    async def claims(self, limit: int = 9, platforms: tuple[str, ...] = PLATFORMS) -> list[Claim]:
        until = self.now + LEASE
        return list(await self.ledger.outbox.claim(self.name, self.now, until, platforms, limit))

    async def claim(self) -> Claim:
        (one,) = await self.claims()
        return one

    async def begin(self, claim: Claim) -> Attempt:
        begun = await self.begin_if_held(claim)
        assert begun is not None
        return begun

    async def begin_if_held(self, claim: Claim) -> Attempt | None:
        ids = tuple(one.id for one in claim.notices)
        (begun,) = await self.ledger.outbox.begin([Try(claim, ids, *WORDS)], self.name, self.now)
        return begun

    async def end(self, claim: Claim, attempt: Attempt, ending: Ending = SENT) -> None:
        ended = Ended(claim.destination, attempt, ending)
        await self.ledger.outbox.end(ended, self.name, self.now)

    async def deliver(self, ending: Ending = SENT) -> Attempt:
        claim = await self.claim()
        attempt = await self.begin(claim)
        await self.end(claim, attempt, ending)
        return attempt


async def states(ledger: Ledger) -> dict[str, str]:
    return {one.key: one.state for one in await ledger.outbox.rows()}


async def only(ledger: Ledger) -> Notice:
    (row,) = await ledger.outbox.rows()
    return row
