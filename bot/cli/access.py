"""Access requests on the command line: strangers who asked the bot to be let in."""

import asyncio
from dataclasses import replace
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.output import put
from bot.errors import BadInputError
from bot.persons import person_of
from bot.rosters import role_of
from bot.wiring import wired
from db.people import NewPerson
from db.records import AccessRequest
from handlers.reply import Table, say

Id = Annotated[int, typer.Argument(metavar="ID", help="申请的编号，见 people requests")]


def requests(ctx: typer.Context) -> None:
    """列出等待开通的申请"""
    waiting = asyncio.run(_waiting(common_of(ctx)))
    rows = tuple(
        (str(one.id), one.name, one.account.platform.title(), f"{one.asked_at:%Y-%m-%d %H:%M}")
        for one in waiting
    )
    put(Table(("编号", "对方自称", "平台", "申请时间"), rows) if rows else say("没有申请"))


def approve(
    ctx: typer.Context,
    request: Id,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="是名册里的谁（姓名或编号）")
    ] = None,
    name: Annotated[str | None, typer.Option(metavar="NAME", help="新人的姓名")] = None,
    bureau: Annotated[str | None, typer.Option(metavar="B", help="新人的单位")] = None,
    role: Annotated[str, typer.Option(metavar="ROLE", help="新人的角色")] = "staff",
) -> None:
    """同意：关联到名册里的人（--person），或作为新人加进名册（--name --bureau --role）"""
    if (person is None) == (name is None):
        raise BadInputError("请用 --person 说是名册里的谁，或用 --name 加一个新人")
    new = NewPerson(name, role_of(role), bureau) if name else None
    put(say(asyncio.run(_approve(common_of(ctx), request, person, new))))


def refuse(ctx: typer.Context, request: Id) -> None:
    """拒绝"""
    put(say(asyncio.run(_refuse(common_of(ctx), request))))


async def _waiting(common: Common) -> tuple[AccessRequest, ...]:
    async with wired(common.settings(), common.now) as parts:
        waiting = await parts.ledger.people.requests()
        zone = parts.clock().tzinfo
    return tuple(replace(one, asked_at=one.asked_at.astimezone(zone)) for one in waiting)


async def _approve(common: Common, request: int, person: str | None, new: NewPerson | None) -> str:
    async with acting(common, "admin") as one:
        found = await person_of(one.ledger, person) if person else None
        who = found.id if found else new
        decided = await one.ledger.people.decide(request, who, one.order(f"approve/{request}"))
        return f"已开通：{decided.name}，名册编号 {decided.person_id}"


async def _refuse(common: Common, request: int) -> str:
    async with acting(common, "admin") as one:
        decided = await one.ledger.people.decide(request, None, one.order(f"refuse/{request}"))
        return f"已拒绝{decided.name}的申请"
