"""Where replies are shown: with rich on a real terminal, as plain text anywhere else."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from bot.printable import columns, one_line, printable
from handlers.reply import Reply, plain_text


class Screen(Protocol):
    """Something that shows replies."""

    def show(self, reply: Reply) -> None:
        """The reply, its buttons numbered."""


class PlainScreen:
    """Text alone: pipes, files, terminals that understand nothing more."""

    def show(self, reply: Reply) -> None:
        """The reply as plain text."""
        labels = [
            f"[{number}] {one_line(button.label)}" for number, button in enumerate(reply.buttons, 1)
        ]
        lines = [plain_text(reply.blocks), between(labels).join(labels)]
        sys.stdout.write("\n".join(printable(line) for line in lines if line) + "\n")
        sys.stdout.flush()


def between(labels: Sequence[str]) -> str:
    """Buttons share a line while they fit into one."""
    return "  " if sum(columns(label) + 2 for label in labels) <= 80 else "\n"


def is_capable() -> bool:
    """Whether both ends are a terminal that can move its cursor."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    return terminal and os.environ.get("TERM", "") not in {"", "dumb", "unknown"}


@contextmanager
def working(words: str) -> Iterator[None]:
    """A spinner while something takes its time; nothing where the output is no terminal."""
    if not is_capable():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 (70 ms, and only where it is shown)

    with Console().status(words):
        yield


def screen() -> Screen:
    """The best screen for where we are."""
    if not is_capable():
        return PlainScreen()
    from bot.platforms.terminal.render import RichScreen  # noqa: PLC0415 (loads rich)

    return RichScreen()
