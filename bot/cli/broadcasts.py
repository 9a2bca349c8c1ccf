"""`duban broadcasts`: what was said to many, and who confirmed it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Annotated, Any

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.help import Command, Group
from bot.cli.output import put, put_json
from bot.errors import BadInputError
from db.broadcasts import Broadcast, Reader, Words, in_force
from handlers.broadcasting.looking import STATES
from handlers.broadcasting.telling import lacking_by_unit
from handlers.broadcasting.words import local, said_tally, said_until
from handlers.reply import Block, Table, faint, say
from reminders.receipts import missing, tally

app = typer.Typer(cls=Group, add_completion=False, help="通知：发过的、待发的、签收情况")

Json = Annotated[bool, typer.Option("--json", help="给程序读的 JSON，每条一行")]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A broadcast with all that is told of it."""

    one: Broadcast
    words: tuple[Words, ...]
    readers: tuple[Reader, ...]

    @property
    def in_force(self) -> str:
        """What it says."""
        return in_force(self.one, self.words).words


@app.command("list", cls=Command)
def list_(
    ctx: typer.Context,
    *,
    limit: Annotated[int, typer.Option(metavar="N", help="最多列几条（最近的）")] = 50,
    as_json: Json = False,
) -> None:
    """列出通知，最近的在最前"""
    every = asyncio.run(_list(common_of(ctx), max(limit, 1)))
    if as_json:
        put_json(*(_plain(one) for one in every))
    else:
        put(_table(every) if every else say("还没有发过通知"))


@app.command(cls=Command)
def show(
    ctx: typer.Context,
    broadcast: Annotated[int, typer.Argument(metavar="ID", help="编号，见 broadcasts list")],
    *,
    as_json: Json = False,
) -> None:
    """看一条通知：各版原文、谁审批、谁签收、谁没签收"""
    one = asyncio.run(_show(common_of(ctx), broadcast))
    if as_json:
        put_json(_plain(one, full=True))
    else:
        put(*_blocks(one))


async def _list(common: Common, limit: int) -> list[_Shown]:
    async with acting(common, "coordinator") as acted:
        broadcasts, zone = acted.ledger.broadcasts, acted.parts.clock().tzinfo
        return [
            _Shown(_here(one, zone), await broadcasts.words(one.id), await broadcasts.readers(one))
            for one in await broadcasts.latest(limit=limit)
        ]


async def _show(common: Common, number: int) -> _Shown:
    async with acting(common, "coordinator") as acted:
        broadcasts = acted.ledger.broadcasts
        one = await broadcasts.by_id(number)
        if one is None:
            raise BadInputError(f"没有编号为 {number} 的通知，见 duban broadcasts list")
        here = _here(one, acted.parts.clock().tzinfo)
        return _Shown(here, await broadcasts.words(number), await broadcasts.readers(one))


def _here(one: Broadcast, zone: tzinfo | None) -> Broadcast:
    return local(one, zone) if zone else one


def _table(every: list[_Shown]) -> Table:
    return Table(("编号", "状态", "发出", "签收", "内容"), tuple(_row(one) for one in every))


def _row(shown: _Shown) -> tuple[str, ...]:
    one = shown.one
    at = one.sent_at or one.due_at
    done = said_tally(one, tally(shown.readers)) if shown.readers else ""
    return (str(one.id), STATES[one.state], f"{at:%Y-%m-%d %H:%M}" if at else "", done, one.title)


def _blocks(shown: _Shown) -> list[Block]:
    one = shown.one
    lines: list[Block] = [say(f"第 {one.id} 号，{one.by} 起草：{STATES[one.state]}")]
    lines += [say(faint(_version(each))) for each in shown.words]
    lines += [say(line) for line in shown.in_force.split("\n")]
    if shown.readers:
        until = f"，{said_until(one.receipt_by)}截止" if one.receipt_by else ""
        lines.append(say(f"已签收：{said_tally(one, tally(shown.readers))}{until}"))
        lines += lacking_by_unit(missing(one, shown.readers))
    return lines


def _version(words: Words) -> str:
    return f"第 {words.version} 版，{words.by} 起草，{_became(words)}"


def _became(words: Words) -> str:
    if words.approved_by is None:
        return words.refused or "等待审批"
    return "本人确认" if words.approved_by == words.by else f"{words.approved_by} 同意"


def _plain(shown: _Shown, *, full: bool = False) -> dict[str, Any]:
    """For programs; `full` with every version and everybody expected to confirm."""
    one, so_far = shown.one, tally(shown.readers)
    short: dict[str, Any] = {
        "id": one.id,
        "state": one.state,
        "version": one.version,
        "words": shown.in_force,
        "by": one.by,
        "compulsory": one.compulsory,
        "due_at": _iso(one.due_at),
        "sent_at": _iso(one.sent_at),
        "receipt_by": _iso(one.receipt_by),
        "received": {"persons": so_far.persons, "units": so_far.units},
        "expected": {"persons": so_far.of_persons, "units": so_far.of_units},
    }
    if not full:
        return short
    return short | {
        "versions": [_plain_words(each) for each in shown.words],
        "readers": [_plain_reader(each) for each in shown.readers],
    }


def _plain_words(words: Words) -> dict[str, Any]:
    return {
        "version": words.version,
        "words": words.words,
        "by": words.by,
        "approved_by": words.approved_by,
        "refused": words.refused,
    }


def _plain_reader(reader: Reader) -> dict[str, Any]:
    return {
        "person": str(reader.person_id),
        "name": reader.name,
        "bureau": reader.bureau,
        "received_at": _iso(reader.received_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
