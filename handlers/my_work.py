"""我的任务: one's own page. What waits for me, what is late or due soon, then everything else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from db.progress import StandingQuery
from db.records import Person, Task, TaskQuery
from handlers import actions
from handlers.answers import OPENABLE, answered, asking_back, opening, refs
from handlers.inbound import HomeOpened
from handlers.lights import MEANINGS, SYMBOLS, start_of
from handlers.mine import page_units
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, bold, faint, say, words
from handlers.rights import may
from handlers.turn import Answer
from handlers.waiting import still_open
from handlers.wording import (
    MANY,
    ROLE_NAMES,
    said_as_of,
    said_count,
    said_deadline,
    said_ref,
    said_title,
)
from knowledge.names import fold as folded_name
from knowledge.questions.meaning import Meaning, UnitAsked
from reminders.lights import Light, light_of

SHOWN = 12
"""So many tasks at first; what is late or due soon comes first, so the rest can wait for 更多."""
_ORDER: tuple[Light, ...] = ("red", "yellow", "green", "none", "blue")


async def my_work(question: Question) -> Answer:
    """The speaker's page."""
    person = question.turn.speaker.person
    units = page_units(person) if person else ()
    if person is None or not units:
        return await which_unit(question)
    query = TaskQuery(question.document_ids, units, limit=MANY)
    found = (await question.turn.ledger.tasks(query)).tasks
    lights = await _lights(question, found)
    tasks = sorted(found, key=lambda task: _urgency(task, lights))
    blocks, buttons = await _waiting(question, person)
    shown = tasks[:SHOWN]
    body = (_head(question, units, lights), *_groups(question, shown, units, lights))
    rest = len(tasks) - len(shown)
    more = (say(f"还有{rest}项，回复“还有呢”继续。"),) if rest else ()
    buttons = (*buttons, *opening(shown[:OPENABLE]))
    if rest:
        buttons = (*buttons, Button("更多", actions.MORE))
    names = _names(question, units)
    reply = Reply("my_work", (*blocks, *body, *more), refs(tasks), names, buttons=buttons)
    asked = replace(question, meaning=_as_asked(question, units))
    given = answered(asked, replace(reply, private=True), tasks, shown=len(shown))
    return _aside(question, given) if isinstance(question.turn.inbound, HomeOpened) else given


def _aside(question: Question, given: Answer) -> Answer:
    """A page that was merely opened is not what the next message leans on; its buttons are."""
    subject = question.turn.context.subject
    return replace(given, context=replace(given.context, subject=subject))


def _as_asked(question: Question, units: Sequence[int]) -> Meaning:
    """What the page answers, in words of a question, so that 那牵头的呢 can lean on it."""
    named = [one for one in question.turn.names.bureaus if one.id in units]
    asked = tuple(UnitAsked(folded_name(one.name), (one.id,)) for one in named)
    return replace(question.meaning, units=asked, topic=(), asks=frozenset({"list"}))


async def which_unit(question: Question) -> Answer:
    """我们 said by somebody whose unit nobody knows."""
    line = say(f"{unknown_unit(question)}，请说单位名称，如：市医保局牵头哪些任务。")
    return asking_back(question, "my_work", line, ())


def unknown_unit(question: Question) -> str:
    """Why 我们 is nobody's unit."""
    known = question.turn.speaker.person is not None
    return "名册里还没有写您的单位" if known else "我不知道您是哪个单位的"


async def _lights(question: Question, tasks: Sequence[Task]) -> dict[int, Light]:
    """By the deadline and by what was reported."""
    today, thresholds = question.turn.now.date(), question.turn.thresholds
    found = await question.turn.ledger.progress.standing("task", [one.id for one in tasks])
    papers = {one.document_id: question.document(one.document_id) for one in tasks}
    return {
        one.id: light_of(
            one.deadline, today, found[one.id], start_of(papers[one.document_id]), thresholds
        )
        for one in tasks
    }


def _urgency(task: Task, lights: Mapping[int, Light]) -> tuple[int, date, int, int]:
    rank = _ORDER.index(lights[task.id])
    return rank, task.deadline.date or date.max, task.document_id, task.position


async def _waiting(
    question: Question, person: Person
) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    """What waits for the speaker: an open draft, and for admins who asks to be let in."""
    blocks: list[Block] = []
    buttons: list[Button] = []
    for one in still_open(question.turn.context, question.turn.now):
        blocks.append(say(bold("等您确认："), one.label))
        buttons.append(Button("确认", actions.confirm(one.key)))
        buttons.append(Button("取消", actions.cancel(one.key)))
    if may(question.turn.speaker, "coordinator"):
        query = StandingQuery(documents=question.document_ids, states=("waiting",))
        if applied := await question.turn.ledger.progress.standings(query):
            line = f"办结申请{len(applied)}项，说“待审核”查看。"
            blocks.append(say(bold("等您审核："), line))
    if person.role == "admin" and (every := await question.turn.ledger.people.requests()):
        blocks.append(say(bold("等您处理："), f"开通申请{len(every)}份，说“开通申请”查看。"))
    return tuple(blocks), tuple(buttons)


def _names(question: Question, units: Sequence[int]) -> tuple[str, ...]:
    every = question.turn.names.bureaus
    return tuple(dict.fromkeys(one.name for one in every if one.id in units))


def _head(question: Question, units: Sequence[int], of_tasks: Mapping[int, Light]) -> Block:
    today = question.turn.now.date()
    who = f"{question.turn.speaker.called}（{'、'.join(_names(question, units))}）"
    if not of_tasks:
        return say(bold(who), " 在这些文件里没有任务。")
    counts = Counter(of_tasks.values())
    lights = "，".join(
        f"{SYMBOLS[one]}{MEANINGS[one]}{counts[one]}项" for one in _ORDER if counts[one]
    )
    when = faint(said_as_of(today))
    return say(bold(who), " 的任务共", bold(said_count(len(of_tasks))), f"：{lights}", when)


def _groups(
    question: Question, tasks: Sequence[Task], units: Sequence[int], lights: Mapping[int, Light]
) -> list[Block]:
    """Entries under their light, the most urgent first."""
    today = question.turn.now.date()
    blocks: list[Block] = []
    for light, group in groupby(tasks, lambda task: lights[task.id]):
        entries = list(group)
        soon = question.turn.thresholds
        dated = {light_of(task.deadline, today, thresholds=soon) for task in entries}
        behind = dated != {light}
        more = "或滞后" if behind and light in ("red", "yellow") else ""
        blocks.append(say(bold(f"{SYMBOLS[light]} {MEANINGS[light]}{more}")))
        blocks += [_entry(question, task, units) for task in entries]
    return blocks


def _entry(question: Question, task: Task, units: Sequence[int]) -> Item:
    roles = dict.fromkeys(ROLE_NAMES[a.role] for a in task.assignments if a.bureau_id in units)
    title = said_title(question.document(task.document_id))
    return Item(
        words(f"{said_ref(task.ref)} ", bold(task.title)),
        (
            ("分工", words("、".join(roles))),
            ("时限", words(said_deadline(task.deadline))),
            ("出处", words(title)),
        ),
    )
