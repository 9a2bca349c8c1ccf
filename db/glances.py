"""How things stand, as looked at a moment ago: many people look at the same tasks at once.

Kept for so short a time that nobody notices when another machine has written meanwhile; what this
process writes is seen at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager

from db.standing import Standing
from db.standings import Where

MOMENT = 0.02
"""Seconds. As often as the ledger's version is looked at."""

Load = Callable[[Collection[Where]], Awaitable[dict[Where, Standing]]]


class Glances:
    """Standings of the last moment."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._found: dict[Where, Standing] = {}
        self._until = 0.0
        self._written = 0

    async def at(self, wanted: Collection[Where]) -> dict[Where, Standing]:
        """How those stand."""
        now = asyncio.get_running_loop().time()
        if now > self._until:
            self._found, self._until = {}, now + MOMENT
        missing = [where for where in wanted if where not in self._found]
        if missing:
            before, kept = self._written, self._found
            found = await self._load(missing)
            if before != self._written:  # what was looked at before then is looked at again
                return await self._load(wanted)
            kept.update(found)
            return {where: kept[where] for where in wanted}
        return {where: self._found[where] for where in wanted}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """While something is written, and when it was, nothing looked at before holds."""
        self._forget()
        try:
            yield
        finally:
            self._forget()

    def _forget(self) -> None:
        self._written += 1
        self._found = {}
