"""`duban serve` as an operator runs it, against a Telegram and a Slack of our own."""

import asyncio
import shutil
import socket

import pytest
from aiohttp import ClientSession

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.settings import load_settings
from tests.bot.serving import Serve, enrolled, on_both, on_slack, on_telegram
from tests.waiting import until

ASKED = "市医保局牵头哪些任务"


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    """A ledger with the samples and one coordinator on both platforms."""
    file = tmp_path_factory.mktemp("ledger") / "duban.db"
    accounts = [on_telegram(11), on_slack("UCHEN")]
    asyncio.run(enrolled(load_settings(f"sqlite:///{file}"), ("陈静", "coordinator", accounts)))
    return file


@pytest.fixture
def database(tmp_path, ledger_file):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    return f"sqlite:///{tmp_path / 'duban.db'}"


@pytest.fixture
async def telegram():
    async with FakeTelegram() as server:
        server.person(11, "陈静")
        yield server


@pytest.fixture
async def slack():
    async with FakeSlack() as server:
        server.space.person("UCHEN", "陈静")
        yield server


@pytest.fixture
def chen(telegram):
    return telegram.person(11, "陈静")


@pytest.fixture
def variables(database, telegram, slack):
    return on_both(database, telegram, slack)


async def test_it_answers_on_both_and_logs_neither_tokens_nor_texts(
    tmp_path, variables, chen, slack
):
    async with Serve(tmp_path, **variables) as serve:
        await serve.says("已连上", times=2)
        assert "医保" in (await chen.asks(ASKED)).text
        assert "医保" in (await slack.ask("UCHEN", ASKED)).words
        async with ClientSession() as session:
            async with session.get(f"http://{await serve.address()}/readyz") as answer:
                parts = await answer.json()
                # Machine and process, and nothing that would let anybody take its place.
                assert parts.pop("telegram_polling").endswith(f":{serve.process.pid}")
                assert parts == {"database": "ok", "telegram": "ok", "slack": "ok"}
            async with session.get(f"http://{await serve.admin()}/metrics") as answer:
                figures = await answer.text()
        assert await serve.stop() == 0
    assert 'duban_events_total{kind="Message",platform="slack"} 1.0' in figures
    assert 'duban_events_total{kind="Message",platform="telegram"} 1.0' in figures
    for private in (variables["TELEGRAM_TOKEN"], "xoxb-", "xapp-", ASKED, "医保", "陈静"):
        assert private not in serve.log + figures
    assert "@duban_test_bot" in serve.log


async def test_it_reconnects_when_their_servers_restart(tmp_path, variables, chen, telegram, slack):
    async with Serve(tmp_path, **variables) as serve:
        await serve.says("已连上", times=2)
        for server in (telegram, slack):
            await server.stop()
        await asyncio.sleep(0.3)
        for server in (telegram, slack):
            await server.start()
        assert "医保" in (await chen.asks(ASKED, within=20)).text
        async with asyncio.timeout(20):
            await slack.sockets.connected()
        assert "医保" in (await slack.ask("UCHEN", ASKED)).words
        assert await serve.stop() == 0


async def test_refused_tokens_are_told_a_line_each(tmp_path, variables):
    wrong = variables | {"TELEGRAM_TOKEN": "123456:wrong-wrong-wrong", "SLACK_BOT_TOKEN": "xoxb-no"}
    async with Serve(tmp_path, **wrong) as serve:
        assert await serve.ended() == 1
    said = [line for line in serve.lines if "DUBAN_" in line]
    assert len(said) == 2, serve.log
    assert any("@BotFather" in line for line in said)
    assert any("DUBAN_SLACK_BOT_TOKEN" in line for line in said)
    assert "wrong-wrong" not in serve.log
    assert "xoxb-no" not in serve.log


async def test_one_that_is_down_at_the_start_does_not_keep_the_other_from_answering(
    tmp_path, variables, chen, telegram, slack
):
    await slack.stop()
    async with Serve(tmp_path, **variables) as serve:
        assert "（连不上 Slack），会一直再试；请检查网络" in await serve.says("slack 暂时连不上")
        assert "医保" in (await chen.asks(ASKED)).text
        await slack.start()
        await serve.says("slack 已连上")
        assert "医保" in (await slack.ask("UCHEN", ASKED)).words


async def test_a_busy_address_is_told_with_the_setting_to_change(tmp_path, variables):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = "{}:{}".format(*other.getsockname())
        async with Serve(tmp_path, **variables | {"LISTEN": taken}) as serve:
            assert await serve.ended() == 1
    assert "DUBAN_LISTEN" in serve.lines[-1]


async def test_what_is_in_work_is_finished_before_it_stops(tmp_path, variables, chen, telegram):
    async with Serve(tmp_path, **variables) as serve:
        await serve.says("已连上", times=2)
        telegram.fault("slow", seconds=1.5)
        heard = asyncio.create_task(chen.asks(ASKED))
        sends = telegram.calls["sendmessage"]
        await until(lambda: telegram.calls["sendmessage"] > sends)
        assert not heard.done()
        assert await serve.stop() == 0
        assert "医保" in (await heard).text
    assert telegram.updates.waiting == ()
    assert len(chen.sees()) == 1
