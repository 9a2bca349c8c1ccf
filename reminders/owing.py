"""What may be owed and not in the outbox yet: the questions before a whole plan, and its span."""

from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from importlib.metadata import version
from zoneinfo import ZoneInfo

from db.ledger import Ledger
from reminders.gathering import Needs, gather
from reminders.house_rules import settled
from reminders.occasions import DAY
from reminders.plan import Planned, Span, days_of, due_by_themselves
from reminders.rechecking.asked import Asked
from reminders.rules.table import RULES
from reminders.settings import Rules, Settings

BACK = timedelta(days=7)
"""So far back every plan looks: of what was changed meanwhile something may be owed since."""
LONGEST = timedelta(days=92)
"""So long the bot may have been away, and still says what it owes."""


def program(zone: ZoneInfo) -> str:
    """What decides beside the ledger: the rules and what they go by where nothing is settled."""
    rules = " ".join(rule.__name__ for rule in RULES)
    usual = " ".join(_plain(one) for one in (Rules(), Settings(zone=zone)))
    return sha256(f"{rules} {usual} {version('chinesecalendar')}".encode()).hexdigest()[:16]


def _plain(one: Rules | Settings) -> str:
    """Sets in order, so that every process writes the same."""
    values = (getattr(one, each.name) for each in fields(one) if each.name != "rules")
    return " ".join(str(sorted(each) if isinstance(each, frozenset) else each) for each in values)


def tomorrow(now: datetime, zone: ZoneInfo) -> datetime:
    """When today ends."""
    return datetime.combine(now.astimezone(zone).date() + DAY, time(), zone)


def span_owed(now: datetime, planned_until: datetime | None, zone: ZoneInfo) -> Span:
    """Until today ends, since the bot was last there; None: nobody knows when that was."""
    since = max(planned_until or now - LONGEST, now - LONGEST)
    return Span(min(since, now - BACK), tomorrow(now, zone))


def worth_saying(owed: Collection[Planned], now: datetime) -> list[Planned]:
    """All but what is long past and was followed by something about the same: the last says it."""
    last: dict[tuple[object, ...], tuple[datetime, date]] = {}
    for one in owed:
        if one.at <= now:
            when = (one.at, one.day)
            last[_subject(one)] = max(when, last.get(_subject(one), when))
    return [one for one in owed if one.at >= now - BACK or (one.at, one.day) == last[_subject(one)]]


def _subject(one: Planned) -> tuple[object, ...]:
    """As delivery has it, which says the last of several, too."""
    where, paper = one.destination.key, one.document_id or 0
    about = (one.target, one.target_id, one.day, one.at)
    return Asked(one.key, one.kind, where, paper, *about).subject


async def lacking(
    ledger: Ledger, papers: frozenset[int], span: Span, zone: ZoneInfo
) -> frozenset[str]:
    """Keys that the outbox lacks of what these papers by themselves owe before the span ends.

    What full weeks put off is among them: only a whole plan knows of that.
    """
    if not papers:
        return frozenset()
    settings, workdays = await settled(ledger, zone)
    days = days_of(span, workdays, settings)
    facts = await gather(ledger, Needs(days, settings, papers=papers))
    placed = due_by_themselves(facts, days, settings)
    keys = {one.key for one in placed if one.at < span.end}
    return frozenset(keys - await ledger.outbox.known(keys))


async def is_at_rest(ledger: Ledger, span: Span, zone: ZoneInfo) -> bool:
    """Whether nothing falls into the span: whole days of rest to which nobody put anything off."""
    _settings, workdays = await settled(ledger, zone)
    day, end = (one.astimezone(zone).date() for one in (span.start, span.end))
    while day < end:
        if workdays.is_workday(day):
            return False
        day += DAY
    # Where people live by another clock it may still be Friday.
    abroad = any(one.channel.timezone for one in await ledger.due.hearings())
    if abroad or await ledger.hushes.any_ends(span.start, span.end):
        return False
    decided = await ledger.replanning.between(span.start, span.end)
    return not any(one.to is not None and span.has(one.to) for one in decided.values())
