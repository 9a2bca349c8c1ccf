"""`duban upcoming`: what would be said unasked in a span of days, and why; thinning it out."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated

import typer

from bot.cli.acting import Acting, acting
from bot.cli.common import Common, common_of
from bot.cli.days import day_of
from bot.cli.help import Command, Group
from bot.cli.output import put, put_json
from bot.cli.upcoming_shown import decided_line, plain, shown
from bot.errors import BadInputError
from db.replanning import Action, Decision
from handlers.reply import say
from reminders.broadcast_gathering import scheduled
from reminders.house_rules import settled
from reminders.outlook import (
    HORIZON,
    NotThenError,
    Outlook,
    Wish,
    outlook,
    span_of,
    with_keys,
)
from reminders.plan import Planned

app = typer.Typer(
    cls=Group,
    add_completion=False,
    invoke_without_command=True,
    help="看一段时间里会发哪些提醒、为什么（只看，不发）；也可以撤下、改期、合并",
)

LONGEST = timedelta(days=30 * 366)

Keys = Annotated[list[str], typer.Argument(metavar="KEY…", help="upcoming --json 里的 key")]


@app.callback()
def upcoming(
    ctx: typer.Context,
    *,
    from_: Annotated[str, typer.Option("--from", metavar="D", help="从哪天起")] = "",
    to: Annotated[str, typer.Option("--to", metavar="D", help="到哪天止（含当天）")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="给程序读的 JSON，每条一行")] = False,
) -> None:
    """看一段时间里会发哪些提醒、为什么（只看，不发）；也可以撤下、改期、合并"""
    if ctx.invoked_subcommand is not None:
        return
    start, end = day_of(from_, "--from"), day_of(to, "--to")
    if end < start:
        raise BadInputError(f"--to 不能早于 --from：{to}")
    if end - start > LONGEST:
        raise BadInputError("一次最多看三十年")
    planned = asyncio.run(_upcoming(common_of(ctx), start, end))
    if as_json:
        put_json(*(plain(one) for one in planned))
    else:
        put(*(shown(planned) or [say("这段时间没有要提醒的")]))


@app.command(cls=Command)
def drop(ctx: typer.Context, key: Keys) -> None:
    """撤下：这几条不发"""
    asyncio.run(_decide(common_of(ctx), "drop", key))


@app.command(cls=Command)
def move(
    ctx: typer.Context,
    key: Keys,
    to: Annotated[str, typer.Option("--to", metavar="D", help="改到哪天")],
) -> None:
    """改期：这几条改到那一天发"""
    asyncio.run(_decide(common_of(ctx), "move", key, day_of(to, "--to")))


@app.command(cls=Command)
def merge(ctx: typer.Context, key: Keys) -> None:
    """合并：这几条并到那里的下一条消息"""
    asyncio.run(_decide(common_of(ctx), "merge", key))


@app.command(cls=Command)
def restore(ctx: typer.Context, key: Keys) -> None:
    """恢复：撤下、改期、合并过的照原计划发"""
    asyncio.run(_restore(common_of(ctx), key))


async def _upcoming(common: Common, start: date, end: date) -> Sequence[Planned]:
    async with acting(common, "coordinator") as one:
        zone = common.settings().zone
        span, now = span_of(start, end, zone), one.parts.clock()
        planned = (await outlook(one.ledger, span, now, zone, samples=True)).planned
        rules = await settled(one.ledger, zone)
        said = await scheduled(one.ledger, span, now, *rules)
        return sorted((*planned, *said), key=lambda each: each.at)


async def _decide(
    common: Common, action: Action, keys: Sequence[str], day: date | None = None
) -> None:
    async with acting(common, "coordinator") as one:
        now = one.parts.clock()
        ahead = await _ahead(one, common, now)
        several = _decisions(ahead, keys, Wish(action, now, day))
        await one.ledger.replanning.decide(several, one.order(f"{action}/{keys[0]}"))
        after = await _ahead(one, common, now)
        put(*(decided_line(each) for each in with_keys(after.planned, keys)))


async def _restore(common: Common, keys: Sequence[str]) -> None:
    async with acting(common, "coordinator") as one:
        undone = await one.ledger.replanning.restore(keys, one.order(f"restore/{keys[0]}"))
        if undone:
            put(*(say(f"{each.key} 照原计划发") for each in undone))
        if missing := set(keys) - {each.key for each in undone}:
            raise BadInputError(f"没有撤下、改期或合并过：{'、'.join(sorted(missing))}")


async def _ahead(one: Acting, common: Common, now: datetime) -> Outlook:
    zone = common.settings().zone
    today = now.astimezone(zone).date()
    span = span_of(today, today + HORIZON, zone)
    return await outlook(one.ledger, span, now, zone, samples=True)


def _decisions(ahead: Outlook, keys: Sequence[str], wish: Wish) -> list[Decision]:
    found = with_keys(ahead.planned, keys)
    if missing := set(keys) - {one.key for one in found}:
        days = HORIZON.days
        raise BadInputError(f"今后 {days} 天的计划里没有这一条：{'、'.join(sorted(missing))}")
    try:
        return [ahead.decided(one, wish) for one in found]
    except NotThenError as error:
        raise BadInputError(str(error)) from None
