"""What a handler may use, as one argument, and what it gives back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime

from db.ledger import Ledger
from db.records import Account, Channel, Names, Person
from handlers.context import Context
from handlers.inbound import Inbound
from handlers.reply import Attachment, Reply
from knowledge.lexicon import Lexicon
from knowledge.papers.model import Paper
from reminders.digest_records import Digest
from reminders.lights import USUAL, Thresholds


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is asking: somebody on the roster, a stranger, or whoever has the terminal."""

    name: str
    person: Person | None = None
    account: Account | None = None

    @property
    def id(self) -> int | None:
        """The person's id, where it is somebody on the roster."""
        return self.person.id if self.person else None

    @property
    def called(self) -> str:
        """The name on the roster, where they are on it, else as the platform shows it."""
        return self.person.name if self.person else self.name

    @property
    def signature(self) -> str:
        """Who it was, for the audit log: two of the same name are told apart."""
        return f"{self.person.name}（{self.person.id}号）" if self.person else self.name

    @property
    def is_local(self) -> bool:
        """At the terminal, which has the database: a coordinator with all rights."""
        return self.person is None and self.account is None

    @property
    def is_stranger(self) -> bool:
        """On a platform, and nobody on the roster."""
        return self.person is None and self.account is not None


@dataclass(frozen=True, slots=True)
class Tools:
    """Callables handed down by the wiring."""

    read_paper: Callable[[bytes, str], Awaitable[Paper]]
    """File bytes and name → the paper, read in the child process; raises `UnreadableError`."""
    platforms: tuple[str, ...] | None = None
    """Where something can be said to people; None where that is not known."""
    digest_files: Callable[[Digest], Awaitable[tuple[Attachment, ...]]] | None = None
    """A digest → its picture, workbook and document; None where none are shown. Raises `OSError`
    or `TimeoutError`."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that happened in a conversation, and all a handler needs to answer it."""

    inbound: Inbound
    speaker: Speaker
    ledger: Ledger
    names: Names
    lexicon: Lexicon
    context: Context
    tools: Tools
    now: datetime
    channel: Channel | None = None
    """The registered channel it happened in; None in private and in a channel nobody bound."""
    thresholds: Thresholds = USUAL
    """When lights change, as the office settled it."""
    event: str = ""
    """Key of the event, the same when it comes again; '' where there is none (the terminal)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What a handler wants said to somebody else: to a person by id, or to a channel by id.

    `key` is made of facts: the same key is said once.
    """

    key: str
    kind: str
    reply: Reply
    person: int | None = None
    channel: int | None = None
    document: int | None = None
    task: int | None = None
    """What it is about, as far as it is one task: what is said in reply to it is about that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply, and what the conversation remembers from here on."""

    reply: Reply
    context: Context
    lasting: bool = False
    """Something was changed: the same event, come again, gets this same reply."""
    notices: tuple[Notice, ...] = field(default=())
