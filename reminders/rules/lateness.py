"""到期催办: at most daily at first, then weekly; and the ladder: head of the unit, 分管领导."""

from collections.abc import Iterator
from datetime import date, timedelta

from reminders.facts import PaperFact, TaskFact
from reminders.occasions import WEEK, Days, Hearers, Occasion
from reminders.settings import Rules
from reminders.wording import basis, said_date, said_item, said_owners

_LONGEST_REST = 15
"""So many days of rest in a row at most: what falls on them is said before them."""


def overdue(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """To those who answer for the task: on working days for two weeks, then once a week."""
    return [
        _reminder(paper, fact, due, late)
        for fact, due in _late(paper, days)
        for late in _lates(rules, due, days)
    ]


def escalation(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """To the head of the unit, later to the leader in charge of it, each once a week."""
    steps: tuple[tuple[int, Hearers], ...] = (
        (rules.escalate_head, "heads"),
        (rules.escalate_leader, "leaders"),
    )
    return [
        _raised(paper, fact, due, day, step)
        for fact, due in _late(paper, days)
        if fact.leads
        for step in steps
        for day in _weekly(days.workdays.after(days.worked(due), step[0]), due, rules, days)
    ]


def _late(paper: PaperFact, days: Days) -> Iterator[tuple[TaskFact, date]]:
    for fact in paper.tasks:
        due = fact.task.deadline.date
        if due is not None and due < days.end and fact.is_open:
            yield fact, due


def _lates(rules: Rules, due: date, days: Days) -> Iterator[int]:
    """By how many days it is late when somebody is to hear so."""
    first, last = (days.start - due).days, (days.end - due).days + _LONGEST_REST
    begin = 1
    for until, every in rules.overdue:
        for late in range(max(begin, first), min(until, last) + 1):
            day = due + timedelta(days=late)
            # A daily reminder has no day of its own: on days of rest it is left out.
            said = days.workdays.is_workday(day) if every == 1 else late % every == 0
            if said and days.has(days.worked(day)):
                yield late
        begin = until + 1


def _weekly(first: date, due: date, rules: Rules, days: Days) -> Iterator[date]:
    day = first
    while day <= due + timedelta(days=rules.escalate_until):
        if days.has(days.worked(day)):
            yield day
        day += WEEK


def _reminder(paper: PaperFact, fact: TaskFact, due: date, late: int) -> Occasion:
    task, day = fact.task, due + timedelta(days=late)
    return Occasion(
        kind="overdue",
        key=f"overdue/{task.id}/{due:%Y%m%d}/{day:%Y%m%d}",
        day=day,
        text=f"{said_item(task)}{said_owners(task)}{_passed(fact, due)}，"
        f"已过{late}天{_stands(fact)}。"
        "请报送完成情况，或说明原因和预计完成日期。",
        brief=said_item(task),
        why=f"逾期{late}天（两周内逐个工作日催办，之后每周一次）：时限{said_date(due)}，"
        f"依据{basis(task.deadline, paper.document)}，未见办结",
        to=("channels", "front"),
        bureaus=fact.leads,
        tasks=(task.ref,),
        target="task",
        target_id=task.id,
        urgency=2,
        person=fact.assigned_to,
    )


def _raised(
    paper: PaperFact, fact: TaskFact, due: date, day: date, step: tuple[int, Hearers]
) -> Occasion:
    task, (after, who) = fact.task, step
    whom = "本单位第一责任人" if who == "heads" else "分管领导"
    return Occasion(
        kind="escalation",
        key=f"escalation/{task.id}/{due:%Y%m%d}/{who}/{day:%Y%m%d}",
        day=day,
        text=f"请{whom}关注：{said_item(task)}{said_owners(task)}{_passed(fact, due)}，"
        f"已过{(day - due).days}天{_stands(fact)}。",
        brief=said_item(task),
        why=f"逾期满{after}个工作日起每周报{whom}一次：时限{said_date(due)}，"
        f"依据{basis(task.deadline, paper.document)}，未见办结",
        to=(who,),
        bureaus=fact.leads,
        tasks=(task.ref,),
        target="task",
        target_id=task.id,
        urgency=0,
    )


def _passed(fact: TaskFact, due: date) -> str:
    if fact.task.deadline.kind == "period":
        return f"没有写明时限，按文件期限推定为{said_date(due)}"
    return f"的时限是{said_date(due)}"


def _stands(fact: TaskFact) -> str:
    percent = fact.standing.percent
    return f"，目前{percent}%" if percent is not None else "，还没有报过进展"
