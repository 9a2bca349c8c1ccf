"""An office on both platforms whose messages have items with buttons, and its people there."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram import FakeTelegram
from bot.serving.composing import facts_of
from bot.serving.delivery import Delivery
from bot.serving.house import House, built
from bot.settings import Settings
from bot.wiring import wired
from db.channels import ChannelWish
from db.correcting import Order
from db.ledger import Ledger
from db.outbox import NewNotice
from db.people import NewPerson
from db.records import PersonRole, Place, TaskQuery
from handlers.reply import Reply, bold, say
from tests.bot.serving import on_slack, on_telegram
from tests.bot.shop import NO_TEMPO
from tests.ground import NOW
from tests.waiting import until

GROUP = -1001
PEOPLE: tuple[tuple[str, PersonRole, str | None, int], ...] = (
    ("陈静", "coordinator", None, 11),
    ("李明", "staff", "市医保局", 12),
    ("王芳", "staff", "市财政局", 13),
)


@pytest.fixture(scope="module")
def ledger_file(ground: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = Path(shutil.copy(ground, tmp_path_factory.mktemp("ledger") / "duban.db"))
    asyncio.run(_lay(file))
    return file


async def _lay(file: Path) -> None:
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        for name, role, bureau, number in PEOPLE:
            accounts = (on_telegram(number), on_slack(f"U{number}"))
            new = NewPerson(name, role, bureau, accounts=accounts)
            await ledger.people.add(new, Order("测试", NOW, f"add {name}"))
        for place in (Place("telegram", "", str(GROUP)), Place("slack", "", "C1")):
            order = Order("测试", NOW, f"bind {place.platform}")
            await ledger.channels.bind(place, ChannelWish(name="督办群"), order)


@dataclass
class Office:
    """Both platforms with their people, one house behind them."""

    telegram: FakeTelegram
    slack: FakeSlack
    house: House

    @property
    def ledger(self) -> Ledger:
        return self.house.office.ledger

    async def deliver(self) -> None:
        outlets = {one.name: one.outlet for one in self.house.platforms}
        delivery = Delivery(self.ledger, outlets, "test", lambda: NOW, NO_TEMPO)
        while await delivery.deliver_due():
            await delivery.settled()

    async def remind(self, platform: str, *refs: str, key: str = "T-7") -> None:
        """Say something about these tasks in the group of that platform."""
        places = {one.place.platform: one.id for one in await self.ledger.channels.everyone()}
        await self.ledger.outbox.plan(
            [await self._notice(ref, places[platform], key) for ref in refs], NOW
        )
        await self.deliver()

    async def _notice(self, ref: str, channel: int, key: str) -> NewNotice:
        paper = next(one for one in await self.ledger.documents() if one.slug == "sh2023-tcm")
        (task,) = (await self.ledger.tasks(TaskQuery((paper.id,), refs=(ref,)))).tasks
        reply = Reply("notice", (say(bold("《要点》")), say(f"第{ref}项“{task.title}”快到期了。")))
        facts = facts_of(reply)
        name = f"deadline/{task.id}/20240831/{key}/c{channel}"
        return NewNotice(name, "deadline", None, channel, facts, target="task", target_id=task.id)


@pytest.fixture
async def office(ledger_file: Path, tmp_path: Path) -> AsyncIterator[Office]:
    shutil.copy(ledger_file, tmp_path / "duban.db")
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        slack = await stack.enter_async_context(FakeSlack())
        telegram.group(GROUP)
        for name, _role, _bureau, number in PEOPLE:
            telegram.person(number, name)
            slack.space.person(f"U{number}", name)
        values = {
            "database_url": f"sqlite:///{tmp_path / 'duban.db'}",
            "telegram_token": telegram.token,
            "telegram_api_url": telegram.url,
            "slack_bot_token": slack.bot_token,
            "slack_app_token": slack.app_token,
            "slack_api_url": slack.api_url,
        }
        settings = Settings.model_validate(values)
        parts = await stack.enter_async_context(wired(settings, NOW.isoformat()))
        house = await built(settings, parts)
        await stack.enter_async_context(_running(house, slack))
        yield Office(telegram, slack, house)


@asynccontextmanager
async def _running(house: House, slack: FakeSlack) -> AsyncIterator[None]:
    for platform in house.platforms:
        await platform.check()
    running = [asyncio.create_task(platform.run()) for platform in house.platforms]
    await slack.sockets.connected()
    yield
    for one in running:
        one.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await house.office.inbox.settled()
    await house.dispatch.settled()
    for platform in house.platforms:
        await platform.close()


class InTelegram:
    """The group on Telegram."""

    name = "telegram"

    def __init__(self, office: Office) -> None:
        self.fake = office.telegram
        self.people = {name: self.fake.person(number, name) for name, _r, _b, number in PEOPLE}

    def said(self) -> list[str]:
        return [one.text for one in self.fake.chats.said(GROUP)]

    def labels(self) -> list[str]:
        return [name for row in self._last().buttons for name, _ in row]

    def _last(self):
        return self.fake.chats.said(GROUP)[-1]

    async def press(self, who: str, label: str) -> None:
        query = self.people[who].presses(self._last(), label)
        await until(lambda: query in self.fake.toasts)

    def ids(self) -> list[str]:
        return [str(one.message) for one in self.fake.chats.said(GROUP)]

    def threads(self) -> list[str]:
        return [str(one.reply_to or "") for one in self.fake.chats.said(GROUP)]

    def delete(self) -> None:
        del self.fake.chats[GROUP].screen[self._last().message]

    def alone(self, who: str) -> str:
        return str(self._alone(who)[-1].text)

    def _alone(self, who: str):
        return self.fake.chats.said(self.people[who].id)

    async def greeted_by(self, who: str) -> None:
        """Who never wrote to the bot cannot be written to."""
        await self.people[who].asks("你好")

    async def shown_alone(self, who: str) -> str:
        return str(await until(lambda: len(self._alone(who)) > 1 and self.alone(who)))

    async def press_alone(self, who: str, label: str) -> None:
        query = self.people[who].presses(self._alone(who)[-1], label)
        await until(lambda: query in self.fake.toasts)

    async def told_alone(self, _who: str) -> str:
        return str(await until(lambda: next((x for x in self.fake.toasts.values() if x), "")))


class InSlack:
    """The channel on Slack."""

    name = "slack"

    def __init__(self, office: Office) -> None:
        self.fake = office.slack
        self.space = office.slack.space

    def said(self) -> list[str]:
        return [one.words for one in self.space.screen.said("C1", by=self.space.bot)]

    def labels(self) -> list[str]:
        return [one["text"]["text"] for one in self._last().buttons]

    def _last(self):
        return self.space.screen.said("C1", by=self.space.bot)[-1]

    async def press(self, who: str, label: str) -> None:
        await self.fake.press(_user(who), self._last(), label)

    def ids(self) -> list[str]:
        return [one.ts for one in self.space.screen.said("C1", by=self.space.bot)]

    def threads(self) -> list[str]:
        return [one.thread for one in self.space.screen.said("C1", by=self.space.bot)]

    def delete(self) -> None:
        del self.space.screen.channels["C1"][self._last().ts]

    def alone(self, who: str) -> str:
        said = self.space.screen.for_one("C1", _user(who))
        return str(said[-1].words) if said else ""

    async def greeted_by(self, who: str) -> None:
        """Slack lets a bot write first."""

    async def shown_alone(self, who: str) -> str:
        return str(await until(lambda: self.alone(who)))

    async def press_alone(self, who: str, label: str) -> None:
        shown = self.space.screen.for_one("C1", _user(who))[-1]
        await self.fake.press(_user(who), shown, label)

    async def told_alone(self, who: str) -> str:
        return await self.shown_alone(who)


def _user(who: str) -> str:
    return next(f"U{number}" for name, _r, _b, number in PEOPLE if name == who)


@pytest.fixture(params=[InTelegram, InSlack], ids=lambda each: each.name)
def chat(request: pytest.FixtureRequest, office: Office) -> InTelegram | InSlack:
    return request.param(office)  # type: ignore[no-any-return]
