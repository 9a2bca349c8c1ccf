"""The shapes of handlers and of what reads orders from messages."""

from collections.abc import Awaitable, Callable

from handlers.question import Question
from handlers.turn import Answer

Handler = Callable[[Question], Awaitable[Answer]]
Reader = Callable[[Question, str], Handler | None]
"""Sees whether a message is that order, and what answers it then."""
