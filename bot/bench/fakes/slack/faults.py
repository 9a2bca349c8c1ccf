"""What shall go wrong, and when: a script of faults for the fake Slack."""

from collections import deque
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One call that goes wrong.

    limited: HTTP 429 with Retry-After; refused: HTTP 200 with `ok:false` and `error`; broken:
    HTTP 500; dropped: the connection is cut, `before` or `after` the call had its effect; slow:
    answered only after `seconds`.
    """

    kind: Literal["limited", "refused", "broken", "dropped", "slow"]
    error: str = "ratelimited"
    seconds: float = 1
    when: Literal["before", "after"] = "before"


class Faults:
    """Faults waiting for calls of a method, in a channel or anywhere."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, str], deque[Fault]] = {}

    def add(self, method: str, fault: Fault, *, channel: str = "", times: int = 1) -> None:
        """Let the next `times` calls of the method go wrong; those about `channel`, if given."""
        self._waiting.setdefault((method, channel), deque()).extend([fault] * times)

    def next(self, method: str, channel: str) -> Fault | None:
        """The fault of this call, if there is one."""
        if not self._waiting:
            return None
        for key in ((method, channel), (method, "")):
            if waiting := self._waiting.get(key):
                return waiting.popleft()
        return None

    def clear(self) -> None:
        """Everything works from here on."""
        self._waiting.clear()
