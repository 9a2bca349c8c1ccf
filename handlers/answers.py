"""The shapes of answers: a list of tasks by paper, one card, a question back, nothing found."""

from collections.abc import Sequence
from dataclasses import replace
from sys import intern

from db.records import Listed, Task
from handlers import actions
from handlers.asked_first import asked_of
from handlers.cards import card, entry
from handlers.context import Subject
from handlers.question import Question
from handlers.reply import Block, Button, Reply, TaskRef, faint, say
from handlers.turn import Answer
from handlers.wording import said_ref, said_title

PAGE = 8
"""So many tasks a page: what one looks over without scrolling far."""
OPENABLE = 4


def listing(
    question: Question,
    intent: str,
    tasks: Sequence[Task],
    intro: Block,
    *,
    rest: Reply | None = None,
    every: Sequence[Listed] = (),
) -> Answer:
    """Tasks grouped by paper, the first page of them; the reply's facts name all: these tasks, or
    `every` one of which these are the first."""
    shown = tasks[:PAGE]
    named: Sequence[Task | Listed] = every or tasks
    blocks: list[Block] = [intro, *entries(question, shown)]
    reply = replace(
        rest or Reply(intent, ()),
        intent=intent,
        tasks=refs(named),
        buttons=(*opening(shown), *_more(named, len(shown))),
    )
    if len(named) > len(shown):
        blocks.append(say(f"还有{len(named) - len(shown)}项，回复“还有呢”继续。"))
    reply = replace(reply, blocks=(*blocks, *reply.blocks))
    return answered(question, reply, named, shown=len(shown))


async def long_listing(
    question: Question,
    intent: str,
    every: Sequence[Listed],
    intro: Block,
    *,
    rest: Reply | None = None,
) -> Answer:
    """The same of tasks of which only the first page is read."""
    shown = await question.turn.ledger.tasks_by_id([one.id for one in every[:PAGE]])
    return listing(question, intent, shown, intro, rest=rest, every=every)


def entries(question: Question, tasks: Sequence[Task]) -> list[Block]:
    """Entries under the title of their paper, wherever the paper changes."""
    blocks: list[Block] = []
    document = None
    for task in tasks:
        if task.document_id != document:
            document = task.document_id
            blocks.append(say(said_title(question.document(document))))
        blocks.append(entry(task))
    return blocks


def one_task(question: Question, intent: str, task: Task, *before: Block) -> Answer:
    """The full card of one task."""
    document = question.document(task.document_id)
    asked = asked_of(question, task)
    reply = Reply(
        intent,
        (*before, *asked.lines, card(task, document, asked.field)),
        tasks=refs([task]),
        bureaus=asked.units or named_units([task]),
    )
    return answered(question, reply, [task], shown=1)


def nothing(question: Question, intent: str, *blocks: Block, near: Sequence[Task] = ()) -> Answer:
    """Nothing found: says so, and offers the nearest to press, stating nothing about them."""
    names = (say(f"· {said_ref(task.ref)} {task.title}") for task in near)
    offer = (say("您是不是想找：", faint("（不确定，请核对）")), *names) if near else ()
    reply = Reply(intent, (*blocks, *offer), not_found=True, buttons=opening(near))
    return answered(question, reply, ())


def asking_back(question: Question, intent: str, words: Block, choices: Sequence[Button]) -> Answer:
    """A question back with choices to press."""
    reply = Reply(intent, (words,), clarify=True, buttons=tuple(choices))
    return answered(question, reply, ())


NOTHING_ASKED = say(
    "没有听出要查什么，也没有登记。要报进展请带上编号，如“第12项完成60%”；"
    "要查请直接问，如“治未病谁负责”。"
)
"""To a sentence that asks nothing: what was told is not said back in pieces."""


def answered(
    question: Question, reply: Reply, tasks: Sequence[Task | Listed], shown: int = 0
) -> Answer:
    """The answer with what the conversation remembers of it."""
    subject = Subject(tuple(task.id for task in tasks), question.meaning, reply.intent, shown)
    return Answer(reply, question.turn.context.answered(subject))


def refs(tasks: Sequence[Task | Listed]) -> tuple[TaskRef, ...]:
    """Tasks as programs know them; the same words are kept once."""
    return tuple(TaskRef(intern(task.document), intern(task.ref)) for task in tasks)


def named_units(tasks: Sequence[Task]) -> tuple[str, ...]:
    """Every unit that these tasks name, leads first."""
    roles = ("lead", "responsible", "cooperating")
    return tuple(
        dict.fromkeys(
            one.name for role in roles for t in tasks for one in t.assignments if one.role == role
        )
    )


def opening(tasks: Sequence[Task]) -> tuple[Button, ...]:
    """Buttons that open the first of these tasks."""
    if not tasks or len(tasks) > PAGE:
        return ()
    return tuple(
        Button(f"{said_ref(task.ref)} {_cut(task.title)}", actions.open_task(task.id))
        for task in tasks[:OPENABLE]
    )


def _more(tasks: Sequence[Task | Listed], shown: int) -> tuple[Button, ...]:
    return (Button("更多", actions.MORE),) if len(tasks) > shown else ()


def _cut(title: str) -> str:
    return title if len(title) <= 14 else title[:13] + "…"
