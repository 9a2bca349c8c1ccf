"""What is said of a step that was taken: to who took it, and to whom it concerns."""

from dataclasses import replace

from db.records import Task
from db.standing import StepKind
from db.stepping import Taken
from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, bold, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.deeds import DEEDS
from handlers.reporting.hearing import about, buttons, hearers, notices
from handlers.reporting.hindering import Ordered
from handlers.reporting.words import said_aim, said_standing, said_when
from handlers.turn import Answer
from handlers.wording import said_date, said_deadline


async def told(
    question: Question, order: Ordered, task: Task, done: Taken, applicant: int | None
) -> Answer:
    deed, turn = DEEDS[order.kind], question.turn
    people = await hearers(question, deed.hears, task, applicant)
    notice = about(question, task, deed.name, *_lines(order, task))
    notice = replace(notice, buttons=_buttons(order.kind, task))
    given = said(question, _item(order, task, done, len(people)))
    key = f"{order.kind}/{done.step_id}"
    by_whom = say(f"{turn.speaker.called} {said_when(turn.now, turn.now)}办理。")
    notice = replace(notice, blocks=(*notice.blocks, by_whom))
    return replace(given, notices=notices(key, order.kind, people, notice, task))


def _buttons(kind: StepKind, task: Task) -> tuple[Button, ...]:
    if kind == "extension_asked":
        return buttons(task, ("同意延期", "extension_granted"), ("不同意", "extension_refused"))
    return buttons(task)


def _lines(order: Ordered, task: Task) -> tuple[Block, ...]:
    lines: list[Block] = []
    if order.on:
        what = "延到" if order.kind == "extension_granted" else "申请延到"
        lines.append(
            say(f"原时限{said_deadline(task.deadline)}，{what}", bold(said_date(order.on)))
        )
    if order.reason:
        lines.append(say(f"{'内容' if order.kind == 'commented' else '原因'}：{order.reason}"))
    return tuple(lines)


def _item(order: Ordered, task: Task, done: Taken, told: int) -> Item:
    fields = [("现在", words(bold(said_standing(done.after))))]
    if order.on:
        before = said_deadline(task.deadline)
        fields.append(("时限", words(f"{before} → ", bold(said_date(order.on)))))
    if order.reason:
        fields.append(("说明", words(order.reason)))
    if told:
        fields.append(("通知", words(f"已通知{told}人")))
    head = words(f"已{DEEDS[order.kind].name}：", bold(said_aim(aim_of(task))))
    return Item(head, tuple(fields))


def said(question: Question, *lines: Block) -> Answer:
    return answered(question, Reply("step", tuple(lines)), ())
