"""Of what is due: what is said now, in which words, what is not said any more, and what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.serving.digests import Later
from bot.serving.routing import Route
from bot.serving.words_now import Words, WordsNow, is_planned
from bot.wiring import Clock
from db.ledger import Ledger
from db.outbox import BY_HAND, Aside, Attempt, Claim, LeftOut, Notice, PutOff, owed_at
from handlers.reply import Paragraph, Reply, Span, bold, say
from handlers.unasked.words import headline
from reminders.facts import Destination
from reminders.hearers import place_of
from reminders.house_rules import settled
from reminders.office_hours import ASKING, held_until, late_mark
from reminders.pausing import Pauses
from reminders.rechecking.asked import Gone
from reminders.settings import Settings
from reminders.workdays import Workdays

HELD = "不在工作时间，等到{:%m-%d %H:%M}"
PAUSED = "提醒暂停中，等到{:%m-%d %H:%M}"
_MOMENT = timedelta(seconds=1)
_KNOWS_MINIMAL = ("broadcast", "outdated")
_UNREADABLE = "内容无法识别"

Said = tuple[Notice, Reply]


@dataclass(frozen=True, slots=True)
class Sifted:
    """Of one claim: what is said now, in order; `again` says once more what may have arrived."""

    claim: Claim
    route: Route
    left_out: LeftOut
    said: tuple[Said, ...] = ()
    again: Reply | None = None


@dataclass(frozen=True, slots=True)
class _Office:
    """What decides how things are said."""

    now: datetime
    settings: Settings
    workdays: Workdays


class Sifting:
    """Sifts what was claimed, all of it at once."""

    def __init__(self, ledger: Ledger, words_now: WordsNow, zone: ZoneInfo, clock: Clock) -> None:
        """`clock`: the office's."""
        self._ledger = ledger
        self._words_now = words_now
        self.zone = zone
        self.clock = clock

    async def sift(self, claims: Sequence[tuple[Claim, Route]]) -> list[Sifted]:
        """In the order given."""
        now = self.clock()
        office = _Office(now, *await settled(self._ledger, self.zone))
        held = [_held(claim, route, office) for claim, route in claims]
        asked = [
            one
            for (claim, _), later in zip(claims, held, strict=True)
            for one in ([] if claim.doubt else _others(claim, later))
        ]
        words = await self._words_now.replies(asked, now) if asked else {}
        return [
            await self._again(claim, claim.doubt, route, later)
            if claim.doubt
            else _sifted(claim, route, later, words, office)
            for (claim, route), later in zip(claims, held, strict=True)
        ]

    async def _again(
        self, claim: Claim, doubt: Attempt, route: Route, later: tuple[PutOff, ...]
    ) -> Sifted:
        """The words that may have arrived, unless they wait; what else is due comes after them."""
        waits = LeftOut(claim.destination, put_off=later, free=True)
        if any(one.notice.id in doubt.notices for one in later):
            return Sifted(claim, route, waits)
        first = next(one for one in claim.notices if one.id in doubt.notices)
        try:
            reply = await self._words_now.again(first, doubt)
        except (ValueError, KeyError):
            failed: Aside = ("failed", _UNREADABLE)
            aside = tuple((one, failed) for one in doubt.notices)
            return Sifted(claim, route, LeftOut(claim.destination, aside, free=True))
        if isinstance(reply, Later):
            return Sifted(claim, route, replace(waits, rest=_MOMENT))
        return Sifted(claim, route, replace(waits, free=False), again=reply)


def _held(claim: Claim, route: Route, office: _Office) -> tuple[PutOff, ...]:
    """What waits for office hours, or until a pause is over."""
    place = place_of(route.channel) if route.channel else Destination("")
    until = held_until(office.now, place, office.settings, office.workdays)
    paused = Pauses(office.settings, office.workdays).until(office.now, place)
    found = (
        PutOff(one, paused, PAUSED.format(paused))
        if paused is not None and is_planned(one) and one.reason != BY_HAND
        else PutOff(one, until, HELD.format(until))
        if until is not None and _can_wait(one)
        else None
        for one in claim.notices
    )
    return tuple(one for one in found if one is not None)


def _can_wait(notice: Notice) -> bool:
    asks = is_planned(notice) or notice.kind in ASKING
    return asks and notice.reason != BY_HAND


def _others(claim: Claim, later: Sequence[PutOff]) -> list[Notice]:
    waiting = {one.notice.id for one in later}
    return [one for one in claim.notices if one.id not in waiting]


def _sifted(
    claim: Claim,
    route: Route,
    later: tuple[PutOff, ...],
    words: Mapping[int, Words],
    office: _Office,
) -> Sifted:
    now = [(one, words.get(one.id)) for one in _others(claim, later)]
    said = [
        (one, _marked(one, _seen_there(one, reply, route), office))
        for one, reply in now
        if isinstance(reply, Reply)
    ]
    said.sort(key=lambda each: (owed_at(each[0]), each[0].id))
    waits = not said and any(isinstance(reply, Later) for _, reply in now)
    aside = tuple((one.id, why) for one, reply in now if (why := _aside(reply)))
    rest = _MOMENT if waits else None
    out = LeftOut(claim.destination, aside, later, free=not said, rest=rest)
    kept = replace(claim, notices=tuple(one for one, _ in said))
    return Sifted(kept, route, out, tuple(said))


def _aside(words: Words | None) -> Aside | None:
    """What becomes of a notice that says nothing; None where it does, or its words come later."""
    match words:
        case Gone(reason):
            return "suppressed", reason
        case None:
            return "failed", _UNREADABLE
    return None


def _seen_there(notice: Notice, reply: Reply, route: Route) -> Reply:
    """In minimal mode the headline of what handlers worded; all others know of it themselves."""
    minimal = route.channel is not None and route.channel.minimal
    knows = is_planned(notice) or notice.kind in _KNOWS_MINIMAL
    return headline(reply) if minimal and not knows else reply


def _marked(notice: Notice, reply: Reply, office: _Office) -> Reply:
    """What is late says so in its heading, which several of the same moment and paper share."""
    late = late_mark(owed_at(notice), office.now, office.settings) if is_planned(notice) else ""
    match reply.blocks:
        case _ if not late:
            return reply
        case (Paragraph(head), _, *_):
            heading = Paragraph((bold(late), Span("　"), *head))
            return replace(reply, blocks=(heading, *reply.blocks[1:]))
    return replace(reply, blocks=(say(bold(late)), *reply.blocks))
