"""The fake platforms with people who ask in private and wait for the answer."""

import asyncio
from typing import Protocol, Self

from bot.bench.fakes.slack import FakeSlack
from bot.bench.fakes.telegram import FakeTelegram
from db.records import Account

PEOPLE = 256
"""So many ask by turns."""
PATIENCE = 60.0
"""Seconds that somebody waits for an answer at most."""


class World(Protocol):
    """A platform with people."""

    @property
    def environment(self) -> dict[str, str]:
        """What a bot is told so that it comes here."""

    def account(self, person: int) -> Account:
        """Who that person is on the platform."""

    async def ask(self, person: int, text: str) -> None:
        """The person says it in private and sees the bot's next word."""

    def heard(self) -> int:
        """How many words of the bot people saw."""

    async def __aenter__(self) -> Self:
        """Serve."""

    async def __aexit__(self, *_: object) -> None:
        """Be gone."""


class Telegram:
    """Everybody has a private chat with the bot."""

    def __init__(self) -> None:
        self._fake = FakeTelegram()
        self._people = [self._fake.person(1000 + number) for number in range(PEOPLE)]

    @property
    def environment(self) -> dict[str, str]:
        """The fake's address and token."""
        url, token = self._fake.url, self._fake.token
        return {"DUBAN_TELEGRAM_API_URL": url, "DUBAN_TELEGRAM_TOKEN": token}

    def account(self, person: int) -> Account:
        """By the number that Telegram knows them by."""
        return Account("telegram", "", str(self._people[person].id))

    async def ask(self, person: int, text: str) -> None:
        """In the person's private chat."""
        await self._people[person].asks(text, PATIENCE)

    def heard(self) -> int:
        """Messages of the bot on all screens."""
        return sum(len(person.sees()) for person in self._people)

    async def __aenter__(self) -> Self:
        await self._fake.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._fake.stop()


class Slack:
    """Everybody has a DM with the bot."""

    def __init__(self) -> None:
        self._fake = FakeSlack()
        self._fake.recording = False
        self._people = [self._fake.space.person(f"U{number:04}") for number in range(PEOPLE)]

    @property
    def environment(self) -> dict[str, str]:
        """The fake's address and tokens."""
        return {
            "DUBAN_SLACK_API_URL": self._fake.api_url,
            "DUBAN_SLACK_BOT_TOKEN": self._fake.bot_token,
            "DUBAN_SLACK_APP_TOKEN": self._fake.app_token,
        }

    def account(self, person: int) -> Account:
        """By the id within the team."""
        return Account("slack", self._fake.space.team, self._people[person])

    async def ask(self, person: int, text: str) -> None:
        """In the person's DM."""
        async with asyncio.timeout(PATIENCE):
            await self._fake.ask(self._people[person], text)

    def heard(self) -> int:
        """Messages of the bot in all DMs."""
        space = self._fake.space
        said = (space.screen.said(space.direct(one), by=space.bot) for one in self._people)
        return sum(map(len, said))

    async def __aenter__(self) -> Self:
        await self._fake.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._fake.stop()


WORLDS: dict[str, type[Telegram] | type[Slack]] = {"telegram": Telegram, "slack": Slack}
