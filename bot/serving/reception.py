"""From a platform's event to its answer: who is this, have we seen this, what is the answer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.dispatch import Answered, Dispatch
from bot.wiring import Wired
from db.records import Account
from handlers.inbound import Inbound
from handlers.turn import Speaker


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


class Reception:
    """Receives events of any platform."""

    def __init__(self, parts: Wired, dispatch: Dispatch) -> None:
        self._clock = parts.clock
        self._dispatch = dispatch

    async def receive(self, event: Event) -> Answered:
        """The answer to what happened; the same event, come again, changes nothing more."""
        speaker = Speaker(event.name, account=event.account)
        return await self._dispatch.answer(event.inbound, speaker, self._clock(), event.key)
