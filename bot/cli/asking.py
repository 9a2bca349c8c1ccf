"""Questions to the person at the terminal."""

import sys
from collections.abc import Sequence

from bot.errors import BadInputError

_YES = frozenset({"y", "yes", "是", "好", "确认", "对", "1"})


def attended() -> bool:
    """Whether there is somebody to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str, *, yes: bool) -> bool:
    """Whether the person says yes; `yes` answers beforehand.

    Raises `BadInputError` where nobody can be asked.
    """
    return yes or _typed(f"{question} [y/N] ").lower() in _YES


def chosen(question: str, choices: Sequence[str]) -> int | None:
    """Index of what the person chose, None for none of them."""
    listed = "".join(f"  [{number}] {choice}\n" for number, choice in enumerate(choices, 1))
    answer = _typed(f"{question}\n{listed}  [0] 都不是\n选哪个？[0] ")
    number = int(answer) if answer.isascii() and answer.isdigit() else 0
    return number - 1 if 0 < number <= len(choices) else None


def _typed(question: str) -> str:
    if not attended():
        raise BadInputError("这里没有人可以确认，请加 --yes")
    sys.stdout.write(question)
    sys.stdout.flush()
    return sys.stdin.readline().strip()
