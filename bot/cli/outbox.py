"""`duban outbox`: what was to be said, and what became of it."""

import asyncio
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.asking import agreed
from bot.cli.common import Common, common_of
from bot.cli.help import Command, Group
from bot.cli.outbox_shown import STATES, Told, plain, shown, table, told, undone
from bot.cli.output import put, put_json
from bot.errors import BadInputError
from bot.serving.auditor import Found, found
from db.outbox import Notice, NoticeState
from handlers.reply import Block, Item, bold, say, words

app = typer.Typer(cls=Group, add_completion=False, help="发件箱：要发的、已发的、没发成的")

Id = Annotated[int, typer.Argument(metavar="ID", help="编号，见 outbox list")]
Json = Annotated[bool, typer.Option("--json", help="给程序读的 JSON，每条一行")]
Yes = Annotated[bool, typer.Option("--yes", help="不再确认")]


@app.command("list", cls=Command)
def list_(
    ctx: typer.Context,
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="S", help=f"只列这种状态，可以有几个：{'、'.join(STATES)}"),
    ] = None,
    later: Annotated[bool, typer.Option("--later", help="也列出以后才到期的")] = False,
    limit: Annotated[int, typer.Option(metavar="N", help="最多列几条（最近的）")] = 50,
    as_json: Json = False,
) -> None:
    """列出通知，最近的在最后"""
    wanted = tuple(_state(one) for one in state or ())
    rows = asyncio.run(_list(common_of(ctx), wanted, later, max(limit, 1)))
    if as_json:
        put_json(*(plain(row) for row in rows))
    else:
        put(table(rows) if rows else say("发件箱里没有这样的通知"))


@app.command(cls=Command)
def show(ctx: typer.Context, notice: Id, *, as_json: Json = False) -> None:
    """看一条通知：内容、每次发送、结果"""
    row = asyncio.run(_show(common_of(ctx), notice))
    if as_json:
        put_json(plain(row, full=True))
    else:
        put(*shown(row))


@app.command(cls=Command)
def audit(ctx: typer.Context, *, as_json: Json = False) -> None:
    """对账：该发的是不是都发出去了；有没发成的，退出码是 1"""
    found = asyncio.run(_audit(common_of(ctx)))
    if as_json:
        put_json(*(undone(one) for one in found.undone))
    else:
        amiss: list[Block] = [
            Item(words(bold(what)), (("怎么办", words(todo)),)) for what, todo in found.said
        ]
        put(*(amiss or [say("该发的都发出去了")]))
    if found.undone:
        raise typer.Exit(1)


@app.command(cls=Command)
def resend(ctx: typer.Context, notice: Id, *, yes: Yes = False) -> None:
    """（再）发一次；结果不明的按原文重发"""
    row = asyncio.run(_show(common_of(ctx), notice))
    asked = f"第 {notice} 号（{STATES[row.notice.state]}）再发给{row.to}？"
    if not agreed(asked, yes=yes):
        put(say("没有改动"))
        return
    asyncio.run(_decide(common_of(ctx), "resend", notice))
    put(say(f"第 {notice} 号将由 duban serve 马上发出"))


@app.command(cls=Command)
def drop(ctx: typer.Context, notice: Id, *, yes: Yes = False) -> None:
    """撤下，不再发"""
    row = asyncio.run(_show(common_of(ctx), notice))
    if not agreed(f"撤下给{row.to}的第 {notice} 号？", yes=yes):
        put(say("没有改动"))
        return
    asyncio.run(_decide(common_of(ctx), "drop", notice))
    put(say(f"已撤下第 {notice} 号"))


def _state(text: str) -> NoticeState:
    for state, word in STATES.items():
        if text in (state, word):
            return state
    raise BadInputError(f"没有这种状态：{text}（可用：{'、'.join(STATES)}）")


async def _list(
    common: Common, states: tuple[NoticeState, ...], later: bool, limit: int
) -> list[Told]:
    async with acting(common, "coordinator") as one:
        now = one.parts.clock()
        rows = await one.ledger.outbox.rows(states, limit, None if later else now)
        return [await told(one.ledger, row, now.tzinfo) for row in rows]


async def _show(common: Common, notice_id: int) -> Told:
    async with acting(common, "coordinator") as one:
        notice = await one.ledger.outbox.by_id(notice_id)
        attempts = await one.ledger.outbox.attempts(notice_id)
        zone = one.parts.clock().tzinfo
        return await told(one.ledger, _known(notice, notice_id), zone, attempts)


def _known(notice: Notice | None, notice_id: int) -> Notice:
    if notice is None:
        raise BadInputError(f"没有编号为 {notice_id} 的通知，见 duban outbox list")
    return notice


async def _audit(common: Common) -> Found:
    async with acting(common, "coordinator") as one:
        return await found(one.ledger, one.parts.clock(), common.settings().zone)


async def _decide(common: Common, what: str, notice_id: int) -> None:
    async with acting(common, "coordinator") as one:
        order = one.order(f"{what}/{notice_id}")
        outbox = one.ledger.outbox
        await (outbox.resend if what == "resend" else outbox.drop)(notice_id, order)
