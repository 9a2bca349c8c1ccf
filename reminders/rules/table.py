"""The rules in the order they are asked. A new rule is one function and one line here."""

from reminders.occasions import Kind, Rule
from reminders.rules.asking import blocked, receipts
from reminders.rules.deadlines import cooperating, deadlines
from reminders.rules.evaluation import evaluation
from reminders.rules.indicators import behind
from reminders.rules.lateness import escalation, overdue
from reminders.rules.phases import phases
from reminders.rules.reports import recurring
from reminders.rules.silence import silent

OF_DATES: tuple[Rule, ...] = (deadlines, cooperating, overdue, escalation)
"""Those that go by the date of a task."""

RULES: tuple[Rule, ...] = (
    *OF_DATES,
    phases,
    recurring,
    evaluation,
    behind,
    silent,
    blocked,
    receipts,
)

BY_KIND: dict[Kind, tuple[Rule, ...]] = {
    "deadline": (deadlines, cooperating),
    "overdue": (overdue,),
    "escalation": (escalation,),
    "phase": (phases,),
    "recurring": (recurring,),
    "evaluation": (evaluation,),
    "behind": (behind,),
    "silent": (silent,),
    "blocked": (blocked,),
    "receipt": (receipts,),
}
"""Which rules say notices of a kind."""
