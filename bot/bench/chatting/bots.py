"""The bots that are measured, each in a process of its own."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile

from bot.bench.chatting.worlds import PEOPLE, World
from bot.errors import BadInputError
from db.correcting import Order
from db.ledger import Ledger
from db.roster import NewPerson

_ROOT = Path(__file__).resolve().parents[3]
_THEN = datetime(2026, 1, 5, tzinfo=UTC)
_NOW = "2024-07-25T10:00"
_STOP = 15.0


@asynccontextmanager
async def echo(world: World, platform: str, how: str) -> AsyncIterator[int]:
    """A bare echo bot; its process id."""
    async with _process(world.environment, "-m", "bot.bench.chatting.echo", platform, how) as pid:
        yield pid


@asynccontextmanager
async def duban(world: World, url: str) -> AsyncIterator[int]:
    """`duban serve` on that ledger, which comes to know everybody; its process id."""
    await _enrol(world, url)
    ports = {"DUBAN_LISTEN": "127.0.0.1:0", "DUBAN_ADMIN_LISTEN": "127.0.0.1:0"}
    told = ("-m", "bot", "serve", "--database", url, "--now", _NOW)
    async with _process(world.environment | ports, *told) as pid:
        yield pid


async def _enrol(world: World, url: str) -> None:
    async with await Ledger.open(url) as ledger:
        for number in range(PEOPLE):
            person = NewPerson(f"同事{number}", "staff", accounts=(world.account(number),))
            await ledger.people.add(person, Order("本机", _THEN, f"bench/{number}"))


@asynccontextmanager
async def _process(environment: dict[str, str], *arguments: str) -> AsyncIterator[int]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DUBAN_")}
    with TemporaryFile() as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=_ROOT, env=kept | environment, stdout=log, stderr=log
        )
        try:
            yield process.pid
        except BaseException as error:
            log.seek(0)
            said = log.read().decode("utf-8", "replace")[-2000:]
            raise BadInputError(f"被测的程序没有答话：{error!r}\n{said}") from error
        finally:
            await _ended(process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _STOP)
    except TimeoutError:
        process.kill()
        await process.wait()
