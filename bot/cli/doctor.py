"""`duban doctor`: what is well, what is not, and what to do about it."""

import asyncio
import os

import typer

from bot.checks import Finding, check_clock, check_dictionary, check_ledger, check_settings
from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.cli.output import put
from bot.settings import Settings
from bot.wiring import clock_of
from handlers.reply import Item, Span, words

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def doctor(ctx: typer.Context) -> None:
    """检查设置、数据库、修改记录、时钟、样例、词典，以及聊天平台的令牌和权限，说明怎么处理"""
    findings = asyncio.run(_checked(common_of(ctx)))
    put(*(_item(finding) for finding in findings))
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


async def _checked(common: Common) -> list[Finding]:
    settings = common.settings()
    now = clock_of(settings, common.now)()
    return [
        *check_settings(settings, os.environ),
        check_clock(now),
        *await check_ledger(settings, now),
        check_dictionary(),
        *await _platforms(settings),
    ]


async def _platforms(settings: Settings) -> list[Finding]:
    # Their libraries take a second to load; many installations have none of them.
    from bot.reaching import check_platforms  # noqa: PLC0415

    return await check_platforms(settings, clock_of(settings, None))


def _item(finding: Finding) -> Item:
    mark = Span("正常", "green") if finding.well else Span("注意", "yellow")
    fields = (("怎么办", words(finding.advice)),) if finding.advice else ()
    return Item(words(mark, f"  {finding.what}"), fields)
