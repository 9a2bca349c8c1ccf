"""Records of the outbox: notices, tries at saying them, and what is due at one destination."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import RowMapping

NoticeState = Literal["planned", "unknown", "sent", "merged", "suppressed", "failed", "dropped"]
Aside = tuple[Literal["suppressed", "failed"], str]
"""What becomes of a notice that nobody tried to say, and the reason."""
Outcome = Literal["sending", "sent", "failed", "unknown"]


@dataclass(frozen=True, slots=True)
class NewNotice:
    """Something to be said to a person or to a channel (ids: one of the two is given).

    `key` is made of facts: what has the same key is said once.
    """

    key: str
    kind: str
    person: int | None
    channel: int | None
    facts: dict[str, Any]
    due_at: datetime | None = None
    """None: at once."""
    document_id: int | None = None
    target: str | None = None
    target_id: int | None = None
    edits_id: int | None = None
    """The try whose messages take these words instead of new ones being sent."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One row of the outbox as it stands."""

    id: int
    key: str
    kind: str
    person: int | None
    channel: int | None
    document_id: int | None
    target: str | None
    target_id: int | None
    due_at: datetime
    state: NoticeState
    reason: str | None
    facts: dict[str, Any]
    ended_at: datetime | None
    """Set once nothing more is tried: also where a send stands unknown for good."""
    edits_id: int | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at saying something, with the words as sent."""

    id: int
    text: str
    facts: dict[str, Any]
    outcome: Outcome
    message_id: str | None
    """The platform's ids of the messages, a space between them."""
    error: str | None
    tries: int
    """How often this was tried by now, itself included."""
    at: datetime
    ended_at: datetime | None
    notices: tuple[int, ...] = ()
    place: str | None = None
    """Where it was said, such as telegram:-1001:7."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A destination that is leased, with all that is due there, the earliest first."""

    destination: int
    person: int | None
    channel: int | None
    notices: tuple[Notice, ...]
    tried: int = 0
    """How often the first of them was tried since it fell due (or was to be sent again)."""
    doubt: Attempt | None = None
    """What may have been said there already: it comes first, in the same words."""
    not_before: datetime | None = None
    """The chat rests until then."""


@dataclass(frozen=True, slots=True)
class Try:
    """What is about to be said at a claimed destination.

    `about`: ids of the notices said with it, the first in the name of all. `text`: the words as
    sent; `facts`: what it can be sent again from. Where the claim has a doubt, that is said again.
    """

    claim: Claim
    about: tuple[int, ...] = ()
    text: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a try, and of the notices it was about.

    state: `planned` and `unknown` are tried again after `not_before`, unless `final`.
    """

    outcome: Outcome
    state: Literal["sent", "planned", "unknown", "failed", "suppressed"]
    reason: str | None = None
    messages: tuple[str, ...] = ()
    not_before: datetime | None = None
    final: bool = False
    place: str | None = None
    """Where it was said."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A try at a destination that is over."""

    destination: int
    attempt: Attempt
    ending: Ending


def notice_of(row: RowMapping) -> Notice:
    """The record of a row of notices joined with its destination."""
    names = set(Notice.__dataclass_fields__) - {"person", "channel", "facts"}
    return Notice(
        person=row["person_id"],
        channel=row["channel_id"],
        facts=row["facts"] or {},
        **{name: row[name] for name in names},
    )


def attempt_of(row: RowMapping, notices: Sequence[int] = ()) -> Attempt:
    """The record of a row of attempts."""
    names = set(Attempt.__dataclass_fields__) - {"notices", "facts"}
    return Attempt(
        facts=row["facts"] or {},
        notices=tuple(notices),
        **{name: row[name] for name in names},
    )
