"""Reports on two tasks and confirms it, and is killed at the named point: for `test_confirming`.

`python -m tests.db.confirmer` loads everything once. Each line on its standard input has, as JSON,
the ledger's URL and the point; how the process ended and the card's button come back.
"""

import asyncio
import json
import os
import signal
import sys

import db.contexts
import db.progress
from bot.dispatch import Dispatch
from bot.settings import load_settings
from bot.wiring import LOCAL_COORDINATOR, wired
from handlers.inbound import Message, Press
from knowledge.words import warm_up
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


async def confirm(url: str, point: str, button: int) -> None:
    """Show the card, write its button into that pipe, confirm it."""
    async with wired(load_settings(url), NOW.isoformat()) as parts:
        dispatch = Dispatch(parts)
        said = Message("c", "第12项完成60%，新建站点5个；第8项办结", PAPER)
        card = await dispatch.answer(said, LOCAL_COORDINATOR, NOW, "e1")
        await dispatch.settled()
        value = card.reply.buttons[0].value
        os.write(button, value.encode())
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


def born(url: str, point: str) -> tuple[int, str]:
    """How a process that does so ended, and the button that it showed."""
    told, button = os.pipe()
    child = os.fork()
    if not child:
        try:
            asyncio.run(confirm(url, point, button))
        finally:
            os._exit(0)
    os.close(button)
    with os.fdopen(told) as shown:
        value = shown.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), value


def main() -> None:
    """Let processes begin and end until there are no more orders."""
    warm_up()
    for line in sys.stdin:
        print(json.dumps(born(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
