"""A report that waits for its 确认: what each claim says, what it is about, what stood then."""

from dataclasses import dataclass, replace

from db.standing import Standing
from db.standing import Target as Kind
from handlers.waiting import Waiting, load_draft
from knowledge.reports.model import Claim

KIND = "report"
"""How it is called among what waits."""


@dataclass(frozen=True, slots=True)
class Aim:
    """What a claim is about, found in the ledger. `task` is the task it is or belongs to."""

    kind: Kind
    id: int
    document: int
    task: int | None
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class Seen:
    """How the target stood when the card was shown."""

    counted: int = 0
    state: str = "not_started"
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """One claim. Where `aim` is None it may be about any of `choices`, and has to be asked."""

    claim: Claim
    said: str
    aim: Aim | None = None
    choices: tuple[Aim, ...] = ()
    corrects: int | None = None
    """The report that this one takes the place of."""
    seen: Seen = Seen()
    period: str = ""
    """Which period of a recurring task is done with."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that came with the words, kept until they are confirmed."""

    name: str
    hash: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that one message reports; `key` makes it one report however often confirmed."""

    key: str
    drafted: tuple[Drafted, ...]
    files: tuple[Kept, ...] = ()

    @property
    def doubtful(self) -> int | None:
        """The place of the first claim that has to be asked about."""
        return next((n for n, one in enumerate(self.drafted) if one.aim is None), None)

    def settled(self, place: int, one: Drafted) -> "Draft":
        """With another claim in that place."""
        return replace(self, drafted=(*self.drafted[:place], one, *self.drafted[place + 1 :]))


def seen(standing: Standing) -> Seen:
    """What of a standing shows later that it moved on."""
    return Seen(standing.counted, standing.state, standing.percent)


def load(one: Waiting | None) -> Draft | None:
    """The report that waits; None where something else does, or a shape of older days."""
    return load_draft(one, KIND, Draft)
