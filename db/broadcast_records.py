"""Records of broadcasts (通知): words, whom they are for, who confirmed, what was said where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

BroadcastState = Literal["drafted", "approved", "sent", "closed", "cancelled"]
Whom = Literal["paper", "members", "units", "everyone"]
"""paper: whom a paper concerns; members: its 成员单位; units: those named."""
KIND = "broadcast"
"""Of its notices; also their `target`."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who is meant. `bureaus`: ids of the units that were named."""

    whom: Whom = "everyone"
    bureaus: tuple[int, ...] = ()
    personal: bool = False
    """Everybody confirms for themselves; else one does for the unit."""
    counts_from: int = 1
    """Receipts for earlier versions of the words count no more."""


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """Something to be said to many."""

    title: str
    words: str
    audience: Audience = field(default_factory=Audience)
    document_id: int | None = None
    due_at: datetime | None = None
    receipt_by: datetime | None = None
    compulsory: bool = False
    asks_receipt: bool = True
    person_id: int | None = None
    """Who drafted it; None: somebody at the terminal."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A broadcast as it stands; `version` is that of the words in force."""

    id: int
    document_id: int | None
    title: str
    state: BroadcastState
    version: int
    audience: Audience
    compulsory: bool
    asks_receipt: bool
    due_at: datetime | None
    sent_at: datetime | None
    receipt_by: datetime | None
    by: str
    person_id: int | None
    at: datetime
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits, or waits for receipts."""
        return self.state in ("drafted", "approved", "sent")


@dataclass(frozen=True, slots=True)
class Words:
    """One version of what is said, and who approved it."""

    version: int
    words: str
    by: str
    at: datetime
    asks_again: bool = False
    receipt_by: datetime | None = None
    """Until when to confirm, where these words say another time than those before."""
    approved_by: str | None = None
    approved_at: datetime | None = None
    refused: str | None = None

    @property
    def waits(self) -> bool:
        """Whether a second person has to decide on it."""
        return self.approved_by is None and self.refused is None


def in_force(one: Broadcast, every: Iterable[Words]) -> Words:
    """Of all versions the one that is said, or will be."""
    return next(words for words in every if words.version == one.version)


@dataclass(frozen=True, slots=True)
class NewWords:
    """Other words for a broadcast. `asks_again`: who confirmed has to once more; `receipt_by`:
    until when, where that changes."""

    words: str
    asks_again: bool = False
    receipt_by: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody expected to confirm, and when and by what they did (`received_at`)."""

    person_id: int
    name: str
    bureau_id: int | None = None
    bureau: str = ""
    received_at: datetime | None = None
    through: str = ""
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """That somebody confirms, wherever they pressed (`through`: telegram, slack, …)."""

    broadcast_id: int
    person_id: int
    through: str
    by: str
    now: datetime


Received = Literal["new", "again", "early", "cancelled", "unknown"]
"""again: confirmed before; early: the words have not gone out; unknown: no such broadcast."""


@dataclass(frozen=True, slots=True)
class Part:
    """One notice of a broadcast in the outbox.

    `part`: words, face (an edit of what was said), chase, or another.
    """

    notice_id: int
    key: str
    part: str
    version: int
    person: int | None
    channel: int | None
    state: str
    reason: str | None
    due_at: datetime
    ended_at: datetime | None
    attempt_id: int | None = None
    """The try that the platform took; its messages can be edited."""
    main: int | None = None
    """Of a face: the notice whose message it changes."""
    count: int = 0
    """Receipts that it shows."""
    look: str = "open"

    @property
    def is_open(self) -> bool:
        """Whether it still is to be said."""
        return self.state in ("planned", "unknown") and self.ended_at is None

    @property
    def destination(self) -> str:
        """As keys name it: c3, p5."""
        return f"c{self.channel}" if self.channel is not None else f"p{self.person}"


def plain(audience: Audience) -> dict[str, Any]:
    """As JSON."""
    return {
        "whom": audience.whom,
        "bureaus": list(audience.bureaus),
        "personal": audience.personal,
        "counts_from": audience.counts_from,
    }


def audience_of(said: Mapping[str, Any] | None) -> Audience:
    """From JSON."""
    said = said or {}
    whom: Whom = next((one for one in get_args(Whom) if one == said.get("whom")), "everyone")
    return Audience(
        whom,
        tuple(said.get("bureaus", ())),
        bool(said.get("personal", False)),
        int(said.get("counts_from", 1)),
    )
