"""撤销: a report is taken back; it stays in the history and counts no more."""

import re
from dataclasses import replace
from functools import partial

from db.correcting import Order
from db.standing import ENDED, REVIEWED, Report
from handlers.answers import answered, nothing
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.meant import meant
from handlers.reporting.reading import reported_in
from handlers.reporting.rectifying import last_report
from handlers.reporting.words import said_aim, said_report, said_standing
from handlers.rights import may
from handlers.turn import Answer
from handlers.waiting import deed_key
from knowledge.questions.wishes import wish_in
from knowledge.reports.steps import StepAsked, step_in


def withdrawing(question: Question, text: str) -> Handler | None:
    """撤销 after a report, or 撤销第12项."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    if asked and asked.kind == "withdrawn":
        return partial(_of_item, asked=asked)
    turn = question.turn
    coordinates = may(turn.speaker, "coordinator")
    if not turn.context.reports and (coordinates or turn.speaker.is_stranger):
        return None  # of corrections, which are theirs, or nothing at all
    once = turn.lexicon.heard.once
    wish = once(wish_in, text) or once(wish_in, _REASON.sub("", text))
    if wish is None or wish.kind != "undo":
        return None
    return _last if turn.context.reports else _nothing


_REASON = re.compile(r"[,，。;；\s][^\d,，;；]{2,16}$")
"""撤回，领导要重新核: why."""


async def _nothing(question: Question) -> Answer:
    """Who may correct nothing has only reports to take back."""
    return nothing(question, "withdrawn", say("没有可以撤销的。"))


async def _last(question: Question) -> Answer:
    """What was confirmed last in this conversation."""
    progress = question.turn.ledger.progress
    found = [await progress.report(one) for one in question.turn.context.reports]
    return await _withdrawn(question, [one for one in found if one])


async def _of_item(question: Question, asked: StepAsked) -> Answer:
    """The speaker's last report about that task."""
    question = reported_in(question)
    tasks = await meant(question, asked.items, "step")
    if isinstance(tasks, Answer):
        return tasks
    found = [await last_report(question, aim_of(one)) for one in tasks]
    return await _withdrawn(question, [one for one in found if one])


_OVER = (
    "这一项已经审核办结，进展不能再撤销。报错了请督办人员先“退回”并写明原因"
    "（已销号的先“恢复”），再报更正。"
)


async def _is_over(question: Question, report: Report) -> bool:
    """What was reviewed rests on its reports: it is opened again before one is taken back."""
    if report.target not in REVIEWED:
        return False
    found = await question.turn.ledger.progress.standing(report.target, [report.target_id])
    return found[report.target_id].state in ENDED


async def _withdrawn(question: Question, reports: list[Report]) -> Answer:
    turn = question.turn
    own = [one for one in reports if one.person_id == turn.speaker.id]
    allowed = reports if may(turn.speaker, "coordinator") else own
    if not allowed:
        return nothing(question, "withdrawn", say("没有您可以撤销的进展。"))
    lines: list[Block] = []
    ended = [one for one in allowed if await _is_over(question, one)]
    allowed = [one for one in allowed if one not in ended]
    if not allowed:
        return nothing(question, "withdrawn", say(_OVER))
    if ended:
        lines.append(say(_OVER))
    tasks = await turn.ledger.tasks_by_id(
        [one.target_id for one in allowed if one.target == "task"]
    )
    names = {task.id: said_aim(aim_of(task)) for task in tasks}
    for one in allowed:
        order = Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/withdraw/{one.id}")
        after = await turn.ledger.progress.withdraw(one.id, order)
        name = f"{names[one.target_id]} " if one.target == "task" else ""
        head = words("已撤销：", name, bold(said_report(one)))
        lines.append(Item(head, (("现在", words(said_standing(after))),)))
    lines.append(say("撤销的进展留在历史里，不再计入。"))
    given = answered(question, Reply("withdrawn", tuple(lines)), tasks)
    return replace(given, lasting=True, context=replace(given.context, reports=()))
