"""The state of the fake workspace: people, channels, files, and everybody's screen."""

import asyncio
import itertools
from collections import defaultdict, deque
from typing import Any

from bot.bench.fakes.slack.screen import Screen, Shown

JSON = dict[str, Any]


class Workspace:
    """One team, its people and channels."""

    team = "T1"
    bot = "UBOT"
    app = "A1"

    def __init__(self) -> None:
        self.screen = Screen()
        self.users: dict[str, JSON] = {}
        self.archived: set[str] = set()
        self.left: set[str] = set()
        """Channels that the bot is not in."""
        self.files: dict[str, tuple[str, bytes]] = {}
        self.triggers: dict[str, str] = {}
        self.origin = ""
        self._count = itertools.count(1)
        self._expected: dict[str, deque[asyncio.Future[Shown]]] = defaultdict(deque)
        self._changed = asyncio.Event()

    def person(self, user: str, name: str = "", email: str = "", **flags: bool | str) -> str:
        """Somebody in the team, with users.info's own flags; the id."""
        profile = {"real_name": name or user, "display_name": name or user}
        profile |= {"email": email} if email else {}
        self.users[user] = {"id": user, "team_id": self.team, "name": user.lower()} | flags
        self.users[user] |= {"real_name": name or user, "profile": profile}
        return user

    def direct(self, user: str) -> str:
        """The DM of the person and the bot."""
        return "D" + user.removeprefix("U")

    def new_ts(self) -> str:
        """A timestamp no other message has."""
        return f"1700000000.{next(self._count):06d}"

    def new_id(self, letter: str) -> str:
        """An id no other thing has."""
        return f"{letter}{next(self._count):08d}"

    def trigger(self, user: str) -> str:
        """A trigger of that person's interaction, good for one modal."""
        given = f"{next(self._count)}.{self.team}"
        self.triggers[given] = user
        return given

    def show(self, shown: Shown) -> None:
        """A new message appears."""
        self.screen.put(shown)
        self.seen(shown)

    def expect(self, channel: str) -> asyncio.Future[Shown]:
        """Done with the next message the bot shows or changes there."""
        waiting: asyncio.Future[Shown] = asyncio.get_running_loop().create_future()
        self._expected[channel].append(waiting)
        return waiting

    def seen(self, shown: Shown | None) -> None:
        """Something on a screen changed."""
        self._changed.set()
        self._changed = asyncio.Event()
        waiting = self._expected.get(shown.channel) if shown and shown.user == self.bot else None
        while shown and waiting:
            first = waiting.popleft()
            if not first.done():
                first.set_result(shown)
                return

    async def changed(self) -> None:
        """Wait for the next change on any screen."""
        await self._changed.wait()
