"""Processes that plan and deliver, made to be killed by `tests.db.test_killed_delivery`.

`python -m tests.bot.deliverer` loads everything once. Each line on its standard input has, as JSON,
the ledger's URL, a file that stands for what people see, and some lives; each is lived in a process
of its own, all of them at once, and killed with SIGKILL where it says. A line with how each ended
comes back when the last of them is over. Lives that are to be lived `here` are this process's own:
what it learns by them, statements above all, those know who are born of it.
"""

import asyncio
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from bot.serving.sending import SendError
from bot.serving.ticking import tick
from db.ledger import Ledger
from db.outbox import Outbox
from db.records import Account, Place
from handlers.reply import Reply, plain_text
from reminders.settings import ZONE
from tests.bot.rounds import Rounds
from tests.compiled import share_compiled

POINTS = ("planned", "claimed", "begun", "said", "unmarked", "marked")
"""Planned a slice; leased; the try written down; said; before that is written down; after it."""


@dataclass(frozen=True)
class Life:
    """What becomes of one process: killed when it comes to `point` for the nth time, or after some
    milliseconds, wherever it is then. `faults`: how often in a hundred the platform errs."""

    name: str
    now: str
    point: str = ""
    nth: int = 1
    after: float = 0.0
    faults: int = 0
    seed: int = 0
    here: bool = False


class Wall:
    """A platform where what was said stays for all to see; its answer may get lost."""

    def __init__(self, wall: Path, life: Life, reach: Callable[[str], None]) -> None:
        self._wall = wall
        self._life = life
        self._reach = reach
        self._chance = Random(f"{life.seed}/{life.name}")  # noqa: S311 - a script of faults

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        """Say so, then be killed, or lose the answer."""
        self._reach("begun")
        luck = self._chance.randrange(100)
        if luck < self._life.faults:
            raise SendError("平台出错", retry_after=1.0 if luck % 2 else None)
        words = plain_text(reply.blocks).replace("\n", " ")
        with self._wall.open("a", encoding="utf-8") as wall:
            wall.write(f"{delivery} {place.chat} {words}\n")
        self._reach("said")
        if luck < 2 * self._life.faults:
            with self._wall.with_suffix(".lost").open("a", encoding="utf-8") as lost:
                lost.write(f"{delivery}\n")
            raise SendError("连接中断", unknown=True)
        return (f"m{delivery}",)

    async def private(self, account: Account) -> Place:
        """The person's own chat."""
        return Place("telegram", "", account.account)

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Never asked here."""
        raise NotImplementedError


def reaching(life: Life) -> Callable[[str], None]:
    """Kills the process that comes to the point of its death."""
    left = life.nth

    def reach(point: str) -> None:
        nonlocal left
        left -= bool(point) and point == life.point
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return reach


def watched(reach: Callable[[str], None]) -> None:
    """Let the outbox say where the process is."""

    def around(name: str, before: str = "", after: str = "") -> None:
        does = getattr(Outbox, name)

        async def done(*given: Any, **named: Any) -> Any:
            reach(before)
            result = await does(*given, **named)
            reach(after)
            return result

        setattr(Outbox, name, done)

    around("plan", after="planned")
    around("claim", after="claimed")
    around("end", before="unmarked", after="marked")


async def live(url: str, wall: Path, life: Life) -> None:
    """Plan what is owed, then deliver until nothing is due."""
    now, reach = datetime.fromisoformat(life.now), reaching(life)
    if not life.here:
        watched(reach)
    async with await Ledger.open(url) as ledger:
        await tick(ledger, now, ZONE)
        await Rounds(ledger, {"telegram": Wall(wall, life, reach)}, life.name).deliver(now)


def born(url: str, wall: Path, life: Life) -> int:
    """The process id of a new process that lives so."""
    child = os.fork()
    if child:
        return child
    try:
        asyncio.run(live(url, wall, life))
    except BaseException as error:  # noqa: BLE001 - told to the one who asked
        print(repr(error), file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def ended(url: str, wall: Path, lives: Sequence[Life]) -> list[int]:
    """How processes ended that lived so, all at once."""
    begin, children = time.monotonic(), [born(url, wall, life) for life in lives]
    for life, child in zip(lives, children, strict=True):
        if life.after:
            time.sleep(max(begin + life.after / 1000 - time.monotonic(), 0))
            os.kill(child, signal.SIGKILL)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def main() -> None:
    """Let lives be lived until there are no more orders."""
    share_compiled()
    for line in sys.stdin:
        url, wall, given = json.loads(line)
        lives = [Life(**each) for each in given]
        for life in (one for one in lives if one.here):
            asyncio.run(live(url, Path(wall), life))
        print(json.dumps(ended(url, Path(wall), [o for o in lives if not o.here])), flush=True)


if __name__ == "__main__":
    main()
