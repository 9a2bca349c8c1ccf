"""What a conversation remembers: the document in talk, what was last answered, an open draft."""

from dataclasses import dataclass, field, replace

import msgspec

from knowledge.questions.meaning import Meaning

REMEMBERED_REPLIES = 20
_WHOLE = 4
"""So many of them are remembered whole, the older ones by the tasks they showed."""
_BRIEF_TASKS = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """What an answer was about, so that the next message can lean on it."""

    tasks: tuple[int, ...] = ()
    """Task ids in the order shown."""
    meaning: Meaning | None = None
    """What was asked; none where a list was merely shown."""
    intent: str = ""
    shown: int = 0
    """How many of `tasks` have been shown: 还有呢 goes on from here."""

    def brief(self) -> "Subject":
        """The subject without its meaning: enough to ask 谁牵头 of what was shown."""
        if self.meaning is None and len(self.tasks) <= _BRIEF_TASKS:
            return self
        return replace(self, tasks=self.tasks[:_BRIEF_TASKS], meaning=None)


@dataclass(frozen=True, slots=True)
class Context:
    """The state of one conversation; kept beside the ledger as JSON."""

    documents: tuple[int, ...] = ()
    """Documents in talk: none means all that are active."""
    subject: Subject = field(default_factory=Subject)
    replies: tuple[tuple[str, Subject], ...] = ()
    """The last answers by id, oldest first, for replies to an earlier one."""
    draft: str | None = None
    """A change waiting for its 确认, as JSON."""
    last_change: int | None = None
    """Audit id of the last confirmed change, for 撤销."""
    count: int = 0
    """How many answers were given; the next one is `m{count + 1}`."""

    def next_id(self) -> str:
        """The id of the answer being made."""
        return f"m{self.count + 1}"

    def answered(self, subject: Subject) -> "Context":
        """This context after one more answer about `subject`."""
        older = tuple((key, one.brief()) for key, one in self.replies[: 1 - _WHOLE])
        replies = (*older, *self.replies[1 - _WHOLE :], (self.next_id(), subject))
        replies = replies[-REMEMBERED_REPLIES:]
        return replace(self, subject=subject, replies=replies, count=self.count + 1)

    def about_reply(self, reply_to: str | None) -> "Context":
        """This context as it was right after the answer `reply_to`, where it is remembered."""
        subject = self.reply(reply_to or "")
        return replace(self, subject=subject) if subject else self

    def reply(self, answer_id: str) -> Subject | None:
        """What that answer was about, where it is remembered."""
        return dict(self.replies).get(answer_id)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A context as it is kept: a subject that is the last reply's own is not kept twice."""

    context: Context
    as_replied: bool


_STORED = msgspec.json.Decoder(_Stored)


def dump(context: Context) -> str:
    """As JSON text."""
    as_replied = bool(context.replies) and context.subject is context.replies[-1][1]
    kept = replace(context, subject=Subject()) if as_replied else context
    return msgspec.json.encode(_Stored(kept, as_replied)).decode()


def load(text: str | None) -> Context:
    """From JSON text; a text of an older shape starts afresh."""
    try:
        stored = _STORED.decode(text) if text else None
    except msgspec.MsgspecError:
        stored = None
    if stored is None:
        return Context()
    context = stored.context
    if stored.as_replied and context.replies:
        return replace(context, subject=context.replies[-1][1])
    return context
