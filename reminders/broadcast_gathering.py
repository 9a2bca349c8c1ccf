"""Reads from the ledger whom a broadcast may reach, and what is scheduled."""

from datetime import datetime

from db.broadcasts import Broadcast, Words
from db.ledger import Ledger
from reminders.broadcasts import KIND, Crowd, Reach, Somebody, moment, reach
from reminders.facts import Destination
from reminders.gathering import destinations
from reminders.hearers import channel_key, person_key
from reminders.plan import Planned, Span
from reminders.settings import Settings
from reminders.workdays import Workdays


async def crowd(ledger: Ledger, now: datetime) -> Crowd:
    """Everybody who might hear a broadcast."""
    places = {one.key: one for one in await destinations(ledger)}
    channels = [(channel_key(one.id), one) for one in await ledger.channels.everyone()]
    people = [(person_key(one.id), one) for one in await ledger.people.everyone()]
    outs = [one for one in await ledger.opt_outs.since(now) if one.kind == KIND]
    return Crowd(
        channels=tuple(
            Somebody(places[key], frozenset({one.place.platform}))
            for key, one in channels
            if key in places
        ),
        persons=tuple(
            Somebody(places[key], frozenset(each.platform for each in one.accounts), one.role)
            for key, one in people
            if key in places
        ),
        unopened=await ledger.broadcasts.unopened(),
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


async def scheduled(
    ledger: Ledger, span: Span, now: datetime, settings: Settings, workdays: Workdays
) -> tuple[Planned, ...]:
    """What approved broadcasts will say in the span, to whom and why; in order."""
    waiting = await ledger.broadcasts.latest(("approved",), 1000)
    everybody = await crowd(ledger, now) if waiting else Crowd()
    slugs = {one.id: one.slug for one in (await ledger.names()).documents}
    found = []
    for one in waiting:
        words = await ledger.broadcasts.in_force(one)
        for place in (await reached(ledger, one, everybody)).destinations:
            at = moment(one, place, now, settings, workdays).astimezone(settings.zone)
            slug = slugs.get(one.document_id or 0, "")
            found.append(_planned(one, words, place, at, slug))
    inside = [one for one in found if span.has(one.at)]
    return tuple(sorted(inside, key=lambda one: (one.at, one.destination.key, one.key)))


def _planned(one: Broadcast, words: Words, place: Destination, at: datetime, slug: str) -> Planned:
    return Planned(
        key=f"broadcast/{one.id}/v{one.version}/{place.key}",
        at=at,
        kind=KIND,
        destination=place,
        message=f"broadcast/{one.id}/{place.key}",
        document_id=one.document_id,
        document=slug,
        tasks=(),
        text=f"通知第{one.id}号" if place.minimal else words.words,
        why=f"通知第{one.id}号，{words.by}起草{_approved(words)}",
        target=KIND,
        target_id=one.id,
        day=at.date(),
        late=False,
    )


def _approved(words: Words) -> str:
    return "并确认" if words.approved_by == words.by else f"，{words.approved_by}审批"
