"""`duban parse`: read one document and show what was understood; touches no database."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.child import parse_in_child
from bot.cli.help import Command
from bot.cli.output import put, put_json
from bot.errors import BadInputError
from bot.platforms.terminal.screen import working
from bot.preview.understood import understood
from bot.uploads import read_upload
from knowledge.papers.model import Paper
from knowledge.papers.public import to_json
from knowledge.reading.lines import UnreadableError

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="txt、html、docx 或 pdf 文件")],
    as_json: Annotated[bool, typer.Option("--json", help="输出一个 JSON 对象")] = False,
) -> None:
    """读一份文件，看看读懂了什么；不动数据库"""
    with working(f"正在读 {file.name}…"):
        paper = asyncio.run(read_paper(file, None))
    if as_json:
        put_json(to_json(paper))
    else:
        put(*understood(paper))


async def read_paper(file: Path, slug: str | None) -> Paper:
    """The paper in a file, read in the child; raises `BadInputError` saying what is wrong."""
    data = read_upload(file)
    try:
        return await parse_in_child(data, file.name, slug)
    except UnreadableError as error:
        raise BadInputError(f"{file.name}：{error}") from error
