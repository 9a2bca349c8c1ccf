"""Somebody leaves with cards open and tasks in their own hands: whoever goes on hears of both."""

from datetime import datetime

import pytest

from bot.dispatch import Dispatch
from bot.leaving import leave
from db.correcting import Order
from db.people import NewPerson
from db.records import Account
from handlers.inbound import Message
from handlers.reply import plain_text
from handlers.stored import load_reply
from handlers.turn import Speaker
from tests.bot.program import NOW

PAPER = "sh2023-tcm"
UNIT = "市中医药管理局"


@pytest.fixture
def at():
    return datetime.fromisoformat(NOW)


async def added(parts, at, name, role="staff", unit=UNIT):
    account = Account("telegram", "", str(len(name) * 100 + ord(name[0])))
    new = NewPerson(name, role, unit, accounts=(account,))
    person = await parts.ledger.people.add(new, Order("测试", at, f"add/{name}"))
    return await parts.ledger.people.by_id(person)


async def says(dispatch, person, at, *texts):
    for text in texts:
        account = person.accounts[0]
        speaker = Speaker(person.name, person, account)
        await dispatch.answer(Message(f"telegram:{account.account}", text, PAPER), speaker, at)
        await dispatch.settled()


async def told(parts, person):
    return [
        plain_text(load_reply(one.facts["reply"]).blocks)
        for one in await parts.ledger.outbox.waiting(person.id, "left")
    ]


async def test_an_open_card_and_a_task_in_hand_go_to_the_successor(parts, at):
    dispatch = Dispatch(parts)
    chief = await added(parts, at, "李四", "coordinator", None)
    leaver, heir = await added(parts, at, "张三"), await added(parts, at, "王芳")
    await says(dispatch, chief, at, "第12项交给张三负责", "确认")
    await says(dispatch, leaver, at, "第12项完成60%")

    left = await leave(parts.ledger, leaver, heir, Order("管理员", at, "leave"))
    assert left.cards == ("第12项完成60%",)
    (said,) = await told(parts, heir)
    assert "没有确认的卡片1张" in said
    assert "“第12项完成60%”。请核实以后重新报" in said
    assert "第12项" in said.partition("由其承办的任务1项")[2]
    assert await parts.ledger.due.held_by(heir.id) == tuple(one.id for one in left.tasks)


async def test_without_a_successor_colleagues_hear_of_it(parts, at):
    dispatch = Dispatch(parts)
    leaver, colleague = await added(parts, at, "张三"), await added(parts, at, "王芳")
    await says(dispatch, leaver, at, "第12项完成60%")
    await leave(parts.ledger, leaver, None, Order("管理员", at, "leave"))
    assert len(await told(parts, colleague)) == 1


async def test_who_leaves_nothing_behind_makes_no_noise(parts, at):
    leaver, colleague = await added(parts, at, "张三"), await added(parts, at, "王芳")
    await leave(parts.ledger, leaver, None, Order("管理员", at, "leave"))
    assert await told(parts, colleague) == []
