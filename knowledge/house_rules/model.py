"""What was understood of a message that settles something."""

from dataclasses import dataclass
from typing import cast

Value = int | float | str | tuple["Value", ...] | None
"""As JSON would have it, lists as tuples; None: the default again."""


def from_json(value: object) -> Value:
    """What JSON made lists of, as it was."""
    if isinstance(value, list):
        return tuple(from_json(one) for one in value)
    return cast("Value", value)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One thing that is to hold. `name` is that of a setting; or `on`, `off` (a kind of reminder),
    `compulsory`, `optional` (a kind), `day` (an ISO date and whether it is worked), `pause` (first
    and last day; or a feast, its year, days before and after; or nothing: days of rest), `resume`,
    `default` (everything as before anybody settled anything)."""

    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Said:
    """All that the message settles; `problem` says for people why it cannot be so."""

    rulings: tuple[Ruling, ...] = ()
    here: bool = False
    """这个群: for the chat it is said in."""
    about: str = ""
    """Words in front that name what it is for: a paper."""
    problem: str = ""
