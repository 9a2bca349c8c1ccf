"""A fake Slack, and our platform connected to it, with answers that a test writes itself."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.dispatch import Answered
from bot.platforms.slack.platform import Slack, slack
from bot.serving.inbox import Inbox
from bot.serving.office import Office
from bot.serving.reception import Event, Reception
from bot.serving.tokens import Tokens
from bot.settings import Settings
from bot.wiring import clock_of
from db.ledger import Ledger
from handlers.reply import Reply, say


@dataclass
class Script:
    """Reception as the test wants it: events as they came, answered by `answer`."""

    events: list[Event] = field(default_factory=list)
    answer: Callable[[Event], Reply] | None = None
    delay: float = 0
    before: Callable[[], Awaitable[object]] | None = None
    """Awaited before an event is answered."""
    refusal = staticmethod(Reception.refusal)

    async def receive(self, event):
        self.events.append(event)
        await asyncio.sleep(self.delay)
        if self.before:
            await self.before()
        given = self.answer(event) if self.answer else Reply("echo", (say(event.inbound.text),))
        return Answered(f"m{len(self.events)}", given, asyncio.sleep(0))


@dataclass
class Desk:
    """The fake workspace and our side of it."""

    slack: FakeSlack
    bot: Slack
    script: Script
    office: Office

    @property
    def screen(self):
        return self.slack.space.screen


def settings_for(fake, **more):
    values = {
        "slack_bot_token": fake.bot_token,
        "slack_app_token": fake.app_token,
        "slack_api_url": fake.api_url,
    }
    return Settings.model_validate(values | more)


@asynccontextmanager
async def office_at(path, settings, script, patience=0.3):
    clock = clock_of(settings, None)
    async with await Ledger.open(f"sqlite:///{path}") as ledger:
        yield Office(
            settings=settings,
            ledger=ledger,
            reception=script,
            inbox=Inbox(ledger, "test", clock, patience),
            tokens=Tokens(b"0" * 32),
            holder="test",
            clock=clock,
            wall_clock=clock,
        )


@asynccontextmanager
async def running(fake, path, script, **more):
    settings = settings_for(fake, **more)
    async with office_at(path, settings, script) as office:
        bot = slack(settings, office)
        await bot.check()
        task = asyncio.create_task(bot.run())
        try:
            if settings.slack_app_token:
                await fake.sockets.connected()
            yield Desk(fake, bot, script, office)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await office.inbox.settled()
            await bot.close()


@pytest.fixture
async def fake():
    async with FakeSlack() as fake:
        for name in ("UALICE", "UBOB"):
            fake.space.person(name, email=f"{name[1:].lower()}@example.cn")
        yield fake


@pytest.fixture
async def desk(fake, tmp_path):
    async with running(fake, tmp_path / "duban.db", Script()) as desk:
        yield desk


@pytest.fixture
def short_waits(monkeypatch):
    """Whoever waits before trying again does so for a moment only."""
    monkeypatch.setattr("bot.platforms.slack.speaking.WAITS", (0.02,) * 6)
    monkeypatch.setattr("bot.platforms.slack.socket_mode.PAUSES", (0.02,) * 3)
    monkeypatch.setattr("bot.platforms.slack.failures.PASSING", 0.02)
