"""Pictures of notices as people see them, for the guides: `python -m tests.pictures docs/pictures`.

The real program says them to the fake platforms; a page draws what arrived there, payloads and all,
and headless Chromium takes its picture. Run by hand where Chromium is; nothing is drawn otherwise.
"""

import asyncio
import html
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pylopdf_fonts_zh_cn
from PIL import Image, ImageChops

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.slack.screen import Shown as OnSlack
from bot.bench.fakes.telegram import FakeTelegram
from bot.bench.fakes.telegram.chats import Shown as OnTelegram
from bot.serving.broadcasting import Broadcasting
from bot.serving.composing import reply_of
from bot.serving.house import House, built
from bot.serving.ticking import tick
from bot.settings import Settings
from bot.wiring import Wired, wired
from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.importing import Import
from db.people import NewPerson
from db.records import Account, Place, TaskQuery
from handlers.inbound import Message, Press
from handlers.turn import Speaker
from knowledge.catalog import load
from reminders.settings import ZONE

GROUP, CHANNEL, ACTIVE = -1001, "C1", datetime(2024, 5, 1, 8, 0, tzinfo=ZONE)
_STYLE = """
@font-face { font-family: noto; src: url(file://FONT); }
body { font: 15px/1.5 noto, sans-serif; margin: 0; background: #fff; color: #1d1c1d; width: 520px; }
main { padding: 14px 18px; }
main.telegram { background: #d6e4c8; }
.bubble { background: #fff; border-radius: 12px; padding: 8px 12px; margin: 4px 0; }
.who { font-weight: 700; } .when { color: #888; font-size: 12px; margin-left: 6px; }
p { margin: 0 0 2px; white-space: pre-wrap; } .context { color: #666; font-size: 13px; }
.buttons { display: flex; flex-wrap: wrap; gap: 6px; margin: 6px 0; }
.slack .buttons span { border: 1px solid #bbb; border-radius: 4px; padding: 3px 10px; }
.telegram .row { display: flex; gap: 4px; margin: 4px 0; }
.telegram .row span { flex: 1; background: #8fae7e; color: #fff; border-radius: 8px; padding: 5px;
  text-align: center; font-size: 14px; overflow: hidden; white-space: nowrap; }
table { border-collapse: collapse; } td { border: 1px solid #ccc; padding: 2px 8px; }
"""


async def main(directory: Path) -> None:
    """Every picture, under its name."""
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        with TemporaryDirectory() as place:
            settings = _settings(f"sqlite:///{place}/duban.db", telegram, slack)
            await _office(settings, telegram, slack)
            for morning in ("2024-09-20T09:00", "2024-09-23T09:00", "2024-09-26T09:00"):
                await _day(settings, morning)
            _draw(directory / "reminder-slack.png", "slack", _slack(slack)[-1:])
            _draw(directory / "reminder-telegram.png", "telegram", _telegram(telegram)[-1:])
            await _blocked(settings)
            _draw(directory / "blocked-slack.png", "slack", slack.space.screen.said("DLI")[-1:])
            await _day(settings, "2024-09-30T15:40")
            _draw(directory / "late-slack.png", "slack", _slack(slack)[-1:])
            await _broadcast(settings)
            _draw(directory / "broadcast-slack.png", "slack", _slack(slack)[-1:])


def _settings(url: str, telegram: FakeTelegram, slack: FakeSlack) -> Settings:
    return Settings.model_validate(
        {
            "database_url": url,
            "telegram_token": telegram.token,
            "telegram_api_url": telegram.url,
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_api_url": slack.api_url,
        }
    )


async def _office(settings: Settings, telegram: FakeTelegram, slack: FakeSlack) -> None:
    telegram.group(GROUP, "创建工作专班")
    for user, name in (("ULI", "李主任"), ("UCHEN", "陈静"), ("UWANG", "王芳")):
        slack.space.person(user, name)
    async with wired(settings, ACTIVE.isoformat()) as parts:
        ledger = parts.ledger
        await ledger.import_papers([load("jingan2024")], Import(ACTIVE, activate=True))
        for place in (Place("telegram", "", str(GROUP)), Place("slack", "T1", CHANNEL)):
            order = Order("本机", ACTIVE, f"bind {place}")
            await ledger.channels.bind(place, ChannelWish("创建工作专班"), order)
        people = (
            ("李主任", "manager", "区卫生健康委", "ULI"),
            ("陈静", "coordinator", "区卫生健康委", "UCHEN"),
            ("王芳", "staff", "区医保局", "UWANG"),
        )
        for name, role, unit, account in people:
            accounts = (Account("slack", "T1", account),)
            new = NewPerson(name, role, unit, accounts=accounts)  # type: ignore[arg-type]
            await ledger.people.add(new, Order("本机", ACTIVE, f"add {name}"))


@asynccontextmanager
async def _at(settings: Settings, now: str) -> AsyncIterator[tuple[House, Wired, datetime]]:
    async with wired(settings, now) as parts:
        house = await built(settings, parts)
        yield house, parts, parts.clock()
        await house.dispatch.settled()
        for platform in house.platforms:
            await platform.close()


async def _deliver(house: House) -> None:
    for _ in range(200):
        await house.delivery.deliver_due()
        await house.delivery.settled()
        await house.digests.made()
        await asyncio.sleep(0.02)


async def _day(settings: Settings, now: str) -> None:
    async with _at(settings, now) as (house, parts, moment):
        await tick(parts.ledger, moment, settings.zone)
        await _deliver(house)


async def _blocked(settings: Settings) -> None:
    async with _at(settings, "2024-09-26T10:20") as (house, parts, moment):
        (paper,) = (one for one in await parts.ledger.documents() if one.slug == "jingan2024")
        task = (await parts.ledger.tasks(TaskQuery(documents=(paper.id,)))).tasks[0]
        stuck = Filing(
            "b",
            "task",
            task.id,
            task.document_id,
            moment,
            "王芳",
            percent=40,
            blocker="评审材料缺三家医院的签章",
            need="请区卫生健康委协调",
        )
        await parts.ledger.progress.file(replace(stuck, status="blocked"))
        await tick(parts.ledger, moment, settings.zone)
        await _deliver(house)


async def _broadcast(settings: Settings) -> None:
    async with _at(settings, "2024-09-30T16:00") as (house, parts, moment):
        chen = next(one for one in await parts.ledger.people.everyone() if one.name == "陈静")
        speaker, words = (
            Speaker(chen.name, chen),
            "通知所有人：静安创建进入迎接评审阶段，请各单位10月8日前备齐材料",
        )
        card = await house.dispatch.answer(Message("p", words), speaker, moment, "e1")
        await card.saved
        confirm = next(one for one in card.reply.buttons if one.label.startswith("确认"))
        done = await house.dispatch.answer(Press("p", confirm.value), speaker, moment, "e2")
        await done.saved
        await Broadcasting(parts.ledger).beat(moment)
        await _deliver(house)
    async with _at(settings, "2024-09-30T16:05") as (house, parts, moment):
        await _received(house, moment)
        await Broadcasting(parts.ledger).beat(moment)
        await _deliver(house)


async def _received(house: House, moment: datetime) -> None:
    """Somebody signs for it."""
    ledger = house.office.ledger
    said = next(row for row in await ledger.outbox.rows() if row.kind == "broadcast")
    (press,) = reply_of(said).buttons
    wang = next(one for one in await ledger.people.everyone() if one.name == "王芳")
    speaker = Speaker(wang.name, wang)
    done = await house.dispatch.answer(Press("w", press.value), speaker, moment, "e3")
    await done.saved


def _slack(slack: FakeSlack) -> list[OnSlack]:
    return slack.space.screen.said(CHANNEL)


def _telegram(telegram: FakeTelegram) -> list[OnTelegram]:
    return telegram.chats.said(GROUP)


# The page


def _draw(file: Path, platform: str, messages: Sequence[OnSlack | OnTelegram]) -> None:
    shown = [
        _slack_html(one) if isinstance(one, OnSlack) else _telegram_html(one) for one in messages
    ]
    font = next(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.[to]tf"))
    style = _STYLE.replace("FONT", str(font))
    head = f"<meta charset=utf-8><style>{style}</style>"
    page = f"{head}<main class={platform}>{''.join(shown)}</main>"
    with TemporaryDirectory() as place:
        source = Path(place) / "page.html"
        source.write_text(page, "utf-8")
        bare = Path(place) / "page.png"
        size = "--window-size=560,3000"
        flags = (
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--force-device-scale-factor=2",
            size,
        )
        command = ["chromium", *flags, f"--screenshot={bare}", source.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        _cropped(bare).save(file, optimize=True)


def _cropped(bare: Path) -> Image.Image:
    """Without the empty paper below."""
    page = Image.open(bare).convert("RGB")
    _left, _top, _right, bottom = ImageChops.difference(
        page, Image.new("RGB", page.size, page.getpixel((0, page.height - 1)))
    ).getbbox() or (0, 0, 0, page.height)
    return page.crop((0, 0, 1040, min(bottom + 16, page.height))).quantize(64)


def _slack_html(shown: OnSlack) -> str:
    blocks = "".join(map(_block, shown.blocks)) or f"<p>{html.escape(shown.text)}</p>"
    return f"<div><span class=who>督办助手</span><span class=when>应用</span>{blocks}</div>"


def _block(block: dict[str, Any]) -> str:
    match block["type"]:
        case "rich_text":
            return f"<p>{''.join(map(_rich, block['elements']))}</p>"
        case "section":
            return f"<p>{html.escape(block['text']['text'])}</p>"
        case "header":
            return f"<p class=who>{html.escape(block['text']['text'])}</p>"
        case "context":
            texts = (html.escape(str(one.get("text", ""))) for one in block["elements"])
            return f"<p class=context>{' '.join(texts)}</p>"
        case "actions":
            return _buttons("buttons", map(_label, block["elements"]))
    return f"<hr title={block['type']}>"


def _label(element: dict[str, Any]) -> str:
    """A menu shows its placeholder and an arrow."""
    if "placeholder" in element:
        return f"{element['placeholder']['text']} ▾"
    return str(element["text"]["text"]) if "text" in element else "⋯"


def _rich(element: dict[str, Any]) -> str:
    if "elements" in element:
        inner = "".join(map(_rich, element["elements"]))
        return f"• {inner}<br>" if element["type"] == "rich_text_list" else inner
    text = html.escape(element.get("text", element.get("name", "")))
    style = element.get("style", {})
    return f"<b>{text}</b>" if style.get("bold") else text


def _telegram_html(shown: OnTelegram) -> str:
    text, done = html.escape(shown.text), 0
    for tag, words in shown.marked.entities:
        found = text.find(html.escape(words), done) if tag == "b" else -1
        if found >= 0:
            end = found + len(html.escape(words))
            text = f"{text[:found]}<b>{text[found:end]}</b>{text[end:]}"
            done = end + len("<b></b>")
    rows = (_buttons("row", (label for label, _ in row)) for row in shown.buttons)
    return f"<div class=bubble><p>{text}</p></div>{''.join(rows)}"


def _buttons(kind: str, labels: Iterable[str]) -> str:
    return (
        f"<div class={kind}>{''.join(f'<span>{html.escape(one)}</span>' for one in labels)}</div>"
    )


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]).resolve()))
