"""Rules and calendar as the office settled them: JSON of the ledger to settings and back.

```json
{"rules": {"deadline": [14, 7, 0]}, "channels": {"3": {"off": ["silent"]}},
 "documents": {"jingan2024": {"phase": [14, 7, 0]}}, "weekly": 3, "morning": "09:30",
 "quiet": ["18:00", "08:30"], "compulsory": ["overdue", "escalation"],
 "days": {"2027-02-06": false}}
```
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from db.ledger import Ledger
from reminders.settings import Settings
from reminders.workdays import Workdays

NAME = "reminders"


async def settled(ledger: Ledger, zone: ZoneInfo) -> tuple[Settings, Workdays]:
    """What holds in the ledger; the defaults where it says nothing."""
    said = await ledger.due.house_rules(NAME)
    return settings_of(said, zone), workdays_of(said)


def settings_of(said: Mapping[str, Any], zone: ZoneInfo) -> Settings:
    """Raises `ValueError` where something cannot be read as it is written."""
    usual = Settings(
        channels={int(one): dict(rules) for one, rules in said.get("channels", {}).items()},
        documents={slug: dict(rules) for slug, rules in said.get("documents", {}).items()},
        zone=zone,
    )
    usual = replace(usual, rules=replace(usual, documents={"": said.get("rules", {})}).of(None, ""))
    if "weekly" in said:
        usual = replace(usual, weekly=int(said["weekly"]))
    if "compulsory" in said:
        usual = replace(usual, compulsory=frozenset(map(str, said["compulsory"])))
    if "morning" in said:
        usual = replace(usual, morning=time.fromisoformat(said["morning"]))
    if "quiet" in said:
        start, end = map(time.fromisoformat, said["quiet"])
        usual = replace(usual, quiet=(start, end))
    return usual


def workdays_of(said: Mapping[str, Any]) -> Workdays:
    """The calendar with the days that the office works on or not, whatever is published."""
    days = said.get("days", {})
    return Workdays({date.fromisoformat(day): bool(worked) for day, worked in days.items()})
