"""What a conversation remembers: the document in talk, what was last answered, an open draft."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from knowledge.questions.meaning import ItemAsked, Meaning, UnitAsked, Window

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
        subject = dict(self.replies).get(reply_to or "")
        return replace(self, subject=subject) if subject else self


def dump(context: Context) -> str:
    """As JSON text."""
    return json.dumps(asdict(context), ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case frozenset():
            return sorted(value)
    raise TypeError(type(value).__name__)


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
        last_change=raw["last_change"],
        count=raw["count"],
    )


def _subject(raw: dict[str, Any]) -> Subject:
    meaning = raw["meaning"]
    return Subject(
        tuple(raw["tasks"]), _meaning(meaning) if meaning else None, raw["intent"], raw["shown"]
    )


def _meaning(raw: dict[str, Any]) -> Meaning:
    window = raw["window"]
    return Meaning(
        **raw
        | {
            "asks": frozenset(raw["asks"]),
            "units": tuple(
                UnitAsked(**unit | {"ids": tuple(unit["ids"])}) for unit in raw["units"]
            ),
            "items": tuple(ItemAsked(**i | {"path": tuple(i["path"])}) for i in raw["items"]),
            "topic": tuple(raw["topic"]),
            "window": _window(window) if window else None,
            "years": tuple(raw["years"]),
            "documents": tuple(raw["documents"]),
        }
    )


def _window(raw: dict[str, Any]) -> Window:
    start = raw["start"]
    return Window(
        date.fromisoformat(start) if start else None, date.fromisoformat(raw["end"]), raw["text"]
    )
