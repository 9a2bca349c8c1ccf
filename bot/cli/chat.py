"""`duban chat`: the conversation, for people and for programs."""

import asyncio
import signal
import sys
from typing import Annotated

import typer

from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.dispatch import Dispatch
from bot.platforms.lines import Lines, converse
from bot.wiring import speaker_of, wired
from handlers.routes import INTENTS

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def chat(
    ctx: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="供程序使用：一行 JSON 进，一行 JSON 出")
    ] = False,
    intents: Annotated[bool, typer.Option("--intents", help="列出全部 intent，然后退出")] = False,
    history: Annotated[
        bool, typer.Option("--history/--no-history", help="是否记住输入过的话（只有本人可读）")
    ] = True,
) -> None:
    """在终端里对话"""
    if intents:
        print("\n".join(INTENTS))
        return
    # Waiting for a line blocks the loop, so Ctrl-C has to end the wait itself.
    asyncio.run(_serve_lines(common_of(ctx)) if as_json else _talk(common_of(ctx), history))


async def _serve_lines(common: Common) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings = common.settings()
    async with wired(settings, common.now) as parts:
        await speaker_of(parts.ledger, common.person)
        dispatch = Dispatch(parts)
        lines = Lines(dispatch, settings, parts.clock, common.person)
        await converse(lines, sys.stdin.buffer, sys.stdout.buffer)


async def _talk(common: Common, history: bool) -> None:
    # rich and prompt_toolkit take 0.3 s to load; `chat --json` needs neither.
    from bot.platforms.terminal.start import start  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.default_int_handler)
    async with wired(common.settings(), common.now) as parts:
        speaker = await speaker_of(parts.ledger, common.person)
        await start(parts, speaker, remember=history)
