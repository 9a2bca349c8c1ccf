"""From a platform's event to its answer: may it be kept, who is this, what is the answer."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from bot.dispatch import Answered, Dispatch
from bot.guarding import found_in, told
from bot.guarding import refusal as refusal
from bot.serving.metrics import Metrics
from bot.wiring import Wired
from db.correcting import Order
from db.errors import LedgerError
from db.records import Account, Person
from handlers.inbound import Inbound
from handlers.turn import Speaker
from knowledge.guard import Refusal


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened on a platform."""

    key: str
    """The platform's own id of it, such as `telegram:42:1001`: the same when it comes again."""
    account: Account
    name: str
    """What the platform calls the person."""
    inbound: Inbound
    again: bool = False
    """It may have come before (a retry, or the first ones after a start)."""
    email: Callable[[], Awaitable[str | None]] | None = None
    """The e-mail the platform vouches for; asked only for strangers."""
    called: Callable[[], str] | None = None
    """A better name than `name`, where the platform knows one once `email` was asked; or ''."""
    passed: bool = False
    """The platform asked `Reception.refusal` about this very text, and nothing was refused."""


class Reception:
    """Receives events of any platform.

    A platform asks `refusal(inbound)` before it stores an event; what is refused goes to
    `receive` at once and is never stored.
    """

    def __init__(self, parts: Wired, dispatch: Dispatch, metrics: Metrics | None = None) -> None:
        self._metrics = metrics = metrics or Metrics()
        # Looking up by labels takes longer than counting.
        self._events = cache(metrics.events.labels)
        self._seconds = cache(metrics.seconds.labels)
        self._answers = cache(metrics.answers.labels)
        self._ledger = parts.ledger
        self._clock = parts.clock
        self._dispatch = dispatch

    refusal = staticmethod(refusal)

    async def receive(self, event: Event) -> Answered:
        """The answer to what happened; the same event, come again, changes nothing more."""
        platform = event.account.platform
        self._events(platform, type(event.inbound).__name__).inc()
        begun = time.perf_counter()
        try:
            answered = await self._answer(event)
        except Exception as error:
            self._metrics.failed("reception", error)
            raise
        self._seconds(platform).observe(time.perf_counter() - begun)
        self._answers(platform, answered.reply.intent).inc()
        return answered

    async def _answer(self, event: Event) -> Answered:
        now = self._clock()
        if not event.passed and (found := found_in(event.inbound)):
            return self._refused(event, found, now)
        person = await self._person(event, now)
        name = (event.called() if event.called else "") or event.name
        speaker = Speaker(name, person, event.account)
        return await self._dispatch.answer(
            event.inbound, speaker, now, event.key, again=event.again
        )

    def _refused(self, event: Event, found: Refusal, now: datetime) -> Answered:
        noted = self._ledger.refuse_event(event.key, found.found, now)
        return Answered("", told(found), asyncio.ensure_future(noted))

    async def _person(self, event: Event, now: datetime) -> Person | None:
        known = await self._ledger.people.of_account(event.account, now)
        if known or event.email is None:
            return known
        return await self._by_email(event.account, await event.email(), now)

    async def _by_email(self, account: Account, email: str | None, now: datetime) -> Person | None:
        """The one person of the roster with that e-mail, whose account it is from now on."""
        fitting = await self._ledger.people.with_email(email) if email else ()
        if len(fitting) != 1 or _has_account(fitting[0], account.platform):
            return None
        named = f"{account.platform}:{account.team}:{account.account}"
        order = Order(account.platform, now, f"link/{named}")
        # Where somebody linked it meanwhile, or the person left: as whoever that is, or nobody.
        with suppress(LedgerError):
            await self._ledger.people.link(fitting[0].id, account, order)
        return await self._ledger.people.of_account(account, now)


def _has_account(person: Person, platform: str) -> bool:
    """Somebody who is known under another account there is not taken over by e-mail."""
    return any(account.platform == platform for account in person.accounts)
