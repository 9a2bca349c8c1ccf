"""What fails begins again, and takes nothing else down."""

import asyncio
import contextlib
import logging

from bot.serving.metrics import Metrics
from bot.serving.sending import CredentialsError
from bot.serving.supervising import keep_running, repeat
from tests.waiting import until


@contextlib.asynccontextmanager
async def running(work):
    task = asyncio.create_task(work)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_it_begins_again_whatever_went_wrong(caplog):
    seen: list[int] = []

    async def run():
        seen.append(len(seen))
        if len(seen) == 2:
            raise CredentialsError("令牌已被撤销：到 @BotFather 重新取一个")
        if len(seen) < 4:
            raise RuntimeError("市医保局第12项")
        await asyncio.Event().wait()

    metrics = Metrics()
    with caplog.at_level(logging.WARNING, "bot"):
        async with running(keep_running("telegram", run, metrics, pauses=(0.001,))):
            await until(lambda: len(seen) >= 4)
    assert "@BotFather" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "医保局" not in caplog.text
    figures = metrics.show({}, {}).decode()
    assert 'duban_errors_total{kind="RuntimeError",where="telegram"} 2.0' in figures


async def test_what_ends_by_itself_begins_again():
    seen = []

    async def run():
        seen.append(1)

    async with running(keep_running("slack", run, Metrics(), pauses=(0.001,))):
        await until(lambda: len(seen) >= 3)


async def test_pauses_grow():
    loop, seen = asyncio.get_running_loop(), []

    async def run():
        seen.append(loop.time())
        raise OSError

    async with running(keep_running("slack", run, Metrics(), pauses=(0.001, 0.05))):
        await until(lambda: len(seen) >= 4)
    assert seen[2] - seen[1] >= 0.04
    assert seen[3] - seen[2] >= 0.04


async def test_steps_follow_each_other_while_there_is_work_and_after_errors():
    seen = []

    async def step():
        seen.append(1)
        if len(seen) == 2:
            raise OSError
        return len(seen) < 10

    async with running(repeat("收件箱", step, Metrics(), 0.001)):
        await until(lambda: len(seen) >= 20)
