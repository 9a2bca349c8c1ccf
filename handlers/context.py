"""What a conversation remembers: the document in talk, what was last answered, an open draft."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Generic, TypeVar

import msgspec

from handlers.packed import SHORT, pack, unpack
from knowledge.questions.meaning import Meaning

S = TypeVar("S")

REMEMBERED_REPLIES = 20
REMEMBERED_REPORTS = 8
WHOLE = 4
"""So many of them are remembered whole, the older ones by the tasks they showed."""
_BRIEF_TASKS = 50


@dataclass(frozen=True)
class Subject:
    """What an answer was about, so that the next message can lean on it.

    How it is kept is worked out once, however many conversations it is the subject of.
    """

    tasks: tuple[int, ...] = ()
    """Task ids in the order shown."""
    meaning: Meaning | None = None
    """What was asked; none where a list was merely shown."""
    intent: str = ""
    shown: int = 0
    """How many of `tasks` have been shown: 还有呢 goes on from here."""

    @cached_property
    def brief(self) -> "Subject":
        """The subject without its meaning: enough to ask 谁牵头 of what was shown."""
        if self.meaning is None and len(self.tasks) <= _BRIEF_TASKS:
            return self
        return replace(self, tasks=self.tasks[:_BRIEF_TASKS], meaning=None)

    @cached_property
    def text(self) -> msgspec.Raw:
        """As JSON."""
        packed = pack(self.tasks) if len(self.tasks) > SHORT else ""
        tasks = () if packed else self.tasks
        stored = _StoredSubject(tasks, packed, self.meaning, self.intent, self.shown)
        return msgspec.Raw(msgspec.json.encode(stored))


@dataclass(frozen=True, slots=True)
class Context:
    """The state of one conversation; kept beside the ledger as JSON."""

    documents: tuple[int, ...] = ()
    """Documents in talk: none means all that are active."""
    subject: Subject = field(default_factory=Subject)
    replies: tuple[tuple[str, Subject], ...] = ()
    """The last answers by id, oldest first, for replies to an earlier one."""
    draft: str | None = None
    """The change waiting for its 确认 that was shown last, as JSON."""
    earlier: tuple[str, ...] = ()
    """Those shown before it that wait still, oldest first."""
    reason: str | None = None
    """A step that waits for the reason to be said in the next message, as JSON."""
    asked: str | None = None
    """A message of which it was asked back which paper it is about, to be answered once that is
    said."""
    decided: str = ""
    """Key of the card that was decided on last."""
    decided_by: str = ""
    """Key of the event that did so: what it was answered with is kept under it."""
    last_change: int | None = None
    """Audit id of the last confirmed change, for 撤销."""
    reports: tuple[int, ...] = ()
    """Ids of the reports confirmed last, for 撤销, corrections and files that come after."""
    told: tuple[int, ...] = ()
    """Ids of those confirmed before them, newest first, for corrections that name one of them."""
    count: int = 0
    """How many answers were given; the next one is `m{count + 1}`."""

    def reported(self, reports: tuple[int, ...]) -> "Context":
        """This context once those were confirmed."""
        told = (*self.reports, *self.told)[:REMEMBERED_REPORTS]
        return replace(self, reports=reports, told=told, last_change=None)

    def next_id(self) -> str:
        """The id of the answer being made."""
        return f"m{self.count + 1}"

    def answered(self, subject: Subject) -> "Context":
        """This context after one more answer about `subject`."""
        older, whole = self.replies[: 1 - WHOLE], self.replies[1 - WHOLE :]
        if older:  # those before it are brief already
            older = (*older[:-1], (older[-1][0], older[-1][1].brief))
        replies = (*older, *whole, (self.next_id(), subject))
        replies = replies[-REMEMBERED_REPLIES:]
        count = self.count + 1
        return replace(self, subject=subject, replies=replies, count=count, reason=None, asked=None)

    def about_it_all(self, subject: Subject) -> "Context":
        """This context where the last answer was one page of `subject`: it goes on from there."""
        *earlier, (answer, _page) = self.replies
        return replace(self, subject=subject, replies=(*earlier, (answer, subject)))

    def about_reply(self, reply_to: str | None) -> "Context":
        """This context as it was right after the answer `reply_to`, where it is remembered."""
        subject = self.reply(reply_to or "")
        return replace(self, subject=subject) if subject else self

    def reply(self, answer_id: str) -> Subject | None:
        """What that answer was about, where it is remembered."""
        return dict(self.replies).get(answer_id)


class _StoredSubject(msgspec.Struct, array_like=True):
    """A subject as it is kept."""

    tasks: tuple[int, ...]
    packed: str
    meaning: Meaning | None
    intent: str
    shown: int

    def subject(self) -> Subject:
        tasks = unpack(self.packed) if self.packed else self.tasks
        return Subject(tasks, self.meaning, self.intent, self.shown)


class _Stored(msgspec.Struct, Generic[S], kw_only=True):
    """A context as it is kept: no subject where it is the last reply's own."""

    documents: tuple[int, ...]
    subject: S | None
    replies: tuple[tuple[str, S], ...]
    draft: str | None
    earlier: tuple[str, ...] = ()
    reason: str | None = None
    asked: str | None = None
    decided: str = ""
    decided_by: str = ""
    last_change: int | None
    reports: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    count: int


_STORED = msgspec.json.Decoder(_Stored[_StoredSubject])


def dump(context: Context) -> str:
    """As JSON text."""
    as_replied = bool(context.replies) and context.subject is context.replies[-1][1]
    stored = _Stored(
        documents=context.documents,
        subject=None if as_replied else context.subject.text,
        replies=tuple((key, one.text) for key, one in context.replies),
        draft=context.draft,
        earlier=context.earlier,
        reason=context.reason,
        asked=context.asked,
        decided=context.decided,
        decided_by=context.decided_by,
        last_change=context.last_change,
        reports=context.reports,
        told=context.told,
        count=context.count,
    )
    return msgspec.json.encode(stored).decode()


def load(text: str | None) -> Context:
    """From JSON text; a text of an older shape starts afresh."""
    try:
        return _context(_STORED.decode(text)) if text else Context()
    except ValueError:  # also msgspec's own
        return Context()


def _context(stored: _Stored[_StoredSubject]) -> Context:
    replies = tuple((key, one.subject()) for key, one in stored.replies)
    own = stored.subject.subject() if stored.subject else None
    return Context(
        documents=stored.documents,
        subject=own or (replies[-1][1] if replies else Subject()),
        replies=replies,
        draft=stored.draft,
        earlier=stored.earlier,
        reason=stored.reason,
        asked=stored.asked,
        decided=stored.decided,
        decided_by=stored.decided_by,
        last_change=stored.last_change,
        reports=stored.reports,
        told=stored.told,
        count=stored.count,
    )
