"""`duban audit`: who changed what when, exported; and whether anybody touched these records."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.days import day_of
from bot.cli.help import Command, Group
from bot.cli.output import put
from bot.errors import BadInputError, CommandError
from bot.exports import trail
from db.trail import Extent, Kept
from handlers.reply import say

app = typer.Typer(
    cls=Group, add_completion=False, help="审计记录：谁、何时、改前、改后；导出，核对有没有被人改过"
)


class Format(StrEnum):
    """What the records can be exported as."""

    JSON = "json"
    CSV = "csv"


@app.command(cls=Command)
def export(
    ctx: typer.Context,
    *,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写到文件，不写则输出")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="D", help="从哪天起")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="D", help="到哪天止（含当天）")] = None,
    kind: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help="json 每条一行；csv 表格；不写看文件名"),
    ] = None,
) -> None:
    """导出审计记录；对不上的也照样导出，并以 1 退出"""
    guessed = Format.CSV if output and output.suffix.lower() == ".csv" else Format.JSON
    start = day_of(from_, "--from") if from_ else None
    end = day_of(to, "--to") if to else None
    if start and end and end < start:
        raise BadInputError(f"--to 不能早于 --from：{to}")
    broken = asyncio.run(_export(common_of(ctx), kind or guessed, output, start, end))
    if broken is not None:
        raise CommandError(f"已导出，但审计记录{_where(broken)}对不上，见 duban audit check")


@app.command(cls=Command)
def check(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="导出的 json；不写则核对台账里的全部"),
    ] = None,
) -> None:
    """核对审计记录前后相连、没有被人改过；对不上时以 1 退出"""
    if file is not None:
        broken, rows = _checked(file)
        told = f"{file} 里的 {rows} 条"
    else:
        broken, extent = asyncio.run(_check(common_of(ctx)))
        told = f"{extent.rows} 条审计记录{_span(extent, common_of(ctx).settings().zone)}"
    if broken is not None:
        raise CommandError(
            f"{told}，{_where(broken)}对不上：有人绕过督办助手改过，先另存备查，再与备份比对"
        )
    put(say(f"{told}，前后相连，没有被人改过"))


async def _export(
    common: Common, kind: Format, output: Path | None, start: date | None, end: date | None
) -> int | None:
    async with acting(common, "admin") as one:
        zone = common.settings().zone
        since = datetime.combine(start, time(), zone) if start else None
        until = datetime.combine(end + timedelta(days=1), time(), zone) if end else None
        with ExitStack() as stack:
            write = _opened(output, stack)
            if kind is Format.CSV:
                write(trail.head())
            async for row in one.ledger.trail.rows(since, until):
                write(trail.row(row, zone) if kind is Format.CSV else trail.line(row) + "\n")
        return await one.ledger.broken_audit()


def _opened(output: Path | None, stack: ExitStack) -> Callable[[str], object]:
    if output is None:
        return lambda text: sys.stdout.buffer.write(text.encode())
    try:
        file = stack.enter_context(output.open("w", encoding="utf-8", newline=""))
    except OSError as error:
        raise CommandError(f"写不了 {output}：{error.strerror}") from None
    return file.write


async def _check(common: Common) -> tuple[int | None, Extent]:
    async with acting(common, "admin") as one:
        return await one.ledger.broken_audit(), await one.ledger.trail.extent()


def _checked(file: Path) -> tuple[int | None, int]:
    try:
        rows: list[Kept] = list(trail.kept_in(file.read_text("utf-8").splitlines()))
    except OSError as error:
        raise BadInputError(f"读不了 {file}：{error.strerror}") from None
    except (trail.NotATrailError, UnicodeDecodeError) as error:
        said = str(error) if isinstance(error, trail.NotATrailError) else "不是 UTF-8 文本"
        raise BadInputError(f"{file}：{said}") from None
    return trail.first_break(rows), len(rows)


def _span(extent: Extent, zone: ZoneInfo) -> str:
    if extent.first is None or extent.last is None:
        return ""
    first, last = (one.astimezone(zone) for one in (extent.first, extent.last))
    return f"（{first:%Y-%m-%d} 至 {last:%Y-%m-%d}）"


def _where(broken: int) -> str:
    return f"从第 {broken} 条起" if broken > 0 else "末尾"
