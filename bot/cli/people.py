"""`duban people`: who takes part, as what, and how they are reached."""

import asyncio
import sys
from typing import Annotated

import typer

from bot.cli import access, people_change, people_import
from bot.cli.acting import acting
from bot.cli.common import Common, common_of
from bot.cli.days import day_of
from bot.cli.help import Command, Group
from bot.cli.listing import ListingCommand, each_of
from bot.cli.output import put
from bot.cli.people_shown import people_table
from bot.leaving import Left, leave
from bot.persons import accounts_of, person_of, told
from bot.rosters import position_of, role_of
from bot.wiring import wired
from db.people import NewPerson
from db.records import Person
from handlers.reply import say
from handlers.wording import said_date
from knowledge.names import tidy

app = typer.Typer(cls=Group, add_completion=False, help="名册：谁参加、在哪个单位、什么角色")

Who = Annotated[str, typer.Argument(metavar="NAME", help="姓名或编号")]
HandOver = Annotated[
    str | None, typer.Option(metavar="NAME", help="把分管的单位移交给谁（姓名或编号）")
]


@app.command(cls=ListingCommand)
def add(  # noqa: PLR0913 - an option each
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="姓名")],
    bureau: Annotated[str | None, typer.Option(metavar="B", help="所在单位")] = None,
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="staff、manager、coordinator 或 admin")
    ] = "staff",
    position: Annotated[
        str, typer.Option(metavar="P", help="head 主要负责人、deputy 副职 或 staff")
    ] = "staff",
    in_charge_of: Annotated[
        list[str] | None, typer.Option(metavar="B…", help="分管的单位，可以有几个")
    ] = None,
    scope: Annotated[
        str, typer.Option(metavar="S", help="领导看哪些：all、document:短名 或 bureau:单位")
    ] = "all",
    telegram: Annotated[str | None, typer.Option(metavar="ID", help="Telegram 数字编号")] = None,
    slack: Annotated[
        str | None, typer.Option(metavar="ID", help="Slack 成员 ID：U… 或 T…:U…")
    ] = None,
    email: Annotated[str | None, typer.Option(metavar="E", help="Slack 邮箱，凭它关联")] = None,
    phone: Annotated[str | None, typer.Option(metavar="TEL", help="电话")] = None,
) -> None:
    """加一个人，打印编号；第一个管理员也这样加（--role admin）"""
    new = NewPerson(
        name=name,
        role=role_of(role),
        bureau=bureau,
        position=position_of(position),
        in_charge_of=each_of(in_charge_of),
        scope=scope,
        email=email,
        phone=phone,
        accounts=accounts_of(telegram, slack),
    )
    print(asyncio.run(_add(common_of(ctx), new)))


@app.command("list", cls=Command)
def list_(
    ctx: typer.Context,
    contacts: Annotated[bool, typer.Option("--contacts", help="也列出邮箱、电话和账号")] = False,
) -> None:
    """列出名册"""
    people = asyncio.run(_everyone(common_of(ctx)))
    put(people_table(people, contacts=contacts) if people else say("名册是空的"))


@app.command(cls=Command)
def move(
    ctx: typer.Context,
    name: Who,
    to: Annotated[str, typer.Option(metavar="B", help="到哪个单位")],
    since: Annotated[
        str | None, typer.Option(metavar="D", help="从哪天起，如 2024-07-01，可以是以后；默认今天")
    ] = None,
    hand_over_to: HandOver = None,
) -> None:
    """换单位（轮岗）：以前在哪里仍查得到"""
    put(say(asyncio.run(_move(common_of(ctx), name, to, since, hand_over_to))))


@app.command(cls=Command)
def remove(ctx: typer.Context, name: Who, hand_over_to: HandOver = None) -> None:
    """离开：账号和邀请不再有效，做过的事都留着"""
    put(say(asyncio.run(_remove(common_of(ctx), name, hand_over_to))))


@app.command(cls=Command)
def invite(
    ctx: typer.Context,
    name: Who,
    bot: Annotated[
        str | None, typer.Option(metavar="BOT", help="Telegram 机器人的用户名，给出可点的链接")
    ] = None,
) -> None:
    """给出邀请码：7 天内用一次，机器人就认识这个人的账号"""
    person, code = asyncio.run(_invite(common_of(ctx), name))
    put(
        say(f"{person.name}的邀请码：{code}"),
        say("只显示这一次，7 天内有效，用一次就作废；以前给的不再有效。"),
        say(f"请本人私聊机器人发送：加入 {code}"),
        *([say(f"或点开 https://t.me/{bot.lstrip('@')}?start={code}")] if bot else []),
    )


app.command("import", cls=Command)(people_import.import_)
app.command("change", cls=ListingCommand)(people_change.change)
app.command("unlink", cls=Command)(people_change.unlink)
app.command("requests", cls=Command)(access.requests)
app.command("approve", cls=Command)(access.approve)
app.command("refuse", cls=Command)(access.refuse)


async def _add(common: Common, new: NewPerson) -> int:
    async with acting(common, "admin") as one:
        namesakes = await one.ledger.people.named(tidy(new.name))
        person_id = await one.ledger.people.add(new, one.order(f"add/{new.name}"))
    if namesakes:
        listed = "、".join(map(told, namesakes))
        print(f"名册里还有同名的：{listed}；以后请写编号", file=sys.stderr)
    return person_id


async def _everyone(common: Common) -> tuple[Person, ...]:
    async with wired(common.settings(), common.now) as parts:
        return await parts.ledger.people.everyone()


async def _move(
    common: Common, name: str, to: str, since: str | None, hand_over_to: str | None
) -> str:
    async with acting(common, "admin") as one:
        person = await person_of(one.ledger, name)
        heir = await person_of(one.ledger, hand_over_to) if hand_over_to else None
        order = one.order(f"move/{person.id}")
        day = day_of(since, "--since") if since else order.now.date()
        await one.ledger.people.move(person.id, to, day, order, heir.id if heir else None)
        moved = await one.ledger.people.by_id(person.id)
    if day > order.now.date():
        return (
            f"已登记：{person.name}从{said_date(day)}起到{to}，到那天自动生效{_handed_then(heir)}"
        )
    return f"{person.name}现在：{told(moved or person)}{_handed(person, heir)}"


async def _remove(common: Common, name: str, hand_over_to: str | None) -> str:
    async with acting(common, "admin") as one:
        person = await person_of(one.ledger, name)
        heir = await person_of(one.ledger, hand_over_to) if hand_over_to else None
        order = one.order(f"leave/{person.id}")
        gone = await leave(one.ledger, person, heir, order)
    left = "" if heir or not person.in_charge_of else "；分管的单位还没有人接，可另行指定"
    return (
        f"{person.name}（编号 {person.id}）已离开名册{_handed(person, heir)}{left}{_told_on(gone)}"
    )


def _told_on(gone: Left) -> str:
    """What others were told to go on with."""
    what = [f"没有确认的卡片{len(gone.cards)}张"] if gone.cards else []
    what += [f"本人承办的任务{len(gone.tasks)}项"] if gone.tasks else []
    whom = "、".join(one.name for one in gone.heirs)
    return f"；{'、'.join(what)}，已告诉{whom}" if what and whom else ""


def _handed_then(heir: Person | None) -> str:
    return f"，分管的单位同时移交{heir.name}" if heir else ""


def _handed(person: Person, heir: Person | None) -> str:
    if heir is None:
        return ""
    count = len(person.in_charge_of)
    return f"，分管的 {count} 个单位已移交{heir.name}" if count else "，没有分管的单位要移交"


async def _invite(common: Common, name: str) -> tuple[Person, str]:
    async with acting(common, "admin") as one:
        person = await person_of(one.ledger, name)
        return person, await one.ledger.people.invite(person.id, one.order(f"invite/{person.id}"))
