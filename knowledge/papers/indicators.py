"""Indicators: rows of their tables, and rates or levels that the text sets for a named year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.numerals import to_number
from knowledge.papers.courses import Figure
from knowledge.papers.model import Indicator, Operator, Period, Quantity, Target
from knowledge.papers.pieces import Row
from knowledge.papers.tables import Table
from knowledge.papers.unit_notes import UnitNotes
from knowledge.papers.units import listed
from knowledge.text import fold

_UNIT_IN_NAME = re.compile(r"\((?P<unit>[^()]{1,12})\)$")
_VALUE = re.compile(
    r"(?P<op>≥|>=|>|不得?低于|不少于|达到|超过|≤|<=|<|不得?高于|不得?超过|不大于"
    r"|低于|控制在|降至)?\s?"
    r"(?P<value>-?\d[\d,]*(?:\.\d+)?万?)(?:\s?[-至]\s?(?P<top>\d+(?:\.\d+)?))?\s?(?P<unit>[^\d()以及左]{0,6})(?P<after>\(?(?:及"
    r"|或)?(?:以上|以下|以内|左右)\)?)?"
)
_AT_MOST = (
    *("≤", "<=", "<", "不高于", "不超过", "不得高于", "不得超过", "不大于"),
    *("低于", "控制在", "降至"),
)
_RATE = re.compile(
    r"率|占比|比例|比重|水平|寿命|强度|每[千万百十]|人均|平均|住院日|均次|素养|指数|满意度|覆盖面"
    r"|参保率|知晓|等级|级别|评分|得分|年龄"
)
_SCOPE = re.compile(
    r"^(?:(?:全|本|我|各)(?:市|区|县|省|社区|街镇|镇街|镇|单位|级)|辖区(?:内)?|力争|其中|基本"
    r"|使(?!用)|将|实现|确保|[，、,])+"
)
_NO_NAME = re.compile(r"(?:任务|任务量|计划|进度|工程量)$|^(?:年|第?.季度|.{0,2}半年)|^\d+$")
_GROWN = re.compile(  # 人次增长20%: by how much, of what is no rate
    r"(?:增长|增加|提高|提升|下降|降低|减少)(?:约|不低于|不少于|超过)?\d[\d.]*(?:%|‰|个百分点)"
)
_COMPARED = 20
_MEASURES = ("%", "‰", "/10万", "/万")


@dataclass(frozen=True, slots=True)
class Reached:
    """A figure and the year by which the text wants it."""

    figure: Figure
    year: int


def of_tables(
    tables: Iterable[Table], period: Period | None, notes: UnitNotes
) -> Iterator[Indicator]:
    """One indicator for each row of a table of indicators."""
    for table in tables:
        names = table.places("indicator")
        if names and table.places("baseline", "target"):
            yield from _of_table(table, names[-1], period, notes)


@dataclass(frozen=True, slots=True)
class _Places:
    """In which columns a table of indicators has what; `unit` and `lead` are one or none."""

    name: int
    base: int | None
    base_year: int | None
    targets: dict[int, int]
    unit: tuple[int, ...]
    lead: tuple[int, ...]


def _of_table(
    table: Table, name_at: int, period: Period | None, notes: UnitNotes
) -> Iterator[Indicator]:
    at = _places(table, name_at, period)
    for row in table.rows:
        if found := _of_row(row, at, notes):
            yield found


def _places(table: Table, name_at: int, period: Period | None) -> _Places:
    base, targets = _value_columns(table, period)
    year = table.columns[base].year if base is not None else None
    if base is not None and year is None and period:
        year = period.start.year - 1
    unit, lead = table.places("measure"), table.places("lead", "responsible")
    return _Places(name_at, base, year, targets, tuple(unit[:1]), tuple(lead[:1]))


def _of_row(row: Row, at: _Places, notes: UnitNotes) -> Indicator | None:
    name, unit = _name_and_unit(row.cells[at.name])
    values = [(year, _VALUE.search(fold(row.cells[place]))) for place, year in at.targets.items()]
    found = ((year, _number(match)) for year, match in values)
    targets = tuple(Target(year, value) for year, value in found if value is not None)
    base = _number(_VALUE.search(fold(row.cells[at.base]))) if at.base is not None else None
    if not name or (not targets and base is None):
        return None
    said = [match for _, match in values if match]
    own = (row.cells[place].strip() for place in at.unit)
    behind = (match["unit"].strip() for match in said)
    unit = next((each for each in (*own, unit, *behind) if each), None)
    lead = [listed(row.cells[place], "lead", notes).named for place in at.lead]
    return Indicator(
        name,
        unit if unit not in ("-", "/") else None,
        at.base_year if base is not None else None,
        base,
        targets,
        _operator(said[-1], falls=_falls(base, targets)) if said else ">=",
        lead[0] if lead else (),
    )


def _value_columns(table: Table, period: Period | None) -> tuple[int | None, dict[int, int]]:
    """The baseline's column and the target columns with their years.

    Of columns with bare years the first is the baseline when it lies before the period, or when
    no period says otherwise and a later year follows.
    """
    bases = table.places("baseline")
    targets = {at: table.columns[at].year for at in table.places("target")}
    dated = {at: year for at, year in targets.items() if year is not None}
    base = bases[0] if bases else None
    if base is None and len(dated) > 1:
        first = min(dated, key=lambda at: dated[at])
        if "目标" not in table.columns[first].head and _is_past(dated[first], period):
            base = first
            del dated[first]
    # What was once meant for the year that now gives the baseline is past.
    since = table.columns[base].year if base is not None else None
    dated = {at: year for at, year in dated.items() if year != since}
    last = period.end.year if period else None
    for at, year in targets.items():
        if year is None and last is not None and at != base:
            dated[at] = last
    return base, dict(sorted(dated.items(), key=lambda each: each[1]))


def _is_past(year: int, period: Period | None) -> bool:
    return period is None or year < period.start.year or period.start.year == period.end.year


def _name_and_unit(cell: str) -> tuple[str, str | None]:
    match = _UNIT_IN_NAME.search(fold(cell))
    if match is None:
        return cell.strip(), None
    return cell[: match.start()].strip(), cell[slice(*match.span("unit"))].strip()


def _number(match: re.Match[str] | None) -> float | None:
    return to_number(match["value"]) if match else None


def _falls(base: float | None, targets: Sequence[Target]) -> bool:
    """24.8, 23.5, 22: what is to fall from year to year."""
    values = [*([base] if base is not None else []), *(target.value for target in targets)]
    return len(values) > 1 and values[0] > values[-1]


def _operator(match: re.Match[str], *, falls: bool) -> Operator:
    after = match["after"] or ""
    if match["op"] in _AT_MOST or "以下" in after or "以内" in after:
        return "<="
    return "<=" if falls and not match["op"] and "以上" not in after else ">="


def of_text(reached: Iterable[Reached], known: Sequence[Indicator]) -> list[Indicator]:
    """Rates and levels of the text that no table has; several years of one name are one indicator.

    A figure without a name of its own (到2027年达到70%) goes on with the one before it.
    """
    tables = _Known(known)
    found: dict[str, Indicator] = {}
    name = ""
    unit: str | None = None
    for each in reached:
        quantity = each.figure.quantity
        own = _without_scope(quantity.name or "")
        name = own or (name if quantity.unit == unit else "")
        key, unit = fold(name), quantity.unit
        target = Target(each.year, quantity.value)
        if not _is_rate(key, quantity) or _NO_NAME.search(key) or tables.has(key, target):
            continue
        if key not in found:
            op: Operator = "<=" if quantity.op == "<=" else ">="
            was = each.figure.baseline
            since = each.figure.baseline_year
            found[key] = Indicator(name, unit, since, was, (target,), op)
        else:
            found[key] = _with_target(found[key], target)
    return list(found.values())


def _without_scope(name: str) -> str:
    """全市居民健康素养水平 → 居民健康素养水平: whose figure it is, the paper says."""
    scope = _SCOPE.match(fold(name))
    return name[scope.end() if scope else 0 :].strip("的 ，,、")


def _with_target(indicator: Indicator, target: Target) -> Indicator:
    if any(each.year == target.year for each in indicator.targets):
        return indicator
    targets = sorted((*indicator.targets, target), key=lambda each: each.year)
    return replace(indicator, targets=tuple(targets))


def _is_rate(name: str, quantity: Quantity) -> bool:
    shared = quantity.unit in _MEASURES and not _GROWN.search(fold(quantity.text))
    return bool(name) and (shared or bool(_RATE.search(name)))


class _Known:
    """The indicators of tables, by the ends of their names and by what they shall reach."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._by_end: dict[str, list[str]] = {}
        self._by_target: dict[Target, list[str]] = {}
        for indicator in indicators:
            name = fold(indicator.name)
            self._by_end.setdefault(name[-4:], []).append(name)
            for target in indicator.targets:
                self._by_target.setdefault(target, []).append(name)

    def has(self, name: str, target: Target) -> bool:
        """Whether a table has the name, perhaps shortened, or rewords it for the same figure."""
        same_end = self._by_end.get(name[-4:], [])[:_COMPARED]
        if any(name.endswith(other) or other.endswith(name) for other in same_end):
            return True
        same_target = self._by_target.get(target, [])[:_COMPARED]
        return any(_reworded(name, other) for other in same_target)


def _reworded(name: str, other: str) -> bool:
    first, second = set(name), set(other)
    return len(first & second) >= 0.6 * min(len(first), len(second))
