"""临近提醒: before a deadline, in working days; cooperating units a few days ahead of the lead."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TypeGuard

from reminders.facts import PaperFact, TaskFact
from reminders.occasions import Days, Occasion
from reminders.settings import Rules
from reminders.wording import assumption, basis, said_date, said_item, said_names, said_owners

_URGENT = {0: 1, 1: 2, 3: 4}


def deadlines(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """T-30, 14, 7, 3, 1 and the day itself, to those who answer for the task."""
    return [one for fact in paper.tasks if fact.is_open for one in _of(paper, fact, rules, days)]


def cooperating(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """The part of the cooperating units is due some working days before the task is."""
    return [
        one
        for fact in paper.tasks
        if fact.is_open and fact.cooperating
        for one in _parts(paper, fact, rules, days)
    ]


def _of(paper: PaperFact, fact: TaskFact, rules: Rules, days: Days) -> Iterator[Occasion]:
    task, due = fact.task, fact.task.deadline.date
    if not _is_near(due, max(rules.deadline, default=0), days):
        return
    for lead in rules.deadline:
        day = days.workdays.before(due, lead)
        if days.has(day):
            ahead = f"到期前{lead}个工作日" if lead else "到期当天"
            left = f"还有{lead}个工作日" if lead else _last_day(day == due)
            yield Occasion(
                kind="deadline",
                key=f"deadline/{task.id}/{due:%Y%m%d}/T-{lead}",
                day=day,
                text=f"{said_item(task)}{said_owners(task)}应于{said_date(due)}前完成"
                f"{assumption(task.deadline)}，{left}。",
                brief=said_item(task),
                why=f"{ahead}提醒（T-{lead}）：时限{said_date(due)}，"
                f"依据{basis(task.deadline, paper.document)}",
                to=("channels", "front"),
                bureaus=fact.leads,
                tasks=(task.ref,),
                target="task",
                target_id=task.id,
                urgency=_URGENT.get(lead, 6),
                person=fact.assigned_to,
            )


def _is_near(due: date | None, lead: int, days: Days) -> TypeGuard[date]:
    """Whether it is worth counting: so many working days never take longer, holidays included."""
    return due is not None and days.start <= due <= days.end + timedelta(days=2 * lead + 30)


def _last_day(today: bool) -> str:
    return "今天到期" if today else "这是到期前最后一个工作日"


def _parts(paper: PaperFact, fact: TaskFact, rules: Rules, days: Days) -> Iterator[Occasion]:
    task, due = fact.task, fact.task.deadline.date
    ahead = rules.cooperating_ahead
    if not _is_near(due, ahead + max(rules.cooperating, default=0), days):
        return
    part = days.workdays.before(due, ahead)
    names = said_names(task.units("cooperating"))
    for lead in rules.cooperating:
        day = days.workdays.before(due, ahead + lead)
        if days.has(day):
            yield Occasion(
                kind="deadline",
                key=f"deadline/{task.id}/{due:%Y%m%d}/cooperating-T-{lead}",
                day=day,
                text=f"{said_item(task)}请配合单位（{names}）在{said_date(part)}前把各自的部分"
                f"交给牵头单位；整项时限{said_date(due)}{assumption(task.deadline)}。",
                brief=said_item(task),
                why=f"配合单位比牵头单位提前{ahead}个工作日，再提前{lead}个工作日提醒："
                f"时限{said_date(due)}，依据{basis(task.deadline, paper.document)}",
                to=("channels", "front"),
                bureaus=fact.cooperating,
                tasks=(task.ref,),
                target="task",
                target_id=task.id,
                urgency=7,
            )
