"""One message to one destination: where it goes, how fast, and what its platform made of it."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.places import chat_text, place_of, place_text
from bot.serving.closing import close
from bot.serving.endings import not_changed, not_sent, sent
from bot.serving.faults import told
from bot.serving.routing import Route
from bot.serving.sending import Looking, Outlet, SendError, Stood
from bot.serving.tempo import Beat, Tempo
from bot.wiring import Clock
from db.ledger import Ledger
from db.outbox import Attempt, Ending, Try
from db.records import Account, Place
from handlers.reply import Reply

SEND_SECONDS = 40.0
EARLY = timedelta(milliseconds=100)
"""So much before a chat may be spoken to again its next message is claimed and got ready."""
_SHORTLY = 60.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """Something to be said, and where."""

    said: Try
    reply: Reply
    route: Route
    over: Stood | None = None
    """In whose place it is put, instead of being said anew."""
    under: Stood | None = None
    """In whose thread it goes, where that is the same chat."""

    @property
    def doubtful(self) -> bool:
        """Whether an earlier try may have arrived."""
        return self.said.claim.doubt is not None


class Saying:
    """Says things on the platforms that run here."""

    def __init__(
        self,
        ledger: Ledger,
        outlets: Mapping[str, Outlet],
        clock: Clock,
        tempi: Mapping[str, Tempo],
        office: Clock,
    ) -> None:
        """`office`: the time that coordinators are told of."""
        self._ledger = ledger
        self._outlets = outlets
        self._clock = clock
        self._office = office
        self._tempi = {name: tempi.get(name, Tempo()) for name in outlets}
        self._beats = {name: Beat(tempo.overall) for name, tempo in self._tempi.items()}

    async def say(self, ready: Ready, attempt: Attempt) -> Ending:
        """Say it; what becomes of the try and of its notices."""
        try:
            async with asyncio.timeout(SEND_SECONDS):
                said, begun = await self._done(ready, attempt)
        except TimeoutError:
            error = SendError("发送超时，平台可能已收到", unknown=True)
        except SendError as refused:
            error = refused
        except Exception as broken:  # noqa: BLE001 - it may have gone out all the same
            _log.warning("发送通知 %s 时出错：%s", attempt.notices[0], told(broken))
            error = SendError(f"发送出错（{type(broken).__name__}）", unknown=True)
        else:
            free = begun + len(said.messages) * self._rest(ready.route)
            return sent(said, free)
        if ready.over:
            return not_changed(error, attempt, self._clock())
        await self._heed(ready, attempt, error)
        return not_sent(error, attempt, doubtful=ready.doubtful, now=self._clock())

    async def _done(self, ready: Ready, attempt: Attempt) -> tuple[Stood, datetime]:
        """What stands there now, and when it began to go out: from then on the chat rests."""
        return await (
            self._changed(ready.over, ready) if ready.over else self._sent(ready, attempt)
        )

    async def _changed(self, over: Stood, ready: Ready) -> tuple[Stood, datetime]:
        """Put it in the place of what stands there. Raises `SendError`."""
        place = place_of(over.place)
        outlet = self._outlets.get(place.platform)
        if outlet is None:
            raise SendError("那个平台现在没有连接", retry_after=_SHORTLY)
        await self._beats[place.platform].turn()
        begun = self._clock()
        return replace(over, messages=await outlet.edit(place, over.messages, ready.reply)), begun

    async def _sent(self, ready: Ready, attempt: Attempt) -> tuple[Stood, datetime]:
        """Say it at the first place that takes it. Raises `SendError` where none does."""
        refused = SendError("没有可以送达的地方", permanent=True)
        for target in ready.route.targets:
            outlet = self._outlets[target.platform]
            delivery = str(attempt.notices[0])
            if ready.doubtful and isinstance(outlet, Looking):
                outlet.doubt(delivery)
            try:
                await self._beats[target.platform].turn()
                place = await outlet.private(target) if isinstance(target, Account) else target
                under = _above(ready.under, place)
                await self._rested(ready.said.claim.not_before)
                begun = self._clock()
                said = await outlet.send(place, ready.reply, delivery=delivery, under=under)
                return Stood(place_text(place), said), begun
            except SendError as error:
                if not error.permanent:
                    raise
                refused = error
        raise refused

    async def _rested(self, free: datetime | None) -> None:
        """Wait until the chat may be spoken to again: it was claimed a little before."""
        left = free - self._clock() if free else timedelta()
        await asyncio.sleep(min(max(left, timedelta()), EARLY).total_seconds())

    def _rest(self, route: Route) -> timedelta:
        tempo = self._tempi[route.platform]
        return timedelta(seconds=tempo.shared if route.channel else tempo.private)

    async def _heed(self, ready: Ready, attempt: Attempt, error: SendError) -> None:
        """What a refusal says about the chat itself."""
        channel = ready.route.channel
        if channel and error.moved_to:
            await self._ledger.channels.move(channel.place, error.moved_to, self._clock())
        elif channel and error.gone:
            await close(self._ledger, channel, error.reason, str(attempt.id), self._office())


def _above(under: Stood | None, place: Place) -> str:
    """The message in whose thread it goes; '' where that stands in another chat."""
    if under is None or chat_text(place_of(under.place)) != chat_text(place):
        return ""
    return under.messages[0]
