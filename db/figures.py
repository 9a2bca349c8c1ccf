"""Indicators, phases, duties and members as records."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from db.records import Changed, DocumentState, Duty, Indicator, Phase
from db.tables.figures import duties as duty_table
from db.tables.figures import indicator_leads, targets
from db.tables.figures import indicators as indicator_table
from db.tables.figures import phases as phase_table
from db.tables.papers import changes as change_table
from db.tables.papers import documents, tasks
from db.tables.papers import members as member_table
from knowledge.papers.model import Target

T = TypeVarTuple("T")


def indicators(
    connection: Connection, document_ids: Sequence[int] = (), states: Sequence[DocumentState] = ()
) -> tuple[Indicator, ...]:
    """The indicators of those documents (all when empty), in printed order."""
    table = indicator_table.c
    columns = (table.name, table.unit, table.baseline_year, table.baseline)
    query = _of_documents(indicator_table, (*columns, table.op), document_ids, states)
    rows = connection.execute(query.where(table.gone.is_(None))).mappings().all()
    ids = [row["id"] for row in rows]
    goals, leads = _targets_of(connection, ids), _leads_of(connection, ids)
    return tuple(
        Indicator(
            id=row["id"],
            document_id=row["document_id"],
            document=row["slug"],
            name=row["name"],
            unit=row["unit"],
            baseline_year=row["baseline_year"],
            baseline=row["baseline"],
            targets=tuple(goals[row["id"]]),
            op=row["op"],
            lead=tuple(leads[row["id"]]),
        )
        for row in rows
    )


def changes(connection: Connection, document_ids: Sequence[int]) -> tuple[Changed, ...]:
    """What those amendments change, in printed order."""
    table = change_table.c
    query = (
        select(table.document_id, table.ref, table.field, table.old, table.new, tasks.c.title)
        .outerjoin(tasks, tasks.c.id == table.task_id)
        .where(table.document_id.in_(document_ids))
        .order_by(table.document_id, table.position)
    )
    return tuple(Changed(*row) for row in connection.execute(query))


def phases(
    connection: Connection, document_ids: Sequence[int] = (), states: Sequence[DocumentState] = ()
) -> tuple[Phase, ...]:
    """The phases of those documents (all when empty), in printed order."""
    table = phase_table.c
    columns = (table.name, table.start_on, table.end_on, table.text)
    query = _of_documents(phase_table, columns, document_ids, states)
    return tuple(Phase(*row) for row in connection.execute(query))


def duties(
    connection: Connection,
    document_ids: Sequence[int] = (),
    bureau_ids: Sequence[int] = (),
    states: Sequence[DocumentState] = (),
) -> tuple[Duty, ...]:
    """What member units answer for, in printed order."""
    table = duty_table.c
    columns = (table.bureau_id, table.name, table.text)
    query = _of_documents(duty_table, columns, document_ids, states).where(table.gone.is_(None))
    if bureau_ids:
        query = query.where(table.bureau_id.in_(bureau_ids))
    return tuple(Duty(*row) for row in connection.execute(query))


def members(
    connection: Connection,
    document_ids: Sequence[int] = (),
    states: Sequence[DocumentState] = (),
) -> dict[int, tuple[str, ...]]:
    """Printed names of the members of each document's 专班 or joint conference, where it has."""
    found: dict[int, list[str]] = defaultdict(list)
    table = member_table.c
    every = (
        select(table.document_id, table.name)
        .join(documents, documents.c.id == table.document_id)
        .order_by(table.document_id, table.position)
    )
    for document_id, name in connection.execute(_among(every, member_table, document_ids, states)):
        found[document_id].append(name)
    return {document_id: tuple(names) for document_id, names in found.items()}


def _of_documents(
    table: Table,
    columns: Iterable[ColumnElement[Any]],
    document_ids: Sequence[int],
    states: Sequence[DocumentState],
) -> Select[*tuple[Any, ...]]:
    query = (
        select(table.c.id, table.c.document_id, documents.c.slug, *columns)
        .join(documents, documents.c.id == table.c.document_id)
        .order_by(table.c.document_id, table.c.position)
    )
    return _among(query, table, document_ids, states)


def _among(
    query: Select[*T],
    table: Table,
    document_ids: Sequence[int],
    states: Sequence[DocumentState],
) -> Select[*T]:
    if states:
        # Not by the index of states: it would ask each of thousands of documents for its rows.
        query = query.where(documents.c.state.concat("").in_(states))
    return query.where(table.c.document_id.in_(document_ids)) if document_ids else query


def _targets_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Target]]:
    found: dict[int, list[Target]] = defaultdict(list)
    query = (
        select(targets.c.indicator_id, targets.c.year, targets.c.value)
        .where(targets.c.indicator_id.in_(ids))
        .order_by(targets.c.indicator_id, targets.c.year)
    )
    for indicator_id, year, value in connection.execute(query):
        found[indicator_id].append(Target(year, value))
    return found


def _leads_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = (
        select(indicator_leads.c.indicator_id, indicator_leads.c.name)
        .where(indicator_leads.c.indicator_id.in_(ids))
        .order_by(indicator_leads.c.indicator_id, indicator_leads.c.position)
    )
    for indicator_id, name in connection.execute(query):
        found[indicator_id].append(name)
    return found
