"""Values of a message in the place of those of their kind: figures, percents, units. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial, reduce

from knowledge.classifiers import UNITS
from knowledge.reports.doubted import is_amiss
from knowledge.reports.edit_signs import EVERY
from knowledge.reports.edit_values import (
    adds,
    difference_in,
    values_in,
)
from knowledge.reports.merging import merged
from knowledge.reports.model import Claim, Mode, Part, Place, Target
from knowledge.reports.news import Surroundings
from knowledge.reports.on_card import (
    Before,
    Value,
    in_its_unit,
    is_foreign,
    names_another,
    places_of,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """The claims as they are after the parts read so far."""

    claims: tuple[Claim, ...]
    unread: tuple[str, ...] = ()
    choices: tuple[Place, ...] = ()
    line: int | None = None
    """The line that the message points to."""
    topic: str = ""
    """Words that say what the next value is of."""
    place: Place | None = None
    """The figure that was said to be wrong."""
    by: Value | None = None
    """By how much something was wrong."""
    more: bool = False
    """Whether something was added besides: 今天又通了一个."""
    stuck: int | None = None
    """The line of which it is still to be said what stands in its way, or comes next."""
    slot: Part = "blocker"
    """Which of these."""

    def put(self, line: int, claim: Claim) -> "Changes":
        """With another claim in that line."""
        every = (*self.claims[:line], claim, *self.claims[line + 1 :])
        return replace(self, claims=every, topic="", place=None)


_UNIT = re.compile(
    r"(?:不是[一-龥]{1,3}?(?=而?是))?(?:[一-龥]{0,8}?单位|[一-龥]{1,3}(?=[改换]))?(?:应?该?|改|换|而|就|要)*[是为成写](?:按)?(?P<unit>[一-龥]{1,3}?)(?:而?不是[一-龥]{1,3})?(?:才对|吧|的)*"
)
_COUNTER = re.compile(UNITS)


def unit_said(part: str, found: Changes, _around: Surroundings, _before: Before) -> Changes | None:
    """单位错了，是人次; 不是人 only denies."""
    said = _UNIT.fullmatch(part)
    figures = [(n, q) for n, one in enumerate(found.claims) for q in one.quantities]
    if said is None or len(figures) != 1 or not _COUNTER.fullmatch(said["unit"]):
        return None
    line, figure = figures[0]
    return found.put(
        line, replace(found.claims[line], quantities=(replace(figure, unit=said["unit"]),))
    )


def values_said(part: str, found: Changes, around: Surroundings, before: Before) -> Changes | None:
    """The figures of a part, each in the place of one that was reported."""
    if by := difference_in(part):
        found = replace(found, by=by, topic=found.topic + part)
    said = values_in(part, around, before.units)
    if not said:
        return found if by else None
    more = adds(part, around) and not (is_amiss(part) or found.place)
    if any(is_foreign(one, before) for one in said) or names_another(part, around, before):
        return None
    if more:
        foreign = any(one.unit not in before.units for one in said)
        return replace(found, more=True, unread=(*found.unread, part) if foreign else found.unread)
    values = [replace(one, words=found.topic + one.words) for one in said]
    new = [one for one in values if not _stands(one, before)]
    if old := [one for one in values if one not in new]:
        found = replace(found, place=_stood(old[0], before, found.line))
    return _placed(new, found, before) if new else replace(found, topic=found.topic + part)


def _placed(values: Sequence[Value], found: Changes, before: Before) -> Changes | None:
    for value in values:
        places = (found.place,) if found.place else places_of(value, before, found.line)
        if len(places) > 1 and not EVERY.search(value.words):
            return replace(found, choices=places)
        after = reduce(partial(put, value), places, found) if places else None
        after = after or _added(value, found, before)
        if after is None:
            return None
        found = after
    return found


def _stands(value: Value, before: Before) -> bool:
    """Whether that is what was reported."""
    shares = [one.percent for one in before.claims if one.percent is not None]
    figures = (q for one in before.claims for q in one.quantities)
    if value.unit in ("%", "") and value.value in shares:
        return True
    mode = _mode_in(value)
    return any(
        value.value == one.value and value.unit in ("", one.unit) and mode in (None, one.mode)
        for one in figures
    )


def _mode_in(value: Value) -> Mode | None:
    """How it is said outright to count: 床位累计80张."""
    if _TOTAL.search(value.words):
        return "total"
    return "increment" if _ADDED.search(value.words) else None


_TOTAL, _ADDED = re.compile("累计|[总一]共|合计|总数"), re.compile("新增|净增|增量")


def _stood(value: Value, before: Before, line: int | None) -> Place | None:
    """300改320: the figure that stood at 300."""
    places = [one for one in places_of(value, before, line) if _is_at(value, one, before)]
    return places[0] if len(places) == 1 else None


def _is_at(value: Value, place: Place, before: Before) -> bool:
    figure = place.figure
    return value.value == (figure.value if figure else before.claims[place.line].percent)


def put(value: Value, found: Changes, place: Place) -> Changes:
    claim, figure = found.claims[place.line], place.figure
    if figure is None:
        percent = Claim(Target(), percent=round(value.value), share=value.value, corrects=True)
        return found.put(place.line, merged(claim, percent))
    mode = figure.mode if figure.is_level else _mode_in(value) or figure.mode
    new = replace(figure, value=in_its_unit(value, figure), mode=mode)
    every = tuple(new if one == figure else one for one in claim.quantities)
    return found.put(place.line, replace(claim, quantities=every))


def _added(value: Value, found: Changes, before: Before) -> Changes | None:
    """四成吧, of a card that says nothing yet of how far it is."""
    line = only_line(found, before)
    bare = value.unit == "%" and not value.name
    if not (before.waits and bare) or line is None or found.claims[line].quantities:
        return None
    return put(value, found, Place(line))


def only_line(found: Changes, before: Before) -> int | None:
    return found.line if found.line is not None else (0 if len(before.claims) == 1 else None)
