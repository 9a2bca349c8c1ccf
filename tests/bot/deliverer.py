"""Delivers an outbox from a process of its own: made to be killed by `test_delivery_crash`.

Arguments: the ledger's URL, a file that stands for what people see, and where to stop: `before` the
message is seen, `after` it, or `never`.
"""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from bot.serving.delivery import LEASE, Delivery
from db.ledger import Ledger
from db.records import Account, Place
from handlers.reply import Reply, plain_text
from tests.db.papers import NOW


class Wall:
    """An outlet that writes on a wall, and may stop there for ever."""

    def __init__(self, wall: Path, stop: str) -> None:
        self._wall = wall
        self._stop = stop

    async def send(self, place: Place, reply: Reply, *, delivery: str = "") -> tuple[str, ...]:
        """Say so at the moment the test is to kill us."""
        if self._stop == "before":
            await _stand_still()
        with self._wall.open("a", encoding="utf-8") as wall:
            wall.write(f"{delivery} {plain_text(reply.blocks)}\n")
        if self._stop == "after":
            await _stand_still()
        return ("m1",)

    async def private(self, account: Account) -> Place:
        """Never asked here."""
        raise NotImplementedError

    async def edit(self, place: Place, message: str, reply: Reply) -> None:
        """Never asked here."""
        raise NotImplementedError


async def _stand_still() -> None:
    print("now", flush=True)
    await asyncio.sleep(60)


async def main(url: str, wall: str, stop: str) -> None:
    """Deliver; whoever comes after a dead one comes a lease later."""
    now = NOW + (LEASE if stop == "never" else timedelta())
    async with await Ledger.open(url) as ledger:
        outlet = Wall(Path(wall), stop)
        delivery = Delivery(ledger, {"telegram": outlet}, stop, lambda: now)
        while await delivery.deliver_due():
            await delivery.settled()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
