"""A catalogue file turned into the records of a paper."""

from dataclasses import replace
from datetime import date
from typing import Literal, get_args

from knowledge.catalog.table import Table
from knowledge.papers.model import (
    DatedPhrase,
    Deadline,
    DeadlineKind,
    Duty,
    Indicator,
    Measure,
    Operator,
    Paper,
    Period,
    Phase,
    Quantity,
    Section,
    Target,
    Task,
)

OPERATORS: tuple[Operator, ...] = get_args(Operator)
DEADLINE_KINDS: tuple[DeadlineKind, ...] = get_args(DeadlineKind)
RATES: tuple[Literal["year"], ...] = ("year",)

NO_LINE = 0
"""The originals are not shipped, so nothing has a line."""


def read_paper(slug: str, file: Table) -> Paper:
    """The paper of a whole file. Raises CatalogError naming file and key."""
    period = file.need_one("period", _period)
    outline = file.each("sections", lambda section: _section(section, period.end))
    numbered = list(enumerate(outline, 1))
    return Paper(
        slug=slug,
        title=file.need("title", str),
        issuer=file.get("issuer", str),
        doc_number=file.get("doc_number", str),
        jurisdiction=file.get("jurisdiction", str),
        issued_on=file.get("issued_on", date),
        period=period,
        sections=tuple(replace(section, order=order) for order, (section, _) in numbered),
        tasks=tuple(
            replace(task, section_order=order) for order, (_, tasks) in numbered for task in tasks
        ),
        indicators=file.each("indicators", _indicator),
        phases=file.each("phases", _phase),
        duties=file.each("duties", _duty),
        members=file.texts("members"),
    )


def _period(table: Table) -> Period:
    return Period(table.need("start", date), table.need("end", date))


def _section(table: Table, paper_ends: date) -> tuple[Section, tuple[Task, ...]]:
    section = Section(0, table.get("label", str), table.need("title", str), NO_LINE)
    return section, table.each("tasks", lambda task: _task(task, paper_ends))


def _task(table: Table, paper_ends: date) -> Task:
    points = table.texts("points")
    return Task(
        ref=table.need("ref", str),
        section_order=None,
        title=table.need("title", str),
        text="；".join(points),
        line=NO_LINE,
        lead=table.texts("lead"),
        cooperating=table.texts("cooperating"),
        responsible=table.texts("responsible"),
        deadline=table.one("deadline", _deadline) or Deadline("period", paper_ends),
        quantities=table.each("quantities", _quantity),
        measures=table.each("measures", _measure),
        points=points,
    )


def _deadline(table: Table) -> Deadline:
    kind = table.need_choice("kind", DEADLINE_KINDS)
    day, text = table.need("date", date), table.need("text", str)
    return Deadline(kind, day, text, (DatedPhrase(day, text),))


def _quantity(table: Table) -> Quantity:
    return Quantity(
        name=table.get("name", str),
        text=table.need("text", str),
        value=table.need_number("value"),
        unit=table.get("unit", str),
        value_max=table.number("value_max"),
        op=table.choice("op", OPERATORS) or "=",
        per=table.choice("per", RATES),
        by=table.get("by", date),
    )


def _measure(table: Table) -> Measure:
    return Measure(table.get("label", str), table.need("title", str), NO_LINE)


def _indicator(table: Table) -> Indicator:
    return Indicator(
        name=table.need("name", str),
        unit=table.get("unit", str),
        baseline_year=table.get("baseline_year", int),
        baseline=table.number("baseline"),
        targets=table.each("targets", _target),
        op=table.need_choice("op", OPERATORS),
    )


def _target(table: Table) -> Target:
    return Target(table.need("year", int), table.need_number("value"))


def _phase(table: Table) -> Phase:
    return Phase(
        table.need("name", str),
        table.need("start", date),
        table.need("end", date),
        table.need("text", str),
    )


def _duty(table: Table) -> Duty:
    return Duty(table.need("bureau", str), table.need("text", str))
