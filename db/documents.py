"""Documents as records, their states, and taking one out of the ledger."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, exists, or_, select, update

from db import audit
from db.correcting import Order, once
from db.errors import HasHistoryError, UnknownRecordError
from db.records import Document, DocumentState
from db.tables.papers import documents as table
from db.tables.papers import measures, sections, tasks
from db.tables.work import corrections, reports
from knowledge.papers.model import Period, Section

_COLUMNS = (
    table.c.id,
    table.c.slug,
    table.c.title,
    table.c.state,
    table.c.issuer,
    table.c.doc_number,
    table.c.jurisdiction,
    table.c.issued_on,
    table.c.period_start,
    table.c.period_end,
    table.c.full_text,
    table.c.activated_at,
    table.c.amends_title,
    table.c.amends_number,
)


def of_states(connection: Connection, states: Iterable[DocumentState] = ()) -> tuple[Document, ...]:
    """Documents in one of `states` (all when empty), in the order they came in."""
    query = select(*_COLUMNS).order_by(table.c.id)
    if wanted := tuple(states):
        query = query.where(table.c.state.in_(wanted))
    return tuple(_record(row) for row in connection.execute(query).mappings())


def by_id(connection: Connection, ids: Iterable[int]) -> tuple[Document, ...]:
    """Those documents, in the order they came in."""
    query = select(*_COLUMNS).where(table.c.id.in_(list(ids))).order_by(table.c.id)
    return tuple(_record(row) for row in connection.execute(query).mappings())


_SHELVES: tuple[tuple[DocumentState, ...], ...] = (
    ("active",),
    ("active", "sample"),
    ("active", "sample", "archived"),
)


def shelves(
    connection: Connection,
) -> tuple[tuple[tuple[DocumentState, ...], tuple[int, ...]], ...]:
    """What people mean by all papers: sets of states, each with the ids of its documents."""
    rows = connection.execute(select(table.c.id, table.c.state).order_by(table.c.id)).all()
    return tuple(
        (states, tuple(row.id for row in rows if row.state in states)) for states in _SHELVES
    )


def _record(row: RowMapping) -> Document:
    start, end = row["period_start"], row["period_end"]
    return Document(
        id=row["id"],
        slug=row["slug"],
        title=row["title"],
        state=row["state"],
        issuer=row["issuer"],
        doc_number=row["doc_number"],
        jurisdiction=row["jurisdiction"],
        issued_on=row["issued_on"],
        period=Period(start, end) if start and end else None,
        full_text=row["full_text"],
        activated_at=row["activated_at"],
        amends_title=row["amends_title"],
        amends_number=row["amends_number"],
    )


def outline(connection: Connection, document_id: int) -> tuple[Section, ...]:
    """The document's top headings in printed order."""
    query = (
        select(sections.c.position, sections.c.label, sections.c.title, sections.c.line)
        .where(sections.c.document_id == document_id)
        .order_by(sections.c.position)
    )
    return tuple(Section(*row) for row in connection.execute(query))


def set_state(connection: Connection, document_id: int, state: DocumentState, order: Order) -> None:
    """Activate, archive, or make a sample again. Raises `UnknownRecordError`."""

    def do() -> int:
        before = _present(connection, document_id)
        if before.state == state:
            return 0
        marks: dict[str, Any] = {"state": state}
        if state == "active":
            marks["activated_at"] = order.now
        if state == "archived":
            marks["archived_at"] = order.now
        connection.execute(update(table).where(table.c.id == document_id).values(marks))
        return _note(connection, order, "state", before, {"state": state})

    once(connection, order, do)


def remove(connection: Connection, document_id: int, order: Order) -> None:
    """Take a document and all that was read from it out of the ledger.

    Raises `HasHistoryError` when people have reported on it or corrected it: such a document can
    only be archived.
    """

    def do() -> int:
        before = _present(connection, document_id)
        if has_history(connection, document_id):
            raise HasHistoryError("该文件已有进展报告或人工更正，不能删除，可以归档")
        connection.execute(delete(table).where(table.c.id == document_id))
        return _note(connection, order, "remove", before, None)

    once(connection, order, do)


def _present(connection: Connection, document_id: int) -> Document:
    row = connection.execute(select(*_COLUMNS).where(table.c.id == document_id)).mappings().first()
    if row is None:
        raise UnknownRecordError(f"没有编号为 {document_id} 的文件")
    return _record(row)


def _note(
    connection: Connection,
    order: Order,
    action: str,
    before: Document,
    after: dict[str, str] | None,
) -> int:
    was = {"slug": before.slug, "title": before.title, "state": before.state}
    deed = audit.Deed(
        order.key, order.now, order.by, f"document/{action}", "document", before.id, was, after
    )
    return audit.record(connection, deed)


def has_history(connection: Connection, document_id: int) -> bool:
    """Whether somebody reported on the document, corrected it, or it amended another."""
    own = select(tasks.c.id).where(tasks.c.document_id == document_id)
    query = select(
        or_(
            exists().where(reports.c.document_id == document_id),
            exists().where(corrections.c.task_id.in_(own)),
            exists().where(corrections.c.document_id == document_id),
            exists().where(table.c.amends_id == document_id),
        )
    )
    return bool(connection.scalar(query))


def task_history(connection: Connection, task_ids: Iterable[int]) -> set[int]:
    """Those of the tasks that somebody reported on or corrected."""
    wanted = tuple(task_ids)
    if not wanted:
        return set()
    steps = select(measures.c.task_id).join(
        reports, (reports.c.target == "measure") & (reports.c.target_id == measures.c.id)
    )
    found = (
        select(corrections.c.task_id).where(corrections.c.task_id.in_(wanted)),
        select(reports.c.target_id).where(
            reports.c.target == "task", reports.c.target_id.in_(wanted)
        ),
        steps.where(measures.c.task_id.in_(wanted)),
        select(tasks.c.continued_by).where(tasks.c.continued_by.in_(wanted)),
        select(tasks.c.part_of).where(tasks.c.part_of.in_(wanted)),
    )
    return {task_id for query in found for task_id in connection.scalars(query)}
