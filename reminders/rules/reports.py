"""Recurring reports due: 每月5日前, 每季度末."""

from collections.abc import Iterator
from datetime import date

from reminders.facts import PaperFact, TaskFact
from reminders.occasions import WEEK, Days, Occasion
from reminders.recurring import occurrences
from reminders.settings import ZONE, Rules
from reminders.wording import said_date, said_item, said_owners

_EVERY = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "yearly": "每年"}


def recurring(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """Some working days before each occurrence, and on its day; not outside the paper's period."""
    return [
        _report(fact, due, lead, day)
        for fact in paper.tasks
        if fact.is_open and fact.task.deadline.recurrence
        for due in _occurrences(paper, fact, rules, days)
        if not _is_reported(fact, due, rules, days)
        for lead in rules.recurring
        if days.has(day := days.workdays.before(due, lead))
    ]


def _is_reported(fact: TaskFact, due: date, rules: Rules, days: Days) -> bool:
    """Whether something came in for this time: since a week before anybody is reminded of it."""
    heard = fact.standing.heard_at
    first = days.workdays.before(due, max(rules.recurring, default=0)) - WEEK
    return heard is not None and heard.astimezone(ZONE).date() >= first


def _occurrences(paper: PaperFact, fact: TaskFact, rules: Rules, days: Days) -> Iterator[date]:
    start = days.start
    end = days.workdays.after(days.end, 1 + max(rules.recurring, default=0))
    if period := paper.document.period:
        start, end = max(start, period.start), min(end, period.end)
    if last := fact.task.deadline.date:
        end = min(end, last)
    return occurrences(fact.task.deadline, start, end)


def _report(fact: TaskFact, due: date, lead: int, day: date) -> Occasion:
    task = fact.task
    every = _EVERY.get(task.deadline.recurrence or "", "定期")
    left = f"，还有{lead}个工作日" if lead else ""
    return Occasion(
        kind="recurring",
        key=f"recurring/{task.id}/{due:%Y%m%d}/T-{lead}",
        day=day,
        text=f"{said_item(task)}{said_owners(task)}{every}报送一次，这一次应于{said_date(due)}前报送{left}。",
        brief=said_item(task),
        why=f"周期性报送，提前{lead}个工作日提醒：原文“{task.deadline.text or every}”，"
        f"这一次落在{said_date(due)}",
        to=("channels", "front"),
        bureaus=fact.leads,
        tasks=(task.ref,),
        target="task",
        target_id=task.id,
        urgency=3 if lead == 0 else 5,
        person=fact.assigned_to,
    )
