"""What a card says besides: what confirming it does, and whether a review is meant instead."""

from db.records import Task
from db.standing import ENDED, REVIEWED, Standing, Target
from handlers import actions
from handlers.answers import answered, refs
from handlers.question import Question
from handlers.reply import Button, Reply, bold, say
from handlers.reporting.aiming import aim_of
from handlers.reporting.drafted import Drafted
from handlers.reporting.periodic import NOTE
from handlers.reporting.words import STATES, said_aim
from handlers.turn import Answer

_PART = "作为配合单位的情况登记，整项的状态和百分比由牵头单位报"
_APPLIES = "确认后提交办结申请，由督办人员审核"
_APPLIED = "已经提交过办结申请，正在等审核"
_SUSPENDED = "登记以后仍为中止，恢复要由督办人员办"


def note_of(one: Drafted, kind: Target, standing: Standing, *, whole: bool) -> str:
    """What confirming it does, and does not do; '' where there is nothing to say."""
    if one.period:
        return NOTE
    if not whole:
        return _PART
    return _of_whole(one, standing) if kind in REVIEWED else ""


def _of_whole(one: Drafted, standing: Standing) -> str:
    state, now = standing.state, one.claim.percent
    if state in ENDED:
        name = STATES[state]
        return f"这一项{name}，登记以后状态不变；没有办完的，请督办人员先退回或者恢复"
    if one.claim.status == "done":
        return _APPLIED if state == "waiting" else _APPLIES
    if state == "suspended" and standing.report_id is None:
        return _SUSPENDED
    back = now is not None and standing.percent is not None and now < standing.percent
    return f"比现在的{standing.percent}%低，请核对" if back and not one.corrects else ""


def reviewing(question: Question, task: Task) -> Answer:
    """Asks whether it is the review that is meant."""
    line = say(bold(said_aim(aim_of(task))), "已经提交办结申请，在等审核。审核通过，还是退回？")
    pair = tuple(
        Button(name, actions.step(kind, task.id))
        for name, kind in (("审核通过", "accepted"), ("退回", "returned"))
    )
    reply = Reply("step", (line,), refs((task,)), clarify=True, buttons=pair)
    return answered(question, reply, (task,))
