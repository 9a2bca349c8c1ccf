"""What a handler may use, as one argument, and what it gives back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from db.ledger import Ledger
from db.records import Names
from handlers.context import Context
from handlers.inbound import Inbound
from handlers.reply import Reply
from knowledge.lexicon import Lexicon
from knowledge.papers.model import Paper


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is asking. Whoever has the terminal is a local coordinator with all rights."""

    id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Tools:
    """Callables handed down by the wiring."""

    read_paper: Callable[[bytes, str], Awaitable[Paper]]
    """File bytes and name → the paper, read in the child process; raises `UnreadableError`."""


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


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply, and what the conversation remembers from here on."""

    reply: Reply
    context: Context
