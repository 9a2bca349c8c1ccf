"""Imports papers without end, saying so after each: made to be killed by `test_crash`.

With a second argument it kills itself when the first paper is written but not yet committed.
"""

import asyncio
import os
import signal
import sys

from sqlalchemy import Connection

from db.importing import Import, import_paper
from db.ledger import Ledger
from tests.db.papers import NOW, numbered


def die_before_commit(connection: Connection) -> None:
    """Write a paper, then end as a power cut would end it."""
    import_paper(connection, numbered(0), Import(NOW))
    os.kill(os.getpid(), signal.SIGKILL)


async def main(url: str, dying: bool) -> None:
    """Import paper after paper and print each number once the ledger has confirmed it."""
    async with await Ledger.open(url) as ledger:
        if dying:
            await ledger._store.write(die_before_commit)
        number = 0
        while True:
            await ledger.import_paper(numbered(number), now=NOW)
            print(number, flush=True)
            number += 1


asyncio.run(main(sys.argv[1], len(sys.argv) > 2))
