"""What falls due again and again (每月5日前, 每季度): 办结 ends this period's, not the task."""

import re
from dataclasses import replace
from datetime import date

from db.records import Task
from handlers.reporting.drafted import Drafted
from handlers.reporting.periods import period
from handlers.wording import said_date

NOTE = "这一项是定期任务，按这一期已完成登记，任务继续；整项都不用再做了，请说“整项办结”"
_WHOLE = re.compile(r"整[个项]|全年|全部任务|彻底|不再")


def of_period(one: Drafted, task: Task | None, text: str, today: date) -> Drafted:
    """The claim as one of this period; as it was where the task does not recur, or where the
    message says that the whole of it has ended."""
    claim = one.claim
    recurs = task is not None and task.deadline.kind == "recurring"
    if task is None or not recurs or claim.status != "done" or _WHOLE.search(one.said + text):
        return one
    due = period(task, today).due
    named = f"{said_date(due)}前的这一期已完成" if due else "这一期已完成"
    part = replace(claim, status="in_progress", percent=None, share=None, done_on=None)
    return replace(one, claim=part, period=named)
