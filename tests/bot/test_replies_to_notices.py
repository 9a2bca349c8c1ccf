"""What is typed in reply to something said unasked is about that: on both platforms."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram import FakeTelegram
from bot.dispatch import Dispatch
from bot.serving.delivery import Delivery
from bot.serving.reception import Event
from db.records import Account, TaskQuery
from handlers.inbound import Message
from handlers.turn import Speaker
from tests.bot.notices import member, to_person
from tests.bot.outlets import FakeOutlet
from tests.bot.slack.conftest import Script, running
from tests.bot.telegram.conftest import House
from tests.bot.test_delivery_on_platforms import TEMPI, Town
from tests.db.outbox import person
from tests.db.papers import NOW
from tests.waiting import until


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[tuple[Town, House, Script]]:
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        slack = await stack.enter_async_context(FakeSlack())
        slack.space.person("UALICE", "李四")
        script = Script()
        desk = await stack.enter_async_context(running(slack, tmp_path / "duban.db", script))
        house = House(telegram, desk.office.ledger)
        bot = await stack.enter_async_context(house.running())
        time = [NOW]
        outlets = {"telegram": bot.outlet, "slack": desk.bot.outlet}
        delivery = Delivery(desk.office.ledger, outlets, "a", lambda: time[0], TEMPI)
        yield Town(telegram, slack, desk.office.ledger, delivery, time), house, script


def replied(events: Sequence[Event]) -> str:
    """What the last message replied to."""
    said = events[-1].inbound
    return (said.reply_to or "") if isinstance(said, Message) else ""


def about(task: int, notice: Any) -> Any:
    return replace(notice, target="task", target_id=task)


async def test_a_reply_on_telegram_and_one_in_a_thread_on_slack_say_what_they_answer(
    town: tuple[Town, House, Script],
) -> None:
    place, house, script = town
    zhang = place.telegram.person(42, "张三")
    await zhang.asks("你好")
    on_telegram = await person(place.ledger, "张三", Account("telegram", "", "42"))
    on_slack = await person(place.ledger, "李四", Account("slack", "T1", "UALICE"))
    notices = [to_person(on_telegram, "第1号事"), to_person(on_slack, "第2号事")]
    await place.ledger.outbox.plan([about(7, one) for one in notices], NOW)
    await place.deliver()

    zhang.says("完成60%", reply_to=zhang.sees()[-1].message)
    await until(lambda: house.echo.texts[-1:] == ["完成60%"])
    first = replied(house.echo.events)
    (shown,) = place.slack.space.screen.said("DALICE", by="UBOT")
    await place.slack.ask("UALICE", "完成60%", thread=shown.ts)
    second = replied(script.events)

    assert {first, second} == {"outbox#1", "outbox#2"}
    for named in (first, second):
        assert await place.ledger.said.tasks(int(named.partition("#")[2])) == (7,)


async def test_a_word_in_reply_is_a_report_on_the_task_of_the_notice(parts: Any) -> None:
    await member(parts.ledger, "赵六", "coordinator", "8")
    names = await parts.ledger.names()
    paper = next(one.id for one in names.documents if one.slug == "sh2023-tcm")
    tasks = (await parts.ledger.tasks(TaskQuery((paper,), refs=("12",)))).tasks
    zhao = await parts.ledger.people.of_account(Account("telegram", "", "8"))
    notice = about(tasks[0].id, to_person(zhao.id, "第12项到期"))
    await parts.ledger.outbox.plan([notice], NOW)
    delivery = Delivery(parts.ledger, {"telegram": FakeOutlet("telegram")}, "a", lambda: NOW)
    while await delivery.deliver_due():
        await delivery.settled()

    dispatch = Dispatch(parts)
    speaker = Speaker("赵六", zhao, Account("telegram", "", "8"))
    for said, reply_to in (("第8项", None), ("完成60%", "outbox#1")):
        message = Message("telegram:8", said, "sh2023-tcm", reply_to=reply_to)
        answered = await dispatch.answer(message, speaker, NOW, f"telegram:{said}")
    assert [(one.ref, one.percent) for one in answered.reply.drafts] == [("12", 60)]
    await dispatch.settled()
