"""What importing a paper would do: which document it is, and what its tasks are."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from db.amending import foresee
from db.documents import task_history
from db.matching import match_tasks
from db.overlay import FIELDS, value_of
from db.plan import Conflict, ImportKind, ImportPlan, Leaving, TaskMatch
from db.printed import overlays_of, printed_tasks
from db.tables.papers import documents as table
from db.tables.papers import tasks
from knowledge.papers.model import Paper, Task
from knowledge.text import fold

_BRACKETS = str.maketrans(dict.fromkeys("〔[［(（【", "〔") | dict.fromkeys("〕]］)）】", "〕"))


@dataclass(frozen=True, slots=True)
class Existing:
    """The document of the ledger that a paper is an edition of."""

    id: int
    slug: str
    state: str
    full_text: bool
    content_hash: str | None


def number_key(doc_number: str | None) -> str | None:
    """A 文号 with brackets and blanks made alike; None when there is none."""
    return re.sub(r"\s+", "", doc_number.translate(_BRACKETS)) or None if doc_number else None


def content_hash(paper: Paper) -> str:
    """Equal for papers that say the same; slug and doubts are not what a paper says."""
    said = replace(paper, slug="", doubts=())
    return hashlib.sha256(repr(said).encode()).hexdigest()


def preview(connection: Connection, paper: Paper, slug: str | None = None) -> ImportPlan:
    """What importing `paper` would do. `slug`: given by a person, else the paper's own."""
    existing = find_document(connection, paper, slug)
    amended = _amended(connection, paper)
    if existing is None:
        taken = set(connection.scalars(select(table.c.slug)))
        plan = ImportPlan(
            kind="amendment" if amended else "new",
            slug=_free(slug or paper.slug, taken),
            title=paper.title,
            matches=match_tasks({}, paper.tasks),
        )
    else:
        plan = _edition(connection, paper, existing, amendment=bool(amended))
    if plan.kind == "same":
        return replace(plan, content_hash=content_hash(paper), amends_id=amended)
    return replace(
        plan,
        content_hash=content_hash(paper),
        amends_id=amended,
        amended=foresee(connection, paper, amended) if amended else (),
        notes=() if amended or not paper.amends else ("台账中没有找到被修改的文件",),
    )


def _edition(
    connection: Connection, paper: Paper, existing: Existing, *, amendment: bool
) -> ImportPlan:
    plan = ImportPlan(
        kind="same",
        slug=existing.slug,
        title=paper.title,
        document_id=existing.id,
        based_on=existing.content_hash,
    )
    if existing.content_hash == content_hash(paper):
        return plan
    merge = existing.state == "sample" and not existing.full_text
    kind: ImportKind = "merge" if merge else "amendment" if amendment else "reissue"
    known = printed_tasks(connection, existing.id)
    matches = match_tasks(known, paper.tasks, same_edition=merge)
    return replace(
        plan,
        kind=kind,
        matches=tuple(_with_changes(match, known, paper) for match in matches),
        leaving=leaving(connection, known, (match.task_id for match in matches)),
        conflicts=() if merge else conflicts(connection, matches, paper),
    )


def find_document(connection: Connection, paper: Paper, slug: str | None) -> Existing | None:
    """The same 文号, else the same issuer, title and year, else the slug."""
    columns = (table.c.id, table.c.slug, table.c.state, table.c.full_text, table.c.content_hash)
    query = select(*columns, table.c.number_key, table.c.issued_on, table.c.period_start)
    number = number_key(paper.doc_number)
    if number:
        row = connection.execute(query.where(table.c.number_key == number)).first()
        if row:
            return Existing(*row[:5])
    alike = query.where(
        table.c.title == paper.title, table.c.issuer.is_not_distinct_from(paper.issuer)
    )
    for row in connection.execute(alike):
        # Notices that change a paper are titled alike: their numbers tell them apart.
        other = paper.amends and number and row.number_key
        if not other and _year(row.issued_on, row.period_start) == _year_of(paper):
            return Existing(*row[:5])
    row = connection.execute(query.where(table.c.slug == (slug or paper.slug))).first()
    if row is None:
        return None
    # Two papers may get the same slug from their titles; two numbers then tell them apart.
    another = not slug and number and row.number_key and row.number_key != number
    return None if another else Existing(*row[:5])


def _year_of(paper: Paper) -> int | None:
    return _year(paper.issued_on, paper.period and paper.period.start)


def _year(issued_on: object, start: object) -> int | None:
    day = issued_on or start
    return getattr(day, "year", None)


def _free(slug: str, taken: Iterable[str]) -> str:
    used = set(taken)
    number = 2
    free = slug
    while free in used:
        free = f"{slug}-{number}"
        number += 1
    return free


def _amended(connection: Connection, paper: Paper) -> int | None:
    """The document that the paper amends, by 文号, else by title."""
    if paper.amends is None:
        return None
    if number := number_key(paper.amends.doc_number):
        found: int | None = connection.scalar(
            select(table.c.id).where(table.c.number_key == number)
        )
        if found:
            return found
    title = _bare(paper.amends.title or "")
    rows = connection.execute(select(table.c.id, table.c.title).where(table.c.kind == "paper"))
    return next((row.id for row in rows if title and _bare(row.title) == title), None)


def _bare(title: str) -> str:
    return re.sub(r"[^0-9a-z㐀-鿿]+", "", fold(title))


def _with_changes(match: TaskMatch, known: Mapping[int, Task], paper: Paper) -> TaskMatch:
    if match.task_id is None:
        return match
    before, now = known[match.task_id], paper.tasks[match.index]
    fields = ("ref", *FIELDS, "text")
    changed = tuple(name for name in fields if getattr(before, name) != getattr(now, name))
    return replace(match, changed=changed)


def leaving(
    connection: Connection, known: Mapping[int, Task], staying: Iterable[int | None]
) -> tuple[Leaving, ...]:
    """The known tasks that no printed one is, unless they left before."""
    left = known.keys() - set(staying)
    told = task_history(connection, left)
    gone = select(tasks.c.id).where(tasks.c.id.in_(left), tasks.c.gone == "removed")
    still = left - set(connection.scalars(gone))
    return tuple(
        Leaving(task_id, known[task_id].ref, known[task_id].title, task_id in told)
        for task_id in sorted(still)
    )


def conflicts(
    connection: Connection, matches: Iterable[TaskMatch], paper: Paper
) -> tuple[Conflict, ...]:
    """Corrections whose printed value the new edition changed."""
    now = {match.task_id: paper.tasks[match.index] for match in matches if match.task_id}
    found = []
    for task_id, overlays in overlays_of(connection, list(now)).items():
        task = now[task_id]
        for overlay in overlays:
            printed = value_of(task, overlay.field)
            if overlay.source == "person" and printed not in (overlay.seen, overlay.value):
                found.append(Conflict(task_id, task.ref, overlay.field, overlay.value, printed))
    return tuple(found)
