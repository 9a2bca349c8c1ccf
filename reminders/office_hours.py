"""When what is due is really said: what can wait does not come at night, and what is late says so.

Pure. What somebody waits for (an approval, an answer to an application) comes at once at any hour.
"""

from datetime import datetime, timedelta

from reminders.facts import Destination
from reminders.placing import soon
from reminders.settings import Settings
from reminders.wording import said_date
from reminders.workdays import Workdays

LATE = timedelta(hours=4)
"""Said so much later than planned, it matters to whoever reads it."""
ASKING = frozenset({"urged", "assigned", "commented", "broadcast", "digest", "card"})
"""Kinds that wait for office hours as reminders do: they ask something of people unasked."""


def held_until(
    now: datetime, place: Destination, settings: Settings, workdays: Workdays
) -> datetime | None:
    """When something that can wait may be said there, where that is not now."""
    at = soon(now, place, settings, workdays)
    return at if at > now else None


def late_mark(owed: datetime, now: datetime, settings: Settings) -> str:
    """补发：原定7月25日（周四）09:00; nothing where it hardly matters."""
    if now - owed < LATE:
        return ""
    then = owed.astimezone(settings.zone)
    year = f"{then.year}年" if then.year != now.astimezone(settings.zone).year else ""
    day = said_date(then.date()).partition("年")[2]
    return f"补发：原定{year}{day}{then:%H:%M}"
