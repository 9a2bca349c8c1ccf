"""Events over HTTP: what is not truly Slack's, or not whole, is refused before it is read."""

import asyncio
import gzip
import io
from datetime import UTC, datetime
from urllib.parse import urlencode

import aiohttp
import msgspec
import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bench.fakes.slack.wire import signed
from bot.platforms.slack.events import read
from bot.platforms.slack.http import is_recent, is_signed
from bot.platforms.slack.payloads import body_of
from bot.platforms.slack.platform import posted
from handlers.reply import Button, Reply, say
from tests.bot.slack.conftest import Script, running

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
async def desk(fake, tmp_path):
    script = Script()
    more = {"slack_app_token": None, "slack_signing_secret": fake.signing_secret}
    async with running(fake, tmp_path / "duban.db", script, **more) as desk:
        app = web.Application()
        app.add_routes(desk.bot.routes())
        runner = web.AppRunner(app, access_log=None, lingering_time=0.1, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        fake.events_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        yield desk
        await runner.cleanup()


def now(desk):
    return str(int(desk.office.wall_clock().timestamp()))


async def post(desk, body, headers, **more):
    async with (
        aiohttp.ClientSession() as session,
        session.post(desk.slack.events_url, data=body, headers=headers, **more) as response,
    ):
        return response.status, await response.read()


def genuine(desk, body, content_type=JSON, at=None):
    at = at or now(desk)
    signature = signed(desk.slack.signing_secret, at, body)
    return {
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": signature,
        "Content-Type": content_type,
    }


async def test_a_message_a_press_and_a_command_are_answered(desk):
    desk.script.answer = lambda event: Reply("x", (say("好"),), buttons=(Button("确认", "yes"),))
    card = await desk.slack.ask("UALICE", "第1项")
    desk.script.answer = lambda event: Reply("x", (say("已登记"),), settles=True)
    assert await desk.slack.press("UALICE", card, "确认") == 200
    assert card.words == "已登记"
    desk.script.answer = None
    assert await desk.slack.command("UALICE", "我的任务", channel="CTEAM") == 200
    assert [m.words for m in desk.screen.for_one("CTEAM", "UALICE")] == ["我的任务"]
    assert desk.bot.ready


async def test_the_address_is_verified(desk):
    body = b'{"type":"url_verification","challenge":"3eZbrw1aB"}'
    status, answer = await post(desk, body, genuine(desk, body))
    assert (status, msgspec.json.decode(answer)) == (200, {"challenge": "3eZbrw1aB"})


async def test_a_retry_says_so_and_has_the_same_key(desk):
    await desk.slack.writes("UALICE", "第1项", event_id="Ev1")
    event = {"type": "message", "user": "UALICE", "text": "第1项", "ts": "1.1"}
    event |= {"channel": "DALICE"}
    assert await desk.slack.event(event, "Ev1", X_Slack_Retry_Num="1") == 200
    first, second = desk.script.events
    assert (first.key, first.again, second.again) == (second.key, False, True)


async def test_a_slow_handler_is_answered_for_in_time(desk):
    go_on = asyncio.Event()
    desk.script.before = go_on.wait
    _shown, status = await asyncio.wait_for(desk.slack.writes("UALICE", "第1项"), 20)
    assert status == 200
    assert await desk.office.ledger.inbox.waiting() == 1
    go_on.set()


async def test_what_could_not_be_kept_is_asked_for_again(desk, monkeypatch):
    async def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(type(desk.office.ledger.inbox), "store", full)
    desk.script.delay = 0.5
    _shown, status = await desk.slack.writes("UALICE", "第1项")
    assert status == 503


BODY = b'{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention"}}'


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"X-Slack-Signature": "v0=00"}, 401),
        ({"X-Slack-Signature": "签名"}, 401),
        ({"X-Slack-Signature": ""}, 401),
        ({"X-Slack-Request-Timestamp": "abc"}, 401),
        ({"X-Slack-Request-Timestamp": "١٢٣"}, 401),
        ({"X-Slack-Request-Timestamp": "-1"}, 401),
        ({"X-Slack-Request-Timestamp": "9" * 400}, 401),
        ({"X-Slack-Request-Timestamp": ""}, 401),
    ],
)
async def test_a_forged_request_is_refused(desk, change, status):
    assert (await post(desk, BODY, genuine(desk, BODY) | change))[0] == status


@pytest.mark.parametrize("offset", [-301, 301])
async def test_an_old_or_early_request_is_refused(desk, offset):
    headers = genuine(desk, BODY, at=str(int(now(desk)) + offset))
    assert (await post(desk, BODY, headers))[0] == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[1]", JSON),
        (b"null", JSON),
        (b"\xff\xfe", JSON),
        (b"[" * 200_000, JSON),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"&".join(b"a=1" for _ in range(500)), FORM),
    ],
)
async def test_a_signed_request_that_makes_no_sense_is_refused(desk, body, content_type):
    assert (await post(desk, body, genuine(desk, body, content_type)))[0] == 400


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "event_callback"},
        {"type": "event_callback", "event": "text"},
        {"type": "event_callback", "event": {"type": 5}},
        {"type": "block_actions", "actions": [None]},
        {"type": "view_submission", "view": {"state": {"values": {"a": 1}}}},
        {"type": "unheard_of"},
    ],
)
async def test_what_has_another_shape_is_left_alone(desk, payload):
    body = msgspec.json.encode(payload)
    assert (await post(desk, body, genuine(desk, body)))[0] == 200
    assert desk.script.events == []


async def test_a_body_too_long_is_refused_before_it_is_read(desk):
    body = b" " * (1 << 20) + b" "
    assert (await post(desk, io.BytesIO(body), genuine(desk, body)))[0] == 413

    async def endless():
        for _ in range(40):
            yield b" " * (64 << 10)

    headers = genuine(desk, b"")
    assert (await post(desk, endless(), headers))[0] == 413
    assert (await post(desk, endless(), headers | {"X-Slack-Signature": ""}))[0] == 401


async def test_an_inflated_body_is_bounded(desk):
    packed = gzip.compress(b" " * (20 << 20))
    headers = genuine(desk, packed) | {"Content-Encoding": "gzip"}
    assert (await post(desk, packed, headers))[0] in (400, 401, 413)


async def test_a_replay_changes_nothing_more_than_a_retry(desk):
    body = msgspec.json.encode(
        {"command": "/duban", "text": "第1项", "trigger_id": "1.T1", "user_id": "UALICE"}
    )
    body = urlencode(msgspec.json.decode(body) | {"channel_id": "CTEAM"}).encode()
    headers = genuine(desk, body, FORM)
    for _ in range(2):
        await post(desk, body, headers)
    first, second = desk.script.events
    assert first.key == second.key


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.binary(max_size=200), st.text(max_size=100))
def test_no_header_or_body_makes_the_check_fall_over(timestamp, body, signature):
    assert not is_signed("secret", "1", body, signature)
    is_recent(timestamp, datetime(2024, 7, 25, tzinfo=UTC))
    posted(body.decode("utf-8", "replace"), signature)


KEYS = (
    *("type", "subtype", "event", "user", "channel", "text", "ts", "thread_ts", "files", "tab"),
    *("message", "actions", "view", "container", "command", "team_id"),
)
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner | st.sampled_from(["message", "app_mention", "block_actions", "view_submission"]),
            max_size=8,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["type", "event", "view", "actions", "user"]), JSONS))
def test_no_payload_makes_the_reading_fall_over(payload):
    body = body_of(payload)
    if body:
        read(body, "UBOT")
