"""What the office settled about broadcasts, and when things may be said."""

from dataclasses import dataclass
from datetime import datetime

from db.ledger import Ledger
from reminders.house_rules import settled
from reminders.settings import Settings, zone_of_office
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
    said = await ledger.due.house_rules(RULES)
    return Office(
        *await settled(ledger, zone_of_office(now)), bool(said.get("second_approval", False))
    )
