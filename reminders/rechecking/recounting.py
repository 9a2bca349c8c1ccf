"""还有3个工作日 is true on its own day only: what is said later counts from that day. Pure."""

from dataclasses import replace
from datetime import date, datetime

from reminders.facts import PaperFact
from reminders.occasions import Days, Occasion
from reminders.rules.deadlines import deadlines
from reminders.rules.evaluation import evaluation
from reminders.rules.lateness import overdue
from reminders.rules.phases import phases
from reminders.rules.reports import recurring
from reminders.settings import Rules
from reminders.wording import said_date

_COUNTING = {
    "deadline": deadlines,
    "overdue": overdue,
    "phase": phases,
    "recurring": recurring,
    "evaluation": evaluation,
}
"""Rules that count the days to or from a date, which stands in their keys before the last part."""


def recounted(then: Occasion, paper: PaperFact, rules: Rules, days: Days) -> Occasion:
    """The same as of today, `days` being today alone; as it was where it counts no days."""
    about, _slash, count = then.key.rpartition("/")
    if then.kind not in _COUNTING or not (count.startswith("T-") or then.kind == "overdue"):
        return then
    due = _date(about.rpartition("/")[2])
    if due and due < days.end and then.kind == "phase":
        return replace(then, text=f"{then.brief}已于{said_date(due)}结束。")
    if due is None or (due < days.end and then.kind not in ("deadline", "overdue")):
        return then
    late = due < days.end
    rule = overdue if late else _COUNTING[then.kind]
    about = about.replace("deadline/", "overdue/", 1) if late else about
    alone = replace(paper, tasks=tuple(one for one in paper.tasks if one.task.id == then.target_id))
    said = rule(alone if then.target == "task" else paper, _counting(rules, due, days), days)
    return next((one for one in said if one.key.startswith(f"{about}/")), then)


def _counting(rules: Rules, due: date, days: Days) -> Rules:
    """Rules that have something to say today of what is due then."""
    today = days.end
    worked, ahead, late = days.workdays.between(today, due), (due - today).days, (today - due).days
    return replace(
        rules,
        deadline=(worked,),
        recurring=(worked,),
        phase=(ahead,),
        evaluation=(ahead,),
        overdue=((late, 1),),
    )


def _date(written: str) -> date | None:
    try:
        return datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None
