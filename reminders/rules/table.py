"""The rules in the order they are asked. A new rule is one function and one line here."""

from reminders.occasions import Rule
from reminders.rules.deadlines import cooperating, deadlines
from reminders.rules.phases import phases

RULES: tuple[Rule, ...] = (deadlines, cooperating, phases)
