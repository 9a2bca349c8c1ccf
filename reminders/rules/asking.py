"""What waits for somebody: blockers, the same day; tasks handed over that nobody signed for."""

from datetime import date, datetime

from db.due_rows import HandedOver
from reminders.facts import PaperFact, TaskFact
from reminders.occasions import Days, Occasion
from reminders.settings import ZONE, Rules
from reminders.wording import said_date, said_item, said_owners


def blocked(paper: PaperFact, _rules: Rules, days: Days) -> list[Occasion]:
    """To those who can decide; whoever said so need not be told."""
    return [
        one
        for fact in paper.tasks
        if fact.standing.state == "blocked" and fact.is_open
        for one in _stuck(fact)
        if days.has(one.day)
    ]


def receipts(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """Some working days after the task was handed over, to who was asked; last to coordinators."""
    tasks = {fact.task.id: fact for fact in paper.tasks if fact.is_open}
    return [
        _unsigned(handed, tasks[handed.task_id], wait, day, last=wait == max(rules.receipt))
        for handed in paper.handed_over
        if handed.task_id in tasks
        for wait in rules.receipt
        if days.has(day := days.workdays.after(_day(handed.at), wait))
    ]


def _unsigned(handed: HandedOver, fact: TaskFact, wait: int, day: date, *, last: bool) -> Occasion:
    task, begin = fact.task, _day(handed.at)
    return Occasion(
        kind="receipt",
        key=f"receipt/{handed.step_id}/{wait}",
        day=day,
        text=f"{said_item(task)}{said_owners(task)}{said_date(begin)}交办，"
        f"已过{wait}个工作日还没有签收。",
        brief=said_item(task),
        why=f"交办后{wait}个工作日没有签收就提醒，只提醒没签收的",
        to=("own", "front", "overseers") if last else ("own", "front"),
        bureaus=(handed.bureau,) if handed.bureau else fact.leads,
        tasks=(task.ref,),
        target="task",
        target_id=task.id,
        urgency=4,
        person=handed.person,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _stuck(fact: TaskFact) -> list[Occasion]:
    task, standing = fact.task, fact.standing
    if standing.spoken_at is None:
        return []
    need = f"需要：{standing.need}。" if standing.need else ""
    return [
        Occasion(
            kind="blocked",
            key=f"blocked/{task.id}/{standing.report_id}",
            day=_day(standing.spoken_at),
            text=f"{said_item(task)}{said_owners(task)}受阻："
            f"{standing.blocker or '未写原因'}。{need}",
            brief=said_item(task),
            why="报告受阻当天上报给能协调的人",
            to=("overseers", "leaders"),
            bureaus=fact.leads,
            tasks=(task.ref,),
            target="task",
            target_id=task.id,
            urgency=0,
            moment=standing.spoken_at,
            actor=fact.blocked_by,
        )
    ]
