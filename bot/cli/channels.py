"""`duban channels`: where teams talk, and what each subscribed to."""

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.documents import find
from bot.cli.help import Command, Group
from bot.cli.listing import ListingCommand, each_of
from bot.cli.output import put
from bot.errors import BadInputError
from bot.places import place_of, place_text
from bot.wiring import wired
from db.channels import KINDS, ChannelWish
from db.ledger import Ledger
from db.records import Channel, Place
from handlers.reply import Table, say

app = typer.Typer(cls=Group, add_completion=False, help="频道：在哪里说、说哪些")

_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*[-—~至到]\s*(\d{1,2}):(\d{2})")


@app.command(cls=ListingCommand)
def add(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    telegram: Annotated[
        str | None, typer.Option(metavar="CHAT[:TOPIC]", help="Telegram 群号，可带话题号")
    ] = None,
    slack: Annotated[str | None, typer.Option(metavar="CHANNEL", help="Slack 频道 ID")] = None,
    document: Annotated[
        list[str] | None, typer.Option(metavar="SLUG…", help="只要这些文件（默认全部在办的）")
    ] = None,
    bureau: Annotated[
        list[str] | None, typer.Option(metavar="B…", help="只要这些单位的（默认全部）")
    ] = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="K…", help=f"只要这些提醒：{'、'.join(KINDS)}")
    ] = None,
    quiet: Annotated[
        str | None, typer.Option(metavar="HOURS", help="免打扰时段，如 18:00-08:30")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option(metavar="ZONE", help="频道的时区，如 Asia/Urumqi")
    ] = None,
    minimal: Annotated[
        bool, typer.Option("--minimal", help="只说项号、标题和灯，其他内容不出本机")
    ] = False,
    name: Annotated[str, typer.Option(metavar="NAME", help="叫什么，供人辨认")] = "",
) -> None:
    """登记一个频道，打印编号；再次登记就是改它订阅的内容"""
    place = _place(telegram, slack)
    wish = ChannelWish(
        name=name,
        bureaus=each_of(bureau),
        kinds=each_of(kind),
        quiet=_hours(quiet) if quiet else None,
        minimal=minimal,
        timezone=timezone,
    )
    print(asyncio.run(_add(common_of(ctx), place, wish, each_of(document))))


@app.command("list", cls=Command)
def list_(ctx: typer.Context) -> None:
    """列出登记的频道"""
    rows = asyncio.run(_list(common_of(ctx)))
    head = ("编号", "频道", "名称", "文件", "单位", "提醒", "免打扰", "时区", "精简")
    put(Table(head, rows) if rows else say("没有登记频道"))


@app.command(cls=Command)
def remove(
    ctx: typer.Context,
    channel: Annotated[
        str, typer.Argument(metavar="ID", help="编号，或 telegram:群号[:话题号]、slack:频道号")
    ],
) -> None:
    """移除：不再往那里说"""
    put(say(asyncio.run(_remove(common_of(ctx), channel))))


async def _add(common: Common, place: Place, wish: ChannelWish, slugs: Sequence[str]) -> int:
    async with acting(common, "coordinator") as one:
        documents = [await find(one.ledger, slug) for slug in slugs]
        full = replace(wish, documents=tuple(document.id for document in documents))
        order = one.order(f"bind/{place_text(place)}")
        return (await one.ledger.channels.bind(place, full, order)).id


async def _list(common: Common) -> tuple[tuple[str, ...], ...]:
    async with wired(common.settings(), common.now) as parts:
        names = await parts.ledger.names()
        slugs = {one.id: one.slug for one in names.documents}
        bureaus = {one.id: one.name for one in names.bureaus}
        channels = await parts.ledger.channels.everyone()
    return tuple(_row(one, slugs, bureaus) for one in channels)


def _row(channel: Channel, slugs: dict[int, str], bureaus: dict[int, str]) -> tuple[str, ...]:
    return (
        str(channel.id),
        place_text(channel.place),
        channel.name,
        "、".join(slugs.get(one, "?") for one in channel.documents) or "全部在办",
        "、".join(bureaus.get(one, "?") for one in channel.bureaus) or "全部",
        "、".join(channel.kinds) or "全部",
        "-".join(f"{each:%H:%M}" for each in channel.quiet or ()) or "默认",
        channel.timezone or "默认",
        "是" if channel.minimal else "",
    )


async def _remove(common: Common, text: str) -> str:
    async with acting(common, "coordinator") as one:
        channel = await _channel(one.ledger, text)
        await one.ledger.channels.remove(channel.id, one.order(f"unbind/{channel.id}"))
    return f"已移除频道 {channel.id}（{place_text(channel.place)}）"


async def _channel(ledger: Ledger, text: str) -> Channel:
    for channel in await ledger.channels.everyone():
        if text in (str(channel.id), place_text(channel.place)):
            return channel
    raise BadInputError(f"没有这个频道：{text}。见 duban channels list")


def _place(telegram: str | None, slack: str | None) -> Place:
    if (telegram is None) == (slack is None):
        raise BadInputError("请用 --telegram 群号 或 --slack 频道号 说明是哪个频道（二选一）")
    if telegram is not None:
        if not re.fullmatch(r"-?\d+(?::\d+)?", telegram.strip()):
            raise BadInputError(
                f"Telegram 群号是数字，如 -1001234567890 或 -1001234567890:7：{telegram}"
            )
        return place_of(f"telegram:{telegram.strip()}")
    channel = (slack or "").strip()
    if not re.fullmatch(r"[CGD][A-Z0-9]+", channel):
        raise BadInputError(f"Slack 频道要写频道 ID，如 C012AB3CD，不是名称：{slack}")
    return place_of(f"slack:{channel}")


def _hours(text: str) -> tuple[time, time]:
    found = _HOURS.fullmatch(text.strip())
    try:
        if found:
            start, start_minute, end, end_minute = map(int, found.groups())
            return time(start, start_minute), time(end, end_minute)
    except ValueError:
        pass
    raise BadInputError(f"免打扰时段要写成 18:00-08:30：{text}")
