"""A bot on the fake Telegram, over HTTP with the real client, and a reception that repeats."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from bot.bench.fakes.telegram import FakeTelegram
from bot.dispatch import Answered
from bot.platforms.telegram.platform import Telegram, telegram
from bot.serving.inbox import Inbox
from bot.serving.office import Office
from bot.serving.reception import Event
from bot.serving.tokens import Tokens
from bot.settings import Settings
from db.ledger import Ledger
from handlers.inbound import Edit, Message, Press, Upload
from handlers.reply import Button, Reply, say

NOW = datetime(2026, 7, 25, 2, tzinfo=UTC)


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 (leases and holds run by the wall clock)


class Echo:
    """Stands for reception: repeats what was said, and keeps every event it was given."""

    def __init__(self):
        self.events: list[Event] = []
        self.answers: dict[str, Reply] = {}
        """What is said to certain words, in place of the words."""
        self.before: Callable[[Event], Any] | None = None
        """Awaited before an answer: makes it slow or lets it fail."""
        self._count = 0

    async def receive(self, event: Event) -> Answered:
        if self.before:
            await self.before(event)
        self.events.append(event)
        self._count += 1
        done = asyncio.get_running_loop().create_future()
        done.set_result(None)
        return Answered(f"m{self._count}", self._reply(event), done)

    def _reply(self, event: Event) -> Reply:
        match event.inbound:
            case Message(text=text) | Edit(text=text):
                return self.answers.get(text) or Reply("echo", (say("收到：", text),))
            case Press(value=value):
                return self.answers.get(value) or Reply("echo", (say("按了：", value),))
            case Upload(name=name, data=data):
                return Reply("echo", (say(f"{name} 有 {len(data)} 字节"),))
            case other:
                return self.answers.get(type(other).__name__) or Reply("", ())

    @property
    def texts(self) -> list[str]:
        return [one.inbound.text for one in self.events if isinstance(one.inbound, Message | Edit)]


class House:
    """What a running bot is made of; replicas share fake and ledger."""

    def __init__(self, fake: FakeTelegram, ledger: Ledger, **settings: Any):
        self.fake = fake
        self.ledger = ledger
        self.echo = Echo()
        given: dict[str, Any] = {"telegram_token": fake.token, "telegram_api_url": fake.url}
        self.settings = Settings(_env_file=None, **(given | settings))  # type: ignore[call-arg]

    def office(self, holder: str = "one") -> Office:
        return Office(
            settings=self.settings,
            ledger=self.ledger,
            reception=cast("Any", self.echo),
            inbox=Inbox(self.ledger, holder, clock, patience=0.3),
            tokens=Tokens(b"secret"),
            holder=holder,
            clock=lambda: NOW,
            wall_clock=clock,
        )

    @asynccontextmanager
    async def running(self, holder: str = "one", term: float = 30) -> AsyncIterator[Telegram]:
        office = self.office(holder)
        platform = telegram(self.settings, office, term=term)
        task = asyncio.create_task(platform.run())
        try:
            yield platform
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await asyncio.wait_for(office.inbox.settled(), 20)
            await platform.close()


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory) -> Path:
    """A ledger's file, made once."""
    path: Path = tmp_path_factory.mktemp("ledger") / "duban.db"
    asyncio.run(_made(path))
    return path


async def _made(path: Path) -> None:
    async with await Ledger.open(f"sqlite:///{path}"):
        pass


@pytest.fixture
async def ledger(tmp_path, empty_ledger) -> AsyncIterator[Ledger]:
    path = shutil.copy(empty_ledger, tmp_path / "duban.db")
    async with await Ledger.open(f"sqlite:///{path}") as opened:
        yield opened


@pytest.fixture
def house(fake, ledger) -> House:
    return House(fake, ledger)


@pytest.fixture
def echo(house: House) -> Echo:
    return house.echo


@pytest.fixture
async def bot(house) -> AsyncIterator[Telegram]:
    async with house.running() as platform:
        yield platform


@pytest.fixture
def alice(fake):
    return fake.person(42, "张三")


@pytest.fixture
def bob(fake):
    return fake.person(43, "李四")


BUTTONS = (Button("确认", "confirm"), Button("取消", "cancel"))
