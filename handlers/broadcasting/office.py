"""What decides about broadcasts: rules of the office, everybody there is, whom a paper concerns."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.broadcasts import Broadcast
from db.ledger import Ledger
from reminders.broadcasts import KIND, Crowd, Reach, Somebody, reach
from reminders.gathering import destinations
from reminders.house_rules import settled
from reminders.settings import ZONE, Settings
from reminders.workdays import Workdays

RULES = "broadcasts"
"""The name of what the office settled: `{"second_approval": true}`."""


@dataclass(frozen=True, slots=True)
class Office:
    """When things may be said, and whether a second person has to approve."""

    settings: Settings
    workdays: Workdays
    second_approval: bool = False


async def office(ledger: Ledger, now: datetime) -> Office:
    """As it is settled now."""
    zone = now.tzinfo if isinstance(now.tzinfo, ZoneInfo) else ZONE
    said = await ledger.due.house_rules(RULES)
    return Office(*await settled(ledger, zone), bool(said.get("second_approval", False)))


async def crowd(ledger: Ledger, now: datetime) -> Crowd:
    """Everybody who might hear a broadcast."""
    places = {one.key: one for one in await destinations(ledger)}
    channels = await ledger.channels.everyone()
    people = await ledger.people.everyone()
    outs = [one for one in await ledger.opt_outs.since(now) if one.kind == KIND]
    return Crowd(
        channels=tuple(
            Somebody(places[f"c{one.id}"], frozenset({one.place.platform}))
            for one in channels
            if f"c{one.id}" in places
        ),
        persons=tuple(
            Somebody(places[f"p{one.id}"], frozenset(a.platform for a in one.accounts), one.role)
            for one in people
            if f"p{one.id}" in places
        ),
        quieted=frozenset(one.person for one in outs if one.document_id is None),
    )


async def units_of(ledger: Ledger, one: Broadcast) -> frozenset[int]:
    """Ids of the units that it concerns; none where it is for everybody."""
    match one.audience.whom:
        case "units":
            return frozenset(one.audience.bureaus)
        case "paper" if one.document_id:
            return await ledger.broadcasts.concerned(one.document_id)
        case "members" if one.document_id:
            return await ledger.broadcasts.members(one.document_id)
    return frozenset()


async def reached(ledger: Ledger, one: Broadcast, everybody: Crowd) -> Reach:
    """Whom it reaches as things stand."""
    return reach(one, await units_of(ledger, one), everybody)
