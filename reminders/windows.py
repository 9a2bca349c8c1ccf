"""`now` and the calendar turned into a window of due dates."""

from collections.abc import Iterable
from datetime import timedelta

from db.due import Window
from reminders.occasions import DAY, Days
from reminders.settings import Rules, Settings


def window(days: Days, settings: Settings) -> Window:
    """The due dates of which some rule may speak on one of the days."""
    every = list(rules_of(settings))
    after = max((until for one in every for until, _ in one.overdue), default=0)
    after = max([after, *(one.escalate_until for one in every)])
    ahead = max(_ahead(one) for one in every)
    due = days.workdays.after(days.end, ahead)
    return Window(days.start - timedelta(days=after), days.workdays.on_or_after(due + DAY) - DAY)


def rules_of(settings: Settings) -> Iterable[Rules]:
    """All rules that are in force somewhere."""
    slugs = ("", *settings.documents)
    common = [settings.of(None, slug) for slug in slugs]
    return dict.fromkeys(
        (*common, *(settings.of(channel, slug) for channel in settings.channels for slug in slugs))
    )


def _ahead(rules: Rules) -> int:
    parts = (one + rules.cooperating_ahead for one in rules.cooperating)
    return max((*rules.deadline, *parts), default=0)
