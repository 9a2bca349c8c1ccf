"""Reports on two tasks and confirms it, and is killed at the named point: for `test_confirming`."""

import asyncio
import os
import signal
import sys

import db.contexts
import db.progress
from bot.dispatch import Dispatch
from bot.settings import load_settings
from bot.wiring import LOCAL_COORDINATOR, wired
from handlers.inbound import Message, Press
from tests.db.papers import NOW

PAPER = "sh2023-tcm"


def die(*_given: object) -> None:
    """End as a power cut would end it."""
    os.kill(os.getpid(), signal.SIGKILL)


def dying_after(function):
    """The function, and then the end: within its transaction, before it is committed."""

    def called(*given):
        function(*given)
        die()

    return called


def prepare(point: str) -> None:
    """Let the process end at that point of confirming."""
    if point == "filing":
        db.progress._file_all = dying_after(db.progress._file_all)
    if point == "saving":
        db.contexts.remember = dying_after(db.contexts.remember)


async def main(url: str, point: str) -> None:
    """Show the card, print its button, confirm it."""
    async with wired(load_settings(url), NOW.isoformat()) as parts:
        dispatch = Dispatch(parts)
        said = Message("c", "第12项完成60%，新建站点5个；第8项办结", PAPER)
        card = await dispatch.answer(said, LOCAL_COORDINATOR, NOW, "e1")
        await dispatch.settled()
        value = card.reply.buttons[0].value
        print(value, flush=True)
        if point == "shown":
            die()
        prepare(point)
        if point == "filed":
            original = parts.ledger.progress.file_all

            async def file_all(*given):
                await original(*given)
                die()

            setattr(parts.ledger.progress, "file_all", file_all)  # noqa: B010
        await dispatch.answer(Press("c", value, PAPER), LOCAL_COORDINATOR, NOW, "e2")
        await dispatch.settled()
        die()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
