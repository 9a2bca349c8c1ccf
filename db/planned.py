"""How far what is owed was planned, as a claim about facts: what is owed by facts up to an end of
the audit chain, before some moment, is in the outbox.

It only saves looking again. Without it, or where anything in it no longer holds, all is planned
anew, and the keys of the outbox decide what is new, as ever.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from db.engine import GLANCE, Store
from db.house_rules import house_rules, keep
from db.journal import End, Since, since

_NAME = "planned"


@dataclass(frozen=True, slots=True)
class Mark:
    """So far all is in the outbox."""

    end: End
    until: datetime
    program: str
    """What planned it: another one, or another calendar, may owe something else."""


@dataclass(frozen=True, slots=True)
class Looked:
    """The mark, if there is one, and what changed since."""

    mark: Mark | None
    since: Since


class PlannedSoFar:
    """The mark of this ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def look(self) -> Looked:
        """As of one moment; whatever is read of this ledger afterwards is no older."""
        looked = await self._store.read(_look)
        version = self._store.version()
        if version is not None and version < looked.since.end.version:
            await asyncio.sleep(GLANCE)
        return looked

    async def keep(self, mark: Mark, now: datetime) -> None:
        """Claim it: every notice owed so far was put in before."""
        value = asdict(mark) | {"until": mark.until.isoformat()}
        await self._store.write(lambda c: keep(c, _NAME, value, now))


def _look(connection: Connection) -> Looked:
    mark = _mark(house_rules(connection, _NAME))
    return Looked(mark, since(connection, mark.end if mark else None))


def _mark(said: Mapping[str, Any]) -> Mark | None:
    """None where somebody wrote something else there by hand."""
    try:
        until = datetime.fromisoformat(said["until"])
        return Mark(End(**said["end"]), until, said["program"]) if until.tzinfo else None
    except (KeyError, TypeError, ValueError):
        return None
