"""The shapes of handlers and of what reads orders from messages."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date

from handlers.question import Question
from handlers.rights import Route
from handlers.turn import Answer

Handler = Callable[[Question], Awaitable[Answer]]
Reader = Callable[[Question, str], Handler | None]
"""Sees whether a message is that order, and what answers it then."""


@dataclass(frozen=True, slots=True)
class Told:
    """A reader that needs no asking about texts which do not tell such an order by themselves,
    whoever says them and whatever was said before."""

    reader: Reader
    tells: Callable[..., object]
    """Of a text (and today where `dated`); pure, and true of whatever the reader takes."""
    dated: bool

    def __call__(self, question: Question, text: str) -> Handler | None:
        """What the reader says."""
        return self.reader(question, text)


def told_by(tells: Callable[..., object], *, dated: bool = False) -> Callable[[Reader], Told]:
    """The reader is asked only about texts of which `tells` says something."""
    return lambda reader: Told(reader, tells, dated)


def possible(orders: Iterable[Route[Reader]], text: str, today: date) -> tuple[Route[Reader], ...]:
    """Those of the orders that the text may be; what several go by is looked at once."""
    seen: dict[Callable[..., object], bool] = {}

    def may_be(reader: Reader) -> bool:
        if not isinstance(reader, Told):
            return True
        if reader.tells not in seen:
            said = reader.tells(text, today) if reader.dated else reader.tells(text)
            seen[reader.tells] = bool(said)
        return seen[reader.tells]

    return tuple(order for order in orders if may_be(order.handler))
