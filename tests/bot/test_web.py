"""The HTTP side: well-being, figures, and requests that mean no good."""

import asyncio
import io

import pytest
from aiohttp import ClientSession, web

from bot.serving.bounded import MAX_BODY
from bot.serving.metrics import Metrics
from bot.serving.web import (
    UnusableAddressError,
    admin_app,
    listen,
    listening,
    public_app,
)


class Served:
    """The public app with a route that echoes and one that breaks."""

    def __init__(self):
        self.states = {"database": "ok", "telegram": "ok", "slack": "waiting"}
        self.metrics = Metrics()

    async def check(self):
        return self.states

    async def echo(self, request):
        return web.Response(text=str(len(await request.read())))

    async def breaks(self, request):
        raise RuntimeError("the database is gone")

    def app(self):
        routes = [web.post("/echo", self.echo), web.post("/breaks", self.breaks)]
        return public_app(routes, self.check, self.metrics)


@pytest.fixture
def served():
    return Served()


@pytest.fixture
async def address(served):
    runner = await listen(served.app(), "127.0.0.1:0", "DUBAN_LISTEN")
    yield listening(runner)
    await runner.cleanup()


@pytest.fixture
async def client(address):
    async with ClientSession(f"http://{address}") as session:
        yield session


async def test_it_is_healthy_and_ready(client, served):
    async with client.get("/healthz") as answer:
        assert answer.status == 200
    async with client.get("/readyz") as answer:
        assert answer.status == 200
        assert await answer.json() == served.states


@pytest.mark.parametrize(
    "states",
    [{"database": "BusyLedgerError", "telegram": "ok"}, {"database": "ok", "telegram": "waiting"}],
)
async def test_it_is_not_ready_without_database_or_any_platform(client, served, states):
    served.states = states
    async with client.get("/readyz") as answer:
        assert answer.status == 503


async def test_a_body_over_one_mebibyte_is_refused(client):
    async with client.post("/echo", data=io.BytesIO(b"x" * (MAX_BODY - 1))) as answer:
        assert answer.status == 200
    async with client.post("/echo", data=io.BytesIO(b"x" * (MAX_BODY + 1))) as answer:
        assert answer.status == 413


async def test_a_body_of_untold_length_is_refused_too(client):
    async def chunks():
        for _ in range(20):
            yield b"x" * (MAX_BODY // 10)

    async with client.post("/echo", data=chunks()) as answer:
        assert answer.status == 413


async def test_a_body_that_trickles_in_is_given_up(address, monkeypatch):
    monkeypatch.setattr("bot.serving.web.SECONDS", 0.05)
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx")
    async with asyncio.timeout(20):
        assert b" 408 " in await reader.readline()
    writer.close()


async def test_what_breaks_is_asked_for_again_and_counted(client, served):
    async with client.post("/breaks") as answer:
        assert answer.status == 503
        assert "database" not in await answer.text()
    assert 'where="http"' in served.metrics.show({}, {}).decode()


@pytest.mark.parametrize("path", ["/", "/metrics", "/../etc/passwd", "/%00", "/telegram/webhook"])
async def test_nothing_else_is_served(client, path):
    async with client.get(path) as answer:
        assert answer.status == 404
        assert "Server" not in answer.headers


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 50_000 + b"\r\n",
        "GET / HTTP/1.1\r\nX-Slack-Signature: 签名\r\n\r\n".encode(),
    ],
)
async def test_what_is_no_request_is_never_our_fault(address, sent):
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(sent)
    writer.write_eof()
    async with asyncio.timeout(20):
        try:
            answer = await reader.read(200)
        except ConnectionError:
            answer = b""
    writer.close()
    assert b" 500 " not in answer.split(b"\r\n")[0]


async def test_an_address_in_use_says_which_setting_to_change(address):
    with pytest.raises(UnusableAddressError, match="DUBAN_ADMIN_LISTEN"):
        await listen(web.Application(), address, "DUBAN_ADMIN_LISTEN")


async def test_operators_see_figures():
    metrics = Metrics()
    metrics.events.labels("telegram", "Message").inc()

    async def show():
        return metrics.show({"telegram": True}, {("inbox", "waiting"): 3})

    runner = await listen(admin_app(show, metrics), "127.0.0.1:0", "DUBAN_ADMIN_LISTEN")
    try:
        place = f"http://{listening(runner)}"
        async with ClientSession(place) as session, session.get("/metrics") as answer:
            text = await answer.text()
    finally:
        await runner.cleanup()
    assert 'duban_events_total{kind="Message",platform="telegram"} 1.0' in text
    assert 'duban_rows{state="waiting",table="inbox"} 3.0' in text
    assert 'duban_platform_ready{platform="telegram"} 1.0' in text
