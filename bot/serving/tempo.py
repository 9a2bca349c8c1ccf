"""How fast a platform may be spoken to unasked, by its own documentation."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tempo:
    """Seconds from one message to the next: in a shared chat, with one person, overall."""

    shared: float = 1.0
    private: float = 1.0
    overall: float = 0.0


TEMPI = {
    # 20 messages a minute in a group, one a second in a chat, 30 a second in all.
    "telegram": Tempo(shared=3.0, private=1.0, overall=1 / 30),
    # One message a second in a channel.
    "slack": Tempo(shared=1.0, private=1.0),
}


class Beat:
    """Lets one pass every `interval` seconds, in the order they come."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self._next = 0.0

    async def turn(self) -> None:
        """Wait until it is one's turn."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._interval
        if at > now:
            await asyncio.sleep(at - now)
