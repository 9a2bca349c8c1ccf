"""`duban documents`: the papers in the ledger."""

import asyncio
from typing import Annotated

import typer

from bot.cli.acting import acting
from bot.cli.asking import agreed
from bot.cli.common import Common, common_of
from bot.cli.help import Command, Group
from bot.cli.output import put
from bot.errors import BadInputError
from bot.exports.facts import gather, paper_of
from bot.preview.understood import understood
from bot.wiring import wired
from db.ledger import Ledger
from db.records import Document, DocumentState, TaskQuery
from handlers.reply import Table, say

app = typer.Typer(
    cls=Group, add_completion=False, help="台账里的文件：列出、查看、启用、归档、删去"
)

_STATES = {"active": "在办", "archived": "已归档", "sample": "样例"}
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="文件的短名，见 documents list")]


@app.command("list", cls=Command)
def list_(ctx: typer.Context) -> None:
    """列出全部文件"""
    asyncio.run(_list(common_of(ctx)))


@app.command(cls=Command)
def show(ctx: typer.Context, slug: Slug) -> None:
    """看一份文件在台账里的样子"""
    asyncio.run(_show(common_of(ctx), slug))


@app.command(cls=Command)
def activate(ctx: typer.Context, slug: Slug) -> None:
    """设为在办：进入默认的查询、提醒和周报"""
    asyncio.run(_set_state(common_of(ctx), slug, "active"))


@app.command(cls=Command)
def archive(ctx: typer.Context, slug: Slug) -> None:
    """归档：仍可查，不再督办"""
    asyncio.run(_set_state(common_of(ctx), slug, "archived"))


@app.command(cls=Command)
def remove(
    ctx: typer.Context,
    slug: Slug,
    yes: Annotated[bool, typer.Option("--yes", help="不再确认")] = False,
) -> None:
    """删去一份文件（有办理记录的只能归档）"""
    asyncio.run(_remove(common_of(ctx), slug, yes))


async def _list(common: Common) -> None:
    async with wired(common.settings(), common.now) as parts:
        rows = [await _row(parts.ledger, each) for each in await parts.ledger.documents()]
    put(Table(("短名", "状态", "任务", "文号", "标题"), tuple(rows)) if rows else say("没有文件"))


async def _row(ledger: Ledger, document: Document) -> tuple[str, ...]:
    page = await ledger.tasks(TaskQuery(documents=(document.id,), limit=1))
    state = _STATES[document.state]
    number = document.doc_number or ""
    return (document.slug, state, str(page.total), number, document.title)


async def _show(common: Common, slug: str) -> None:
    async with wired(common.settings(), common.now) as parts:
        document = await find(parts.ledger, slug)
        facts = await gather(parts.ledger, document)
    text = "有原文" if document.full_text else "只有要点"
    put(*understood(paper_of(facts)), say(f"状态：{_STATES[document.state]}，{text}"))


async def _set_state(common: Common, slug: str, state: DocumentState) -> None:
    async with acting(common, "coordinator") as one:
        document = await find(one.ledger, slug)
        await one.ledger.set_state(document.id, state, one.order(f"{state}/{slug}"))
    put(say(f"{slug} 现在是：{_STATES[state]}"))


async def _remove(common: Common, slug: str, yes: bool) -> None:
    async with acting(common, "coordinator") as one:
        document = await find(one.ledger, slug)
        if agreed(f"删去《{document.title}》？", yes=yes):
            await one.ledger.remove_document(document.id, one.order(f"remove/{slug}"))
            put(say(f"已删去 {slug}"))
        else:
            put(say("没有改动"))


async def find(ledger: Ledger, slug: str) -> Document:
    """The document of that slug; raises `BadInputError` naming those there are."""
    documents = await ledger.documents()
    for document in documents:
        if document.slug == slug:
            return document
    known = "、".join(document.slug for document in documents) or "（空）"
    raise BadInputError(f"台账里没有这份文件：{slug}。现有：{known}")
