"""The auditor: what the rules owed beside what was said; coordinators hear what is amiss.

Nothing waits for it and it never stands in the way: it only reads, tells, and puts back what is
missing. What it remembers makes it patient; forgotten in a restart, it tells a little later.
"""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.addressees import addressee_of
from bot.serving.alarms import alarm, words
from bot.serving.composing import facts_of
from bot.serving.ticking import notice_of
from db.ledger import Ledger
from db.outbox import NewNotice
from handlers.overseers import coordinators
from reminders.auditing import (
    KIND,
    LOOKED_BACK,
    PATIENCE,
    Became,
    Problem,
    Undone,
    audit_of,
    confirmed,
    problems,
    trouble_of,
)
from reminders.facts import Destination
from reminders.hearers import person_key
from reminders.outlook import Outlook, outlook
from reminders.owing import BACK
from reminders.placing import may_speak, soon
from reminders.plan import Planned, Span

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Audited:
    """What is undone, and what of it has to be put into the outbox."""

    undone: tuple[Undone, ...]
    outlook: Outlook

    def missing(self) -> list[Planned]:
        """What was owed and is not in the outbox."""
        keys = {one.key for one in self.undone if one.trouble == "missing"}
        return [one for one in self.outlook.owed if one.key in keys]


class Auditor:
    """Looks from time to time whether all that was owed was said."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo) -> None:
        self._ledger = ledger
        self._zone = zone
        self._before: tuple[Undone, ...] = ()

    async def audit(self, now: datetime) -> int:
        """Tell coordinators what is amiss, each problem once a day; how many notices that made.

        What may come right by itself is told of only when it is seen a second time.
        """
        audited = await audit(self._ledger, now, self._zone)
        amiss = confirmed(audited.undone, self._before)
        self._before = audited.undone
        added = await self._tell(problems(amiss), audited.outlook, now)
        known = {one.key for one in amiss}
        missing = [notice_of(one) for one in audited.missing() if one.key in known]
        await self._ledger.outbox.plan(missing, now)
        return added

    async def figures(self, now: datetime) -> Mapping[str, int]:
        """How many notices stand so now; of those that are missing, at the last audit."""
        rows = await self._ledger.outbox.undelivered(now - PATIENCE, now - LOOKED_BACK)
        counted = Counter[str](trouble_of(row) for row in rows)
        counted["missing"] = sum(one.trouble == "missing" for one in self._before)
        return counted

    async def _tell(self, several: Sequence[Problem], outlook: Outlook, now: datetime) -> int:
        told = await coordinators(self._ledger.people)
        notices = [
            _notice(problem, one.id, facts, outlook, now)
            for problem in several
            for facts in (await self._facts(problem),)
            for one in told
        ]
        added = await self._ledger.outbox.plan(notices, now)
        if added or (several and not told):
            counts = Counter(one.trouble for problem in several for one in problem.several)
            _log.warning("对账：%s；见 duban outbox audit", dict(counts))
        return added

    async def _facts(self, problem: Problem) -> dict[str, object]:
        return facts_of(alarm(*await in_words(self._ledger, problem, self._zone)))


@dataclass(frozen=True, slots=True)
class Found:
    """What is undone, and the problems in words: what is wrong, what to do."""

    undone: tuple[Undone, ...]
    said: tuple[tuple[str, str], ...]


async def found(ledger: Ledger, now: datetime, zone: ZoneInfo) -> Found:
    """All that is amiss at this moment, for people to read."""
    undone = (await audit(ledger, now, zone)).undone
    said = [await in_words(ledger, problem, zone) for problem in problems(undone)]
    return Found(undone, tuple(said))


async def in_words(ledger: Ledger, problem: Problem, zone: tzinfo | None) -> tuple[str, str]:
    """What is wrong, and what to do about it."""
    return words(problem, [await addressee_of(ledger, one) for one in problem.destinations], zone)


async def audit(ledger: Ledger, now: datetime, zone: ZoneInfo) -> Audited:
    """What was owed in the last days and did not go out as it should."""
    owed = await outlook(ledger, Span(now - BACK, now - PATIENCE), now, zone)
    became = Became(
        await ledger.outbox.known([one.key for one in owed.owed]),
        await ledger.outbox.undelivered(now - PATIENCE, now - LOOKED_BACK),
    )
    places = {one.key: one for one in owed.facts.destinations}

    def rests(where: str) -> bool:
        place = places.get(where, Destination(where))
        return not all(
            may_speak(moment, place, owed.settings, owed.workdays)
            for moment in (now - PATIENCE, now)
        )

    return Audited(audit_of(owed.owed, became, now, rests), owed)


def _notice(
    problem: Problem, person: int, facts: dict[str, object], outlook: Outlook, now: datetime
) -> NewNotice:
    there = {one.person: one for one in outlook.facts.destinations}
    place = there.get(person, Destination(person_key(person), person=person))
    at = soon(now, place, outlook.settings, outlook.workdays)
    return NewNotice(f"{problem.key}/{person}", KIND, person, None, dict(facts), at)
