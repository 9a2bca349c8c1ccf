"""Why something that was planned is not said after all, in the users' words. Pure."""

from reminders.facts import Destination, PaperFact, TaskFact
from reminders.rechecking.asked import Asked
from reminders.settings import Rules
from reminders.wording import said_date

_STATES = {
    "done": "已办结",
    "closed": "已销号",
    "suspended": "已中止",
    "waiting": "已申请办结，等待审核",
}
_OTHERWISE = {
    "blocked": "已不再受阻",
    "receipt": "已签收，或已改派",
    "silent": "已有新的进展",
    "behind": "已不落后序时进度",
    "recurring": "这一次已报送",
}


def why_gone(one: Asked, paper: PaperFact, rules: Rules) -> str:
    """Why the rules no longer say it."""
    if paper.document.state != "active":
        return "文件已归档" if paper.document.state == "archived" else "文件已不在办"
    if one.kind in rules.off:
        return "这类提醒已关闭"
    if one.target == "task":
        return _of_task(one, paper)
    return _OTHERWISE.get(one.kind, "日期或规则已变动")


def why_unheard(place: Destination) -> str:
    """Why it is not for them any more."""
    return "已不归这个人" if place.person is not None else "这个群（频道）已不再订阅"


def _of_task(one: Asked, paper: PaperFact) -> str:
    fact = next((each for each in paper.tasks if each.task.id == one.target_id), None)
    if fact is None or fact.task.removed:
        return "任务已移出"
    return _STATES.get(fact.standing.state) or _of_date(one, fact)


def _of_date(one: Asked, fact: TaskFact) -> str:
    due = fact.task.deadline.date
    if one.kind not in ("deadline", "overdue", "escalation"):
        return _OTHERWISE.get(one.kind, "日期或规则已变动")
    if due is None:
        return "已没有时限"
    if f"/{due:%Y%m%d}/" not in one.key:
        return f"时限已改为{said_date(due)}"
    return "规则已变动" if fact.leads else "已没有责任单位"
