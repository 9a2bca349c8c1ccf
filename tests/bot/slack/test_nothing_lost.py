"""Acknowledgements, redelivery, faults of the network and of Slack: nothing lost, nothing twice."""

import asyncio

import msgspec
import pytest

from bot.bench.fakes.slack import FakeSlack, Fault
from bot.platforms.slack.platform import slack
from bot.platforms.slack.socket_mode import SocketMode
from bot.serving.sending import SendError
from handlers.reply import Item, Reply, say, words
from tests.bot.slack.conftest import Script, office_at, running, settings_for
from tests.bot.slack.saying import said

LONG = Reply("list", tuple(Item(words(f"第{n}项 " + "推进" * 30)) for n in range(300)))

SHORT = Reply("x", (say("第1项"),))


pytestmark = pytest.mark.usefixtures("short_waits")


async def test_a_slow_handler_is_acknowledged_once_the_event_is_stored(desk):
    desk.script.delay = 1.0
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await delivery.acked
    assert delivery.took < 0.9
    assert await desk.office.ledger.inbox.waiting() == 1
    await desk.slack.until(lambda: said(desk) == ["第1项"])
    await desk.office.inbox.settled()
    assert await desk.office.ledger.inbox.waiting() == 0


async def test_what_could_be_neither_answered_nor_stored_is_not_acknowledged(desk, monkeypatch):
    async def full(*_):
        raise OSError("disk full")

    monkeypatch.setattr(type(desk.office.ledger.inbox), "store", full)
    desk.script.delay = 0.6
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await desk.slack.until(lambda: said(desk))
    assert not delivery.acked.done()


async def test_what_the_guard_refuses_is_answered_and_never_stored(desk):
    desk.script.delay = 0.6
    desk.script.answer = lambda event: Reply("refused", (say("没有处理"),))
    _shown, delivery = await desk.slack.writes("UALICE", "机密★1年\n第12项完成60%")
    await desk.slack.until(lambda: said(desk) == ["没有处理"])
    assert await desk.office.ledger.inbox.waiting() == 0
    await delivery.acked


async def test_an_event_that_comes_again_says_so(desk):
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await delivery.acked
    await (await desk.slack.sockets.again(delivery)).acked
    first, second = desk.script.events
    assert first.key == second.key
    assert (first.again, second.again) == (False, True)


async def test_a_stored_event_is_answered_by_whoever_finds_it(desk):
    message = {"type": "message", "user": "UALICE", "text": "第1项", "ts": "1.1"}
    message |= {"channel": "DALICE", "channel_type": "im"}
    body = {"team_id": "T1", "event_id": "Ev9", "event": message}
    await desk.bot.handle(msgspec.json.encode(body).decode())
    assert said(desk) == ["第1项"]
    assert desk.script.events[0].again


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_a_refreshed_connection_loses_nothing(desk, reason):
    await desk.slack.sockets.refresh(reason)
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await asyncio.wait_for(delivery.acked, 20)
    assert said(desk) == ["第1项"]
    assert desk.slack.sockets.connections == 2


async def test_an_event_in_work_is_acknowledged_over_the_old_connection(desk):
    desk.script.delay = 0.2
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await desk.slack.sockets.refresh()
    await asyncio.wait_for(delivery.acked, 20)
    await desk.slack.sockets.connected()
    assert said(desk) == ["第1项"]


async def test_a_cut_connection_comes_back_by_itself(desk):
    await desk.slack.sockets.cut()
    assert (await desk.slack.ask("UALICE", "第1项")).words == "第1项"


async def test_a_server_that_restarts_is_found_again(desk):
    await desk.slack.stop()
    await asyncio.sleep(0.1)
    assert not desk.bot.ready
    await desk.slack.start()
    await asyncio.wait_for(desk.slack.sockets.connected(), 20)
    assert (await desk.slack.ask("UALICE", "第1项")).words == "第1项"


@pytest.mark.parametrize("kind", ["no hello", "no pong", "pings stop"])
async def test_a_deaf_connection_is_noticed(fake, tmp_path, kind):
    settings = settings_for(fake)
    async with office_at(tmp_path / "duban.db", settings, Script()) as office:
        bot = slack(settings, office)
        bot._socket = SocketMode(
            bot._api, fake.app_token, bot._enveloped, heartbeat=0.2, greeting=0.2, silence=0.3
        )
        fake.sockets.mute = kind == "no hello"
        fake.sockets.pings = 0.05 if kind == "pings stop" else 0
        task = asyncio.create_task(bot.run())
        try:
            if kind == "no hello":
                await asyncio.sleep(0.1)
                fake.sockets.mute = False
            else:
                await fake.sockets.connected()
                await asyncio.sleep(0.1)
                fake.sockets.silence(pong=kind == "pings stop")
            await asyncio.wait_for(fake.sockets.connected(), 20)
            answer = await asyncio.wait_for(fake.ask("UALICE", "第1项"), 20)
            assert answer.words == "第1项"
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await bot.close()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("limited", seconds=0.05),
        Fault("refused", "ratelimited"),
        Fault("refused", "service_unavailable"),
        Fault("broken"),
        Fault("dropped", when="before"),
        Fault("dropped", when="after"),
        Fault("refused", "internal_error"),
    ],
)
async def test_what_passes_is_said_once_in_the_end(desk, fault):
    desk.slack.faults.add("chat.postMessage", fault, times=2 if fault.when == "before" else 1)
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await desk.office.inbox.settled()
    await asyncio.wait_for(delivery.acked, 20)
    await desk.office.inbox.settled()
    assert said(desk) == ["第1项"]


async def test_a_long_answer_goes_on_where_it_broke_off(desk):
    desk.script.answer = lambda event: LONG
    desk.slack.faults.add("chat.postMessage", Fault("slow", seconds=0))
    desk.slack.faults.add("chat.postMessage", Fault("dropped", when="after"))
    desk.slack.faults.add("chat.postMessage", Fault("limited", seconds=0.05))
    await desk.slack.says("UALICE", "全部")
    await desk.slack.until(lambda: "第299项" in "".join(said(desk)))
    together = "\n".join(said(desk)).split("\n")
    assert [line.split(" ")[0] for line in together] == [f"第{n}项" for n in range(300)]


@pytest.mark.parametrize("error", ["is_archived", "channel_not_found", "not_in_channel"])
async def test_what_is_hopeless_is_let_go_of(desk, error):
    desk.slack.faults.add("chat.postMessage", Fault("refused", error))
    _shown, delivery = await desk.slack.writes("UALICE", "第1项")
    await asyncio.wait_for(delivery.acked, 20)
    assert [call.method for call in desk.slack.calls].count("chat.postMessage") == 1


async def test_one_limited_chat_delays_no_other(desk):
    desk.slack.faults.add("chat.postMessage", Fault("limited", seconds=2), channel="DALICE")
    await desk.slack.says("UALICE", "第1项")
    await asyncio.gather(*(desk.slack.ask("UBOB", "第2项") for _ in range(3)))
    assert said(desk) == []


async def test_an_edit_makes_a_long_answer_short_and_a_short_one_long(desk):
    desk.script.answer = lambda event: LONG if "全部" in event.inbound.text else SHORT
    shown, delivery = await desk.slack.writes("UALICE", "全部")
    await desk.slack.until(lambda: "第299项" in "".join(said(desk)))
    long = len(said(desk))
    await delivery.acked
    await desk.slack.changes(shown, "一项")
    await desk.slack.until(lambda: said(desk) == ["第1项"])
    desk.slack.faults.add("chat.postMessage", Fault("dropped", when="after"))
    await desk.slack.changes(shown, "全部吧")
    await desk.slack.until(lambda: len(said(desk)) == long)
    assert [line.split(" ")[0] for line in "\n".join(said(desk)).split("\n")] == [
        f"第{n}项" for n in range(300)
    ]


async def test_without_a_server_the_bot_waits_for_it(tmp_path):
    fake = FakeSlack()
    await fake.start()
    await fake.stop()
    settings = settings_for(fake)
    async with office_at(tmp_path / "duban.db", settings, Script()) as office:
        bot = slack(settings, office)
        with pytest.raises(SendError):
            await bot.check()
        await bot.close()


async def test_two_chats_are_answered_side_by_side(fake, tmp_path):
    # Neither is answered before both are in work.
    script = Script(before=asyncio.Barrier(2).wait)
    async with running(fake, tmp_path / "duban.db", script) as desk, asyncio.timeout(20):
        await asyncio.gather(*(desk.slack.ask(user, "第1项") for user in ("UALICE", "UBOB")))
