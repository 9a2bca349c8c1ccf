"""What an import would do, for people to look at first, and what it did."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

ImportKind = Literal["new", "same", "reissue", "merge", "amendment"]
"""`same`: nothing would change. `merge`: the original of a built-in paper. An `amendment` is new
itself and changes another paper's tasks."""


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """A task of the ledger that a task of the paper might be; `likeness` is 0 to 1."""

    task_id: int
    ref: str
    title: str
    likeness: float


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """What becomes of one task of the paper; `index` counts from 0 in `Paper.tasks`.

    `task_id` None: a new task. Not `sure`: `choices` says which it might be, and unless somebody
    chooses, it is taken for a new one.
    """

    index: int
    ref: str
    title: str
    task_id: int | None = None
    sure: bool = True
    choices: tuple[TaskChoice, ...] = ()
    changed: tuple[str, ...] = ()
    """Fields whose printed value differs from what the ledger has."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """A task the new paper no longer has: kept as 已移出 for its history, else deleted."""

    task_id: int
    ref: str
    title: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """A correction stands although what it corrected is now printed differently."""

    task_id: int
    ref: str
    field: str
    corrected: Any
    printed: Any


@dataclass(frozen=True, slots=True)
class Amended:
    """What one change of an amendment does: `value` laid over a task, or why it is left."""

    ref: str
    field: str
    old: str | None
    new: str | None
    task_id: int | None = None
    title: str | None = None
    value: Any = None
    reason: str | None = None
    """Why the change is not applied and a person should look at it."""

    @property
    def applies(self) -> bool:
        """Whether the change is laid over the task."""
        return self.reason is None

    def of(self, task_id: int, title: str) -> "Amended":
        """The same change, of that task."""
        return replace(self, task_id=task_id, title=title)

    def to(self, value: object) -> "Amended":
        """The same change, applied."""
        return replace(self, value=value)

    def left(self, reason: str) -> "Amended":
        """The same change, not applied."""
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The preview of one import."""

    kind: ImportKind
    slug: str
    title: str
    document_id: int | None = None
    """The document that would change; for an amendment None unless it was imported before."""
    amends_id: int | None = None
    content_hash: str = ""
    based_on: str | None = None
    """Content hash of the document as the ledger has it."""
    matches: tuple[TaskMatch, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    amended: tuple[Amended, ...] = ()
    """What an amendment does to the tasks of the paper it amends."""
    notes: tuple[str, ...] = ()

    @property
    def unsure(self) -> tuple[TaskMatch, ...]:
        """What a person should decide with `choose`."""
        return tuple(match for match in self.matches if not match.sure)

    def choose(self, index: int, task_id: int | None) -> "ImportPlan":
        """The plan with that match decided: it is `task_id`, or a new task when None."""
        decided = tuple(
            replace(match, task_id=task_id, sure=True) if match.index == index else match
            for match in self.matches
        )
        taken = {match.task_id for match in decided}
        staying = tuple(each for each in self.leaving if each.task_id not in taken)
        return replace(self, matches=decided, leaving=staying)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What the import did."""

    kind: ImportKind
    document_id: int
    slug: str
    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: tuple[Conflict, ...] = field(default=())
    notes: tuple[str, ...] = ()
