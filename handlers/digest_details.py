"""What is behind a number of a digest: the tasks themselves, as far as the speaker may see them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from db.records import Names, Task
from handlers.answers import PAGE, answered, listing, nothing, refs
from handlers.digest_words import called, said_asked, said_course, said_gauge, said_why
from handlers.digesting import INTENT
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, faint, say, words
from handlers.reporting.voices import seen
from handlers.rights import may
from handlers.shown import stale
from handlers.turn import Answer, Speaker
from handlers.wording import said_ref
from reminders.digest import digest
from reminders.digest_records import Digest, Entry
from reminders.week import Scope, Week
from reminders.week_gathering import UnknownScopeError, gather_week, scope_of_ids

_VALUE = re.compile(r"([a-z]):(\d{1,11}):(\d{1,11}):([adb])([\d.]*)")
_TITLES = {
    "r": "红灯（逾期或严重滞后）的",
    "y": "黄灯（临近期限或滞后）的",
    "m": "灯有变化的",
    "c": "{this}办结的",
    "p": "{this}有反馈的",
    "t": "要决定或督促的",
    "n": "未来两周到期的",
}
_SHOWN = 30


async def pressed_digest(question: Question, rest: str) -> Answer:
    """The details behind the pressed number, made anew from the same week."""
    found = _VALUE.fullmatch(rest)
    scope = _scope(found[4], found[5], question.turn.names) if found else None
    if found is None or scope is None:
        return await stale(question)
    zone = question.turn.now.tzinfo
    since, until = (
        datetime.fromtimestamp(int(one), UTC).astimezone(zone) for one in found.group(2, 3)
    )
    made = digest(await gather_week(question.turn.ledger, Week(since, until), scope))
    match found[1]:
        case "i":
            return _gauges(question, made)
        case "s":
            return await _silent(question, made)
        case part:
            return await _tasks(question, made, part)


def _scope(kind: str, numbers: str, names: Names) -> Scope | None:
    ids = [int(one) for one in numbers.split(".") if one]
    try:
        match kind:
            case "d":
                return scope_of_ids("document", ids, names)
            case "b":
                return scope_of_ids("bureau", ids, names)
    except UnknownScopeError:
        return None
    return Scope()


def entries_of(made: Digest, part: str) -> tuple[Entry, ...]:
    """The tasks behind a number, each once."""
    match part:
        case "t":
            found = [one.entry for one in made.troubles]
        case "c":
            found = [one.entry for one in made.closed]
        case "n":
            found = [one.entry for one in made.coming]
        case "m":
            found = list(made.moved)
        case "p":
            found = list(made.reported)
        case _:
            found = [one for lit in made.lights if lit.light[0] == part for one in lit.now]
    return tuple({one.task_id: one for one in found}.values())


async def _tasks(question: Question, made: Digest, part: str) -> Answer:
    found = entries_of(made, part)
    tasks = await _seen(question, [one.task_id for one in found])
    if not tasks:
        return nothing(question, INTENT, say("这些任务的进展您看不到，或者已经没有了。"))
    hidden = len(found) - len(tasks)
    aside = faint(f"（另有{hidden}项不在您的范围里）") if hidden else faint("")
    title = _TITLES.get(part, "").format(this=called(made.week).this)
    intro = say(f"{title}共", bold(f"{len(tasks)}项"), aside, "：")
    given = listing(question, INTENT, tasks, intro)
    if part != "t":
        return given
    kept = {one.id for one in tasks}
    lines = [
        say(f"{said_ref(one.entry.ref)}：{said_why(one)}，{said_asked(one)}")
        for one in made.troubles
        if one.entry.task_id in kept
    ]
    blocks = (*given.reply.blocks, *lines[:PAGE])
    return replace(given, reply=replace(given.reply, blocks=blocks))


async def _seen(question: Question, ids: Sequence[int]) -> list[Task]:
    tasks = await question.turn.ledger.tasks_by_id(ids)
    return seen(question.turn.speaker, tasks)


def _gauges(question: Question, made: Digest) -> Answer:
    if not _leads(question.turn.speaker):
        hidden = say("指标的完成情况只给领导和督办人员看。")
        return nothing(question, INTENT, hidden)
    every = sorted(made.gauges, key=lambda one: (not one.behind, one.read_on is None))
    blocks: list[Block] = [say("指标共", bold(f"{len(every)}个"), "：")]
    blocks += [
        Item(words(bold(one.name), f" {said_course(one)}"), (("进度", words(said_gauge(one))),))
        for one in every[:_SHOWN]
    ]
    if len(every) > _SHOWN:
        blocks.append(say(faint(f"还有{len(every) - _SHOWN}个，导出的台账里有全部。")))
    names = tuple(dict.fromkeys(one.name for one in every))
    return answered(question, Reply(INTENT, tuple(blocks), indicators=names, private=True), ())


async def _silent(question: Question, made: Digest) -> Answer:
    ids = [entry.task_id for one in made.silent for entry in one.entries]
    seen = {one.id: one for one in await _seen(question, ids)}
    units = [(one.name, [e for e in one.entries if e.task_id in seen]) for one in made.silent]
    kept = [(name, entries) for name, entries in units if entries]
    if not kept:
        return nothing(question, INTENT, say("这些单位的进展您看不到。"))
    said = f"{called(made.week).this}没有反馈、还有任务要办的单位共"
    blocks: list[Block] = [say(said, bold(f"{len(kept)}个"), "：")]
    blocks += [
        say(f"{name}：{'、'.join(said_ref(e.ref) for e in entries[:6])}（共{len(entries)}项）")
        for name, entries in kept[:_SHOWN]
    ]
    tasks = [seen[e.task_id] for _name, entries in kept for e in entries]
    names = tuple(name for name, _entries in kept)
    reply = Reply(INTENT, tuple(blocks), tasks=refs(tasks), bureaus=names)
    return answered(question, reply, tasks, shown=len(tasks))


def _leads(speaker: Speaker) -> bool:
    person = speaker.person
    return may(speaker, "coordinator") or bool(person and person.role == "manager")
