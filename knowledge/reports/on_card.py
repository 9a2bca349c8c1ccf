"""Where on a card, or in a report, a value belongs: in the place of what is of its kind. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.reports.alike import likeness
from knowledge.reports.edit_facts import parts_named
from knowledge.reports.model import Claim, Part, Place, Quantity
from knowledge.reports.naming import target_of
from knowledge.reports.news import Surroundings, news_in


@dataclass(frozen=True, slots=True)
class Before:
    """What was reported, claim by claim, and whether its card still waits."""

    claims: tuple[Claim, ...] = ()
    said: tuple[str, ...] = ()
    """Claim by claim what it is about and the words it was said in."""
    waits: bool = False
    keys: tuple[tuple[str, int], ...] = ()
    """What the claims are about, as far as that is known."""

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
    return tuple(_likely(value, fits if called is None else called, before.said))


def _fitting(value: Value, claim: Claim, line: int) -> Iterator[Place]:
    share = value.unit == "%" or (not value.unit and value.value <= _WHOLE)
    if share and claim.percent is not None:
        yield Place(line)
    for one in claim.quantities:
        if one.is_rate and value.value > _WHOLE:
            continue
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


def _likely(value: Value, fits: Sequence[Place], said: Sequence[str]) -> Sequence[Place]:
    """Of several that no word calls by name: the whole where 总 is said, the line that was said
    in these words, the figure whose name has a character of them."""
    figures = [one for one in fits if one.figure]
    if "总" in value.words and figures:
        return [max(figures, key=lambda one: one.figure.value if one.figure else 0)]
    told = _PLAIN.sub(" ", value.words)
    lines = {one.line: likeness(told, said[one.line]) for one in fits if said}
    most = max(lines.values(), default=0)
    if most and len(lines) > 1:
        fits = [one for one in fits if lines[one.line] == most]
    shared = [one for one in fits if one.figure and set(one.figure.name or "") & set(value.words)]
    return shared if len(shared) == 1 and len(fits) > 1 else fits


_PLAIN = re.compile("[^一-龥]|[完改写说算]成|推进|进[度展]|应该|实际")
"""What is said of any line."""


def speaks_of(part: str, words: str) -> bool:
    """Whether the part has the words, or most of their characters: 人抽出来了 and 抽不出人."""
    telling = set(words) - set("不没未了的在有还")
    return bool(likeness(part, words)) or len(telling & set(part)) > len(telling) * 2 // 3


def in_its_unit(value: Value, figure: Quantity | None) -> float:
    """50万 of what is counted in 万元 is 50."""
    scaled = figure and not value.unit and figure.unit.startswith("万")
    return (
        value.value / _TEN_THOUSAND if scaled and abs(value.value) >= _TEN_THOUSAND else value.value
    )


_TEN_THOUSAND = 10_000


def _name_of(value: Value, place: Place) -> int:
    figure = place.figure
    if figure is None:
        return 0
    unit = figure.unit
    counted = unit and ((len(unit) > 1 and unit in value.words) or f"{unit}数" in value.words)
    return max(likeness(value.words, figure.name or ""), 2 * bool(counted))


def is_foreign(value: Value, before: Before) -> bool:
    """Whether it is called something that nothing reported is called."""
    name = _WHICH.sub("", value.name)
    if len(name) < 2 or "percent" in set(parts_named(name)):
        return False
    return not any(likeness(name, one) for one in (*before.figures, *before.said))


_WHICH = re.compile("^(?:[前后上下]面|[这那]个)的?")


def names_another(part: str, around: Surroundings, before: Before) -> bool:
    """案卷评查完成70%: whether a part surely names something that nothing reported is about."""
    news = news_in(part, around)
    target = target_of(news, None, around)
    return bool(target.matter and before.keys) and target.matter not in before.keys


def parts_at(before: Before, part: Part) -> tuple[int, ...]:
    """The claims that say something of that part."""
    return tuple(n for n, one in enumerate(before.claims) if getattr(one, part))
