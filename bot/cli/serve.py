"""`duban serve`: run the chat platforms."""

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from contextlib import suppress

import typer

from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.errors import BadInputError
from bot.printable import one_line
from bot.serving.credentials import problems
from bot.serving.logs import log_to_stderr
from bot.serving.serve import RefusedError, serve
from bot.settings import Settings
from bot.wiring import wired

app = typer.Typer(add_completion=False)


@app.command(name="serve", cls=Command)
def serve_(ctx: typer.Context) -> None:
    """接上 Slack 和 Telegram（设了令牌的），提供 HTTP 接口，一直运行"""
    common = common_of(ctx)
    if common.person is not None:
        raise BadInputError("serve 不用 --as：谁在说话，由聊天平台的账号认出")
    settings = common.settings()
    if wrong := problems(settings):
        _print(wrong)
        raise typer.Exit(2)
    log_to_stderr(settings)
    # Kept answers are many objects that stay: looking for garbage among them every 700 new ones
    # takes a sixth of the time that answering takes.
    gc.set_threshold(10_000, 20, 50)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_until_told(common, settings))
    except RefusedError as error:
        _print(error.lines)
        raise typer.Exit(1) from None


async def _until_told(common: Common, settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; a second one does not wait for what is in work."""
    serving = asyncio.current_task()
    assert serving is not None  # noqa: S101 (we are in it)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    with suppress(asyncio.CancelledError):
        async with wired(settings, common.now) as parts:
            await serve(settings, parts)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where it is installed: a little faster; it is not made for Windows."""
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:
        return None
    return uvloop.new_event_loop


def _print(lines: tuple[str, ...]) -> None:
    for line in lines:
        print(one_line(line), file=sys.stderr)
