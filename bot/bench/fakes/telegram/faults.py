"""Scripted faults of the fake Telegram: what goes wrong, where, and how often."""

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["429", "403", "400", "401", "409", "500", "502", "drop-before", "drop-after", "slow"]


_WORDS = {
    "401": "Unauthorized",
    "403": "Forbidden: bot was kicked from the supergroup chat",
    "409": "Conflict: terminated by other getUpdates request",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}


class RefusedError(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:  # noqa: ANN401
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


@dataclass(slots=True)
class Fault:
    """`drop-before` closes the connection before anything happened, `drop-after` after it."""

    kind: Kind
    method: str = "sendMessage"
    chat: int | None = None
    times: int = 1
    seconds: float = 1
    """What a 429 asks to wait, or how long `slow` takes."""
    words: str = "Bad Request: something is wrong"

    def refusal(self) -> RefusedError | None:
        """What it answers, if it answers."""
        if self.kind == "429":
            words = f"Too Many Requests: retry after {self.seconds}"
            return RefusedError(429, words, retry_after=self.seconds)
        if self.kind == "400":
            return RefusedError(400, self.words)
        return RefusedError(int(self.kind), _WORDS[self.kind]) if self.kind in _WORDS else None


@dataclass(slots=True)
class Script:
    """The faults that are still to come."""

    faults: list[Fault] = field(default_factory=list)

    def next(self, method: str, chat: object) -> Fault | None:
        """The fault of this call, if there is one."""
        for fault in self.faults:
            if fault.method.lower() == method and fault.chat in (None, chat):
                fault.times -= 1
                if fault.times <= 0:
                    self.faults.remove(fault)
                return fault
        return None
