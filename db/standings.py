"""Standings in the ledger: read, written, and folded anew from what happened."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, tuple_

from db.standing import (
    Counted,
    Report,
    Standing,
    Step,
    Target,
    Total,
    following,
    replayed,
)
from db.tables.papers import measures
from db.tables.progress import standings, steps
from db.tables.work import reports

Where = tuple[Target, int]

_FIELDS = tuple(name for name in Standing.__dataclass_fields__ if name != "totals")


def load(connection: Connection, targets: Collection[Where]) -> dict[Where, Standing]:
    """How each of them stands; what nobody touched stands at the beginning."""
    found: dict[Where, Standing] = {where: Standing(*where) for where in targets}
    for kind in {target for target, _id in targets}:
        ids = [each for target, each in targets if target == kind]
        query = select(standings).where(
            standings.c.target == kind,
            standings.c.target_id.in_(bindparam("ids", expanding=True)),
        )
        for row in connection.execute(query, {"ids": ids}).mappings():
            found[kind, row["target_id"]] = standing_of(dict(row))
    return found


def standing_of(row: dict[str, Any]) -> Standing:
    """A stored standing as a record."""
    values = {name: row[name] for name in _FIELDS}
    totals = tuple(Total(*total) for total in row["totals"] or ())
    return Standing(**values | {"stated": bool(row["stated"])}, totals=totals)


def save(connection: Connection, changed: Collection[Standing]) -> None:
    """Write them in the place of what stood."""
    if not changed:
        return
    keys = [{"kind": one.target, "of": one.target_id} for one in changed]
    connection.execute(
        delete(standings).where(
            standings.c.target == bindparam("kind"), standings.c.target_id == bindparam("of")
        ),
        keys,
    )
    connection.execute(insert(standings), [_row(one) for one in changed])


def _row(standing: Standing) -> dict[str, Any]:
    row = {name: getattr(standing, name) for name in _FIELDS}
    totals = [[one.name, one.unit, one.value] for one in standing.totals] or None
    return row | {"totals": totals}


def settle(connection: Connection, standing: Standing, until: datetime | None = None) -> Standing:
    """Folded anew from every report and step, up to `until` where that is given."""
    where = standing.target, standing.target_id
    folded = _folded(connection, where, standing.document_id, until)
    if standing.target != "task":
        return folded
    query = select(measures.c.id).where(
        measures.c.task_id == standing.target_id, measures.c.gone.is_(None)
    )
    every = connection.scalars(query).all()
    parts = [_folded(connection, ("measure", each), None, until) for each in every]
    return following(folded, parts)


def _folded(
    connection: Connection, where: Where, document: int | None, until: datetime | None
) -> Standing:
    empty = Standing(*where, document_id=document)
    return replayed(empty, reports_of(connection, [where]), steps_of(connection, [where]), until)


def follow(connection: Connection, measure_ids: Sequence[int]) -> None:
    """Let tasks follow those of their measures that just changed."""
    if not measure_ids:
        return
    parents = select(measures.c.task_id).where(measures.c.id.in_(measure_ids))
    siblings = select(measures.c.task_id, measures.c.id).where(
        measures.c.task_id.in_(parents), measures.c.gone.is_(None)
    )
    by_task: dict[int, list[Where]] = {}
    for task_id, measure_id in connection.execute(siblings):
        by_task.setdefault(task_id, []).append(("measure", measure_id))
    changed = []
    for task_id, parts in by_task.items():
        stood = load(connection, [("task", task_id), *parts])
        task = stood.pop(("task", task_id))
        document = next((one.document_id for one in stood.values() if one.document_id), None)
        changed.append(following(replace(task, document_id=document), stood.values()))
    save(connection, changed)


def reports_of(connection: Connection, targets: Iterable[Where]) -> list[Report]:
    """Every report about those targets, the oldest first."""
    return [report_of(row) for row in _about(connection, reports, targets)]


def report_of(row: dict[str, Any]) -> Report:
    """A stored report as a record."""
    values = {name: row[name] for name in Report.__dataclass_fields__}
    figures = tuple(Counted(**figure) for figure in row["quantities"] or ())
    return Report(**values | {"quantities": figures, "speaks": bool(row["speaks"])})


def steps_of(connection: Connection, targets: Iterable[Where]) -> list[Step]:
    """Every step of those targets, the oldest first."""
    return [step_of(row) for row in _about(connection, steps, targets)]


def step_of(row: dict[str, Any]) -> Step:
    """A stored step as a record."""
    return Step(**{name: row[name] for name in Step.__dataclass_fields__})


def _about(
    connection: Connection, table: Table, targets: Iterable[Where]
) -> Iterator[dict[str, Any]]:
    """The rows about those targets, the oldest first."""
    wanted = tuple_(table.c.target, table.c.target_id).in_(list(targets))
    query = select(table).where(wanted).order_by(table.c.at, table.c.id)
    return (dict(row) for row in connection.execute(query).mappings())
