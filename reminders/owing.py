"""What tasks are owed on some days, by their due date alone: the question before any planning."""

from collections.abc import Iterator
from datetime import date, datetime, time

from db.owing import Owed
from db.records import Assignment, Document, Task
from db.standing import Standing
from knowledge.papers.model import Deadline
from reminders.facts import PaperFact, TaskFact
from reminders.occasions import DAY, Days, Occasion
from reminders.rules.table import OF_DATES
from reminders.settings import Rules, Settings
from reminders.windows import rules_of, window


def owed(days: Days, settings: Settings) -> tuple[Owed, ...]:
    """Per due date and kind the last of what the rules say on these days.

    Whoever planned that planned all that came before it: plans always hold a whole stretch of days.
    """
    last: dict[tuple[date, str], date] = {}
    for rules in rules_of(settings):
        for due, occasion in _said(rules, days, settings):
            said = days.worked(occasion.day)
            key = (due, occasion.kind)
            last[key] = max(said, last.get(key, said))
    return tuple(
        Owed(due, kind, datetime.combine(said, time(), settings.zone))
        for (due, kind), said in sorted(last.items())
    )


def _said(rules: Rules, days: Days, settings: Settings) -> Iterator[tuple[date, Occasion]]:
    due, stretch = window(days, settings).start, window(days, settings)
    while due <= stretch.end:
        paper = PaperFact(Document(0, "", "", "active"), (_probe(due),))
        for rule in OF_DATES:
            for one in rule(paper, rules, days):
                if one.kind not in rules.off:
                    yield due, one
        due += DAY


def _probe(due: date) -> TaskFact:
    """A task of which all rules of dates have something to say."""
    units = (Assignment(1, "", "lead"), Assignment(2, "", "cooperating"))
    deadline = Deadline("explicit", due)
    task = Task(0, 0, "", "", 0, "", "", assignments=units, deadline=deadline)
    return TaskFact(task, Standing("task", 0))
