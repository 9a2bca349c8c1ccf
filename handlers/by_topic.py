"""What some words mean: who is responsible for it, when it is due, how many, which tasks say it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from db.records import Duty, Hit, Task
from handlers.answers import NOTHING_ASKED, answered, listing, named_units, nothing, one_task
from handlers.cards import duty_entry
from handlers.finding import Found, find
from handlers.question import Question
from handlers.reply import Block, Reply, bold, say
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import said_quantity, said_ref, said_topic
from knowledge.papers.model import Quantity
from knowledge.questions.meaning import Ask, Meaning
from knowledge.reports.moods import mood_of
from knowledge.text import fold

_ONE_THING: tuple[Ask, ...] = ("who", "when", "quantity", "detail", "duty", "one")
_AT_MOST = 5
_NEAR = 3
_FITTING = 0.6


async def by_topic(question: Question) -> Answer:
    """Tasks (and duties) that the words mean; says so where nothing holds them."""
    found = await find(question, question.meaning.topic)
    intent = intent_of(question)
    if not found.likely:
        return await _nothing(question, intent, found)
    one_thing = question.meaning.asks_any(*_ONE_THING) and not question.meaning.asks_any("mention")
    hits = found.meant()[:_AT_MOST] if one_thing else found.everything()
    return await shown(question, intent, hits, found)


def intent_of(question: Question) -> str:
    """The public name of what is asked about the words."""
    meaning = question.meaning
    if meaning.asks_any("quantity"):
        return "quantity"
    if meaning.asks_any("across"):
        return "across"
    if meaning.asks_any("who"):
        return "who"
    return "deadline" if meaning.asks_any("when") else "search"


async def shown(question: Question, intent: str, hits: Sequence[Hit], found: Found) -> Answer:
    """Those items: one card, or a list, with the duties among them."""
    tasks = _with_figures(question, await tasks_of(question, hits))
    duties = await _duties(question, hits)
    extra = tuple(duty_entry(duty, question.document(duty.document_id)) for duty in duties)
    before = _before(question, tasks, found)
    if len(tasks) == 1 and not duties:
        return one_task(question, intent, tasks[0], *before)
    named = tuple(name for unit in question.meaning.units for name in resolve(question, unit).names)
    units = (*(duty.bureau for duty in duties), *named_units(tasks))
    rest = Reply(
        intent,
        extra,
        bureaus=named or tuple(dict.fromkeys(units)),
        count=question.counted(len(tasks)),
    )
    if not tasks:
        reply = Reply(intent, (*before, *extra), bureaus=rest.bureaus, count=rest.count)
        return answered(question, reply, ())
    words = said_topic(question.meaning.topic)
    intro = say("与“", bold(words), "”有关的共", bold(f"{len(tasks)}项"), "：")
    answer = listing(question, intent, tasks, intro, rest=rest)
    return replace(answer, reply=replace(answer.reply, blocks=(*before, *answer.reply.blocks)))


async def tasks_of(question: Question, hits: Sequence[Hit]) -> tuple[Task, ...]:
    """The tasks among the hits, by paper, in printed order where the question wants a list."""
    tasks = await question.turn.ledger.tasks_by_id([hit.id for hit in hits if hit.kind == "task"])
    order = {one: place for place, one in enumerate(question.document_ids)}
    return tuple(
        sorted(tasks, key=lambda task: (order.get(task.document_id, len(order)), task.position))
    )


async def _duties(question: Question, hits: Sequence[Hit]) -> tuple[Duty, ...]:
    wanted = {hit.id for hit in hits if hit.kind == "duty"}
    if not wanted:
        return ()
    papers = tuple({hit.document_id for hit in hits if hit.kind == "duty"})
    return tuple(duty for duty in await question.turn.ledger.duties(papers) if duty.id in wanted)


def _before(question: Question, tasks: Sequence[Task], found: Found) -> tuple[Block, ...]:
    lines: list[Block] = []
    if found.put_right:
        lines.append(say("按“", bold(said_topic(found.put_right)), "”查找："))
    if not found.sure:
        lines.append(say("没有一字不差的条目，最接近的是："))
    if question.meaning.asks_any("quantity"):
        lines += [
            say(f"{said_ref(task.ref)}：", bold(said_quantity(one)))
            for task in tasks
            for one in fitting_quantities(task, question.meaning)
        ]
    return tuple(lines)


def fitting_quantities(task: Task, meaning: Meaning) -> tuple[Quantity, ...]:
    """The figures of the task that the words ask for: those sharing most with them, and of what
    is counted so the one for the year that is said."""
    scored = _scored(task, meaning)
    most = max((score for score, _ in scored), default=0)
    best = tuple(one for score, one in scored if score == most and score > 1)
    units = {one.unit for one in best}
    dated = (one for one in task.quantities if one.by and one.by.year in meaning.years)
    return tuple(one for one in dated if one.unit in units) or best


def _scored(task: Task, meaning: Meaning) -> list[tuple[int, Quantity]]:
    asked = set("".join(meaning.topic))
    return [(len(asked & set(fold(one.text + (one.name or "")))), one) for one in task.quantities]


def _with_figures(question: Question, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Of several, those whose figures are what 多少 asks for: the others only say the words."""
    if len(tasks) == 1 or not question.meaning.asks_any("quantity"):
        return tasks
    most = [max((n for n, _ in _scored(one, question.meaning)), default=0) for one in tasks]
    enough = max(_FITTING * len(set("".join(question.meaning.topic))), max(most, default=0) - 1)
    return tuple(one for one, n in zip(tasks, most, strict=True) if n >= enough) or tasks


async def _nothing(question: Question, intent: str, found: Found) -> Answer:
    near = [one.key for one in found.ranked[:_NEAR] if one.cover >= 0.2]
    words = said_topic(question.meaning.topic)
    whole = question.meaning.text.strip(" ,，。.!！?？")
    if len(question.meaning.topic) > 1:  # in pieces nobody knows his own words again
        words = whole if len(whole) <= _QUOTED else f"{whole[: _QUOTED - 1]}…"
    line = say("没有找到与“", bold(words), "”有关的任务。")
    told = NOTHING_ASKED if _is_told(question.meaning) else line
    return nothing(question, intent, told, near=await tasks_of(question, near))


_SENTENCE = 12
_TELLING = re.compile("(?:了|吧|啊|呀|啦|哈|一[份下个])[。!！~]*$")
_QUOTED = 20


def _is_told(meaning: Meaning) -> bool:
    """Whether it is a sentence that asks nothing: what was told is not said back in pieces."""
    mood = mood_of(meaning.text.rstrip("?？。!！"))
    asks = bool(meaning.asks) if mood == "fact" else mood == "question"
    long = len(meaning.topic) > 1 and len(meaning.text) >= _SENTENCE
    return not asks and (long or bool(_TELLING.search(meaning.text)))
