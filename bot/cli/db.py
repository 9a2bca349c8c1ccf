"""`duban db`: migrations, backup, restore."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.asking import agreed
from bot.cli.common import Common, common_of
from bot.cli.help import Command, Group
from bot.cli.output import put
from bot.platforms.terminal.screen import working
from bot.wiring import wired
from db.ledger import Ledger
from handlers.reply import say

app = typer.Typer(cls=Group, add_completion=False, help="数据库：升级、备份、恢复")


@app.command(cls=Command)
def upgrade(ctx: typer.Context) -> None:
    """把数据库升级到本程序的版本"""
    with working("正在升级…"):
        asyncio.run(Ledger.upgrade(common_of(ctx).settings().database_url))
    put(say("数据库已是最新"))


@app.command(cls=Command)
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="F", help="备份写到哪个文件")],
) -> None:
    """在线备份，不必停用"""
    with working("正在备份…"):
        asyncio.run(_backup(common_of(ctx), file))
    put(say(f"已备份到 {file}"))


@app.command(cls=Command)
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="F", help="从哪个备份恢复")],
    yes: Annotated[bool, typer.Option("--yes", help="不再确认")] = False,
) -> None:
    """从备份恢复（现有内容会被替换）"""
    if not agreed(f"用 {file} 替换现有台账？", yes=yes):
        put(say("没有改动"))
        return
    with working("正在恢复…"):
        asyncio.run(_restore(common_of(ctx), file))
    put(say("已恢复"))


async def _backup(common: Common, file: Path) -> None:
    async with wired(common.settings(), common.now) as parts:
        await parts.ledger.backup(file)


async def _restore(common: Common, file: Path) -> None:
    await Ledger.restore(common.settings().database_url, file)
