"""What a platform offers to whoever has something to say, and how saying it can fail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bot.errors import CommandError
from db.records import Account, Place
from handlers.reply import Reply

UNSAID = "回答没有发出来，请换个说法或稍后再试。"
"""What is said where an answer was taken neither as it was laid out nor as plain text."""


class SendError(Exception):
    """The platform did not take a message, or we cannot know whether it did.

    permanent: trying again is of no use.
    gone: nothing can be said in that chat any more (kicked, archived, deleted); permanent, too.
    retry_after: seconds that the platform asks to wait.
    unknown: the network broke after the platform may have accepted it.
    moved_to: the chat has another id now (Telegram: group → supergroup).
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        retry_after: float | None = None,
        unknown: bool = False,
        moved_to: Place | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent or gone
        self.gone = gone
        self.retry_after = retry_after
        self.unknown = unknown
        self.moved_to = moved_to

    @property
    def outcome(self) -> str:
        """As it is counted for operators, see `bot.serving.metrics`."""
        if self.permanent:
            return "permanent"
        return "unknown" if self.unknown else "failed"


class TooFastError(SendError):
    """The platform takes nothing more there for so many seconds (429)."""

    def __init__(self, seconds: float) -> None:
        super().__init__("发得太快，平台要求稍后再发", retry_after=seconds)

    @property
    def outcome(self) -> str:
        """Counted by itself: it tells how near the limits we are."""
        return "limited"


class CredentialsError(CommandError):
    """A token is wrong or lacks a right; the message says exactly what to do."""


@dataclass(frozen=True, slots=True)
class Stood:
    """What was said earlier: its place as text, and the platform's ids of its messages."""

    place: str
    messages: tuple[str, ...]


class Outlet(Protocol):
    """Says things on one platform, paced, in the platform's own rendering."""

    async def send(
        self, place: Place, reply: Reply, *, delivery: str = "", under: str = ""
    ) -> tuple[str, ...]:
        """Say it there; the platform's ids of the messages. Raises `SendError`.

        `delivery` is the lasting id of what is sent, shown or attached so that a doubt about a
        broken connection can be settled. `under`: an earlier message there that it goes on from;
        where that is gone it is said all the same.
        """

    async def private(self, account: Account) -> Place:
        """Where that person alone can be reached. Raises `SendError`."""

    async def edit(self, place: Place, messages: Sequence[str], reply: Reply) -> tuple[str, ...]:
        """Put the reply in the place of what was said there with those messages: the first is
        edited, what is left over is taken away. The ids that show it now. Raises `SendError`, a
        permanent one where the first is gone.
        """


@runtime_checkable
class Looking(Protocol):
    """An outlet that can look whether something was said."""

    def doubt(self, delivery: str) -> None:
        """What was sent under that id may have arrived: look first when it is sent again."""
