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
from bot.errors import CommandError
from bot.exports.calendar import calendar_text
from bot.exports.facts import Facts, gather, paper_of
from bot.exports.table import csv_text
from bot.printable import json_line
from bot.wiring import wired
from db.records import in_use
from knowledge.papers.public import to_json

app = typer.Typer(add_completion=False)


class Format(StrEnum):
    """What the ledger can be exported as."""

    JSON = "json"
    CSV = "csv"
    ICS = "ics"


@app.command(cls=Command)
def export(
    ctx: typer.Context,
    kind: Annotated[
        Format, typer.Option("--format", metavar="FORMAT", help="json 全部；csv 台账；ics 日历")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="写到文件，不写则输出")
    ] = None,
) -> None:
    """导出台账（csv、ics 只含在办文件；没有在办的则含全部）"""
    text = asyncio.run(_export(common_of(ctx), kind))
    if output is None:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(text.encode())
    except OSError as error:
        raise CommandError(f"写不了 {output}：{error.strerror}") from None


async def _export(common: Common, kind: Format) -> str:
    async with wired(common.settings(), common.now) as parts:
        documents = await parts.ledger.documents()
        wanted = documents if kind is Format.JSON else in_use(documents)
        facts = [await gather(parts.ledger, document) for document in wanted]
        return _written(facts, kind, parts.clock())


def _written(facts: list[Facts], kind: Format, now: datetime) -> str:
    match kind:
        case Format.CSV:
            return csv_text(facts)
        case Format.ICS:
            return calendar_text(facts, now)
        case Format.JSON:
            papers = [{**to_json(paper_of(f)), "state": f.document.state} for f in facts]
            return json_line({"exported_at": now.isoformat(), "documents": papers}) + "\n"
