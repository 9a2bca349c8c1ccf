"""`duban settings`: what holds about reminders and lights, where it comes from; settling it."""

import asyncio
import json
from typing import Annotated, Any

import typer

from bot.cli.acting import Acting, acting
from bot.cli.asking import agreed
from bot.cli.common import Common, common_of
from bot.cli.documents import find
from bot.cli.help import Command, Group
from bot.cli.output import put, put_json
from bot.errors import BadInputError
from handlers.reply import Item, Table, bold, say, words
from knowledge.house_rules.model import Ruling, Value, from_json
from knowledge.house_rules.understand import settled_in
from reminders.house_rules import doubts
from reminders.settable import TABLE, Settable, UnreadableSettingError
from reminders.settling import (
    FILES,
    Files,
    Settling,
    Where,
    said_value,
    settling,
    source_of,
    value_of,
)

app = typer.Typer(cls=Group, add_completion=False, help="提醒和灯的设置：查看、改动")

Document = Annotated[str | None, typer.Option(metavar="SLUG", help="只对这份文件（不写则对全部）")]
Channel = Annotated[
    int | None, typer.Option(metavar="ID", help="只对这个频道（编号见 channels list）")
]


@app.command(cls=Command)
def show(
    ctx: typer.Context,
    *,
    document: Document = None,
    channel: Channel = None,
    as_json: Annotated[bool, typer.Option("--json", help="给程序读的 JSON，每项一行")] = False,
) -> None:
    """看现在的设置，每一项来自哪里；有读不懂的写在最后"""
    where, files, doubtful = asyncio.run(_show(common_of(ctx), document, channel))
    if as_json:
        put_json(*(_plain(files, one, where) for one in TABLE.values()))
        return
    rows = tuple(_row(files, one, where) for one in TABLE.values())
    put(Table(("名称", "设置", "现在", "来自"), rows), *(say(line) for line in doubtful))


@app.command("set", cls=Command)
def set_(
    ctx: typer.Context,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT…", help="一句话，或 名称=值（值写成 JSON）")
    ],
    *,
    document: Document = None,
    channel: Channel = None,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认")] = False,
) -> None:
    """改设置：说一句话，如“截止提醒改为提前10、5、1个工作日”；先列出改前改后"""
    asyncio.run(_set(common_of(ctx), " ".join(text), document, channel, yes))


async def _show(
    common: Common, document: str | None, channel: int | None
) -> tuple[Where, Files, tuple[str, ...]]:
    async with acting(common, "coordinator") as one:
        where = await _where(one, document, channel)
        return where, await _files(one), await doubts(one.ledger)


async def _set(
    common: Common, text: str, document: str | None, channel: int | None, yes: bool
) -> None:
    async with acting(common, "coordinator") as one:
        where, files = await _where(one, document, channel), await _files(one)
        made = _made(files, _rulings(text, one), where)
        if not made.alters:
            put(say("本来就是这样，没有改动"))
            return
        changes = tuple(
            (each.label, words(f"{each.before} → ", bold(each.after))) for each in made.changes
        )
        put(Item(words("提醒设置", f"（{_said(where)}）"), changes))
        if not agreed("这样改？", yes=yes):
            put(say("没有改动"))
            return
        for name, value in made.files.items():
            order = one.order(f"settle/{name}")
            await one.ledger.due.settle(name, value, order, dict(files[name]))
        put(say("已改"))


def _made(files: Files, rulings: tuple[Ruling, ...], where: Where) -> Settling:
    try:
        return settling(files, rulings, where)
    except UnreadableSettingError as error:
        raise BadInputError(str(error)) from None


def _rulings(text: str, one: Acting) -> tuple[Ruling, ...]:
    name, equals, value = text.partition("=")
    if equals and name.strip() in TABLE:
        return (Ruling(name.strip(), _value(value)),)
    said = settled_in(text, one.parts.clock().date())
    if said is None:
        raise BadInputError(f"没有看懂：{text}。可以写一句话，或 名称=值，名称见 settings show")
    if said.problem:
        raise BadInputError(said.problem)
    if said.here or said.about:
        raise BadInputError("只对一份文件或一个频道的，请加 --document 或 --channel")
    return said.rulings


def _value(text: str) -> Value:
    """JSON, or words that need no quotes."""
    try:
        return from_json(json.loads(text))
    except ValueError:
        return text.strip()


async def _where(one: Acting, document: str | None, channel: int | None) -> Where:
    if document is not None and channel is not None:
        raise BadInputError("--document 和 --channel 只能写一个")
    if document is not None:
        return Where("documents", (await find(one.ledger, document)).slug)
    if channel is None:
        return Where()
    if channel not in [each.id for each in await one.ledger.channels.everyone()]:
        raise BadInputError(f"没有这个频道：{channel}。见 duban channels list")
    return Where("channels", str(channel))


async def _files(one: Acting) -> Files:
    return {name: await one.ledger.due.house_rules(name) for name in FILES}


def _said(where: Where | None) -> str:
    if where is None:
        return "默认"
    return {"documents": where.of, "channels": f"频道{where.of}"}.get(where.kind, "全部")


def _row(files: Files, one: Settable, where: Where) -> tuple[str, ...]:
    said = files[one.file]
    value = said_value(one, value_of(said, one.name, where))
    return (one.name, one.label, value, _said(source_of(said, one.name, where)))


def _plain(files: Files, one: Settable, where: Where) -> dict[str, Any]:
    said = files[one.file]
    source = source_of(said, one.name, where)
    kinds = {"documents": "document", "channels": "channel", "office": "all"}
    return {
        "name": one.name,
        "value": value_of(said, one.name, where),
        "default": one.usual,
        "from": kinds[source.kind] if source else "default",
        "text": f"{one.label}：{said_value(one, value_of(said, one.name, where))}",
    }
