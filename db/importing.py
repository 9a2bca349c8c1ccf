"""Importing a paper: one transaction, nothing when nothing is new, corrections survive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from db import audit, index
from db.amending import amend
from db.bureaus import resolve
from db.correcting import Order
from db.documents import set_state, task_history
from db.errors import StalePlanError
from db.packing import Json
from db.plan import ImportPlan, ImportResult
from db.printed import overlays_of, printed_tasks
from db.putting import put_lines, put_rest
from db.records import DocumentState
from db.reissue import conflicts, leaving, number_key, preview
from db.reshaping import keep_shape
from db.storing import put_tasks
from db.tables.papers import documents, tasks
from db.version import bump, hold, version
from knowledge.papers.model import Paper, Task


@dataclass(frozen=True, slots=True)
class Import:
    """How a paper is to be imported."""

    now: datetime
    state: DocumentState = "archived"
    """Of a new document; an existing one keeps its own."""
    activate: bool = False
    slug: str | None = None
    plan: ImportPlan | None = None
    """A preview with its doubts decided; without one they are taken for new tasks."""
    lines: Sequence[str] = ()
    """The words of the original, to be kept beside the facts."""
    by: str = "本机"


def import_paper(connection: Connection, paper: Paper, how: Import) -> ImportResult:
    """Store one paper. Raises `StalePlanError` when the ledger is no longer what was previewed."""
    hold(connection)
    slug = how.plan.slug if how.plan else how.slug
    plan = _agreed(preview(connection, paper, slug), how.plan)
    if plan.kind == "same" and plan.document_id:
        if how.activate:
            _activate(connection, plan.document_id, how)
        return ImportResult("same", plan.document_id, plan.slug)
    return _store(connection, paper, plan, how)


def add_samples(connection: Connection, papers: Sequence[Paper], now: datetime) -> None:
    """Give a ledger that never held anything the built-in papers; else nothing happens."""
    hold(connection)
    if version(connection) == 0:
        for paper in papers:
            import_paper(connection, paper, Import(now, state="sample"))


def _agreed(fresh: ImportPlan, seen: ImportPlan | None) -> ImportPlan:
    """The plan to follow: today's, with what a person decided."""
    if seen is None:
        return fresh
    alike = (fresh.kind, fresh.document_id, fresh.based_on, fresh.content_hash, fresh.amends_id)
    if alike != (seen.kind, seen.document_id, seen.based_on, seen.content_hash, seen.amends_id):
        raise StalePlanError
    possible = {match.task_id for match in fresh.matches} | {each.task_id for each in fresh.leaving}
    if not {match.task_id for match in seen.matches} <= possible | {None}:
        raise StalePlanError
    return replace(fresh, slug=seen.slug, matches=seen.matches)


def _store(connection: Connection, paper: Paper, plan: ImportPlan, how: Import) -> ImportResult:
    bump(connection)
    known = printed_tasks(connection, plan.document_id) if plan.document_id else {}
    if plan.kind == "merge":
        paper = _merged(paper, plan, known)
    document_id = _put_document(connection, paper, plan, how)
    ids = [match.task_id for match in plan.matches]
    gone = leaving(connection, known, ids)
    told = conflicts(connection, plan.matches, paper)
    units = resolve(connection, _units_of(connection, paper, ids), paper.jurisdiction)
    now_ids = put_tasks(connection, document_id, list(zip(ids, paper.tasks, strict=True)), units)
    _let_go(connection, [each.task_id for each in gone], how.now)
    put_rest(connection, document_id, paper, units)
    keep_shape(connection, document_id)
    if plan.amends_id:
        order = Order(how.by, how.now, f"amend/{document_id}/{version(connection)}")
        amend(connection, document_id, plan.amended, order)
    if how.lines:
        put_lines(connection, document_id, how.lines)
    if how.state != "sample":
        # A few samples are found without an index; it is built with the first import or search.
        index.keep_up(connection, document_id)
    result = ImportResult(
        kind=plan.kind,
        document_id=document_id,
        slug=plan.slug,
        added=len(now_ids) - len(set(now_ids) & set(ids)),
        changed=sum(bool(match.changed) for match in plan.matches),
        removed=len(gone),
        conflicts=told,
        notes=plan.notes,
    )
    _audit(connection, plan, result, how)
    return result


def _put_document(connection: Connection, paper: Paper, plan: ImportPlan, how: Import) -> int:
    row = _document_row(paper, plan) | {"imported_at": how.now}
    if plan.document_id:
        where = documents.c.id == plan.document_id
        connection.execute(update(documents).where(where).values(row))
        if how.activate:
            set_state(connection, plan.document_id, "active", _activating(connection, how))
        return plan.document_id
    state = "active" if how.activate else how.state
    row |= {
        "slug": plan.slug,
        "state": state,
        "activated_at": how.now if state == "active" else None,
    }
    connection.execute(insert(documents).values(row))
    made = select(documents.c.id).where(documents.c.slug == plan.slug)
    document_id: int = connection.scalars(made).one()
    return document_id


def _document_row(paper: Paper, plan: ImportPlan) -> Json:
    period, amends = paper.period, paper.amends
    return {
        "kind": "amendment" if paper.amends else "paper",
        "title": paper.title,
        "issuer": paper.issuer,
        "doc_number": paper.doc_number,
        "number_key": number_key(paper.doc_number),
        "jurisdiction": paper.jurisdiction,
        "issued_on": paper.issued_on,
        "period_start": period and period.start,
        "period_end": period and period.end,
        "full_text": not _is_built_in(paper),
        "content_hash": plan.content_hash,
        "amends_number": amends and amends.doc_number,
        "amends_title": amends and amends.title,
        "amends_id": plan.amends_id,
    }


def _is_built_in(paper: Paper) -> bool:
    """Whether there is nothing but key points: the original's text has not been read yet."""
    pointed = [task for task in paper.tasks if task.points]
    return bool(pointed) and all(task.text in {"", "；".join(task.points)} for task in pointed)


def _merged(paper: Paper, plan: ImportPlan, known: dict[int, Task]) -> Paper:
    """The original of a built-in paper: its words, with the key points that were there."""
    told = tuple(
        _with_points(task, known.get(match.task_id or 0))
        for task, match in zip(paper.tasks, plan.matches, strict=True)
    )
    return replace(paper, tasks=told)


def _with_points(task: Task, before: Task | None) -> Task:
    return replace(task, points=before.points) if before else task


def _units_of(connection: Connection, paper: Paper, task_ids: Iterable[int | None]) -> list[str]:
    """Every name the paper prints as a unit, and those that corrections put over them."""
    names = [name for task in paper.tasks for name in _named(task)]
    names += [name for each in paper.indicators for name in each.lead]
    names += [each.bureau for each in paper.duties]
    names += paper.members
    over = overlays_of(connection, [task_id for task_id in task_ids if task_id])
    for each in (overlay for overlays in over.values() for overlay in overlays):
        if each.field not in ("title", "deadline"):
            names += each.value
    return names


def _named(task: Task) -> tuple[str, ...]:
    return (*task.lead, *task.cooperating, *task.responsible)


def _let_go(connection: Connection, gone: Sequence[int], now: datetime) -> None:
    """Tasks that are no longer printed: kept for their history, deleted when they have none."""
    kept = task_history(connection, gone)
    lost = [task_id for task_id in gone if task_id not in kept]
    if lost:
        connection.execute(delete(tasks).where(tasks.c.id.in_(lost)))
    if kept:
        marks: dict[str, Any] = {"gone": "removed", "gone_at": now}
        connection.execute(update(tasks).where(tasks.c.id.in_(kept)).values(marks))


def _activate(connection: Connection, document_id: int, how: Import) -> None:
    active = documents.c.state == "active"
    if not connection.scalar(select(documents.c.id).where(documents.c.id == document_id, active)):
        set_state(connection, document_id, "active", _activating(connection, how))


def _activating(connection: Connection, how: Import) -> Order:
    return Order(how.by, how.now, f"activate/{version(connection)}")


def _audit(connection: Connection, plan: ImportPlan, result: ImportResult, how: Import) -> None:
    deed = audit.Deed(
        key=f"import/{result.document_id}/{version(connection)}",
        at=how.now,
        by=how.by,
        action="import",
        subject="document",
        subject_id=result.document_id,
        before=plan.based_on,
        after={"kind": plan.kind, "slug": plan.slug, "content": plan.content_hash},
    )
    audit.record(connection, deed)
