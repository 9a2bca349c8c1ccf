"""kill -9 of a real `duban serve` while people work: every update counts once, none is lost."""

import asyncio
import json
import random
import shutil
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import closing
from typing import Any

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram.server import FakeTelegram
from bot.settings import load_settings
from db.ledger import Ledger
from tests.bot.serving import Serve, enrolled, on_both, on_slack, on_telegram

PEOPLE = 3
KILLS = 2
LONG = 300
"""Seconds: starts take long on a busy machine, and a life may end before anything was answered."""


class Worker(ABC):
    """Adds tasks with titles of their own and asks questions, as a patient person does."""

    def __init__(self, name):
        self.name = name
        self.confirmed: list[str] = []
        self.asked = 0

    @abstractmethod
    async def say(self, text: str) -> None:
        """Write to the bot."""

    @abstractmethod
    async def press(self, card: Any) -> None:
        """Press 确认 on it."""

    @abstractmethod
    def said(self) -> list[str]:
        """What the bot has on the screen."""

    @abstractmethod
    def card(self, title: str) -> Any:
        """The open card with that title, None where there is none."""

    async def work(self, enough):
        while not enough.is_set():
            title = f"摸排{self.name}辖区诊所第{len(self.confirmed) + 1}批"
            await self.asks(f"新增任务：{title}，牵头市卫健委，9月底前", title)
            await self.confirms(title)
            self.confirmed.append(title)
            await self.asks("中医馆指标是多少", "中医馆")
            self.asked += 1

    async def confirms(self, title):
        """Press until the card says that it is done; a press may get lost with the bot."""
        for _ in range(LONG // 5):
            if (card := self.card(title)) is None:
                return
            await self.press(card)
            if await self.until(lambda: self.card(title) is None, 5):
                return
        raise AssertionError(f"never settled: {title} {self.said()[-4:]}")

    async def asks(self, text, word):
        """Say it once and wait for an answer, however long the bot is away."""
        before = len(self.said())
        await self.say(text)
        heard = await self.until(lambda: any(word in said for said in self.said()[before:]), LONG)
        assert heard, f"never answered: {text} {self.said()[-4:]}"

    async def until(self, seen, seconds):
        try:
            async with asyncio.timeout(seconds):
                while not seen():  # noqa: ASYNC110 (a person just looks)
                    await asyncio.sleep(0.01)
        except TimeoutError:
            return False
        return True


class OnTelegram(Worker):
    def __init__(self, server, number):
        super().__init__(f"甲{number}")
        self.account = on_telegram(number)
        self._person = server.person(number, self.name)

    async def say(self, text):
        self._person.says(text)

    async def press(self, card):
        self._person.presses(card, "确认")

    def said(self):
        return [shown.text for shown in self._person.sees()]

    def card(self, title):
        return next((s for s in self._person.sees() if s.buttons and title in s.text), None)


class OnSlack(Worker):
    def __init__(self, server, number):
        super().__init__(f"乙{number}")
        self._server, self._user = server, server.space.person(f"U{number}", self.name)
        self.account = on_slack(self._user)

    async def say(self, text):
        await self._server.says(self._user, text)

    async def press(self, card):
        await self._server.press(self._user, card, "确认")

    def said(self):
        return [shown.words for shown in self._shown()]

    def card(self, title):
        return next((s for s in self._shown() if s.buttons and title in s.words), None)

    def _shown(self):
        space = self._server.space
        return space.screen.said(space.direct(self._user), by=space.bot)


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    """A ledger with the samples and everybody who works here."""
    file = tmp_path_factory.mktemp("ledger") / "duban.db"
    people = [
        (f"{kind}{number}", "coordinator", [account])
        for number in range(1, PEOPLE + 1)
        for kind, account in (("甲", on_telegram(number)), ("乙", on_slack(f"U{number}")))
    ]
    asyncio.run(enrolled(load_settings(f"sqlite:///{file}"), *people))
    return file


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_update_counts_once(tmp_path, ledger_file, seed):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    chance = random.Random(seed)  # noqa: S311 (the same course with the same seed)
    async with FakeTelegram() as telegram, FakeSlack() as slack:
        workers = [
            kind(server, number)
            for number in range(1, PEOPLE + 1)
            for kind, server in ((OnTelegram, telegram), (OnSlack, slack))
        ]
        database = f"sqlite:///{tmp_path / 'duban.db'}"
        serve = Serve(tmp_path, **on_both(database, telegram, slack))
        enough = asyncio.Event()
        async with serve:
            async with asyncio.TaskGroup() as group:
                for worker in workers:
                    group.create_task(worker.work(enough))
                for life in range(1, KILLS + 1):
                    await serve.says("已连上", times=2 * life)
                    await asyncio.sleep(chance.uniform(0.05, 1.2))
                    await serve.kill()
                    await serve.start()
                await serve.says("已连上", times=2 * KILLS + 2)
                await asyncio.sleep(0.5)
                enough.set()
            assert await serve.stop() == 0, serve.log
        assert telegram.updates.waiting == ()
    assert sum(worker.asked for worker in workers) >= len(workers)
    await check(tmp_path / "duban.db", [title for w in workers for title in w.confirmed])


async def check(file, confirmed):
    """Each confirmed wish made one task and one row of the audit, and nothing is left over."""
    with closing(sqlite3.connect(file)) as database:
        added = Counter(
            json.loads(after)["title"]
            for (after,) in database.execute("SELECT after FROM audit WHERE action = 'add'")
            if after and "title" in json.loads(after)
        )
        (waiting,) = database.execute("SELECT count(*) FROM inbox").fetchone()
    assert {title: added[title] for title in confirmed} == dict.fromkeys(confirmed, 1)
    assert set(added) == set(confirmed)
    assert waiting == 0
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        assert await ledger.broken_audit() is None
