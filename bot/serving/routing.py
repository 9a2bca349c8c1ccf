"""Where a claimed destination is reached, and why some are not."""

from collections.abc import Container
from dataclasses import dataclass

from db.ledger import Ledger
from db.outbox import Claim
from db.records import Account, Channel, Place


@dataclass(frozen=True, slots=True)
class Route:
    """Where something goes: a channel's place, or a person's accounts, the preferred one first."""

    channel: Channel | None = None
    accounts: tuple[Account, ...] = ()

    @property
    def platform(self) -> str:
        """Where it is said, as far as all goes well."""
        return self.channel.place.platform if self.channel else self.accounts[0].platform

    @property
    def targets(self) -> tuple[Place | Account, ...]:
        """Where to try, one after another."""
        return (self.channel.place,) if self.channel else self.accounts


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nobody is reached, for that reason."""

    reason: str


async def route_of(ledger: Ledger, claim: Claim, running: Container[str]) -> Route | Nowhere:
    """How the destination is reached on one of the platforms that run here."""
    if claim.channel is not None:
        channel = await ledger.channels.by_id(claim.channel)
        if channel is None:
            return Nowhere("频道已不存在")
        if channel.closed_at:
            return Nowhere(f"频道已停用：{channel.closed_because or '未写原因'}")
        return Route(channel)
    person = await ledger.people.by_id(claim.person) if claim.person is not None else None
    if person is None:
        return Nowhere("名册里没有这个人")
    if person.left_at:
        return Nowhere(f"{person.name} 已离开")
    accounts = tuple(one for one in person.accounts if one.platform in running)
    return Route(accounts=accounts) if accounts else Nowhere(f"{person.name} 没有绑定聊天账号")
