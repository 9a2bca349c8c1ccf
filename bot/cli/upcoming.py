"""`duban upcoming`: what would be said unasked in a span of days, and why. Sends nothing."""

import asyncio
import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.help import Command
from bot.cli.output import put, put_json
from bot.cli.upcoming_shown import plain, shown
from bot.errors import BadInputError
from handlers.reply import say
from reminders.gathering import Wish, gather
from reminders.house_rules import settled
from reminders.plan import Planned, Span, days_of, plan

app = typer.Typer(add_completion=False)

LONGEST = timedelta(days=30 * 366)


@app.command(cls=Command)
def upcoming(
    ctx: typer.Context,
    *,
    from_: Annotated[str, typer.Option("--from", metavar="D", help="从哪天起")],
    to: Annotated[str, typer.Option("--to", metavar="D", help="到哪天止（含当天）")],
    as_json: Annotated[bool, typer.Option("--json", help="给程序读的 JSON，每条一行")] = False,
) -> None:
    """看一段时间里会发哪些提醒、为什么（只看，不发）"""
    start, end = _day(from_, "--from"), _day(to, "--to")
    if end < start:
        raise BadInputError(f"--to 不能早于 --from：{to}")
    if end - start > LONGEST:
        raise BadInputError("一次最多看三十年")
    planned = asyncio.run(_upcoming(common_of(ctx), start, end))
    if as_json:
        for one in planned:
            put_json(json.dumps(plain(one), ensure_ascii=False))
    else:
        put(*(shown(planned) or [say("这段时间没有要提醒的")]))


async def _upcoming(common: Common, start: date, end: date) -> Sequence[Planned]:
    settings = common.settings()
    span = Span(
        datetime.combine(start, time(), settings.zone),
        datetime.combine(end + timedelta(days=1), time(), settings.zone),
    )
    async with acting(common, "coordinator") as one:
        ledger = one.ledger
        rules, workdays = await settled(ledger, settings.zone)
        wish = Wish(days_of(span, workdays, rules), rules, samples=True)
        facts = await gather(ledger, wish)
        return plan(facts, span, one.parts.clock(), workdays, rules)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInputError(f"{option} 要写成 2024-07-25：{text}") from None
