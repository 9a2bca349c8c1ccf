"""`duban ask`: one conversation of the given turns."""

import asyncio
import os
from typing import Annotated

import typer

from bot.attachments import FOLDER, kept
from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.cli.output import put_line
from bot.dispatch import Dispatch
from bot.memory import OwnMemory
from bot.platforms.lines import answer_line
from bot.platforms.terminal.screen import screen
from bot.wiring import speaker_of, wired
from handlers.inbound import Message

CONVERSATION = "ask"

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def ask(
    ctx: typer.Context,
    text: Annotated[list[str], typer.Argument(metavar="TEXT…", help="要问的话；几句就是几轮")],
    as_json: Annotated[bool, typer.Option("--json", help="每轮输出一行 JSON")] = False,
) -> None:
    """问一句或几句，答完就退出"""
    asyncio.run(_ask(common_of(ctx), [_typed(turn) for turn in text], as_json))


async def _ask(common: Common, turns: list[str], as_json: bool) -> None:
    async with wired(common.settings(), common.now) as parts:
        speaker = await speaker_of(parts.ledger, common.person)
        dispatch = Dispatch(parts, OwnMemory())
        for number, turn in enumerate(turns):
            inbound = Message(CONVERSATION, turn)
            answered = await dispatch.answer(inbound, speaker, parts.clock())
            reply = kept(answered.reply, FOLDER)
            if as_json:
                put_line(answer_line(CONVERSATION, answered.id, reply))
                continue
            if number:
                print()
            screen().show(reply)


def _typed(argument: str) -> str:
    """UTF-8 words typed under another locale come out of `argv` garbled."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeDecodeError:
        return argument
