"""A broadcast that waits for its 确认, as the conversation keeps it."""

from dataclasses import replace
from datetime import datetime

import msgspec

from db.broadcast_records import Whom
from db.broadcasts import Audience, Broadcast, NewBroadcast
from handlers.turn import Turn
from handlers.waiting import Waiting, load_draft
from handlers.waiting import load as load_waiting

KIND = "broadcast"
"""How it is called among what waits."""
_TITLE = 24


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said, to whom and how. Of a correction `corrects` is the broadcast's id."""

    words: str
    whom: Whom = "everyone"
    bureaus: tuple[int, ...] = ()
    document: int | None = None
    at: datetime | None = None
    by: datetime | None = None
    compulsory: bool = False
    personal: bool = False
    receipt: bool = True
    corrects: int | None = None
    again: bool = False
    until: datetime | None = None
    """Of a correction: until when to confirm, where its words say so."""
    cancels: int | None = None
    """A broadcast to be taken back instead."""
    chases: int | None = None
    """A broadcast of which the missing are to be asked once more instead."""
    closes: int | None = None
    """A broadcast that is to end now instead."""
    unknown: str = ""
    """Names of units that nobody has."""

    @property
    def is_new(self) -> bool:
        """Whether it is words to be said, and not something to be done to a broadcast."""
        others = (self.corrects, self.cancels, self.chases, self.closes)
        return all(one is None for one in others)

    @property
    def title(self) -> str:
        """The first words."""
        first = self.words.strip().partition("\n")[0]
        return first if len(first) <= _TITLE else f"{first[: _TITLE - 1]}…"


def load(one: Waiting | None) -> Draft | None:
    """What waits; None where something else does, or a shape of older days."""
    return load_draft(one, KIND, Draft)


def waits(turn: Turn) -> Draft | None:
    """The broadcast whose card is in front."""
    one = load_waiting(turn.context.draft)
    return load(one) if one and not one.expired(turn.now) else None


def changed(draft: Draft, **values: object) -> Draft:
    """The draft with other values."""
    return msgspec.structs.replace(draft, **values)


def new(draft: Draft, turn: Turn) -> NewBroadcast:
    """As the ledger takes it."""
    return NewBroadcast(
        title=draft.title,
        words=draft.words,
        audience=Audience(draft.whom, draft.bureaus, draft.personal),
        document_id=draft.document,
        due_at=draft.at,
        receipt_by=draft.by if draft.receipt else None,
        compulsory=draft.compulsory,
        asks_receipt=draft.receipt,
        person_id=turn.speaker.id,
    )


def provisional(draft: Draft, turn: Turn) -> Broadcast:
    """As it would stand, to see whom it reaches."""
    made = new(draft, turn)
    names = set(NewBroadcast.__dataclass_fields__) - {"words"}
    return Broadcast(
        id=0,
        state="drafted",
        version=1,
        sent_at=None,
        by=turn.speaker.signature,
        at=turn.now,
        ended_at=None,
        **{name: getattr(made, name) for name in names},
    )


def corrected(one: Broadcast, draft: Draft) -> Broadcast:
    """The broadcast as a correction would leave it."""
    counts = one.version + 1 if draft.again else one.audience.counts_from
    audience = replace(one.audience, counts_from=counts)
    until = draft.until or one.receipt_by
    return replace(one, audience=audience, version=one.version + 1, receipt_by=until)
