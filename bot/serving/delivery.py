"""Saying what is due: a destination at a time, and none waits for another."""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from heapq import heappop, heappush

from bot.places import chat_text, place_of
from bot.serving.already_said import AlreadySaid, Unchanged
from bot.serving.composing import composed
from bot.serving.faults import told
from bot.serving.noting import OUTBOX, Noting
from bot.serving.routing import Nowhere, Route, route_of
from bot.serving.saying import EARLY, Ready, Saying
from bot.serving.sending import Outlet
from bot.serving.sifting import Sifted, Sifting
from bot.serving.tempo import TEMPI, Tempo
from bot.serving.words_now import WordsNow
from bot.wiring import Clock
from db.ledger import Ledger
from db.outbox import Aside, Attempt, Claim, Ended, Ending, LeftOut, Try
from db.posts import Post
from handlers.reply import plain_text
from reminders.settings import ZONE

AT_ONCE = 64
"""Messages on their way to one platform; a platform that hangs holds up none of the others."""
LEASE = timedelta(seconds=60)
"""Longer than any send may take: whoever still holds a lease then is gone."""
_LONG, _SHORT = 1.0, 0.02
_WRITE_PAUSES = (0.1, 0.5, 2.0)

_log = logging.getLogger(__name__)


class Delivery:
    """Delivers the outbox on the platforms that run in this process."""

    def __init__(
        self,
        ledger: Ledger,
        outlets: Mapping[str, Outlet],
        holder: str,
        clock: Clock,
        tempi: Mapping[str, Tempo] = TEMPI,
        sifting: Sifting | None = None,
    ) -> None:
        """`clock` is never stopped: leases and pace go by it; what is due, by the office's."""
        self._ledger = ledger
        self._outlets = outlets
        self._holder = holder
        self._clock = clock
        self._sifting = sifting or Sifting(ledger, WordsNow(ledger, ZONE), ZONE, clock)
        self._already_said = AlreadySaid(ledger, self._sifting.zone)
        self._saying = Saying(ledger, outlets, clock, tempi, self._sifting.clock)
        self._noting = Noting(ledger.posts)
        self._busy: Counter[str] = Counter()
        self._sending: set[asyncio.Task[None]] = set()
        self._rests: list[datetime] = []
        """When chats with more to be said may be spoken to again; a heap."""
        self._wake = asyncio.Event()

    async def step(self) -> bool:
        """`deliver_due`, and a pause where nothing was due; always True: there is always more."""
        if not await self.deliver_due():
            await self._pause()
        return True

    async def deliver_due(self) -> bool:
        """Begin to say what is due wherever there is room; whether there was anything."""
        found = False
        for platform in self._outlets:
            soon = self._clock() + EARLY
            room = AT_ONCE - self._busy[platform]
            claims = await self._ledger.outbox.claim(
                self._holder, soon, soon + LEASE, (platform,), room, self._sifting.clock()
            )
            await self._begin(await self._ready(claims))
            found = found or bool(claims)
        return found

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        while self._sending:
            await asyncio.wait(tuple(self._sending))
        await self._noting.settled()

    async def _pause(self) -> None:
        """Until a chat may be spoken to again, there is room again, or a second has gone by."""
        now = self._clock()
        rest = (self._rests[0] - now).total_seconds() if self._rests else _LONG
        with suppress(TimeoutError):
            async with asyncio.timeout(min(max(rest, _SHORT), _LONG)):
                await self._wake.wait()
        self._wake.clear()
        now = self._clock()
        while self._rests and self._rests[0] <= now:
            heappop(self._rests)

    async def _ready(self, claims: Sequence[Claim]) -> list[Ready]:
        """What is to be said; what is not is written down."""
        if not claims:
            return []
        reached: list[tuple[Claim, Route]] = []
        left_out: list[LeftOut] = []
        for claim in claims:
            route = await route_of(self._ledger, claim, self._outlets)
            if isinstance(route, Nowhere):
                aside: Aside = ("suppressed", route.reason)
                every = tuple((one.id, aside) for one in claim.notices)
                left_out.append(LeftOut(claim.destination, every, free=True))
            else:
                reached.append((claim, route))
        sifted = await self._sifting.sift(reached)
        left_out += [one.left_out for one in sifted if one.left_out.says_something]
        await self._ledger.outbox.leave_out(left_out, self._holder, self._clock())
        ready = [each for one in sifted if (each := _ready(one))]
        return [each for one in ready if (each := await self._with_what_stands(one))]

    async def _with_what_stands(self, ready: Ready) -> Ready | None:
        """With the message that it changes or goes on from; None where nothing is to be changed."""
        seen = await self._already_said.seen(ready, self._clock())
        if not isinstance(seen, Unchanged):
            return seen
        claim = ready.said.claim
        about = claim.doubt.notices if claim.doubt else ready.said.about
        aside: Aside = ("suppressed", seen.reason)
        out = LeftOut(claim.destination, tuple((one, aside) for one in about), free=True)
        await self._ledger.outbox.leave_out([out], self._holder, self._clock())
        return None

    async def _begin(self, ready: list[Ready]) -> None:
        if not ready:
            return
        tries = [one.said for one in ready]
        begun = await self._ledger.outbox.begin(tries, self._holder, self._clock())
        for one, attempt in zip(ready, begun, strict=True):
            if attempt:
                self._busy[one.route.platform] += 1
                task = asyncio.create_task(self._say(one, attempt))
                self._sending.add(task)
                task.add_done_callback(self._sending.discard)

    async def _say(self, ready: Ready, attempt: Attempt) -> None:
        try:
            ending = await self._saying.say(ready, attempt)
            await self._end(ready.said.claim, attempt, ending)
        except Exception as error:  # noqa: BLE001 - its lease runs out, and it stands unknown
            _log.warning("通知 %s 的结果没有记下，会再试：%s", attempt.notices[0], told(error))
        finally:
            self._left(ready.route.platform)

    async def _end(self, claim: Claim, attempt: Attempt, ending: Ending) -> None:
        await self._write_down(Ended(claim.destination, attempt, ending))
        self._note(attempt, ending)
        if len(claim.notices) > len(attempt.notices) or ending.state != "sent":
            free = ending.not_before - EARLY if ending.not_before else self._clock()
            heappush(self._rests, free)
            if self._rests[0] == free:  # sooner than what the pause is waiting for
                self._wake.set()

    def _note(self, attempt: Attempt, ending: Ending) -> None:
        """So that what is said in reply to it is known to be about the same."""
        if ending.outcome == "sent" and ending.place:
            chat, now = chat_text(place_of(ending.place)), self._clock()
            answer = str(attempt.id)
            self._noting.note(
                *(Post(chat, each, None, OUTBOX, answer, now) for each in ending.messages if each)
            )

    async def _write_down(self, ended: Ended) -> None:
        """Again where it fails: what was said and not written down is said twice."""
        for pause in _WRITE_PAUSES:
            try:
                await self._ledger.outbox.end(ended, self._holder, self._clock())
            except Exception as error:  # noqa: BLE001 - the last time it is raised
                _log.warning("发送结果没有写进台账，马上再写：%s", told(error))
                await asyncio.sleep(pause)
            else:
                return
        await self._ledger.outbox.end(ended, self._holder, self._clock())

    def _left(self, platform: str) -> None:
        if self._busy[platform] >= AT_ONCE:
            self._wake.set()
        self._busy[platform] -= 1


def _ready(one: Sifted) -> Ready | None:
    if one.again:
        return Ready(Try(one.claim), one.again, one.route)
    if not one.said:
        return None
    message = composed(one.said)
    text = plain_text(message.reply.blocks)
    return Ready(Try(one.claim, message.about, text, message.facts), message.reply, one.route)
