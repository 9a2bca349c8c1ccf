"""`duban bench`: the project's own benchmark."""

import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.bench.ledgers import Ledgers, Size, size_of
from bot.bench.questions import QUESTIONS
from bot.bench.rows import Row
from bot.bench.running import MEASURES, run
from bot.bench.setup import Setup
from bot.bench.synthetic import Office, printed
from bot.bench.table import facts, show
from bot.cli.help import Command
from bot.cli.output import put_json
from bot.cli.progress import shown
from bot.errors import BadInputError

_PAPERS = 6

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def bench(
    as_json: Annotated[bool, typer.Option("--json", help="每项输出一行 JSON")] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="小台账、少重复，一分钟内有个大概")
    ] = False,
    size: Annotated[
        str | None, typer.Option(help="台账规模，如 5,100k,1m（5 指五份内置文件）")
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help=f"只测这些项：{'、'.join(MEASURES)}；可多次给出")
    ] = None,
    paper: Annotated[
        list[Path] | None, typer.Option(help="解析时改用这些 UTF-8 文本文件；可多次给出")
    ] = None,
    directory: Annotated[
        Path | None, typer.Option(help="造好的台账放在哪里，默认在系统临时目录")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="重新造台账")] = False,
) -> None:
    """测一测快慢，与同一次运行中的对照相比"""
    unknown = sorted(set(only or ()) - set(MEASURES))
    if unknown:
        raise BadInputError(f"没有这一项：{unknown[0]}；可选 {'、'.join(MEASURES)}")
    kept = directory or Path(tempfile.gettempdir()) / "duban-bench"
    setup = Setup(
        ledgers=Ledgers(kept, _quietly if as_json else shown, rebuild=rebuild),
        sizes=_sizes(size or ("5,4k" if quick else "5,100k,1m")),
        questions=QUESTIONS,
        papers=_papers(paper or ()),
        rounds=2 if quick else 7,
        finds=40 if quick else 400,
    )
    rows = asyncio.run(_run(setup, only or (), as_json=as_json))
    if not as_json:
        show(rows)


async def _run(setup: Setup, only: Sequence[str], *, as_json: bool) -> list[Row]:
    rows = []
    async for row in run(setup, only):
        rows.append(row)
        if as_json:
            put_json(facts(row))
    return rows


def _sizes(text: str) -> tuple[Size, ...]:
    sizes = {size_of(one) for one in text.split(",")}
    return tuple(sorted(sizes, key=lambda one: one.tasks or 0))


def _papers(files: Sequence[Path]) -> tuple[str, ...]:
    if not files:
        office = Office()
        return tuple(printed(office.paper(number * 700)) for number in range(_PAPERS))
    try:
        return tuple(file.read_text("utf-8") for file in files)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(f"读不了 --paper 给的文件：{error}") from None


def _quietly(things: Sequence[int], _words: str) -> Iterator[int]:
    yield from things
