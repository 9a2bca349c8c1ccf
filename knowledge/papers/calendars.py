"""What the dates of a paper lean on: its year, its period, its phases."""

from collections.abc import Iterator, Sequence
from datetime import date

from knowledge.dates import Anchor, find_dates
from knowledge.papers.amendments import amended
from knowledge.papers.front import Front
from knowledge.papers.items import Item
from knowledge.papers.periods import (
    of_dates,
    of_goals,
    of_phases,
    of_preface,
    stated,
    titled,
    year_of_issue,
)
from knowledge.papers.phases import phases
from knowledge.papers.pieces import Piece
from knowledge.papers.reaching import goal_items
from knowledge.papers.set_dates import Calendar, set_dates
from knowledge.papers.tables import Table

_MOST_PHASES = 30


def calendar_of(
    head: Front,
    preface: str,
    texts: Sequence[Piece],
    roots: Sequence[Item],
    tables: Sequence[Table],
) -> Calendar:
    """The period first where the title has it, so that dates without a year lean on it."""
    period = titled(head.title, head.issued_on)
    years = {period.start.year, period.end.year} if period else set()
    issued = year_of_issue(head.issued_on, head.doc_number)
    year = years.pop() if len(years) == 1 else issued or (period.start.year if period else None)
    keys = [piece.key for piece in texts]
    said = None if period else stated(keys, Anchor(year, head.issued_on))
    anchor = Anchor(year or (said.start.year if said else None), head.issued_on)
    steps = phases(roots, tables, anchor)
    period = period or of_phases(steps, head.issued_on) or said
    if period is None:
        goals = (each.node.text for goal in goal_items(roots) for each in goal.walk())
        period = of_goals(goals, anchor) or of_preface(preface, head.issued_on)
    if period is None and not amended(head.title, [piece.raw for piece in texts]):
        period = of_dates(head.title, list(_set_days(roots, tables, anchor)), issued)
    return Calendar(anchor, period, steps[:_MOST_PHASES])


def _set_days(roots: Sequence[Item], tables: Sequence[Table], anchor: Anchor) -> Iterator[date]:
    """The days until which items, or the columns of tables, set something."""
    calendar = Calendar(anchor)
    texts = (item.node.text for root in roots for item in root.walk())
    yield from (phrase.last for text in texts for phrase in set_dates(text, calendar))
    for table in tables:
        cells = [row.cells[at] for row in table.rows for at in table.places("deadline")]
        yield from (phrase.last for cell in cells for phrase in find_dates(cell, anchor))
