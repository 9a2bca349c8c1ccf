"""What happens on one platform and concerns somebody on the other: `duban serve` tells them."""

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.settings import load_settings
from tests.bot.serving import Serve, enrolled, on_both, on_slack


@pytest.fixture
async def telegram():
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def slack():
    async with FakeSlack() as server:
        server.space.person("UZHAO", "赵六")
        yield server


async def test_a_stranger_on_telegram_is_let_in_by_an_admin_on_slack(tmp_path, telegram, slack):
    url = f"sqlite:///{tmp_path / 'duban.db'}"
    people = [("赵六", "admin", [on_slack("UZHAO")]), ("陈静", "staff", [])]
    await enrolled(load_settings(url), *people)
    chen = telegram.person(11, "陈静")
    variables = on_both(url, telegram, slack)
    async with Serve(tmp_path, **variables) as serve:
        await serve.says("已连上", times=2)
        asked = slack.space.expect("DZHAO")
        await chen.asks("申请开通")
        shown = await asked
        assert "申请开通" in shown.words

        told = telegram.chats.next_word(11)
        await slack.press("UZHAO", shown, "开通")
        assert "陈静" in (await told).text
        assert "医保" in (await chen.asks("市医保局牵头哪些任务")).text
