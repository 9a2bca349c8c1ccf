"""`duban people import`: a list of people into the roster, shown before it counts."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.child import read_sheets_in_child
from bot.cli.acting import acting
from bot.cli.asking import agreed, attended
from bot.cli.common import Common, common_of
from bot.cli.output import put
from bot.errors import BadInputError
from bot.preview.roster import preview, summary
from bot.printable import one_line
from bot.rosters import RosterFile, roster_in
from bot.uploads import read_upload
from db.roster_plan import RosterPlan
from handlers.reply import say
from knowledge.reading.lines import UnreadableError


def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="名册：.xlsx 或 .csv")],
    yes: Annotated[bool, typer.Option("--yes", help="不再确认")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会改什么，不改")] = False,
) -> None:
    """读入名册（姓名、单位、角色、手机、Slack 邮箱…）：先看会改什么；不删任何人"""
    if not asyncio.run(_import(common_of(ctx), file, yes, dry_run)):
        raise typer.Exit(2)


async def _import(common: Common, file: Path, yes: bool, dry_run: bool) -> bool:
    """Whether the file was right."""
    given = await _read(file)
    async with acting(common, "admin") as one:
        plan = await one.ledger.people.compare(given.entries)
        if _complained(given, plan):
            return False
        put(*preview(plan, given.unused))
        if dry_run or not (plan.new or plan.changed):
            return True
        # Where nobody can be asked, calling the command is the wish.
        if not agreed("照此更新名册？", yes=yes or not attended()):
            put(say("没有改动"))
            return True
        await one.ledger.people.enlist(given.entries, plan, one.order(f"import/{file.name}"))
    put(say(summary(plan)))
    return True


async def _read(file: Path) -> RosterFile:
    try:
        sheets = await read_sheets_in_child(read_upload(file), file.name)
    except UnreadableError as error:
        raise BadInputError(str(error)) from error
    return roster_in(sheets)


def _complained(given: RosterFile, plan: RosterPlan) -> bool:
    """Say which rows are wrong; then nothing of the file is taken."""
    errors = sorted({*given.errors, *plan.errors})
    for row, why in errors:
        print(one_line(f"第 {row} 行：{why}"), file=sys.stderr)
    if errors:
        print(f"名册没有改动，请改好这 {len(errors)} 处再导入", file=sys.stderr)
    return bool(errors)
