import asyncio

from bot.serving.pacing import Pace


async def test_a_chat_hears_one_thing_at_a_time_and_in_order():
    pace, heard = Pace(), []

    async def say(number):
        async with pace.turn("a"):
            heard.append(("begins", number))
            await asyncio.sleep(0)
            heard.append(("ends", number))

    await asyncio.gather(*(say(number) for number in range(5)))
    assert heard == [(word, number) for number in range(5) for word in ("begins", "ends")]


async def test_a_held_chat_waits_and_delays_no_other():
    pace, heard = Pace(), []

    async def say(chat):
        async with pace.turn(chat):
            heard.append(chat)

    pace.hold("a", 0.05)
    await asyncio.gather(say("a"), say("b"), say("c"))
    assert heard == ["b", "c", "a"]
    assert pace.left("a") == 0


async def test_a_shorter_wait_does_not_undo_a_longer():
    pace = Pace()
    pace.hold("a", 30)
    pace.hold("a", 1)
    assert pace.left("a") > 20


async def test_who_has_the_turn_can_rest_and_try_again():
    pace, heard = Pace(), []

    async def first():
        async with pace.turn("a"):
            pace.hold("a", 0.02)
            await pace.rest("a")
            heard.append("first")

    async def second():
        async with pace.turn("a"):
            heard.append("second")

    await asyncio.gather(first(), second())
    assert heard == ["first", "second"]


async def test_one_that_gives_up_waiting_leaves_the_turn_to_others():
    pace = Pace()
    pace.hold("a", 30)
    waiting = asyncio.create_task(pace.rest("a"))
    other = asyncio.create_task(_turn(pace))
    await asyncio.sleep(0)
    for task in (waiting, other):
        task.cancel()
    await asyncio.gather(waiting, other, return_exceptions=True)
    pace._held.clear()
    async with asyncio.timeout(20), pace.turn("a"):
        pass


async def _turn(pace):
    async with pace.turn("a"):
        pass
