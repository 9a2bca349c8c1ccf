"""Time passes for a broadcast: it goes out, is counted, chased, closed. Each step is found from how
things stand, so it may be taken twice, late, or by two processes: keys are made of facts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from db.broadcasts import Broadcast, Part, Reader
from db.correcting import Order
from db.ledger import Ledger
from db.notices import NewNotice
from handlers.broadcasting import telling, words
from handlers.broadcasting.office import Office, office
from handlers.overseers import coordinators
from handlers.reply import Reply, say
from handlers.stored import dump_reply
from reminders.broadcast_gathering import crowd, reached
from reminders.broadcasts import KIND, Crowd, moment, receipt_by
from reminders.faces import Face, faces
from reminders.facts import Destination
from reminders.receipts import by_hand, chases, missing, over, tally

KEPT = timedelta(days=7)
"""So long after its end what was sent is still brought up to date."""
_BY = "督办助手"


@dataclass(frozen=True, slots=True)
class _Step:
    """All that one broadcast needs to go on."""

    ledger: Ledger
    one: Broadcast
    rules: Office
    everybody: Crowd
    now: datetime

    def order(self, what: str) -> Order:
        """What is done by itself is done once, whoever comes to it first."""
        return Order(_BY, self.now, f"broadcast/{self.one.id}/{what}")


async def advance(ledger: Ledger, broadcast_id: int, now: datetime) -> Broadcast | None:
    """Let it go as far as it can now; how it stands then."""
    one = await ledger.broadcasts.by_id(broadcast_id)
    if one is None:
        return None
    step = await _step(ledger, one, now)
    if one.state == "approved" and (one.due_at is None or one.due_at <= now):
        await _go_out(step)
    elif one.state in ("sent", "closed", "cancelled"):
        await _look_after(step)
    return await ledger.broadcasts.by_id(broadcast_id)


async def ask_again(
    ledger: Ledger, number: int, now: datetime
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask the missing once more, by hand: names of who is asked, and of who is not."""
    one = await ledger.broadcasts.by_id(number)
    if one is None or one.state != "sent":
        return (), ()
    step = await _step(ledger, one, now)
    readers = await ledger.broadcasts.readers(step.one)
    known = {part.key for part in await ledger.broadcasts.parts(number)}
    told = await _told_this_week(step)
    found = by_hand(step.one, readers, step.everybody, told, now, step.rules.settings)
    fresh = [each for each in found if each.key not in known]
    text = (await ledger.broadcasts.in_force(step.one)).words
    await ledger.outbox.plan([_chaser(step, each.key, each.person, text) for each in fresh], now)
    asked = {each.person.person for each in fresh}
    lacking = missing(step.one, readers)
    return (
        tuple(each.name for each in lacking if each.person_id in asked),
        tuple(each.name for each in lacking if each.person_id not in asked),
    )


async def end_now(ledger: Ledger, number: int, now: datetime, order: Order) -> Broadcast | None:
    """Let it end before its time; as it stands then, None where it is not out."""
    one = await ledger.broadcasts.by_id(number)
    if one is None or one.state != "sent":
        return None
    step = await _step(ledger, one, now)
    await ledger.broadcasts.close(step.one, [], order)
    await _look_after(replace(step, one=replace(step.one, state="closed")))
    return step.one


async def _step(ledger: Ledger, one: Broadcast, now: datetime) -> _Step:
    rules = await office(ledger, now)
    one = words.local(one, rules.settings.zone)
    return _Step(ledger, one, rules, await crowd(ledger, now), now)


# Going out


async def _go_out(step: _Step) -> None:
    rules, now = step.rules, step.now
    one = step.one
    if one.asks_receipt and one.receipt_by is None:
        until = receipt_by(max(now, one.due_at or now), rules.settings, rules.workdays)
        one = replace(one, receipt_by=until)
    to = await reached(step.ledger, one, step.everybody)
    text = (await step.ledger.broadcasts.in_force(one)).words
    notices = [
        _main(one, place, text, moment(one, place, now, rules.settings, rules.workdays))
        for place in to.destinations
    ]
    await step.ledger.broadcasts.send(one, notices, to.readers, step.order(f"send/v{one.version}"))


def _main(one: Broadcast, place: Destination, text: str, at: datetime) -> NewNotice:
    reply = words.minimal(one) if place.minimal else words.message(one, text)
    facts = {"part": "words", "at_once": one.compulsory}
    key = f"broadcast/{one.id}/v{one.version}/{place.key}"
    new = _notice(one, key, reply, facts, at)
    return replace(new, person=place.person, channel=place.channel)


def _notice(
    one: Broadcast, key: str, reply: Reply, facts: dict[str, object], at: datetime
) -> NewNotice:
    common = {"reply": dump_reply(reply), "broadcast": one.id, "version": one.version}
    return NewNotice(
        key=key,
        kind=KIND,
        person=None,
        channel=None,
        facts=common | facts,
        due_at=at,
        document_id=one.document_id,
        target=KIND,
        target_id=one.id,
    )


# Once it is out


async def _look_after(step: _Step) -> None:
    one, ledger = step.one, step.ledger
    readers = await ledger.broadcasts.readers(one)
    parts = await ledger.broadcasts.parts(one.id)
    text = (await ledger.broadcasts.in_force(one)).words
    if one.state == "sent" and over(one, readers, parts, step.now):
        await _close(step, readers, parts)
        step = replace(step, one=replace(one, state="closed"))
    elif one.state == "sent":
        await _chase(step, readers, parts, text)
    await _show(step, readers, parts, text)


async def _close(step: _Step, readers: Sequence[Reader], parts: Sequence[Part]) -> None:
    one = step.one
    people = step.ledger.people
    told = [one.person_id] if one.person_id else [each.id for each in await coordinators(people)]
    reply = telling.closing(one, readers, parts)
    notices = [
        telling.notice(one, f"broadcast/{one.id}/closing", "closing", reply, who) for who in told
    ]
    await step.ledger.broadcasts.close(one, notices, step.order("close"))


async def _chase(step: _Step, readers: Sequence[Reader], parts: Sequence[Part], text: str) -> None:
    rules, known = step.rules, {part.key for part in parts}
    given = (step.one, readers, step.everybody)
    time = (step.now, rules.settings, rules.workdays)
    if not any(one.key not in known for one in chases(*given, (), *time)):
        return
    told = await _told_this_week(step)
    new = [
        _chaser(step, one.key, one.person, text)
        for one in chases(*given, told, *time)
        if one.key not in known
    ]
    await step.ledger.outbox.plan(new, step.now)


async def _told_this_week(step: _Step) -> tuple[tuple[int, datetime], ...]:
    here = step.now.astimezone(step.rules.settings.zone)
    monday = here.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(here.weekday())
    persons = [one.destination.person for one in step.everybody.persons]
    return await step.ledger.broadcasts.told_since([one for one in persons if one], monday)


def _chaser(step: _Step, key: str, place: Destination, text: str) -> NewNotice:
    reply = words.chase(step.one, text)
    return replace(_notice(step.one, key, reply, {"part": "chase"}, step.now), person=place.person)


async def _show(step: _Step, readers: Sequence[Reader], parts: Sequence[Part], text: str) -> None:
    """Bring what was sent up to date; what nobody began to say is exchanged."""
    so_far = tally(readers)
    pairs: list[tuple[int, NewNotice | None]] = []
    new: list[NewNotice] = []
    for face in faces(step.one, parts, so_far.persons, step.now):
        shown = _shown(step, face, readers, text)
        if face.replaces is not None:
            pairs.append((face.replaces, shown))
        elif shown:
            new.append(shown)
    why = "通知已撤回" if step.one.state == "cancelled" else "已由更新的内容代替"
    await step.ledger.broadcasts.instead(pairs, why, step.order("show"))
    await step.ledger.outbox.plan(new, step.now)


def _shown(step: _Step, face: Face, readers: Sequence[Reader], text: str) -> NewNotice | None:
    one, main = step.one, face.main
    if face.edits is None and face.look == "withdrawn":
        return None  # nobody heard of it
    so_far = tally(readers)
    facts: dict[str, object] = {"part": "words", "at_once": one.compulsory}
    if face.edits is not None:
        facts = {"part": "face", "main": main.notice_id, "look": face.look, "at_once": True}
    facts["count"] = so_far.persons
    reply = _reply(step, face, readers, text)
    at = main.due_at if face.edits is None else step.now
    made = _notice(one, face.key, reply, facts, at)
    return replace(made, person=main.person, channel=main.channel, edits_id=face.edits)


def _reply(step: _Step, face: Face, readers: Sequence[Reader], text: str) -> Reply:
    one, main, so_far = step.one, face.main, tally(readers)
    if face.look == "withdrawn":
        return words.withdrawn(one)
    if main.channel is None:
        done = any(each.received_at for each in readers if each.person_id == main.person)
        notes = (say("✅ 您已签收。"),) if done else ()
        return words.message(one, text, *notes, pressable=not done)
    places = {each.destination.channel: each.destination for each in step.everybody.channels}
    place = places.get(main.channel)
    bare = place is not None and place.minimal
    reply = words.minimal(one) if bare else words.message(one, text)
    if not one.asks_receipt or not (so_far.persons or face.look == "closed"):
        return reply
    return words.counted(reply, one, so_far, closed=face.look == "closed")
