import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot import dispatch as dispatching
from bot.dispatch import Dispatch
from bot.errors import BadInputError
from bot.memory import OwnMemory
from bot.wiring import LOCAL_COORDINATOR, Wired
from db.records import Account, Document, Names, Person
from handlers.context import Subject, load
from handlers.inbound import Message
from handlers.reply import Reply, say
from handlers.turn import Answer, Notice, Speaker, Tools

NOW = datetime(2024, 7, 25, 2, tzinfo=UTC)
NAMES = Names(
    1,
    (
        Document(7, "banan2024", "巴南区方案", "sample"),
        Document(8, "jingan2024", "静安区方案", "sample"),
    ),
    (),
    (),
    (),
)


class Roster:
    """Nobody moves."""

    async def arrive(self, now):
        return ()


class Papers:
    """As much of a ledger as dispatch itself asks for."""

    people = Roster()

    async def names(self):
        return NAMES


class SlowMemory(OwnMemory):
    """Remembers only after a while, unless it is full, and notes when it was told to."""

    def __init__(self):
        super().__init__()
        self.saved_at = []
        self.full = False
        self.refuses = ""

    async def answered(self, answers, now):
        await asyncio.sleep(0.02)
        if self.full or any(one.conversation == self.refuses for one in answers):
            raise OSError("磁盘满了")
        self.saved_at.append(now)
        await super().answered(answers, now)


@pytest.fixture
def heard(monkeypatch):
    """What the handlers were given, in order; a question with 慢 takes its time."""
    turns = []

    async def answer(turn):
        if "慢" in turn.inbound.text:
            await asyncio.sleep(0.05)
        turns.append(turn)
        context = turn.context.answered(Subject(intent=turn.inbound.text))
        if turn.inbound.text.startswith("卡片："):
            context = replace(context, draft=turn.inbound.text)
        lasting = turn.inbound.text.startswith("改：")
        return Answer(Reply("help", (say(turn.inbound.text),)), context, lasting)

    monkeypatch.setattr(dispatching, "answer", answer)
    monkeypatch.setattr(dispatching, "lexicon_of", lambda names: None)
    return turns


@pytest.fixture
def memory():
    return SlowMemory()


@pytest.fixture
def office(heard, memory):
    """Dispatch without a ledger behind it; its wall clock says 2026."""
    return office_with(memory)


def office_with(memory):
    tools = Tools(read_paper=cast("Any", None))
    wall = datetime(2026, 1, 1, tzinfo=UTC)
    return Dispatch(Wired(cast("Any", Papers()), tools, lambda: NOW, lambda: wall), memory)


@pytest.fixture
def says(office):
    async def said(conversation, text, document=None, now=NOW):
        return await office.answer(Message(conversation, text, document), LOCAL_COORDINATOR, now)

    return said


async def test_a_conversation_is_answered_in_order_and_each_answer_knows_the_one_before(
    says, heard
):
    replies = await asyncio.gather(says("c", "慢的先说"), says("c", "快的后说"))
    assert [turn.inbound.text for turn in heard] == ["慢的先说", "快的后说"]
    assert heard[1].context.subject.intent == "慢的先说"
    assert [reply.id for reply in replies] == ["m1", "m2"]


async def test_other_conversations_do_not_wait(says, heard):
    await asyncio.gather(says("a", "慢"), says("b", "快"))
    assert [turn.inbound.text for turn in heard] == ["快", "慢"]


async def test_the_answer_does_not_wait_for_being_remembered(says, office, memory):
    await says("c", "你好")
    assert memory.saved_at == []
    await office.settled()
    assert len(memory.saved_at) == 1


async def test_how_long_to_remember_goes_by_the_wall_clock(says, office, memory):
    await says("c", "明年呢", now=NOW.replace(year=2031))
    await office.settled()
    assert memory.saved_at[0].year == 2026


async def test_a_named_document_stays_in_talk(says, heard, office, memory):
    await says("c", "有哪些任务", document="jingan2024")
    await says("c", "那配合的呢")
    assert heard[1].context.documents == (8,)
    await office.settled()
    assert load(await memory.load_context("c")).documents == (8,)


async def test_an_unknown_document_is_refused_and_the_conversation_goes_on(says, heard):
    with pytest.raises(BadInputError, match="没有这份文件：nosuch"):
        await says("c", "有哪些任务", document="nosuch")
    assert (await says("c", "你好")).id == "m1"


async def test_an_event_that_changed_something_is_done_once(office, heard):
    message = Message("c", "改：第7项")
    first = await office.answer(message, LOCAL_COORDINATOR, NOW, "telegram:1:1")
    second = await office.answer(message, LOCAL_COORDINATOR, NOW, "telegram:1:1")
    await second.saved
    assert (second.id, second.reply) == (first.id, first.reply)
    assert len(heard) == 1


async def test_a_card_that_is_asked_for_again_is_not_opened_anew(office, heard):
    message = Message("c", "卡片：第7项")
    first = await office.answer(message, LOCAL_COORDINATOR, NOW, "telegram:1:1")
    again = await office.answer(message, LOCAL_COORDINATOR, NOW, "telegram:1:1")
    assert (again.id, again.reply) == (first.id, first.reply)
    assert len(heard) == 1


async def test_another_process_answers_a_repeated_event_as_the_first_did(office, heard, memory):
    first = await office.answer(Message("c", "改：第7项"), LOCAL_COORDINATOR, NOW, "slack:Ev1")
    await first.saved
    other = office_with(memory)
    message = Message("c", "改：第7项")
    again = await other.answer(message, LOCAL_COORDINATOR, NOW, "slack:Ev1", again=True)
    assert (again.id, again.reply) == (first.id, first.reply)
    assert len(heard) == 1


async def test_a_repeated_question_is_simply_answered_again(office, heard):
    for _ in range(2):
        await office.answer(Message("c", "你好"), LOCAL_COORDINATOR, NOW, "slack:Ev2", again=True)
    assert len(heard) == 2


async def test_a_reply_to_what_another_was_told_is_about_that(says, office, heard):
    await says("group:li", "治未病谁负责")
    await says("group:wang", "你好")
    message = Message("group:wang", "什么时候到期", reply_to="group:li#m1")
    await office.answer(message, LOCAL_COORDINATOR, NOW)
    assert heard[-1].context.subject.intent == "治未病谁负责"


async def test_a_reply_to_an_answer_long_gone_leans_on_the_own_talk(says, office, heard):
    await says("group:li", "治未病谁负责")
    await says("group:wang", "你好")
    message = Message("group:wang", "什么时候到期", reply_to="group:li#m99")
    await office.answer(message, LOCAL_COORDINATOR, NOW)
    assert heard[-1].context.subject.intent == "你好"


async def test_a_conversation_that_could_not_be_saved_goes_on_from_what_was(
    says, office, memory, heard
):
    await says("c", "头一句")
    await office.settled()
    memory.full = True
    failed = await says("c", "第二句")
    with pytest.raises(OSError, match="磁盘满了"):
        await failed.saved
    memory.full = False
    assert (await says("c", "第三句")).id == "m2"
    assert heard[-1].context.subject.intent == "头一句"


async def test_what_another_machine_saved_is_read(says, office, memory, heard):
    memory.shared = True
    await says("c", "这台机器")
    await office.settled()
    other = office_with(memory)
    await other.answer(Message("c", "那台机器"), LOCAL_COORDINATOR, NOW)
    await other.settled()
    await says("c", "又是这台")
    assert heard[-1].context.subject.intent == "那台机器"


async def test_what_cannot_be_saved_takes_no_other_conversation_with_it(says, office, memory):
    memory.refuses = "坏"
    answered = await asyncio.gather(*(says(name, "你好") for name in ("甲", "坏", "乙", "丙")))
    saved = await asyncio.gather(*(one.saved for one in answered), return_exceptions=True)
    assert [isinstance(one, OSError) for one in saved] == [False, True, False, False]
    assert load(await memory.load_context("丙")).count == 1


async def test_nobody_is_told_of_what_they_did_themselves(monkeypatch, office, memory):
    async def answer(turn):
        both = (Notice(f"x/{one}", "step", Reply("step", ()), person=one) for one in (1, 2))
        return Answer(Reply("step", ()), turn.context.answered(Subject()), True, tuple(both))

    monkeypatch.setattr(dispatching, "answer", answer)
    told: list[str] = []
    answered = memory.answered

    async def heard(answers, now):
        told.extend(one.key for each in answers for one in each.notices)
        await answered(answers, now)

    monkeypatch.setattr(memory, "answered", heard)
    me = Speaker("陈静", Person(1, "陈静", "coordinator"), Account("telegram", "", "1"))
    await (await office.answer(Message("c", "改"), me, NOW, "e1")).saved
    assert told == ["x/2"]
