"""`duban serve`: a 通知 that a second person approves, in a forum's topic and in private."""

from datetime import datetime

import pytest

from bot.bench.fakes.telegram.server import FakeTelegram
from db.channels import ChannelWish
from db.correcting import Order
from db.importing import Import
from db.ledger import Ledger
from db.people import NewPerson
from db.records import PersonRole, Place
from knowledge.catalog import load
from tests.bot.serving import Serve, on_telegram
from tests.waiting import until

NOW = "2024-07-25T10:00:00+08:00"
START = datetime.fromisoformat("2024-07-01T08:00:00+08:00")
GROUP, TOPIC = -1001, 7
WORDS = "静安创建8月起进入迎接评审阶段"


@pytest.fixture
async def telegram():
    async with FakeTelegram() as server:
        server.group(GROUP, "专班群", forum=True)
        yield server


@pytest.fixture
async def ledger(tmp_path):
    """One paper in hand, a topic, two coordinators and somebody of a unit."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        await opened.import_papers([load("jingan2024")], Import(START, activate=True))
        topic = Place("telegram", "", str(GROUP), str(TOPIC))
        await opened.channels.bind(
            topic, ChannelWish("专班话题", kinds=("broadcast",)), Order("测试", START, "bind")
        )
        people: tuple[tuple[str, PersonRole, int], ...] = (
            ("周督办", "coordinator", 11),
            ("陈督办", "coordinator", 12),
            ("王芳", "staff", 13),
        )
        for name, role, number in people:
            unit = "区医保局" if role == "staff" else None
            new = NewPerson(name, role, unit, accounts=(on_telegram(number),))
            await opened.people.add(new, Order("测试", START, f"add/{name}"))
        rules = {"second_approval": True}
        await opened.due.settle("broadcasts", rules, Order("测试", START, "second"))
        yield opened


async def test_a_second_person_approves_and_a_topic_gets_the_words(tmp_path, ledger, telegram):
    zhou, chen = telegram.person(11, "周督办"), telegram.person(12, "陈督办")
    wang = telegram.person(13, "王芳")
    chen.says("你好")
    variables = {
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_API_URL": telegram.url,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'duban.db'}",
    }
    async with Serve(tmp_path, "--now", NOW, **variables) as serve:
        await serve.says("已连上")
        card = await zhou.asks(f"通知: {WORDS}")
        assert "可能收不到：1人：王芳（还没有在 Telegram 里私聊过机器人" in card.text
        assert "同意之后才会发出" in card.text
        zhou.presses(card, "确认")
        asked = await until(lambda: _with(chen.sees(), "请审批通知"), within=40)
        assert telegram.chats.said(GROUP) == []
        chen.presses(asked, "同意发出")
        said = await until(lambda: _with(telegram.chats.said(GROUP), WORDS), within=40)
        assert said.topic == TOPIC
        await until(lambda: _with(zhou.sees(), "陈督办已同意"), within=40)

        wang.presses(said, "已签收")
        counted = await until(lambda: _with(telegram.chats.said(GROUP), "1/1个单位"), within=60)
        assert (counted.message, counted.topic) == (said.message, TOPIC)
        assert await serve.stop() == 0
    assert _with(wang.sees(), WORDS) is None


def _with(shown, words):
    return next((one for one in shown if words in one.text), None)
