"""`duban digest`: a manager's weekly digest, for any week: to read, as a picture, as files."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, cast

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.digest_shown import plain
from bot.cli.help import Command
from bot.cli.output import put, put_json
from bot.errors import BadInputError, CommandError
from handlers.digesting import digest_reply
from handlers.reply import say
from handlers.rights import may
from handlers.turn import Speaker
from reminders.digest import digest as digest_of
from reminders.digest_records import Digest
from reminders.week import Week, week_of, week_until
from reminders.week_gathering import UnknownScopeError, gather_week, scope_of

app = typer.Typer(add_completion=False)

MAKERS = {
    "--png": ("bot.exports.digest_picture", "picture"),
    "--xlsx": ("bot.exports.digest_workbook", "workbook"),
    "--docx": ("bot.exports.digest_document", "document"),
}
"""Loaded only where they are asked for: drawing alone takes most of a second to load."""


@app.command(cls=Command)
def digest(
    ctx: typer.Context,
    *,
    week: Annotated[
        str | None, typer.Option(metavar="D", help="那一天所在的一周；不写则是到现在为止的七天")
    ] = None,
    scope: Annotated[
        str | None, typer.Option(metavar="S", help="范围：all、document:短名 或 bureau:单位")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="给程序读的 JSON")] = False,
    png: Annotated[Path | None, typer.Option(metavar="F", help="画成图片")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="F", help="写成 Excel 台账")] = None,
    docx: Annotated[Path | None, typer.Option(metavar="F", help="写成 Word 周报")] = None,
) -> None:
    """领导的每周通报：灯、办结、要决定的、指标、没有反馈的单位、未来两周"""
    made = asyncio.run(_digest(common_of(ctx), week, scope))
    asked = [(option, file) for option, file in zip(MAKERS, (png, xlsx, docx), strict=True) if file]
    for option, file in asked:
        _write(file, _maker(option)(made))
    if as_json:
        put_json(plain(made))
    elif asked:
        put(*(say(f"已写入 {file}") for _option, file in asked))
    else:
        put(*digest_reply(made).blocks)


async def _digest(common: Common, week: str | None, scope: str | None) -> Digest:
    async with acting(common, "roster") as one:
        span = _week(week, one.parts.clock())
        try:
            looked_at = scope_of(_asked(one.speaker, scope), await one.ledger.names())
        except UnknownScopeError as error:
            raise BadInputError(str(error)) from None
        return digest_of(await gather_week(one.ledger, span, looked_at))


def _asked(speaker: Speaker, scope: str | None) -> str:
    """The scope that is asked for, else the speaker's own. Raises `BadInputError`."""
    person = speaker.person
    own = person.scope if person else "all"
    if may(speaker, "coordinator"):
        return scope or own
    if person is None or person.role != "manager":
        raise BadInputError("周报给领导和督办人员看，--as 要写领导或督办人员")
    if scope and own not in ("all", scope.strip()):
        raise BadInputError(f"{person.name}的范围是 {own}，看不了 {scope}")
    return scope or own


def _week(day: str | None, now: datetime) -> Week:
    if day is None:
        return week_until(now)
    try:
        found = week_of(date.fromisoformat(day.strip()), now)
    except (ValueError, OverflowError):
        raise BadInputError(f"--week 要写成 2024-07-25：{day}") from None
    if found is None:
        raise BadInputError(f"这一周还没有开始：{day}")
    return found


def _maker(option: str) -> Callable[[Digest], bytes]:
    module, name = MAKERS[option]
    return cast("Callable[[Digest], bytes]", getattr(import_module(module), name))


def _write(file: Path, data: bytes) -> None:
    try:
        file.write_bytes(data)
    except OSError as error:
        raise CommandError(f"写不了 {file}：{error.strerror}") from None
