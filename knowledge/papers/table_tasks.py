"""Tasks from the rows of a table: which column names them, which groups them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.papers.drafts import Draft, Heading
from knowledge.papers.model import Measure
from knowledge.papers.numbering import Kind, Label, label_at_start
from knowledge.papers.outline import outline
from knowledge.papers.pieces import Piece, Row
from knowledge.papers.refs import Path, Step
from knowledge.papers.table_rows import as_heading, heading_row, rows_of
from knowledge.papers.tables import Table
from knowledge.papers.titles import title_and_body
from knowledge.papers.unit_notes import UnitNotes
from knowledge.papers.unit_roles import Units, together
from knowledge.papers.units import listed, statements, total
from knowledge.text import fold

_NOBODY = re.compile(r"同上|″|〃|-+|/|无|")


def table_tasks(table: Table, notes: UnitNotes) -> list[Draft]:
    """The tasks of a table in order; a row without a printed number gets its place."""
    titles = _title_columns(table)
    groups = [at for at in table.places("group", "task", "text") if at < titles[0]]
    found: list[Draft] = []
    group: Heading | None = None
    before: Row | None = None
    for read in rows_of(table):
        if read.heading is not None:
            group, before = read.heading, None
            continue
        row = read.row
        group = _group(row, groups, group)
        draft = _row(table, titles, row, group, notes, len(found) + 1)
        if before is None or not _continues(table, titles, before, row):
            found.append(draft)
        elif _says_alike(titles, before, row):
            found[-1] = _shared(found[-1], draft)
        elif draft.units and draft.units != _units(table, before, notes):
            found[-1:] = [_by_measure(found[-1]), _by_measure(draft)]
        else:
            found[-1] = _merged(found[-1], draft)
        before = row
    return [_with_steps(draft) for draft in found]


def _title_columns(table: Table) -> list[int]:
    """The columns that say what is done: from the first whose cells differ from row to row.

    Columns left of it repeat over merged rows and are headings; columns right of it are text.
    """
    texts = table.places("group", "task", "text")
    named = [at for at in texts if table.columns[at].kind != "group"] or texts
    numbers = table.places("number")
    rows = [row for row in table.rows if heading_row(row) is None]
    for at in named:
        keys = [(row.cells[numbers[0]] if numbers else "", row.cells[at]) for row in rows]
        cells = [cell for _, cell in keys]
        repeats = len(cells) - len(set(cells))
        if repeats == 0 or (numbers and repeats == len(keys) - len(set(keys))):
            return [each for each in named if each >= at]
    return named[-1:]


def _group(row: Row, groups: Sequence[int], before: Heading | None) -> Heading | None:
    named = [row.cells[at] for at in groups if row.cells[at]]
    if not named:
        return before
    group = as_heading(named[0], row.line)
    if group and before and group.title == before.title:
        return before
    return group


def _continues(table: Table, titles: Sequence[int], before: Row, row: Row) -> bool:
    """Whether a row belongs to the item above: the same number and the same title, merged down."""
    numbers = table.places("number")
    same_number = not numbers or row.cells[numbers[0]] in ("", before.cells[numbers[0]])
    return same_number and row.cells[titles[0]] in ("", before.cells[titles[0]])


def _row(
    table: Table,
    titles: Sequence[int],
    row: Row,
    group: Heading | None,
    notes: UnitNotes,
    place: int,
) -> Draft:
    cell = row.cells[titles[0]]
    found = label_at_start(fold(cell))
    printed = _number(table, row) or (found.label if found else None)
    path = _path(printed or Label(Kind.ITEM, place, str(place)), group, place)
    text = cell[found.end :] if found else cell
    stated = statements(text, notes, running=False)
    title, body = title_and_body(text, stated)
    rest = [_said(table, row, at) for at in titles[1:] if row.cells[at] not in ("", cell)]
    body = "\n".join(part for part in (body or (text if not rest else ""), *rest) if part)
    units = _units(table, row, notes) or total(stated)
    due = next((row.cells[at] for at in table.places("deadline") if row.cells[at]), None)
    whole = "\n".join([text, *rest])
    return Draft(path, title, body, row.line, units, False, whole, due, (), group)


def _said(table: Table, row: Row, at: int) -> str:
    """What a cell says, below a year by that year: 2025年：18家."""
    head = table.columns[at]
    return f"{head.year}年：{row.cells[at]}" if head.year else row.cells[at]


def _number(table: Table, row: Row) -> Label | None:
    for at in table.places("number")[:1]:
        printed = fold(row.cells[at]).strip(" .、。")
        found = label_at_start(printed + "、") or label_at_start(printed)
        if found:
            return found.label
    return None


def _path(label: Label, group: Heading | None, place: int) -> Path:
    step = Step(label, place)
    if group is None:
        return (step,)
    above = group.label or Label(Kind.SECTION, 0, group.title)
    return (Step(above, -group.line), step)


def _units(table: Table, row: Row, notes: UnitNotes) -> Units:
    return together(
        listed(row.cells[at], head.kind, notes)
        for at, head in enumerate(table.columns)
        if head.kind in ("lead", "cooperating", "responsible")
        and not _NOBODY.fullmatch(fold(row.cells[at]))
    )


def _by_measure(draft: Draft) -> Draft:
    """A row under a merged title that has units of its own: named by what it says itself."""
    first = draft.text.partition("\n")[0]
    label = label_at_start(fold(first))
    measure = first[label.end if label else 0 :].strip(" 。；;")
    return draft if draft.measures or not measure else replace(draft, title=measure[:80])


def _says_alike(titles: Sequence[int], before: Row, row: Row) -> bool:
    """Whether two rows say the same work: only their units and dates differ."""
    return all(row.cells[at] in ("", before.cells[at]) for at in titles)


def _shared(draft: Draft, further: Draft) -> Draft:
    """One task whose units stand in several rows."""
    return replace(draft, units=together((draft.units, further.units)), due=_due(draft, further))


def _due(draft: Draft, further: Draft) -> str | None:
    return "；".join(dict.fromkeys(part for part in (draft.due, further.due) if part)) or None


def _with_steps(draft: Draft) -> Draft:
    """The draft with the numbered lines of its cells as measures."""
    lines = draft.text.split("\n")
    if draft.measures or len(lines) < 2:
        return draft
    scopes = outline([Piece(draft.line, line, fold(line)) for line in lines if line])
    nodes = scopes[0].nodes
    if len(nodes) < 2:
        return draft
    measures = (
        Measure(node.label.text, title_and_body(node.text, [])[0], draft.line, node.text.strip())
        for node in nodes
    )
    return replace(draft, measures=tuple(measures))


def _merged(draft: Draft, further: Draft) -> Draft:
    """Rows merged under one number and title: one task with what each row adds as a measure."""
    measures = draft.measures or (
        Measure(None, draft.text.partition("\n")[0], draft.line, draft.text),
    )
    added = Measure(None, further.text.partition("\n")[0], further.line, further.text)
    return replace(
        draft,
        text=f"{draft.text}\n{further.text}",
        units=together((draft.units, further.units)),
        timed=f"{draft.timed}\n{further.timed}",
        due=_due(draft, further),
        measures=(*measures, added),
    )
