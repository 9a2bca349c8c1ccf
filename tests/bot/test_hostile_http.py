"""Requests that mean no good, to the public side of a `duban serve` with both platforms on HTTP."""

import random
import re
import time

import pytest
from aiohttp import ClientSession

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.slack.wire import signed
from bot.bench.fakes.telegram.server import FakeTelegram
from tests.bot.dialogues import served
from tests.waiting import until

PATHS = ("/slack/events", "/telegram/webhook")
SIGNING = FakeSlack.signing_secret
WEBHOOK = "webhook-secret-made-up"


@pytest.fixture
async def address(tmp_path, caplog):
    caplog.set_level("INFO", "bot")
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        values = {
            "telegram_token": telegram.token,
            "telegram_api_url": telegram.url,
            "telegram_webhook_secret": WEBHOOK,
            "public_url": "https://duban.example.cn",
            "slack_bot_token": slack.bot_token,
            "slack_signing_secret": slack.signing_secret,
            "slack_api_url": slack.api_url,
        }
        async with served(f"sqlite:///{tmp_path / 'duban.db'}", values):
            yield f"http://{await listening(caplog)}"


async def listening(caplog):
    found = await until(lambda: re.search(r"HTTP 在 ([\d.:]+)", caplog.text))
    return found[1]


def admitted(body):
    """Headers of somebody who knows both secrets and sends nonsense all the same."""
    now = str(int(time.time()))  # noqa: TID251 (the sender's clock)
    return {
        "X-Slack-Request-Timestamp": now,
        "X-Slack-Signature": signed(SIGNING, now, body),
        "X-Telegram-Bot-Api-Secret-Token": WEBHOOK,
        "Content-Type": "application/json",
    }


BODIES = (
    b"",
    b"null",
    b"[]",
    b"0",
    b'"text"',
    b"{}",
    b'{"type": "event_callback"}',
    b'{"type": "event_callback", "event": 7, "team_id": [], "event_id": {}}',
    b'{"type": "url_verification", "challenge": {"a": 1}}',
    b'{"update_id": "x", "message": 3}',
    b'{"update_id": 1, "message": {"chat": {"id": "no"}, "from": null, "text": 7}}',
    b'{"update_id": 99999999999999999999999999, "callback_query": {}}',
    b'{"update_id": 1e400}',
    b"{" * 100_000,
    b"[" * 500_000,
    '{"文字": "'.encode() + b"\xff\xfe\x00",
    b"payload=%7B%22type%22%3A%22block_actions%22%7D",
    b"payload=%FF%FE&payload=x&command=%2Fduban",
)
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"X-Slack-Request-Timestamp": "abc", "X-Slack-Signature": "v0=1"},
    {"X-Slack-Request-Timestamp": "99999999999999999999", "X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Request-Timestamp": "1e400", "X-Slack-Signature": "签名"},
    {"X-Telegram-Bot-Api-Secret-Token": "密钥"},
    {"X-Telegram-Bot-Api-Secret-Token": WEBHOOK[:-1], "Content-Type": "text/plain; charset=nope"},
)


async def test_nothing_that_comes_is_our_fault_and_strangers_get_nowhere(address):
    async with ClientSession(address) as session:
        for path in PATHS:
            for body in BODIES:
                for headers in HEADERS:
                    async with session.post(path, data=body, headers=headers) as answer:
                        assert 400 <= answer.status < 500, (path, body[:60], headers)
                for kind in ("application/json", "application/x-www-form-urlencoded", "a/b"):
                    known = admitted(body) | {"Content-Type": kind}
                    async with session.post(path, data=body, headers=known) as answer:
                        assert answer.status < 500, (path, body[:60], kind)


async def test_random_bytes_are_refused_and_the_bot_stays_well(address):
    chance = random.Random(7)  # noqa: S311
    async with ClientSession(address) as session:
        for _ in range(100):
            body = chance.randbytes(chance.randrange(2000))
            for path in PATHS:
                async with session.post(path, data=body, headers=admitted(body)) as answer:
                    assert answer.status < 500
        async with session.get("/healthz") as answer:
            assert answer.status == 200
