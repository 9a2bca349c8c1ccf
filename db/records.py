"""What the ledger hands out: frozen records, nothing lazy, no session behind them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal, NamedTuple

from db.figure_records import Duty as Duty
from db.figure_records import Indicator as Indicator
from db.figure_records import Phase as Phase
from db.persons import AccessRequest as AccessRequest
from db.persons import Account as Account
from db.persons import Channel as Channel
from db.persons import Membership as Membership
from db.persons import Person as Person
from db.persons import PersonRole as PersonRole
from db.persons import Place as Place
from db.persons import Position as Position
from knowledge.papers.model import (
    Deadline,
    Measure,
    Period,
    Quantity,
    Role,
)

DocumentState = Literal["active", "archived", "sample"]


@dataclass(frozen=True, slots=True)
class Document:
    """One issued paper in the ledger."""

    id: int
    slug: str
    title: str
    state: DocumentState
    issuer: str | None = None
    doc_number: str | None = None
    jurisdiction: str | None = None
    issued_on: date | None = None
    period: Period | None = None
    full_text: bool = False
    """Whether the original was imported (a built-in paper has only key points at first)."""
    activated_at: datetime | None = None
    amends_title: str | None = None
    """Title of the paper that this one amends, as printed; `amends_number` its 文号."""
    amends_number: str | None = None


UNPRINTED_SLUG = "unprinted"
"""The document that stands for tasks without paper (领导批示, 会议议定)."""


def in_use(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """What questions and exports are about unless told otherwise: the active papers.

    All where no paper is active: tasks without paper alone do not put the samples away.
    """
    active = tuple(one for one in documents if one.state == "active")
    return active if any(one.slug != UNPRINTED_SLUG for one in active) else documents


@dataclass(frozen=True, slots=True)
class Bureau:
    """A unit of a jurisdiction; a group (各区人民政府) stands for several, never expanded."""

    id: int
    name: str
    jurisdiction: str | None = None
    short_name: str | None = None
    aliases: tuple[str, ...] = ()
    is_group: bool = False
    leader: str | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """task × bureau × role; `name` is as the paper prints it."""

    bureau_id: int
    name: str
    role: Role
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands now: corrections already lie over the printed values."""

    id: int
    document_id: int
    document: str
    """The document's slug."""
    ref: str
    position: int
    title: str
    text: str
    section: str | None = None
    section_order: int | None = None
    assignments: tuple[Assignment, ...] = ()
    deadline: Deadline = field(default_factory=lambda: Deadline("open"))
    quantities: tuple[Quantity, ...] = ()
    measures: tuple[Measure, ...] = ()
    points: tuple[str, ...] = ()
    removed: bool = False
    """In no list any more: 已移出 (vanished from a re-issued paper but kept for its history),
    merged into another, split up, or taken back."""
    corrected: tuple[str, ...] = ()
    """Names of the fields where a correction lies over the printed value."""
    merged: tuple[str, ...] = ()
    """Refs of the tasks that were merged into this one."""
    continued_by: int | None = None
    """The task that this one was merged into; it is then in no list."""
    printed: bool = True
    """False for a task without paper: said in a meeting, asked for by a leader, split off."""

    def units(self, role: Role) -> tuple[str, ...]:
        """Printed names of the units in that role, in printed order."""
        return tuple(a.name for a in self.assignments if a.role == role)


@dataclass(frozen=True, slots=True)
class TaskMeasure:
    """A step inside a task (一是…), by an id of its own to report on."""

    id: int
    label: str | None
    title: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One change that an amendment prints: item, field, both values (see `model.Change`)."""

    document_id: int
    ref: str
    field: str
    old: str | None
    new: str | None
    title: str | None = None
    """Title of the changed task, where the amended paper is in the ledger."""


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks; every empty field means "any". Dates are inclusive.

    `documents` are ids, `states` those of documents (instead of naming every active one),
    `sections` are orders within a document. A task matches `bureaus` when one of them is assigned
    to it in one of `roles`; a task assigned through a group matches only the group's own id.
    """

    documents: tuple[int, ...] = ()
    bureaus: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    refs: tuple[str, ...] = ()
    sections: tuple[int, ...] = ()
    due_from: date | None = None
    due_until: date | None = None
    deadline_kinds: tuple[str, ...] = ()
    order: Literal["printed", "due"] = "printed"
    offset: int = 0
    limit: int = 500
    states: tuple[DocumentState, ...] = ()


class Listed(NamedTuple):
    """What a list has to know of a task that nobody looks at yet; made by the thousand, so a
    tuple."""

    id: int
    document_id: int
    document: str
    """The document's slug."""
    ref: str
    position: int
    section_order: int | None
    deadline_kind: str
    more: dict[str, Any] | None
    """What is kept of the deadline beside its day."""

    @property
    def recurring(self) -> Deadline:
        """As much of the deadline as tells when it recurs."""
        more = self.more or {}
        again, day = more.get("recurrence"), more.get("recurrence_day")
        return Deadline("recurring", recurrence=again, recurrence_day=day)


Holding = tuple[int, int, Role]
"""Task, unit, and the role that this unit has in it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A long list, and which of the units asked about has which of its tasks in which asked role;
    empty where no unit was asked about."""

    tasks: tuple[Listed, ...]
    holdings: tuple[Holding, ...] = ()


COUNTED_DUE = 10_000
"""What falls due is counted up to here: nobody reads further, and counting takes its time."""


@dataclass(frozen=True, slots=True)
class Page:
    """The asked stretch of tasks, and how many there are in all (up to `COUNTED_DUE` by date)."""

    tasks: tuple[Task, ...]
    total: int


@dataclass(frozen=True)
class Names:
    """All that the lexicon is made from, as of one version of the ledger."""

    version: int
    documents: tuple[Document, ...]
    bureaus: tuple[Bureau, ...]
    indicators: tuple[tuple[int, str], ...]
    """(document id, indicator name)."""
    phases: tuple[tuple[int, str], ...]
    """(document id, phase name)."""

    @cached_property
    def usual(self) -> tuple[Document, ...]:
        """The papers meant where none is named: the active ones, all where none is active."""
        return in_use(self.documents)

    @cached_property
    def usual_ids(self) -> tuple[int, ...]:
        """Ids of those."""
        return tuple(document.id for document in self.usual)

    @cached_property
    def usual_set(self) -> frozenset[int]:
        """The same, to be looked up in."""
        return frozenset(self.usual_ids)

    @cached_property
    def usual_titles(self) -> tuple[str, ...]:
        """Their titles."""
        return tuple(document.title for document in self.usual)

    def papers(self, ids: Iterable[int]) -> tuple[Document, ...]:
        """Those papers in the order of `documents`; unknown ids left out."""
        if not ids:
            return ()
        places = sorted({place for one in ids if (place := self._places.get(one)) is not None})
        return tuple(self.documents[place] for place in places)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {document.id: place for place, document in enumerate(self.documents)}


@dataclass(frozen=True, slots=True)
class Hit:
    """A task or duty that a text search found, with the text to rank it by."""

    kind: Literal["task", "duty"]
    id: int
    document_id: int
    title: str
    text: str
    section: str = ""
    """Title of the section it stands under: found by it, but it does not say these words."""
