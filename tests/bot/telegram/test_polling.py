import asyncio
from datetime import timedelta

import pytest

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.duty import LEASE
from bot.platforms.telegram.platform import telegram
from bot.platforms.telegram.polling import Polling
from bot.serving.sending import CredentialsError, SendError
from tests.bot.telegram.conftest import House, clock
from tests.waiting import until


async def test_nothing_is_let_go_of_before_it_is_safe(house, bot, fake, alice, bob, echo):
    gate = asyncio.Event()

    async def slow(event):
        if event.inbound.text == "慢":
            await gate.wait()

    echo.before = slow
    alice.says("慢")
    bob.says("快")
    await until(bob.sees)  # the one behind does not wait
    assert fake.updates.confirmed < 1000
    await until(lambda: fake.updates.confirmed >= 1001)  # stored, so it need not be kept there
    assert await house.ledger.inbox.waiting() == 1
    gate.set()
    await until(alice.sees)


async def test_what_was_in_work_at_a_crash_comes_again(fake, alice, bob):
    taken = []

    async def crashing(update, again):
        taken.append((update["message"]["text"], again))
        if update["message"]["text"] == "二":
            await asyncio.Event().wait()

    async def taking(update, again):
        taken.append((update["message"]["text"], again))

    async def polls(take, condition):
        api = Api(fake.token, fake.url)
        polling = asyncio.create_task(Polling(api, take, lambda: None).run())
        await until(condition)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        await api.close()

    bob.says("一")
    alice.says("二")
    bob.says("三")
    await polls(crashing, lambda: fake.updates.confirmed == 1000 and len(taken) == 3)
    alice.says("四")
    await polls(taking, lambda: fake.updates.confirmed == 1003)
    assert [text for text, _again in taken] == ["一", "二", "三", "二", "三", "四"]
    assert all(again for _text, again in taken[3:])


async def test_telegram_being_away_loses_nothing(bot, fake, alice, bob):
    await alice.asks("一")
    await fake.stop()
    bob.says("二")
    await asyncio.sleep(0.05)
    await fake.start()
    await until(bob.sees)
    await alice.asks("三")


@pytest.mark.parametrize("kind", ["409", "401", "500", "drop-before", "drop-after", "429"])
async def test_polling_goes_on_after(bot, fake, alice, kind):
    fake.fault(kind, "getupdates", seconds=0.1)
    alice.says("你好")
    await until(alice.sees)
    await until(lambda: not fake.updates.waiting)
    assert len(alice.sees()) == 1


async def test_numbers_that_begin_afresh_are_heard(bot, fake, alice):
    await alice.asks("一")
    await until(lambda: not fake.updates.waiting)
    fake.updates.restart_at(5)
    await alice.asks("二")
    await until(lambda: not fake.updates.waiting)


async def test_a_database_that_is_away_for_a_moment_loses_nothing(house, bot, fake, alice, echo):
    async def fails(event):
        raise OSError("no database")

    async def unwritable(*_):
        raise OSError("no database")

    await alice.asks("你好")
    store, house.ledger.inbox.store = house.ledger.inbox.store, unwritable
    echo.before = fails
    alice.says("办结第3项")
    await until(lambda: len(alice.sees()) == 2)
    assert "记下" in alice.sees()[1].text
    await asyncio.sleep(0.1)
    assert fake.updates.waiting
    echo.before, house.ledger.inbox.store = None, store
    await until(lambda: len(alice.sees()) == 3)
    await until(lambda: not fake.updates.waiting)
    assert echo.events[-1].again


async def test_of_two_replicas_one_polls_and_the_other_takes_over(house, fake, alice):
    async with house.running("one"):
        await alice.asks("一")
        async with house.running("two", term=0.4):
            await alice.asks("二")
            assert fake.calls["deletewebhook"] == 1
        async with house.running("three", term=0.4):
            pass
    async with house.running("four", term=0.4):
        await alice.asks("三")
    assert len(alice.sees()) == 3


async def test_a_killed_replica_is_followed_when_its_lease_runs_out(house, fake, alice):
    now, take = clock(), house.ledger.leases.take
    await take(LEASE, "killed", now, now + timedelta(minutes=1))
    alice.says("一")
    async with house.running("two", term=0.4) as standing_by:
        await asyncio.sleep(0.2)
        assert standing_by.ready
        assert not alice.sees()
        await take(LEASE, "killed", now, clock())
        await until(alice.sees)


async def test_who_lost_the_lease_stops_polling(house, fake, alice, caplog):
    async with house.running("one", term=0.4):
        await alice.asks("一")
        until_then = clock() + timedelta(seconds=60)
        while not await house.ledger.leases.take(LEASE, "other", clock(), until_then):
            await house.ledger.leases.release(LEASE, "one")
        await until(lambda: "由另一个进程接收" in caplog.text)
        alice.says("二")
        await asyncio.sleep(0.2)
        assert len(alice.sees()) == 1


async def test_what_may_not_be_kept_is_answered_and_never_stored(house, bot, fake, alice, echo):
    async def slow(event):
        await asyncio.sleep(0.5)

    echo.before = slow
    alice.says("机密★1年\n关于某事的通知")
    await until(alice.sees)
    assert await house.ledger.inbox.waiting() == 0


@pytest.mark.parametrize("wrong", ["7000001:fake-token-of-nobod", "bot 1:a", "令牌", "../1:a"])
async def test_a_wrong_token_says_exactly_what_to_do(fake, ledger, wrong):
    house = House(fake, ledger, telegram_token=wrong)
    platform = telegram(house.settings, house.office())
    with pytest.raises(CredentialsError, match=r"DUBAN_TELEGRAM_TOKEN.*@BotFather"):
        await platform.check()
    await platform.close()


async def test_a_server_that_is_away_is_no_wrong_token(fake, house):
    await fake.stop()
    platform = telegram(house.settings, house.office())
    with pytest.raises(SendError, match="连不上") as caught:
        await platform.check()
    assert fake.token not in str(caught.value)
    await platform.close()


async def test_no_log_holds_the_token_or_what_was_said(bot, fake, alice, house, echo, caplog):
    caplog.set_level("INFO")

    async def fails(event):
        raise ValueError(f"cannot read {event.inbound}")

    await alice.asks("绝密的话")
    alice.uploads("方案.txt", b"x" * 100)
    fake.fault("drop-after")
    fake.fault("500", "getUpdates")
    await until(lambda: len(alice.sees()) >= 2)
    echo.before = fails
    alice.says("另一句绝密的话")
    await until(lambda: "没有处理成" in caplog.text)
    await fake.stop()
    await until(lambda: "连不上" in caplog.text)
    assert fake.token not in caplog.text
    assert fake.token.partition(":")[2] not in caplog.text
    assert "绝密的话" not in caplog.text
    assert "方案.txt" not in caplog.text
