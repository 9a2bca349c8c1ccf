"""Indicators: baseline, targets, by how much they grow."""

import re
from collections.abc import Sequence
from dataclasses import replace

from db.records import Indicator, Task, TaskQuery
from handlers.answers import answered, nothing, refs
from handlers.by_topic import by_topic
from handlers.by_unit import by_unit
from handlers.finding import find
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, say, words
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import MANY, said_indicator, said_ref, said_title
from knowledge.text import fold

_MOST_SHOWN = 30
_TELLING = 4
_SHARE = 0.6
"""So much of what was said a name must hold to be meant."""


async def indicators(question: Question) -> Answer:
    """The indicators that the words name; without words all of the papers in question."""
    every = await question.turn.ledger.indicators(question.document_ids)
    if named := matching(every, question.meaning.topic, question.meaning.text):
        return await _listed(question, named)
    if question.meaning.units:
        led = _led_by(question, every)
        return await _listed(question, led) if led else await by_unit(question)
    if question.meaning.topic:
        found = await find(question, question.meaning.topic)
        return await by_topic(question) if found.sure else _none(question)
    return await _listed(question, every) if every else _none(question)


def _led_by(question: Question, every: Sequence[Indicator]) -> tuple[Indicator, ...]:
    names = {name for one in question.meaning.units for name in resolve(question, one).names}
    return tuple(one for one in every if names.intersection(one.lead))


def matching(
    every: Sequence[Indicator], topic: Sequence[str], text: str = ""
) -> tuple[Indicator, ...]:
    """The indicators that the words name: whole names first, else the parts of names.

    一个指标 is named by its whole name, by a part of it that the words hold, or by words that its
    name holds in order (基层名中医 in 重庆市基层名中医).
    """
    spelt = [one for one in every if len(_plain(one.name)) > _TELLING and _plain(one.name) in text]
    if spelt:
        return tuple(spelt)
    said = _plain("".join(topic))
    whole = [one for one in every if _plain(one.name) == said]
    if whole:
        return tuple(whole)
    within = [one for one in every if _plain(one.name) in said]
    if within:
        longest = max(len(_plain(one.name)) for one in within)
        return tuple(one for one in within if len(_plain(one.name)) == longest)
    parts = [_core(_plain(part)) for part in topic]
    parts = [part for part in parts if len(part) > 1 and not part.isdecimal()]
    fitting = [sum(len(p) for p in parts if _in_order(p, one.name)) for one in every]
    most = max(fitting, default=0)
    longest = max(map(len, parts), default=0)
    enough = max(longest, _SHARE * sum(map(len, parts)))
    return tuple(one for one, fit in zip(every, fitting, strict=True) if enough <= fit == most)


def _plain(text: str) -> str:
    return re.sub(r"[\s()“”‘’\"'、,。.·]", "", fold(text).lower())


def _core(text: str) -> str:
    return re.sub(
        r"^(?:新建|建成|建设|培育|设置|全[市区县]|累计|[省市区县]级)+|(?:建设|建成|要求|数量?|增加|新增|增长|提高|建|要|要?[建降升提达]到?)$",
        "",
        text,
    )


def _in_order(part: str, name: str) -> bool:
    """Whether the characters of `part` stand in the name in that order, close together."""
    plain, at, first = _plain(name), -1, -1
    for char in part:
        at = plain.find(char, at + 1)
        if at < 0:
            return False
        first = at if first < 0 else first
    return at - first < (3 if len(part) > _TELLING else 2) * len(part) + 2


async def _listed(question: Question, found: Sequence[Indicator]) -> Answer:
    sources = await _sources(question, found)
    blocks: list[Block] = []
    document = None
    for one in found[:_MOST_SHOWN]:
        if one.document_id != document:
            document = one.document_id
            blocks.append(say(said_title(question.document(document)), "指标："))
        blocks.append(_entry(one, sources.get(one.id)))
    names = tuple(dict.fromkeys(one.name for one in found))
    tasks = list({task.id: task for task in sources.values()}.values())
    reply = Reply("indicator", tuple(blocks), refs(tasks), indicators=names)
    if question.meaning.asks_any("count") or _counts(question):
        reply = replace(reply, count=len(found))
    return answered(question, reply, tasks)


def _entry(one: Indicator, source: Task | None) -> Item:
    fields = [("牵头", words("、".join(one.lead)))] if one.lead else []
    fields += [("出自", words(f"{said_ref(source.ref)} {source.title}"))] if source else []
    return Item(words(bold(one.name), f"：{said_indicator(one)}"), tuple(fields))


async def _sources(question: Question, found: Sequence[Indicator]) -> dict[int, Task]:
    """For indicators read from a task's text: that task."""
    if not found or len(found) > _MOST_SHOWN:
        return {}
    query = TaskQuery(tuple({one.document_id for one in found}), limit=MANY)
    tasks = (await question.turn.ledger.tasks(query)).tasks
    pairs = ((one.id, next((t for t in tasks if _holds(t, one)), None)) for one in found)
    return {one: task for one, task in pairs if task}


def _holds(task: Task, indicator: Indicator) -> bool:
    named = _plain(indicator.name)
    return task.document_id == indicator.document_id and any(
        _plain(one.name or "").endswith(named) and one.value == target.value
        for one in task.quantities
        for target in indicator.targets
    )


def _counts(question: Question) -> bool:
    """有几个主要指标 counts them; 中医馆指标是多少 does not."""
    return question.meaning.asks_any("quantity") and not question.meaning.topic


def _none(question: Question) -> Answer:
    said = "、".join(question.meaning.topic)
    line = say("没有找到“", bold(said), "”这个指标。") if said else say("这里没有列出指标。")
    return nothing(question, "indicator", line)
