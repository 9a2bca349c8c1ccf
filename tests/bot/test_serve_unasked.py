"""`duban serve` says what nobody asked for: planned, late after a stop, with the week's digest."""

from datetime import datetime

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.importing import Import
from db.ledger import Ledger
from db.people import NewPerson
from db.records import Place, TaskQuery
from knowledge.catalog import load
from tests.bot.serving import Serve, on_both, on_slack, on_telegram
from tests.waiting import until

START = datetime.fromisoformat("2024-09-19T08:00:00+08:00")
BEFORE, MORNING_AFTER = "2024-09-26T08:00:00+08:00", "2024-09-27T11:00:00+08:00"
GROUP, CHANNEL = -1001, "C1"


@pytest.fixture
async def telegram():
    async with FakeTelegram() as server:
        server.group(GROUP, "专班群")
        server.person(11, "王局").says("你好")
        yield server


@pytest.fixture
async def slack():
    async with FakeSlack() as server:
        server.space.person("ULI", "李局")
        yield server


@pytest.fixture
async def ledger(tmp_path):
    """One paper in hand, a chat on each platform, a manager on each."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        await opened.import_papers([load("jingan2024")], Import(START, activate=True))
        for place in (Place("telegram", "", str(GROUP)), Place("slack", "T1", CHANNEL)):
            order = Order("测试", START, f"bind/{place.platform}")
            await opened.channels.bind(place, ChannelWish("专班"), order)
        for name, account in (("王局", on_telegram(11)), ("李局", on_slack("ULI"))):
            new = NewPerson(name, "manager", accounts=(account,))
            await opened.people.add(new, Order("测试", START, f"add/{name}"))
        await reported(opened, 1, START.replace(day=20), percent=30)
        yield opened


async def rows(ledger, *states):
    return await ledger.outbox.rows(states, limit=1000)


async def reported(ledger, number, at, **said):
    task = (await ledger.tasks(TaskQuery())).tasks[number]
    key = f"r/{number}"
    filing = Filing(key, "task", task.id, task.document_id, at, "张三", **said)
    await ledger.progress.file(filing)
    return task


async def test_what_was_missed_comes_late_as_one_message_and_without_what_is_done(
    tmp_path, ledger, telegram, slack
):
    variables = on_both(f"sqlite:///{tmp_path / 'duban.db'}", telegram, slack)
    async with Serve(tmp_path, "--now", BEFORE, **variables) as serve:
        await until(lambda: rows(ledger, "planned"), within=40)
        await serve.kill()  # before nine
    assert telegram.chats.said(GROUP) == []
    done = {"status": "done", "percent": 100}
    task = await reported(ledger, 0, datetime.fromisoformat(BEFORE), **done)

    async with Serve(tmp_path, "--now", MORNING_AFTER, **variables) as serve:
        (group,) = await until(lambda: telegram.chats.said(GROUP), within=40)
        (channel,) = await until(lambda: slack.space.screen.said(CHANNEL, by="UBOT"), within=40)
        picture = await until(
            lambda: [one for one in telegram.chats.said(11) if one.file], within=40
        )
        files = await until(
            lambda: [one.files[0]["name"] for one in slack.space.screen.said("DLI") if one.files]
        )
        await until(lambda: _over(ledger), within=40)
        assert await serve.stop() == 0

    for said in (group.text, channel.words):
        assert said.count("补发：原定9月26日（周四）09:00") == 1
        assert "还有2个工作日" in said
        assert task.title not in said
    (digest,) = [one for one in telegram.chats.said(11) if "督办周报" in one.text and not one.file]
    assert "补发：原定9月23日（周一）09:00" in digest.text
    assert any("有反馈的" in label for row in digest.buttons for label, _ in row)
    assert picture[0].file[0].endswith(".png")
    assert picture[0].file[1].startswith(b"\x89PNG")
    assert files[0].endswith(".png")
    about = [one for one in await rows(ledger) if one.target_id == task.id]
    assert {one.reason for one in about} >= {"已申请办结，等待审核"}
    assert {one.state for one in about} == {"suppressed"}


async def _over(ledger):
    """Whether nothing waits any more; it says how many came to an end."""
    return not await rows(ledger, "planned", "unknown") and await rows(ledger)
