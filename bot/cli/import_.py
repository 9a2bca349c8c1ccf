"""`duban import`: read papers, show what was understood, ask, store."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import agreed, chosen
from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.cli.output import put
from bot.cli.parse import read_paper
from bot.cli.progress import shown
from bot.errors import BadInputError
from bot.platforms.terminal.screen import working
from bot.preview.difference import difference, done
from bot.preview.understood import understood
from bot.printable import one_line
from bot.wiring import Wired, wired
from db.plan import ImportPlan
from handlers.reply import faint, say
from handlers.wording import said_ref
from knowledge.papers.model import Paper

app = typer.Typer(add_completion=False)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person wants done with each paper."""

    slug: str | None
    activate: bool
    yes: bool


@app.command(cls=Command)
def import_(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="要读入的文件")],
    slug: Annotated[
        str | None, typer.Option(metavar="S", help="在台账里的短名（只能与一个文件同用）")
    ] = None,
    activate: Annotated[bool, typer.Option("--activate", help="存入后设为在办")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认")] = False,
) -> None:
    """读入文件：先看读懂了什么、与台账有何差别，确认后存入"""
    if slug is not None and len(files) > 1:
        raise BadInputError("--slug 只能与一个文件同用")
    if not asyncio.run(_import(common_of(ctx), files, Wish(slug, activate, yes))):
        raise typer.Exit(2)


async def _import(common: Common, files: Sequence[Path], wish: Wish) -> bool:
    """Whether every file could be read."""
    read = [await _read(file, wish.slug) for file in shown(files, "正在读文件")]
    papers = [paper for paper in read if paper]
    async with wired(common.settings(), common.now) as parts:
        for paper in papers:
            await _store(parts, paper, wish)
    return len(papers) == len(files)


async def _read(file: Path, slug: str | None) -> Paper | None:
    """The paper; a file that cannot be read is reported and does not stop the others."""
    try:
        return await read_paper(file, slug)
    except BadInputError as error:
        print(one_line(str(error)), file=sys.stderr)
        return None


async def _store(parts: Wired, paper: Paper, wish: Wish) -> None:
    plan = await parts.ledger.preview(paper, wish.slug)
    if plan.kind != "same":
        put(*understood(paper), say(""), *difference(plan))
        plan = plan if wish.yes else _decided(plan)
        if not agreed("存入台账？", yes=wish.yes):
            put(say("没有存入"))
            return
    with working("正在存入台账…"):
        result = await parts.ledger.import_paper(
            paper, plan=plan, slug=wish.slug, activate=wish.activate, now=parts.clock()
        )
    if plan.kind == "same":
        put(*difference(plan))
        return
    put(say(done(result)))
    if result.kind == "new" and not wish.activate:
        put(say(faint(f"还没有启用；要督办它：duban documents activate {result.slug}")))


def _decided(plan: ImportPlan) -> ImportPlan:
    """The plan after the person said which task each doubtful one is."""
    for match in plan.unsure:
        choices = [f"原{said_ref(choice.ref)} {choice.title}" for choice in match.choices]
        index = chosen(f"{said_ref(match.ref)} {match.title} 是原有的哪一项？", choices)
        task_id = None if index is None else match.choices[index].task_id
        plan = plan.choose(match.index, task_id)
    return plan
