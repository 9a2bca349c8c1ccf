"""Which reads are over in a moment: those need no thread of their own.

Going to a thread and back, a read waits twice for whatever else the loop has to do, which on a
busy machine takes fifty times as long as the read itself. A long one, or many in a row, must not
make others wait.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType, FunctionType
from typing import Any

MOMENT = 0.004
"""Seconds of processor time that others may be kept waiting."""
_TRUST = 20
"""So many short reads make up for a long one."""


@dataclass(slots=True)
class _Seen:
    short: int = 0
    long: int = 0


class Brief:
    """What reads took so far, by the code that reads."""

    def __init__(self) -> None:
        self._seen: dict[CodeType, _Seen] = {}
        self._waited = 0.0

    def expects(self, function: Callable[..., Any]) -> bool:
        """Whether this one will most likely be over in a moment, and none were of late; the first
        of its kind is not."""
        kind = self._kind(function)
        return kind is not None and kind.short > _TRUST * kind.long and self._waited < MOMENT

    def took(self, function: Callable[..., Any], seconds: float) -> None:
        """It took that long."""
        kind = self._kind(function)
        if kind and seconds < MOMENT:
            kind.short += 1
        elif kind:
            kind.long += 1

    def waited(self, seconds: float) -> bool:
        """Others waited so long for a read; whether it is the first since they had their turn."""
        first = not self._waited
        self._waited += seconds
        return first

    def rested(self) -> None:
        """Others had their turn."""
        self._waited = 0.0

    def _kind(self, function: Callable[..., Any]) -> _Seen | None:
        """None for what is made anew for each read, such as a `partial`."""
        code = function.__code__ if isinstance(function, FunctionType) else None
        return self._seen.setdefault(code, _Seen()) if code else None
