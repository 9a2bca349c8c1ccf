"""Tasks with their deadlines and quantities, from drafts."""

from knowledge.papers.contents import Entry
from knowledge.papers.courses import Figure
from knowledge.papers.deadlines import deadline, of_value
from knowledge.papers.model import Deadline, Task
from knowledge.papers.quantities import figures
from knowledge.papers.set_dates import Calendar, set_dates


def task_of(entry: Entry, calendar: Calendar) -> tuple[Task, list[Figure]]:
    """The task, and its figures with the dates they are due."""
    draft = entry.draft
    found = figures(draft.timed, set_dates(draft.timed, calendar))
    task = Task(
        ref=entry.ref,
        section_order=entry.section.order if entry.section else None,
        title=draft.title,
        text=draft.text,
        line=draft.line,
        lead=draft.units.lead,
        cooperating=draft.units.cooperating,
        responsible=draft.units.responsible,
        inherited=draft.inherited,
        deadline=_deadline(entry, calendar),
        quantities=tuple(figure.quantity for figure in found),
        measures=draft.measures,
    )
    return task, found


def _deadline(entry: Entry, calendar: Calendar) -> Deadline:
    """The column's date, else what the text sets."""
    stated = of_value(entry.draft.due, calendar) if entry.draft.due else None
    return stated or deadline(entry.draft.timed, calendar)
