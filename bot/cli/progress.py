"""A bar for work on several things, only where somebody can see it."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bot.platforms.terminal.screen import is_capable

T = TypeVar("T")


def shown(things: Sequence[T], words: str) -> Iterator[T]:
    """The things one by one, with a bar when there are several."""
    if len(things) < 2 or not is_capable():
        yield from things
        return
    from rich.progress import track  # noqa: PLC0415 (70 ms, and only where it is shown)

    yield from track(things, words)
