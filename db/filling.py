"""Filling a ledger with many papers at once, fast: for measuring how it behaves when it is large.

Whoever calls vouches that the papers are new: nothing is matched, previewed or audited.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial

from sqlalchemy import Connection, Table, func, insert, select, text

from db.bureaus import resolve
from db.engine import open_store
from db.index import KEEP
from db.index_words import dictionary, index_words
from db.opening import upgrade
from db.packing import Json, pack_deadline, pack_quantities
from db.tables.papers import assignments, documents, measures, sections, tasks
from db.tables.records import ledger
from db.tables.search import entries
from db.version import bump
from knowledge.papers.model import Paper, Role, Task

_ROLES: tuple[Role, ...] = ("lead", "cooperating", "responsible")
_ROOM = 500_000
"""KiB, while a ledger is filled."""


async def fill(url: str, batches: Iterable[Sequence[Paper]], now: datetime) -> None:
    """Make a ledger of those papers, all active; each batch is one transaction."""
    store = await asyncio.to_thread(open_store, url)
    try:
        await store.write(upgrade)
        await store.write(roomy)
        for papers in batches:
            await store.write(partial(_add, papers=papers, now=now))
    finally:
        await store.close()


def roomy(connection: Connection) -> None:
    """Let SQLite keep its indexes in memory: what is filled in is all over them."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_ROOM}")


def _add(connection: Connection, papers: Sequence[Paper], now: datetime) -> None:
    """Their outline and tasks, with units and the text index."""
    bump(connection)
    connection.execute(ledger.update().values(dictionary=dictionary()))
    units = _units(connection, papers)
    numbered = list(enumerate(papers, start=_last(connection, documents) + 1))
    _put(connection, documents, [_document(at, paper, now) for at, paper in numbered])
    _put(connection, sections, [row for at, paper in numbered for row in _sections(at, paper)])
    said = [
        (at, paper, position, task)
        for at, paper in numbered
        for position, task in enumerate(paper.tasks, start=1)
    ]
    first = _last(connection, tasks) + 1
    rows = [
        _task(key, at, position, task)
        for key, (at, _, position, task) in enumerate(said, start=first)
    ]
    _put(connection, tasks, rows)
    keyed = list(enumerate(said, start=first))
    assigned = [
        {"task_id": key, "document_id": at} | row
        for key, (at, paper, _, task) in keyed
        for row in _assigned(task, units[paper.jurisdiction or ""])
    ]
    _put(connection, assignments, assigned)
    _put(connection, measures, [row for key, (*_, task) in keyed for row in _steps(key, task)])
    _index(connection, [(key, at, task) for key, (at, _, _, task) in keyed])


def _last(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.max(table.c.id))) or 0


def _put(connection: Connection, table: Table, rows: Sequence[Json]) -> None:
    if not rows:
        return
    connection.execute(insert(table), list(rows))
    if connection.dialect.name == "postgresql" and "id" in rows[0]:
        last = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), :last)"
        connection.execute(text(last), {"last": rows[-1]["id"]})


def _units(connection: Connection, papers: Iterable[Paper]) -> dict[str, Mapping[str, int]]:
    """By jurisdiction, the bureau of each name its papers print."""
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for paper in papers:
        for task in paper.tasks:
            names[paper.jurisdiction or ""].update(
                dict.fromkeys((*task.lead, *task.cooperating, *task.responsible))
            )
    return {place: resolve(connection, wanted, place) for place, wanted in names.items()}


def _document(at: int, paper: Paper, now: datetime) -> Json:
    return {
        "id": at,
        "slug": paper.slug,
        "kind": "paper",
        "state": "active",
        "title": paper.title,
        "issuer": paper.issuer,
        "doc_number": paper.doc_number,
        "jurisdiction": paper.jurisdiction,
        "issued_on": paper.issued_on,
        "period_start": paper.period and paper.period.start,
        "period_end": paper.period and paper.period.end,
        "full_text": True,
        "imported_at": now,
        "activated_at": now,
    }


def _sections(at: int, paper: Paper) -> Iterator[Json]:
    for each in paper.sections:
        yield {
            "document_id": at,
            "position": each.order,
            "label": each.label,
            "title": each.title,
            "line": each.line,
        }


def _task(key: int, at: int, position: int, task: Task) -> Json:
    return {
        "id": key,
        "document_id": at,
        "ref": task.ref,
        "position": position,
        "section_position": task.section_order,
        "origin": "paper",
        "title": task.title,
        "text": task.text,
        "line": task.line,
        "quantities": pack_quantities(task.quantities),
        **pack_deadline(task.deadline),
    }


def _assigned(task: Task, units: Mapping[str, int]) -> Iterator[Json]:
    named = ((role, name) for role in _ROLES for name in getattr(task, role))
    for position, (role, name) in enumerate(named, start=1):
        yield {
            "position": position,
            "bureau_id": units[name],
            "role": role,
            "name": name,
            "inherited": task.inherited,
        }


def _steps(key: int, task: Task) -> Iterator[Json]:
    for position, step in enumerate(task.measures, start=1):
        yield {
            "task_id": key,
            "position": position,
            "label": step.label,
            "title": step.title,
            "text": step.text,
            "line": step.line,
        }


def _index(connection: Connection, said: Sequence[tuple[int, int, Task]]) -> None:
    first = _last(connection, entries) + 1
    rows = [
        {"id": entry, "kind": "task", "target_id": key, "document_id": at}
        for entry, (key, at, _) in enumerate(said, start=first)
    ]
    _put(connection, entries, rows)
    words = [
        {"id": entry, "words": _words(at, task)}
        for entry, (_, at, task) in enumerate(said, start=first)
    ]
    connection.execute(KEEP[connection.dialect.name], words)


def _words(at: int, task: Task) -> str:
    steps = (part for step in task.measures for part in (step.title, step.text))
    found: dict[str, None] = {}
    for said in (task.title, task.text, *steps):
        for sentence in said.split("。"):
            found |= dict.fromkeys(_cut(sentence))
    return " ".join((f"_{at}", *found))


@lru_cache(maxsize=50_000)
def _cut(sentence: str) -> tuple[str, ...]:
    """Words never reach over punctuation, so sentences that come again are cut once."""
    return index_words(sentence)
