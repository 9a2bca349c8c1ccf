"""Which part of the plan a conversation looks at: its days and whose it is, and its entries."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.context import Subject
from handlers.question import Question
from handlers.rights import may
from handlers.units import resolve
from knowledge.plans.asked import Asked
from reminders.outlook import Outlook, outlook, span_of
from reminders.plan import Planned
from reminders.settings import zone_of_office

INTENT = "plan"
LONGEST = 400
"""So many entries are looked at together."""
_BYTES = 6


def number_of(key: str) -> int:
    """A notice as a number that a conversation can remember among ids of tasks."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:_BYTES], "big")


@dataclass(frozen=True, slots=True)
class Viewed:
    """What is looked at, its entries in order, and the whole plan of those days."""

    first: date
    last: date
    entries: tuple[Planned, ...]
    ahead: Outlook


def all_seen(question: Question) -> bool:
    """Whether the speaker sees what goes to others."""
    return may(question.turn.speaker, "coordinator")


async def plan_of(question: Question, first: date, last: date) -> Outlook:
    """The plan of these days; at the terminal with what the samples would say there."""
    turn = question.turn
    zone = zone_of_office(turn.now)
    span = span_of(first, last, zone)
    local = turn.speaker.is_local
    return await outlook(turn.ledger, span, turn.now, zone, samples=local)


async def days_around(question: Question, one: Planned, ahead: timedelta) -> Outlook:
    """The plan from today, or its day, until so much later than that entry."""
    start = min(question.turn.now.date(), one.at.date())
    return await plan_of(question, start, one.at.date() + ahead)


async def viewed(question: Question, asked: Asked) -> Viewed:
    """What the question asks for, as far as the speaker may see it; nothing that is past."""
    now = question.turn.now
    first = max(asked.window.start or now.date(), now.date())
    ahead = await plan_of(question, first, asked.window.end)
    named = {one.destination.key for one in ahead.planned if _is_named(question, one)}
    entries = (
        one
        for one in ahead.planned
        if one.at >= now
        and (not named or one.destination.key in named)
        and _meant(question, asked, one)
    )
    return Viewed(first, asked.window.end, tuple(entries), ahead)


def _is_named(question: Question, one: Planned) -> bool:
    """给专班群, 给李四: to whom it goes is said; 静安创建 alone is no chat of the name 静安."""
    name, said = one.destination.name.strip("“”"), question.meaning.text
    to = (f"给{name}", f"给“{name}”", f"{name}群", *((name,) if name.endswith("群") else ()))
    return len(name) > 1 and any(each in said for each in to)


def _meant(question: Question, asked: Asked, one: Planned) -> bool:
    turn, there = question.turn, one.destination
    if asked.mine or not all_seen(question):
        return there.person is not None and there.person == turn.speaker.id
    if asked.here and (turn.channel is None or there.channel != turn.channel.id):
        return False
    meaning = question.meaning
    if meaning.documents and one.document_id not in question.document_ids:
        return False
    units = {each for unit in meaning.units for each in resolve(question, unit).ids}
    return not units or any(each in units for each in (*there.bureaus, *_own(one)))


def _own(one: Planned) -> Sequence[int]:
    return [unit.bureau for unit in one.destination.units]


def subject_of(question: Question, asked: Asked, entries: Sequence[Planned], shown: int) -> Subject:
    """What the conversation remembers, so that 第3条 can be said of it."""
    numbers = tuple(number_of(one.key) for one in entries[:LONGEST])
    return Subject(numbers, replace(question.meaning, window=asked.window), INTENT, shown)
