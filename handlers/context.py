"""What a conversation remembers: the document in talk, what was last answered, an open draft."""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

REMEMBERED_REPLIES = 20


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer was about, so that the next message can lean on it."""

    tasks: tuple[int, ...] = ()
    """Task ids in the order shown."""
    bureaus: tuple[int, ...] = ()
    documents: tuple[int, ...] = ()
    question: str = ""
    """The words the answer came from, folded; empty after a press."""
    shown: int = 0
    """How many of `tasks` have been shown: 还有呢 goes on from here."""


@dataclass(frozen=True, slots=True)
class Context:
    """The state of one conversation; kept beside the ledger as JSON."""

    documents: tuple[int, ...] = ()
    """Documents in talk: none means all that are active."""
    subject: Subject = field(default_factory=Subject)
    replies: tuple[tuple[str, Subject], ...] = ()
    """The last answers by id, oldest first, for replies to an earlier one."""
    draft: str | None = None
    """A correction waiting for its 确认, as JSON."""
    count: int = 0
    """How many answers were given; the next one is `m{count + 1}`."""

    def next_id(self) -> str:
        """The id of the answer being made."""
        return f"m{self.count + 1}"

    def answered(self, subject: Subject) -> "Context":
        """This context after one more answer about `subject`."""
        replies = (*self.replies, (self.next_id(), subject))[-REMEMBERED_REPLIES:]
        return replace(self, subject=subject, replies=replies, count=self.count + 1)

    def about_reply(self, reply_to: str | None) -> "Context":
        """This context as it was right after the answer `reply_to`, where it is remembered."""
        subject = dict(self.replies).get(reply_to or "")
        return replace(self, subject=subject) if subject else self


def dump(context: Context) -> str:
    """As JSON text."""
    return json.dumps(asdict(context), ensure_ascii=False, separators=(",", ":"))


def load(text: str | None) -> Context:
    """From JSON text; a text of an older shape starts afresh."""
    try:
        return _context(json.loads(text)) if text else Context()
    except (KeyError, TypeError, ValueError):
        return Context()


def _context(raw: dict[str, Any]) -> Context:
    return Context(
        documents=tuple(raw["documents"]),
        subject=_subject(raw["subject"]),
        replies=tuple((key, _subject(value)) for key, value in raw["replies"]),
        draft=raw["draft"],
        count=raw["count"],
    )


def _subject(raw: dict[str, Any]) -> Subject:
    return Subject(
        tasks=tuple(raw["tasks"]),
        bureaus=tuple(raw["bureaus"]),
        documents=tuple(raw["documents"]),
        question=raw["question"],
        shown=raw["shown"],
    )
