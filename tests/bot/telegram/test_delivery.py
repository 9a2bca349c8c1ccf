import pytest

from bot.serving.sending import SendError
from db.records import Account, Place
from handlers.reply import Reply, bold, say
from tests.bot.telegram.conftest import BUTTONS
from tests.waiting import until

HELLO = Reply("notice", (say("第3项明天到期"),), buttons=BUTTONS)
ALICE = Place("telegram", "", "42")


async def test_one_limited_chat_delays_no_other(bot, fake, alice, bob, echo):
    fake.fault("429", chat=42, seconds=2)
    alice.says("你好")
    await until(lambda: fake.calls["sendmessage"] == 1)
    await bob.asks("你好")
    assert not alice.sees()
    await until(alice.sees)
    assert len(alice.sees()) == 1


@pytest.mark.parametrize("kind", ["drop-before", "502"])
async def test_an_answer_that_was_not_taken_is_said_again(bot, fake, alice, kind):
    fake.fault(kind)
    await alice.asks("你好")
    assert len(alice.sees()) == 1


async def test_in_doubt_an_answer_is_said_twice_rather_than_never(bot, fake, alice):
    fake.fault("drop-after")
    alice.says("你好")
    await until(lambda: len(alice.sees()) == 2)


async def test_an_answer_to_a_chat_that_is_closed_to_us_is_given_up(bot, fake, alice, echo, ledger):
    alice.says("你好")
    fake.chats[42].member = False
    await until(lambda: echo.events and not fake.updates.waiting)
    assert await ledger.inbox.waiting() == 0


async def test_the_outlet_says_and_edits(bot, fake, alice):
    await alice.asks("你好")
    place = await bot.outlet.private(Account("telegram", "", "42"))
    (message,) = await bot.outlet.send(place, HELLO, delivery="17")
    assert "通知编号 17" in alice.sees()[-1].text
    await bot.outlet.edit(place, (message,), Reply("done", (say("张三 已签收"),)))
    await bot.outlet.edit(place, (message,), Reply("done", (say("张三 已签收"),)))
    assert alice.sees()[-1].text == "张三 已签收"
    assert not alice.sees()[-1].buttons


async def refused(bot, place=ALICE) -> SendError:
    with pytest.raises(SendError) as caught:
        await bot.outlet.send(place, HELLO)
    return caught.value


async def test_a_chat_that_was_too_much_is_left_alone_and_no_other(bot, fake, alice, bob):
    await alice.asks("你好")
    await bob.asks("你好")
    fake.fault("429", seconds=60)
    assert (await refused(bot)).retry_after == pytest.approx(60)
    assert 0 < ((await refused(bot)).retry_after or 0) <= 60
    assert await bot.outlet.send(Place("telegram", "", "43"), HELLO)


async def test_errors_say_what_to_do(bot, fake, alice):
    await alice.asks("你好")
    for kind in ("drop-after", "500", "drop-before"):
        fake.fault(kind)
        error = await refused(bot)
        assert error.unknown
        assert not error.permanent
    fake.chats[42].member = False
    assert (await refused(bot)).permanent
    assert (await refused(bot, Place("telegram", "", "4711"))).permanent
    await fake.stop()
    error = await refused(bot)
    assert not error.unknown
    assert not error.permanent
    assert error.retry_after


async def test_a_moved_chat_is_named(bot, fake, alice):
    group = fake.group(-500)
    fake.migrate(group, -1_001_000_000_500, alice)
    error = await refused(bot, Place("telegram", "", "-500"))
    assert error.moved_to == Place("telegram", "", "-1001000000500")


@pytest.mark.parametrize(("refused", "rows"), [(1, 1), (2, 0)])
async def test_a_layout_that_is_not_taken_is_said_in_plain_words_with_its_buttons_if_it_can_be(
    bot, fake, alice, echo, refused, rows
):
    echo.answers["你好"] = Reply("x", (say(bold("第3项"), " <推进> & 说明"),), buttons=BUTTONS)
    fake.fault("400", words="Bad Request: can't parse entities", times=refused)
    await alice.asks("你好")
    (said,) = alice.sees()
    assert said.text == "第3项 <推进> & 说明"
    assert len(said.buttons) == rows


async def test_where_plain_words_are_not_taken_either_the_asker_hears_that(
    bot, fake, alice, caplog
):
    fake.fault("400", times=2)
    await alice.asks("第3项")
    assert [one.text for one in alice.sees()] == ["回答没有发出来，请换个说法或稍后再试。"]
    assert "BadRequest" in caplog.text
    assert "第3项" not in caplog.text
