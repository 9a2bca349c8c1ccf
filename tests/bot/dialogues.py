"""The same dialogue on every platform: who says, presses or sends what, and what must be heard."""

import asyncio
import contextlib
import io
import json
from pathlib import Path

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.dispatch import Dispatch
from bot.platforms.terminal.screen import PlainScreen
from bot.platforms.terminal.talk import Terminal, talk
from bot.serving.serve import serve
from bot.settings import Settings
from bot.wiring import speaker_of, wired
from tests.bot.serving import on_slack, on_telegram

DIALOGUES = Path(__file__).parents[1] / "dialogues"
ROSTER = {"陈静": ("coordinator", 11), "李明": ("staff", 12)}
NUMBERS = {**{name: number for name, (_role, number) in ROSTER.items()}, "路人": 99}


def accounts(number):
    return [on_telegram(number), on_slack(f"U{number}")]


def lines(name):
    text = (DIALOGUES / f"{name}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


class OnTelegram:
    """Everybody's private chat with the bot; `screen` is message → what it reads."""

    name = "telegram"

    @contextlib.asynccontextmanager
    async def open(self, database, _directory):
        async with FakeTelegram() as self.server:
            values = {"telegram_token": self.server.token, "telegram_api_url": self.server.url}
            self.people = {who: self.server.person(n, who) for who, n in NUMBERS.items()}
            async with served(database, values):
                yield

    async def says(self, who, text):
        self.people[who].says(text)

    async def uploads(self, who, name, data):
        self.people[who].uploads(name, data)

    async def presses(self, who, label):
        (*_, card) = (s for s in self.people[who].sees() if f"[{label}]" in _telegram_text(s))
        self.people[who].presses(card, label)

    def screen(self, who):
        return {shown.message: _telegram_text(shown) for shown in self.people[who].sees()}


def _telegram_text(shown):
    labels = [f"[{label}]" for row in shown.buttons for label, _data in row]
    return "\n".join([shown.text, *labels])


class OnSlack:
    name = "slack"

    @contextlib.asynccontextmanager
    async def open(self, database, _directory):
        async with FakeSlack() as self.server:
            values = {
                "slack_bot_token": self.server.bot_token,
                "slack_app_token": self.server.app_token,
                "slack_api_url": self.server.api_url,
            }
            for who, number in NUMBERS.items():
                self.server.space.person(f"U{number}", who)
            async with served(database, values):
                yield

    async def says(self, who, text):
        await self.server.says(_slack(who), text)

    async def uploads(self, who, name, data):
        await self.server.writes(_slack(who), "", files=((name, data),))

    async def presses(self, who, label):
        (*_, card) = (s for s in self._said(who) if f"[{label}]" in _slack_text(s))
        await self.server.press(_slack(who), card, label)

    def screen(self, who):
        return {shown.ts: _slack_text(shown) for shown in self._said(who)}

    def _said(self, who):
        space = self.server.space
        return space.screen.said(space.direct(_slack(who)), by=space.bot)


def _slack(who):
    return f"U{NUMBERS[who]}"


def _slack_text(shown):
    labels = [f"[{button['text']['text']}]" for button in shown.buttons]
    return "\n".join([shown.words, *labels])


class OnTerminal:
    """One `duban chat` for each person, one after another said to all."""

    name = "terminal"

    @contextlib.asynccontextmanager
    async def open(self, database, directory):
        self.directory = directory
        self.shown: dict[str, list[str]] = {who: [] for who in ROSTER}
        self.typed: dict[str, asyncio.Queue[str]] = {who: asyncio.Queue() for who in ROSTER}
        async with wired(settings(database, {}), None) as parts:
            dispatch = Dispatch(parts)
            talks = []
            for who in ROSTER:
                speaker = await speaker_of(parts.ledger, who)
                place = Terminal(parts, dispatch, Keys(self.typed[who]), self._sheet(who), speaker)
                talks.append(asyncio.create_task(talk(place, ())))
            yield
            for typed in self.typed.values():
                typed.put_nowait("退出")
            await asyncio.gather(*talks)
            await dispatch.settled()

    def _sheet(self, who):
        return Sheet(self.shown[who])

    async def says(self, who, text):
        self.typed[who].put_nowait(text)

    presses = says

    async def uploads(self, who, name, data):
        (self.directory / name).write_bytes(data)
        self.typed[who].put_nowait(f"导入 {self.directory / name}")

    def screen(self, who):
        return dict(enumerate(self.shown[who]))


class Keys:
    def __init__(self, typed):
        self._typed = typed

    async def read(self, _prompt):
        return await self._typed.get()


class Sheet:
    """The plain screen, read back; labels as everywhere: [确认], not [1] 确认."""

    def __init__(self, shown):
        self._shown = shown

    def show(self, reply):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            PlainScreen().show(reply)
        labels = [f"[{button.label}]" for button in reply.buttons]
        self._shown.append("\n".join([out.getvalue(), *labels]))


@contextlib.asynccontextmanager
async def served(database, values):
    """`duban serve` in this process."""
    chosen = settings(database, values)
    async with wired(chosen, None) as parts:
        serving = asyncio.create_task(serve(chosen, parts))
        try:
            yield
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)


def settings(database, values):
    free = {"listen": "127.0.0.1:0", "admin_listen": "127.0.0.1:0"}
    return Settings.model_validate({"database_url": database, **free, **values})


async def hold(platform, line):
    """One line of a dialogue: act, and hear what has to be heard."""
    before = platform.screen(line["who"]) if line["who"] in NUMBERS else {}
    match line:
        case {"who": who, "says": text}:
            await platform.says(who, text)
        case {"who": who, "presses": label}:
            await platform.presses(who, label)
        case {"who": who, "uploads": name, "text": text}:
            await platform.uploads(who, name, text.encode())
    heard = ""
    try:
        async with asyncio.timeout(20):
            while not heard or not all(words in heard for words in line["hears"]):
                await asyncio.sleep(0.01)
                now = platform.screen(line["who"])
                heard = "\n".join(text for key, text in now.items() if before.get(key) != text)
    except TimeoutError:
        raise AssertionError(f"{platform.name} {line} heard: {heard}") from None
    for words in line.get("lacks", ()):
        assert words not in heard, f"{platform.name} {line} heard: {heard}"
