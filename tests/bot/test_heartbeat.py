"""What comes round: at the start, then by the clock; a beat that fails or hangs stops no other."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from bot.serving.heartbeat import Beat, Heartbeat
from bot.serving.metrics import Metrics
from tests.waiting import until

OFFICE = datetime(2024, 7, 25, 9, 0, tzinfo=UTC)
OFTEN = timedelta(seconds=0.05)


def today():
    return datetime.now(UTC)  # noqa: TID251 - the scheduler itself goes by it


@asynccontextmanager
async def running(*beats, wall=today, looks=timedelta(seconds=30)):
    metrics = Metrics()
    heartbeat = Heartbeat(beats, lambda: OFFICE, wall, metrics)
    task = asyncio.create_task(heartbeat.run(looks))
    try:
        yield heartbeat, metrics
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_each_comes_at_the_start_and_again_with_the_offices_time():
    came = []

    async def work(now):
        came.append(now)

    async with running(Beat("甲", OFTEN, work), Beat("乙", timedelta(hours=1), work)) as (one, _):
        await until(lambda: len(came) > 4)
        assert one.begun.is_set()
    assert set(came) == {OFFICE}


async def test_one_that_fails_is_counted_and_comes_again():
    came = []

    async def fails(_now):
        came.append(1)
        raise ValueError

    async with running(Beat("甲", OFTEN, fails)) as (heartbeat, metrics):
        await until(lambda: len(came) > 2)
        assert heartbeat.begun.is_set()
        figures = metrics.show({}, {}).decode()
    assert 'duban_errors_total{kind="ValueError",where="甲"}' in figures


async def test_one_that_takes_long_is_not_begun_twice_and_holds_up_no_other():
    begun, other = [], []

    async def slow(_now):
        begun.append(1)
        if len(begun) > 1:
            await asyncio.Event().wait()

    async def quick(_now):
        other.append(1)

    async with running(Beat("慢", OFTEN, slow), Beat("快", OFTEN, quick)):
        await until(lambda: len(begun) == 2)
        seen = len(other)
        await until(lambda: len(other) > seen + 3)
    assert len(begun) == 2


async def test_a_machines_clock_that_is_set_back_a_day_silences_nobody():
    """As the scheduler sees it, its next time is a day away."""
    came = []

    async def work(_now):
        came.append(1)

    day = timedelta(days=1)
    async with running(
        Beat("甲", timedelta(seconds=5), work),
        wall=lambda: today() - day,
        looks=OFTEN,
    ):
        await until(lambda: len(came) > 1, within=4)


async def test_stopping_while_a_beat_is_at_work_is_no_error(caplog):
    begun = []

    async def slow(_now):
        begun.append(1)
        await asyncio.sleep(60 if len(begun) > 1 else 0)

    async with running(Beat("甲", OFTEN, slow)):
        await until(lambda: len(begun) > 1)
    await asyncio.sleep(0.05)
    told = [one.message for one in caplog.records if one.levelname in {"WARNING", "ERROR"}]
    # On a busy machine it may have come round once more before it was stopped.
    assert [one for one in told if "skipped" not in one] == []
