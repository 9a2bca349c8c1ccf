"""`duban people change` and `unlink`: what the roster says of somebody, and their accounts."""

import asyncio
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.listing import each_of
from bot.cli.output import put
from bot.errors import BadInputError
from bot.persons import accounts_of, person_of, told
from bot.rosters import position_of, role_of
from db.people import PersonChange
from db.records import Account
from handlers.reply import say

Who = Annotated[str, typer.Argument(metavar="NAME", help="姓名或编号")]
Telegram = Annotated[str | None, typer.Option(metavar="ID", help="Telegram 数字编号")]
Slack = Annotated[str | None, typer.Option(metavar="ID", help="Slack 成员 ID：U… 或 T…:U…")]


def change(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    name: Who,
    new_name: Annotated[str | None, typer.Option(metavar="NAME", help="改名")] = None,
    role: Annotated[str | None, typer.Option(metavar="ROLE", help="角色，同 add")] = None,
    position: Annotated[str | None, typer.Option(metavar="P", help="职务，同 add")] = None,
    in_charge_of: Annotated[
        list[str] | None, typer.Option(metavar="B…", help="分管的单位，代替原来的")
    ] = None,
    scope: Annotated[str | None, typer.Option(metavar="S", help="范围，同 add")] = None,
    email: Annotated[str | None, typer.Option(metavar="E", help='邮箱；"" 表示去掉')] = None,
    phone: Annotated[str | None, typer.Option(metavar="TEL", help='电话；"" 表示去掉')] = None,
    telegram: Telegram = None,
    slack: Slack = None,
) -> None:
    """改名册里的一个人：角色、职务、分管、范围、联系方式，或补上账号"""
    wish = PersonChange(
        name=new_name,
        role=role_of(role) if role else None,
        position=position_of(position) if position else None,
        in_charge_of=None if in_charge_of is None else each_of(in_charge_of),
        scope=scope,
        email=email,
        phone=phone,
        accounts=accounts_of(telegram, slack),
    )
    if wish == PersonChange():
        raise BadInputError("没有说要改什么，用法见 duban people change --help")
    put(say(asyncio.run(_change(common_of(ctx), name, wish))))


def unlink(ctx: typer.Context, telegram: Telegram = None, slack: Slack = None) -> None:
    """解除一个账号：它从此不代表名册里的任何人"""
    accounts = accounts_of(telegram, slack)
    if len(accounts) != 1:
        raise BadInputError("请用 --telegram 或 --slack 说明是哪个账号（二选一）")
    put(say(asyncio.run(_unlink(common_of(ctx), accounts[0]))))


async def _change(common: Common, name: str, wish: PersonChange) -> str:
    async with acting(common, "admin") as one:
        person = await person_of(one.ledger, name)
        await one.ledger.people.change(person.id, wish, one.order(f"change/{person.id}"))
        now = await one.ledger.people.by_id(person.id) or person
    return f"已改：{now.name}，{told(now)}" if now != person else "没有变化"


async def _unlink(common: Common, account: Account) -> str:
    async with acting(common, "admin") as one:
        await one.ledger.people.unlink(account, one.order(f"unlink/{account.account}"))
    return "已解除这个账号"
