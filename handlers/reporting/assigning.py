"""指派, 交办: a coordinator gives tasks to units or a person; shown first, made once confirmed."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial

from db.records import Person, Task, TaskQuery
from handlers import actions
from handlers.answers import answered, nothing, refs
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, Words, bold, faint, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.assignees import Whom, whom
from handlers.reporting.handing import KIND, Handed
from handlers.reporting.meant import meant, names_paper
from handlers.reporting.reading import reported_in
from handlers.reporting.words import said_aim
from handlers.turn import Answer
from handlers.waiting import deed_key, put, waiting
from handlers.wording import MANY, said_ref, said_title
from knowledge.reports.steps import StepAsked, step_in

_LISTED = 8
_UNSAID = "（未写明）"


@told_by(step_in)
def assigning(question: Question, text: str) -> Handler | None:
    """A message that gives tasks to somebody."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    if not asked or asked.kind != "assigned":
        return None
    if asked.paper and not names_paper(question, asked.paper):
        return None
    return partial(_shown, asked=asked)


async def _shown(question: Question, asked: StepAsked) -> Answer:
    """The card: whom the tasks are given to, and whose they are now."""
    question = reported_in(question)
    if asked.every:
        tasks = await _of_paper(question)
    else:
        tasks = await meant(question, asked.items, "step", called=asked.paper)
    if isinstance(tasks, Answer):
        return tasks
    given = await whom(question, asked.rest, tasks[0])
    if isinstance(given, str):
        return nothing(question, "step", say(given))
    if given.lead or given.cooperating:
        return _card(question, tasks, given)
    if named := tuple(one for one in tasks if one.assignments):
        return _card(question, named, given, left=[one for one in tasks if one not in named])
    line = say("文件没有写明承办单位，要指派给谁？如：指派第3项给区疾控中心；指派第3项给张三。")
    return nothing(question, "step", line)


async def _of_paper(question: Question) -> tuple[Task, ...] | Answer:
    """Every task of the one paper in talk."""
    if len(question.document_ids) != 1:
        return nothing(question, "step", say("要交办哪一份文件的？请先说出文件的名字。"))
    page = await question.turn.ledger.tasks(TaskQuery(question.document_ids, limit=MANY))
    return page.tasks or nothing(question, "step", say("这份文件里没有任务。"))


def _card(
    question: Question, tasks: Sequence[Task], given: Whom, left: Sequence[Task] = ()
) -> Answer:
    """`left`: what cannot be given to anybody, as the paper names no unit and none was said."""
    key = deed_key(question.turn)
    person = given.person
    ids = tuple(one.id for one in tasks)
    made = Handed(key, ids, given.lead, given.cooperating, person.id if person else None)
    items: list[Block] = [_item(one, given, person) for one in tasks[:_LISTED]]
    one = waiting(question.turn, KIND, json.dumps(asdict(made)), _label(tasks, given))
    blocks = (
        say("请核对后确认："),
        *items,
        *_notes(question, tasks, given, left),
        say(faint(f"回复“确认”{'指派' if given.lead else '交办'}，“取消”作罢。")),
    )
    pair = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    reply = Reply("step", blocks, refs(tasks), buttons=pair)
    return put(question.turn, answered(question, reply, tasks), one)


def _label(tasks: Sequence[Task], given: Whom) -> str:
    more = f"等{len(tasks)}项" if len(tasks) > 1 else ""
    whose = f"给{'、'.join(given.lead)}" if given.lead else ""
    return f"{'指派' if whose else '交办'}{said_ref(tasks[0].ref)}{more}{whose}"


def _item(task: Task, given: Whom, person: Person | None) -> Item:
    rows: list[tuple[str, Words]] = []
    for name, role, now in (
        ("牵头", "lead", given.lead),
        ("配合", "cooperating", given.cooperating),
    ):
        before = task.units("lead" if role == "lead" else "cooperating")
        if now and now != before:
            rows.append((name, words(f"{'、'.join(before) or _UNSAID} → ", bold("、".join(now)))))
        elif now or (before and not given.lead):
            rows.append((name, words("、".join(before))))
    if not rows:
        rows.append(("责任单位", words("、".join(task.units("responsible")))))
    if person:
        rows.append(("承办人", words(bold(person.name))))
    return Item(words(bold(said_aim(aim_of(task)))), tuple(rows))


def _notes(
    question: Question, tasks: Sequence[Task], given: Whom, left: Sequence[Task]
) -> list[Block]:
    titles = dict.fromkeys(said_title(question.document(one.document_id)) for one in tasks)
    known = {one.name for one in question.turn.names.bureaus}
    strange = [name for name in (*given.lead, *given.cooperating) if name not in known]
    more = len(tasks) - _LISTED
    lines = [
        f"还有{more}项没有列出，一并交办。" if more > 0 else "",
        *titles,
        *(f"“{name}”在台账里还没有出现过，请核对名称。" for name in strange),
        f"没有写明单位的{len(left)}项不在内，请另说指派给谁：" + "、".join(
            said_ref(one.ref) for one in left[:_LISTED]
        ) if left else "",
    ]  # fmt: skip
    return [say(faint(one)) for one in lines if one]
