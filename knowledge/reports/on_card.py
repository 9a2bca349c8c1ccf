"""Where on a card, or in a report, a value belongs: in the place of what is of its kind. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.reports.alike import likeness
from knowledge.reports.edit_facts import parts_named
from knowledge.reports.model import Claim, Part, Place, Quantity


@dataclass(frozen=True, slots=True)
class Before:
    """What was reported, claim by claim, and whether its card still waits."""

    claims: tuple[Claim, ...] = ()
    said: tuple[str, ...] = ()
    waits: bool = False

    @property
    def _quantities(self) -> tuple[Quantity, ...]:
        return tuple(each for one in self.claims for each in one.quantities)

    @property
    def figures(self) -> tuple[str, ...]:
        """The names of its figures."""
        return tuple(one.name for one in self._quantities if one.name)

    @property
    def units(self) -> tuple[str, ...]:
        """What its figures count in."""
        return tuple(one.unit for one in self._quantities if one.unit)


@dataclass(frozen=True, slots=True)
class Value:
    """A figure somebody said, with the words it was said in; without a unit it may be any."""

    value: float
    unit: str
    words: str
    name: str = ""


def places_of(value: Value, before: Before, line: int | None = None) -> tuple[Place, ...]:
    """All that the value may take the place of, told apart by the words around it."""
    lines = range(len(before.claims)) if line is None else (line,)
    fits = [one for at in lines for one in _fitting(value, before.claims[at], at)]
    called = _called(value, fits)
    return tuple(called if called is not None else fits)


def _fitting(value: Value, claim: Claim, line: int) -> Iterator[Place]:
    share = value.unit == "%" or (not value.unit and value.value <= _WHOLE)
    if share and claim.percent is not None:
        yield Place(line)
    for one in claim.quantities:
        if value.unit in ("", one.unit) or (one.unit and _is_alike(value.unit, one.unit)):
            yield Place(line, one)


_WHOLE = 100


def _is_alike(said: str, unit: str) -> bool:
    """人 and 人次 may be meant alike; % is only %."""
    return said.startswith(unit) or unit.startswith(said)


def _called(value: Value, fits: Sequence[Place]) -> Sequence[Place] | None:
    """Those that the words call by name; None where they name none of them."""
    named = [(_name_of(value, one), one) for one in fits]
    most = max((length for length, _one in named), default=0)
    if most:
        return [one for length, one in named if length == most]
    if "percent" in set(parts_named(value.words)) and any(one.figure is None for one in fits):
        return [one for one in fits if one.figure is None]
    if rates := [one for one in fits if one.figure and one.figure.is_rate]:
        return rates if "率" in value.words else None
    return None


def _name_of(value: Value, place: Place) -> int:
    figure = place.figure
    if figure is None:
        return 0
    unit = figure.unit
    counted = unit and ((len(unit) > 1 and unit in value.words) or f"{unit}数" in value.words)
    return max(likeness(value.words, figure.name or ""), 2 * bool(counted))


def is_foreign(value: Value, before: Before) -> bool:
    """Whether it is called something that nothing reported is called."""
    if len(value.name) < 2 or "percent" in set(parts_named(value.name)):
        return False
    return not any(likeness(value.name, one) for one in (*before.figures, *before.said))


def parts_at(before: Before, part: Part) -> tuple[int, ...]:
    """The claims that say something of that part."""
    return tuple(n for n, one in enumerate(before.claims) if getattr(one, part))
