"""What `duban serve` needs of a chat platform; each is added by its own package beside this."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from aiohttp import web

from bot.serving.sending import Outlet


class Platform(Protocol):
    """One chat platform with credentials."""

    @property
    def name(self) -> str:
        """`telegram` or `slack`, as in `Account.platform`."""

    @property
    def who(self) -> str:
        """Who the bot is there, such as `@duban_bot` or `督办（某工作区）`; '' until checked."""

    @property
    def outlet(self) -> Outlet:
        """Says things there."""

    @property
    def ready(self) -> bool:
        """Whether events arrive right now."""

    async def details(self) -> Mapping[str, str]:
        """What `/readyz` says of it besides whether it is ready; without secrets."""

    async def check(self) -> None:
        """See that the credentials work. Raises `CredentialsError` saying exactly what to do."""

    async def run(self) -> None:
        """Receive and answer until cancelled; reconnects by itself."""

    async def handle(self, payload: str) -> None:
        """Answer an event that was stored, `payload` being what the platform sent."""

    def routes(self) -> Sequence[web.RouteDef]:
        """What it wants served over HTTP; none where it connects by itself."""

    async def close(self) -> None:
        """Let go of connections."""
