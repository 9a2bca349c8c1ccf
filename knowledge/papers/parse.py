"""One issued paper, understood: from its lines to the facts of the ledger."""

from collections.abc import Iterator, Sequence

from knowledge.papers.amendments import amended, changes, unread_change
from knowledge.papers.calendars import calendar_of
from knowledge.papers.contents import Reading, contents
from knowledge.papers.courses import Figure
from knowledge.papers.doubts import doubts
from knowledge.papers.duties import membership
from knowledge.papers.flat_tables import with_flat_tables
from knowledge.papers.front import front
from knowledge.papers.indicators import of_tables, of_text
from knowledge.papers.items import Item, read
from knowledge.papers.model import Doubt, Indicator, Paper
from knowledge.papers.outline import Scope, outline
from knowledge.papers.pieces import Piece, pieces
from knowledge.papers.reaching import reached_in_goals, reached_in_tasks
from knowledge.papers.row_numbers import missing_rows
from knowledge.papers.set_dates import Calendar
from knowledge.papers.slugs import slug_of
from knowledge.papers.spaced_tables import with_spaced_rows
from knowledge.papers.tables import Table, with_tables
from knowledge.papers.tasks import task_of
from knowledge.papers.unit_notes import UnitNotes, unit_notes
from knowledge.reading.lines import Line


def parse(lines: Sequence[Line], slug: str = "") -> Paper:
    """What the paper says. Never fails: what is doubtful is a `Doubt`, what is missing None."""
    blocks = with_flat_tables(with_tables(pieces(with_spaced_rows(lines))))
    texts = [block for block in blocks if isinstance(block, Piece)]
    tables = [block for block in blocks if isinstance(block, Table)]
    notes = unit_notes("\n".join(piece.key for piece in texts))
    head = front(texts)
    scopes = outline(blocks)
    readings = [Reading(each, tuple(read(node, notes) for node in each.nodes)) for each in scopes]
    roots = [item for reading in readings for item in reading.items]
    calendar = calendar_of(head, scopes[0].preface, texts, roots, tables)
    joint = membership(roots, tables, [scope.preface for scope in scopes])
    amends = amended(head.title, [piece.raw for piece in texts])
    changed = changes(_bodies(scopes, roots), calendar.anchor) if amends else ()
    amending = _amending_lines(roots, calendar) if amends else frozenset()
    sections, entries = contents(readings, joint.lines | amending, notes)
    read_tasks = [task_of(entry, calendar) for entry in entries]
    tasks = tuple(task for task, _ in read_tasks)
    figures = [figure for _, found in read_tasks for figure in found]
    return Paper(
        slug=slug or slug_of(head.title, head.doc_number, head.issued_on),
        title=head.title,
        issuer=head.issuer,
        doc_number=head.doc_number,
        jurisdiction=head.jurisdiction,
        issued_on=head.issued_on,
        period=calendar.period,
        amends=amends,
        changes=changed,
        sections=() if amends and not tasks else sections,
        tasks=tasks,
        indicators=_indicators(tables, calendar, notes, figures, () if amends else roots),
        phases=calendar.phases,
        duties=joint.duties,
        members=joint.members,
        doubts=(
            *doubts(head, scopes, roots, tables, tasks, changed),
            *missing_rows(tables, texts),
            *(_unread_changes(roots, calendar) if amends else ()),
        ),
    )


def _bodies(scopes: Sequence[Scope], roots: Sequence[Item]) -> list[str]:
    """The texts of a paper in printed order, broken lines put together."""
    below = [item.node.text for root in roots for item in root.walk()]
    return [*(scope.preface for scope in scopes), *below]


def _amending_lines(roots: Sequence[Item], calendar: Calendar) -> frozenset[int]:
    """Where an amendment's items stand that are changes or talk, not tasks of their own."""
    return frozenset(
        item.node.line
        for root in roots
        for item in root.walk()
        if not item.units or changes([item.node.text], calendar.anchor)
    )


def _unread_changes(roots: Sequence[Item], calendar: Calendar) -> Iterator[Doubt]:
    """What an amendment says of changes that nothing was read from."""
    for root in roots:
        for item in root.walk():
            if not item.children and unread_change(item.node.text, calendar.anchor):
                yield Doubt(item.node.line, f"“{item.node.text[:30]}”的改动没有读懂，请核对")


def _indicators(
    tables: Sequence[Table],
    calendar: Calendar,
    notes: UnitNotes,
    figures: Sequence[Figure],
    roots: Sequence[Item],
) -> tuple[Indicator, ...]:
    printed = list(of_tables(tables, calendar.period, notes))
    goals = reached_in_goals(roots, calendar)
    return (*printed, *of_text([*reached_in_tasks(figures, calendar), *goals], printed))
