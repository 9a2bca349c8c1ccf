"""`duban serve`: the platforms that have credentials, HTTP, and what goes on beside them."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial

from aiohttp import web

from bot.errors import CommandError
from bot.platforms.platform import Platform
from bot.serving.faults import told
from bot.serving.holders import is_gone
from bot.serving.house import House, built
from bot.serving.office import Office
from bot.serving.sending import CredentialsError
from bot.serving.supervising import keep_running, repeat
from bot.serving.web import admin_app, listen, listening, public_app
from bot.settings import Settings
from bot.wiring import Wired

CHECK_SECONDS = 5.0
"""So long the start waits to hear whether the credentials are good."""
FINISH_SECONDS = 10.0
"""So long a stop waits for what is in work; the rest is stored or comes again."""
_SWEEP_SECONDS = 2.0

_log = logging.getLogger(__name__)


class RefusedError(CommandError):
    """Credentials were refused; `lines` say what to do about each."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("；".join(lines))
        self.lines = tuple(lines)


async def serve(settings: Settings, parts: Wired) -> None:
    """Serve until cancelled; then finish what is in work. Raises `CommandError` at the start."""
    house = await built(settings, parts)
    # Programs, dictionary and names stay as they are: nobody looks for garbage among them, which
    # would stop all answers for a tenth of a second with five papers and longer with more.
    gc.collect()
    gc.freeze()
    async with _closing(house), _listening(house):
        unchecked = await _checked(house.platforms)
        await _succeed(house.office)
        async with _running(house, unchecked):
            await asyncio.Event().wait()


# The start


async def _checked(platforms: Sequence[Platform]) -> frozenset[str]:
    """Names of those that could not be reached so far. Raises `RefusedError`."""
    checks = {asyncio.create_task(platform.check()): platform for platform in platforms}
    done, late = await asyncio.wait(checks, timeout=CHECK_SECONDS)
    for check in late:
        check.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    errors = {checks[check]: check.exception() for check in done}
    refused = [str(error) for error in errors.values() if isinstance(error, CredentialsError)]
    if refused:
        raise RefusedError(refused)
    for platform, error in errors.items():
        if error is None:
            _log.info("%s 已连上：%s", platform.name, platform.who)
        else:
            _log.warning(
                "%s 暂时连不上（%s），会一直再试；请检查网络、代理和防火墙",
                platform.name,
                told(error),
            )
    for check in late:
        _log.warning("%s 暂时没有回音，会一直再试", checks[check].name)
    well = {platform for platform, error in errors.items() if error is None}
    return frozenset(platform.name for platform in platforms if platform not in well)


@asynccontextmanager
async def _listening(house: House) -> AsyncIterator[None]:
    office, metrics = house.office, house.office.metrics
    routes = [route for platform in house.platforms for route in platform.routes()]
    places = (
        (public_app(routes, house.state, metrics), office.settings.listen, "LISTEN"),
        (
            admin_app(house.figures, metrics),
            office.settings.admin_listen,
            "ADMIN_LISTEN",
        ),
    )
    runners: list[web.AppRunner] = []
    try:
        for app, address, variable in places:
            runners.append(await listen(app, address, f"DUBAN_{variable}"))
        _log.info("HTTP 在 %s，指标在 %s", *(listening(runner) for runner in runners))
        yield
    finally:
        for runner in runners:
            await runner.cleanup()


# The work


@asynccontextmanager
async def _running(house: House, unchecked: frozenset[str]) -> AsyncIterator[None]:
    metrics = house.office.metrics
    tasks = [
        asyncio.create_task(keep_running(platform.name, _runs(platform, unchecked), metrics))
        for platform in house.platforms
    ]
    sweep = repeat("收件箱", partial(_sweep, house), metrics, _SWEEP_SECONDS)
    delivery = repeat("发件箱", partial(_deliver, house), metrics, _SWEEP_SECONDS)
    heartbeat = keep_running("心跳", house.heartbeat.run, metrics)
    tasks += [asyncio.create_task(one) for one in (sweep, delivery, heartbeat)]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _runs(platform: Platform, unchecked: frozenset[str]) -> Callable[[], Awaitable[None]]:
    """Its run; looked at again first, except the first time where that was done just now."""
    checked = platform.name not in unchecked

    async def run() -> None:
        nonlocal checked
        if not checked:
            await platform.check()
            _log.info("%s 已连上：%s", platform.name, platform.who)
        checked = False
        await platform.run()

    return run


async def _deliver(house: House) -> bool:
    """After a stop all that is owed is planned before the first of it is said: one message."""
    await house.heartbeat.begun.wait()
    return await house.delivery.step()


async def _sweep(house: House) -> bool:
    """Stored events whose process is gone are handled; whether there were any."""
    await _succeed(house.office)
    return await house.office.inbox.sweep({each.name: each.handle for each in house.platforms})


async def _succeed(office: Office) -> None:
    """What a process held that is gone needs no waiting for."""
    for holder in await office.ledger.holders():
        if is_gone(holder, office.holder):
            _log.info("有一个进程没有做完就不在了，这里接着做")
            await office.ledger.let_go(holder)


# The end


@asynccontextmanager
async def _closing(house: House) -> AsyncIterator[None]:
    """Behind everything else: what was begun is finished, then connections are let go."""
    try:
        yield
    finally:
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await house.office.inbox.settled()
                await house.dispatch.settled()
                await house.delivery.settled()
        except TimeoutError:
            _log.warning("有事情 %g 秒里没有做完；它们已保存，或会再次送来", FINISH_SECONDS)
        await house.digests.stop()
        for platform in house.platforms:
            await platform.close()
        _log.info("已停止")
