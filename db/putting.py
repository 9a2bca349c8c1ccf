"""Writing everything of a paper but its tasks: outline, figures, phases, duties, members."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, delete, insert, select

from db.packing import Json
from db.reconciling import reconcile
from db.tables.figures import duties, indicator_leads, indicators, phases, readings, targets
from db.tables.papers import changes, document_lines, members, sections
from db.tables.work import reports
from knowledge.papers.model import Paper

Units = Mapping[str, int]
"""Printed name → bureau id."""


def put_rest(connection: Connection, document_id: int, paper: Paper, units: Units) -> None:
    """Make the outline, figures, phases, duties and members what the paper prints."""
    _replace(connection, sections, document_id, _section_rows(paper))
    _replace(connection, members, document_id, _member_rows(paper, units))
    _replace(connection, changes, document_id, _change_rows(paper))
    _put_phases(connection, document_id, paper)
    _put_duties(connection, document_id, paper, units)
    _put_indicators(connection, document_id, paper, units)


def put_lines(connection: Connection, document_id: int, lines: Sequence[str]) -> None:
    """Keep the words of the original, line by line."""
    rows: list[Json] = [{"number": at, "text": text} for at, text in enumerate(lines, start=1)]
    _replace(connection, document_lines, document_id, rows)


def _replace(connection: Connection, table: Table, document_id: int, rows: list[Json]) -> None:
    connection.execute(delete(table).where(table.c.document_id == document_id))
    if rows:
        connection.execute(insert(table), [{"document_id": document_id, **row} for row in rows])


def _section_rows(paper: Paper) -> list[Json]:
    return [
        {"position": each.order, "label": each.label, "title": each.title, "line": each.line}
        for each in paper.sections
    ]


def _member_rows(paper: Paper, units: Units) -> list[Json]:
    return [
        {"position": position, "bureau_id": units[name], "name": name}
        for position, name in enumerate(paper.members, start=1)
    ]


def _change_rows(paper: Paper) -> list[Json]:
    return [
        {"position": at, "ref": each.ref, "field": each.field, "old": each.old, "new": each.new}
        for at, each in enumerate(paper.changes, start=1)
    ]


def _put_phases(connection: Connection, document_id: int, paper: Paper) -> None:
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "name": each.name,
            "start_on": each.start,
            "end_on": each.end,
            "text": each.text,
        }
        for position, each in enumerate(paper.phases, start=1)
    ]
    reconcile(connection, phases, phases.c.document_id == document_id, rows, ("name",))


def _put_duties(connection: Connection, document_id: int, paper: Paper, units: Units) -> None:
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "bureau_id": units[each.bureau],
            "name": each.bureau,
            "text": each.text,
        }
        for position, each in enumerate(paper.duties, start=1)
    ]
    told = select(reports.c.target_id).where(reports.c.target == "duty")
    mine = duties.c.document_id == document_id
    reconcile(connection, duties, mine, rows, ("bureau_id",), told)


def _put_indicators(connection: Connection, document_id: int, paper: Paper, units: Units) -> None:
    rows = [
        {
            "document_id": document_id,
            "position": position,
            "name": each.name,
            "unit": each.unit,
            "baseline_year": each.baseline_year,
            "baseline": each.baseline,
            "op": each.op,
        }
        for position, each in enumerate(paper.indicators, start=1)
    ]
    told = select(readings.c.indicator_id).union_all(
        select(reports.c.target_id).where(reports.c.target == "indicator")
    )
    mine = indicators.c.document_id == document_id
    ids = reconcile(connection, indicators, mine, rows, ("name", "unit"), told)
    _put_targets(connection, ids, paper, units)


def _put_targets(connection: Connection, ids: Sequence[int], paper: Paper, units: Units) -> None:
    goals: list[Json] = []
    leads: list[Json] = []
    for indicator_id, each in zip(ids, paper.indicators, strict=True):
        by_year = {goal.year: goal.value for goal in each.targets}
        one: Json = {"indicator_id": indicator_id}
        goals += [one | {"year": year, "value": value} for year, value in by_year.items()]
        leads += [
            one | {"position": position, "bureau_id": units[name], "name": name}
            for position, name in enumerate(each.lead, start=1)
        ]
    for table, rows in ((targets, goals), (indicator_leads, leads)):
        connection.execute(delete(table).where(table.c.indicator_id.in_(ids)))
        if rows:
            connection.execute(insert(table), rows)
