"""`duban export`: the ledger for other programs."""

import asyncio
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.errors import BadInputError, CommandError
from bot.exports.calendar import calendar_text
from bot.exports.facts import PAGE, Facts, gather, paper_of
from bot.exports.table import csv_text
from bot.printable import json_line
from bot.wiring import wired
from db.ledger import Ledger
from db.records import in_use
from db.standing import Standing, Target
from knowledge.papers.public import to_json
from reminders.house_rules import thresholds

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    """What the ledger can be exported as."""

    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    XLSX = "xlsx"


@app.command(cls=Command)
def export(
    ctx: typer.Context,
    kind: Annotated[
        Format,
        typer.Option(
            "--format", metavar="FORMAT", help="json 全部；xlsx 督办台账；csv 任务表；ics 日历"
        ),
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写到文件，不写则输出")
    ] = None,
) -> None:
    """导出台账（xlsx、csv、ics 只含在办文件；没有在办的则含全部）"""
    if kind is Format.XLSX and output is None and sys.stdout.isatty():
        raise BadInputError("Excel 台账要用 -o 写到文件")
    data = asyncio.run(_export(common_of(ctx), kind))
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise CommandError(f"写不了 {output}：{error.strerror}") from None


async def _export(common: Common, kind: Format) -> bytes:
    async with wired(common.settings(), common.now) as parts:
        documents = await parts.ledger.documents()
        wanted = documents if kind is Format.JSON else in_use(documents)
        facts = [await gather(parts.ledger, document) for document in wanted]
        if kind is Format.XLSX:
            return await _workbook(parts.ledger, facts, parts.clock())
        return _written(facts, kind, parts.clock()).encode()


async def _workbook(ledger: Ledger, facts: list[Facts], now: datetime) -> bytes:
    # Loaded only where it is asked for: 0.2 s.
    from bot.exports.ledger_workbook import Stood, ledger_workbook  # noqa: PLC0415

    tasks = [one.id for paper in facts for one in paper.tasks]
    indicators = [one.id for paper in facts for one in paper.indicators]
    stood = Stood(
        await _standings(ledger, "task", tasks),
        await _standings(ledger, "indicator", indicators),
        await thresholds(ledger),
    )
    return ledger_workbook(facts, stood, now)


async def _standings(ledger: Ledger, target: Target, ids: list[int]) -> dict[int, Standing]:
    """Asked for in stretches that every database takes."""
    found: dict[int, Standing] = {}
    for at in range(0, len(ids), PAGE):
        found |= await ledger.progress.standing(target, ids[at : at + PAGE])
    return found


def _written(facts: list[Facts], kind: Format, now: datetime) -> str:
    match kind:
        case Format.CSV:
            return csv_text(facts)
        case Format.ICS:
            return calendar_text(facts, now)
    papers = [{**to_json(paper_of(f)), "state": f.document.state} for f in facts]
    return json_line({"exported_at": now.isoformat(), "documents": papers}) + "\n"
