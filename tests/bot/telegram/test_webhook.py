import asyncio
import io
import json
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.serving.metrics import Metrics
from bot.serving.web import public_app
from tests.bot.telegram.conftest import House
from tests.waiting import until

SECRET = "only-telegram-knows"  # noqa: S105 (made up)
HEADER = "X-Telegram-Bot-Api-Secret-Token"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def served(house: House) -> AsyncIterator[str]:
    """The bot behind its HTTP server; the webhook's address."""
    port = int(str(house.settings.public_url).rpartition(":")[2])
    async with house.running() as platform:

        async def well():
            return {}

        runner = web.AppRunner(public_app(platform.routes(), well, Metrics()))
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            yield f"http://127.0.0.1:{port}/telegram/webhook"
        finally:
            await runner.cleanup()


@pytest.fixture
def house(fake, ledger) -> House:
    return House(
        fake,
        ledger,
        public_url=f"http://127.0.0.1:{free_port()}",
        telegram_webhook_secret=SECRET,
    )


@pytest.fixture
async def address(house) -> AsyncIterator[str]:
    async with served(house) as url:
        yield url


def update(text="你好", number=1) -> dict[str, object]:
    sender = {"id": 42, "is_bot": False, "first_name": "张三"}
    said = {"message_id": number, "date": 1, "chat": {"id": 42, "type": "private"}, "text": text}
    return {"update_id": number, "message": {**said, "from": sender}}


async def posted(address, data, headers=None) -> int:
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=data, headers=headers or {HEADER: SECRET}) as answer,
    ):
        return answer.status


async def test_what_is_delivered_is_answered(address, fake, alice, house):
    await until(lambda: fake.webhook["url"])
    assert fake.webhook["secret_token"] == SECRET
    assert "callback_query" in fake.webhook["allowed_updates"]
    await alice.asks("你好")
    await until(lambda: not fake.updates.waiting)


async def test_a_delivery_that_failed_comes_again_and_counts(address, fake, alice, house):
    failed = []

    async def fails(event):
        raise OSError("no database")

    async def unwritable(*_):
        failed.append(1)
        raise OSError("no database")

    store, house.ledger.inbox.store = house.ledger.inbox.store, unwritable
    house.echo.before = fails
    alice.says("你好")
    await until(lambda: failed)
    assert fake.updates.waiting
    house.echo.before, house.ledger.inbox.store = None, store
    await until(alice.sees)
    await until(lambda: not fake.updates.waiting)


async def test_a_secret_of_its_own_is_the_same_in_every_replica(fake, ledger):
    url = f"http://127.0.0.1:{free_port()}"
    secrets = set()
    for _ in range(2):
        async with House(fake, ledger, public_url=url).running():
            await until(lambda: fake.webhook["url"])
        secrets.add(fake.webhook.pop("secret_token"))
        fake.webhook["url"] = ""
    assert len(secrets) == 1
    assert len(secrets.pop()) >= 32


async def test_strangers_are_turned_away_before_their_body_is_read(address, echo):
    port = int(address.split(":")[2].partition("/")[0])
    for secret in ("", "wrong", "é"):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = (
            "POST /telegram/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n"
            f"{HEADER}: {secret}\r\n\r\n"
        )
        writer.write(head.encode())
        answer = await asyncio.wait_for(reader.readline(), 20)
        assert b" 403 " in answer
        writer.close()
        await writer.wait_closed()
    assert not echo.events


async def test_what_is_too_long_is_refused(address, echo):
    assert await posted(address, io.BytesIO(b"x" * ((1 << 20) + 1))) == 413

    async def endless():
        for _ in range(40):
            yield b"x" * (1 << 16)

    try:
        status = await posted(address, endless())
    except aiohttp.ClientError:
        status = 413  # it hung up while we were still talking
    assert status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b'{"update_id": "x"}',
        b'{"update_id": 1, "message": []}',
        b'{"update_id": 1, "message": {"message_id": 1}}',
        b'{"update_id": 1, "message": {"message_id": 1e400, "chat": {"id": 1}}}',
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"update_id": 1, "callback_query": {"id": 5, "from": {"id": 1}}}',
    ],
)
async def test_malformed_requests_are_refused(address, echo, body):
    assert await posted(address, body) in (400, 413)
    assert not echo.events


async def test_random_requests_never_break_anything(address, echo, alice):
    whole = json.dumps(update("你好")).encode()
    for _ in range(40):
        noise = bytearray(whole)
        for _ in range(1 + os.urandom(1)[0] % 5):
            noise[os.urandom(2)[0] % len(noise)] = os.urandom(1)[0]
        assert await posted(address, bytes(noise)) in (200, 400)


async def test_what_is_sent_twice_is_marked_as_possibly_seen(address, echo, alice):
    alice.server.chats[42].opened = True
    body = json.dumps(update("办结第3项")).encode()
    assert [await posted(address, body) for _ in range(2)] == [200, 200]
    assert len({one.key for one in echo.events}) == 1
    assert all(one.again for one in echo.events)


async def test_an_update_of_a_kind_nobody_knows_is_taken_and_passed_over(address, echo):
    assert await posted(address, b'{"update_id": 1, "poll": {}}') == 200
    assert await posted(address, json.dumps(update("x" * 100)).encode()) == 200
