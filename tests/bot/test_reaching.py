"""`duban doctor` asks the platforms: are the tokens good, do the clocks agree."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.reaching import check_platforms
from bot.settings import load_settings


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
async def telegram(monkeypatch):
    async with FakeTelegram() as server:
        monkeypatch.setenv("DUBAN_TELEGRAM_TOKEN", server.token)
        monkeypatch.setenv("DUBAN_TELEGRAM_API_URL", server.url)
        yield server


@pytest.fixture
async def slack(monkeypatch):
    async with FakeSlack() as server:
        monkeypatch.setenv("DUBAN_SLACK_BOT_TOKEN", server.bot_token)
        monkeypatch.setenv("DUBAN_SLACK_APP_TOKEN", server.app_token)
        monkeypatch.setenv("DUBAN_SLACK_API_URL", server.api_url)
        yield server


async def found(ahead=timedelta()):
    return await check_platforms(load_settings(), lambda: datetime.now(UTC) + ahead)  # noqa: TID251


async def test_without_tokens_nobody_is_asked():
    assert await found() == []


async def test_good_tokens_are_well(telegram, slack, tmp_path):
    findings = await found()
    assert [finding.well for finding in findings] == [True, True]
    assert "@duban_test_bot" in findings[0].what
    assert not list(tmp_path.iterdir())


async def test_a_refused_token_says_what_to_do(telegram, monkeypatch):
    monkeypatch.setenv("DUBAN_TELEGRAM_TOKEN", "123456:wrong-wrong-wrong")
    (refused,) = [finding for finding in await found() if not finding.well]
    assert "@BotFather" in refused.advice
    assert "wrong-wrong" not in repr(refused)


async def test_a_platform_out_of_reach_says_where_to_look(telegram):
    await telegram.stop()
    (away,) = await found()
    assert "连不上 Telegram" in away.what
    assert "DUBAN_TELEGRAM_API_URL" in away.advice


async def test_a_clock_that_is_off_is_told(telegram):
    fast, slow = await found(timedelta(hours=1)), await found(timedelta(hours=-1))
    assert "快 36" in fast[-1].what
    assert "慢 3" in slow[-1].what
    assert "NTP" in slow[-1].advice


async def test_half_of_the_settings_are_not_enough(slack, monkeypatch):
    monkeypatch.delenv("DUBAN_SLACK_APP_TOKEN")
    (missing,) = await found()
    assert "DUBAN_SLACK_APP_TOKEN" in missing.advice
