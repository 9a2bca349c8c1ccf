"""Which reads are over in a moment: those need no thread of their own.

Going to a thread and back, a read waits twice for whatever else the loop has to do, which on a
busy machine takes fifty times as long as the read itself. A long one, or many in a row, must not
make others wait.
"""

from collections.abc import Callable
from types import CodeType, FunctionType
from typing import Any

MOMENT = 0.004
"""Seconds of processor time that others may be kept waiting."""
_UNKNOWN, _RARE = 0.3, 0.1
"""Shares of long reads: supposed of a kind that nobody knows yet; below which a kind is trusted."""
_WEIGHT = 0.1
"""Of each read in the share of its kind: what was long ago counts for less and less."""


class Brief:
    """What reads took lately, by the code that reads."""

    def __init__(self) -> None:
        self._long: dict[CodeType, float] = {}
        self._waited = 0.0

    def expects(self, function: Callable[..., Any]) -> bool:
        """Whether this one will most likely be over in a moment, and others need not have their
        turn first."""
        kind = _kind(function)
        share = self._long.get(kind, _UNKNOWN) if kind else _UNKNOWN
        return share < _RARE and self._waited < MOMENT

    def took(self, function: Callable[..., Any], seconds: float) -> None:
        """It took that long."""
        if kind := _kind(function):
            share = self._long.get(kind, _UNKNOWN)
            self._long[kind] = share + _WEIGHT * ((seconds >= MOMENT) - share)

    def waited(self, seconds: float) -> bool:
        """Others waited so long for a read; whether it is the first since they had their turn."""
        first = not self._waited
        self._waited += seconds
        return first

    def rested(self) -> None:
        """Others had their turn."""
        self._waited = 0.0


def _kind(function: Callable[..., Any]) -> CodeType | None:
    """None for what is made anew for each read, such as a `partial`."""
    return function.__code__ if isinstance(function, FunctionType) else None
