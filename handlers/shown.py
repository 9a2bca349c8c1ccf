"""About what was just shown: more of the list, one of it opened, who leads these, and dead ends."""

from collections.abc import Sequence
from dataclasses import replace

from db.records import Task, TaskQuery
from handlers import actions
from handlers.answers import (
    PAGE,
    answered,
    asking_back,
    listing,
    long_listing,
    named_units,
    nothing,
    one_task,
)
from handlers.cards import card
from handlers.question import Question
from handlers.reply import Button, Reply, bold, faint, say
from handlers.turn import Answer
from handlers.wording import MANY, said_count, said_ref, said_title

_CARDS = 3
_WHOLE = 100
"""Of so many tasks every unit is named; nobody reads the names of thousands."""
_EXAMPLES = "可以说：市医保局牵头哪些任务；治未病谁负责；第7项；本月到期的；帮助。"


async def next_page(question: Question) -> Answer:
    """The next stretch of the last list."""
    subject = question.turn.context.subject
    left = subject.tasks[subject.shown :]
    if not left:
        done = answered(question, Reply("more", (say("没有更多了。"),)), ())
        return replace(done, context=replace(done.context, subject=subject))
    tasks = await question.turn.ledger.listed_by_id(left)
    until = min(subject.shown + PAGE, len(subject.tasks))
    intro = say(f"第{subject.shown + 1}—{until}项，共", bold(f"{len(subject.tasks)}项"), "：")
    given = await long_listing(question, "more", tasks, intro)
    return replace(given, context=given.context.about_it_all(replace(subject, shown=until)))


async def pressed_task(question: Question, rest: str) -> Answer:
    """The card of a task whose button was pressed."""
    tasks = await question.turn.ledger.tasks_by_id(actions.numbers(rest)[:1])
    if not tasks:
        return await stale(question)
    return one_task(question, "task", tasks[0])


async def neighbour(question: Question, ids: Sequence[int]) -> Answer:
    """下一项, 上一项: the task printed after or before the one just shown."""
    here = await question.turn.ledger.tasks_by_id(ids)
    every = await question.turn.ledger.tasks(TaskQuery((here[0].document_id,), limit=MANY))
    order = [task.id for task in every.tasks]
    place = order.index(here[0].id) + question.meaning.step
    if not 0 <= place < len(order):
        return nothing(question, "task", say("前后没有了，这已经是头一项或最后一项。"))
    return one_task(question, "task", every.tasks[place])


async def about(question: Question, ids: Sequence[int]) -> Answer:
    """谁牵头, 什么时候到期, 展开: asked of the tasks shown before."""
    ledger = question.turn.ledger
    tasks = await ledger.tasks_by_id(ids[:_WHOLE])
    if not tasks:
        return await unclear(question)
    intent = _intent(question)
    if len(tasks) == 1:
        return one_task(question, intent, tasks[0])
    if question.meaning.asks_any("detail"):
        return await _opened(question, tasks)
    every = await ledger.listed_by_id(ids) if len(ids) > _WHOLE else ()
    total = len(every or tasks)
    intro = say("上面这", bold(said_count(total)), "：")
    counted = question.counted(total, "quantity")
    rest = Reply(intent, (), bureaus=named_units(tasks), count=counted)
    return listing(question, intent, tasks, intro, rest=rest, every=every)


def _intent(question: Question) -> str:
    if question.meaning.asks_any("when"):
        return "deadline"
    return "who" if question.meaning.asks_any("who") or question.meaning.role else "task"


async def _opened(question: Question, tasks: Sequence[Task]) -> Answer:
    if len(tasks) > _CARDS:
        choices = [
            Button(f"{said_ref(one.ref)} {one.title[:20]}", actions.open_task(one.id))
            for one in tasks[:PAGE]
        ]
        return asking_back(question, "task", say("要展开哪一项？"), choices)
    cards = tuple(card(one, question.document(one.document_id)) for one in tasks)
    reply = Reply("task", cards, bureaus=named_units(tasks))
    listed = listing(question, "task", tasks, say("展开如下："), rest=reply)
    return replace(listed, reply=replace(listed.reply, blocks=cards))


async def unclear(question: Question) -> Answer:
    """An attribute was asked for and nothing says of what: asks back."""
    documents = question.scope.documents
    where = said_title(documents[0]) if question.scope.chosen and len(documents) == 1 else ""
    talk = f"，现在说的是{where}" if where else ""
    hint = say(f"您问的是哪一项？可以说编号（如“第7项”）、单位或几个关键词{talk}。")
    choices = (
        []
        if where
        else [Button(one.title[:24], actions.choose_paper(one.id)) for one in documents[:PAGE]]
    )
    return asking_back(question, "unclear", hint, choices)


async def unknown(question: Question) -> Answer:
    """Nothing of the message was understood."""
    return nothing(question, "unknown", say("没有听懂这句话。"), say(faint(_EXAMPLES)))


async def stale(question: Question) -> Answer:
    """A button whose matter is gone."""
    return answered(question, Reply("stale", (say("这个按钮已经失效，请重新提问。"),)), ())
