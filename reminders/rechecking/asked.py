"""A planned notice whose moment has come, as the rules are asked about it again."""

from dataclasses import dataclass
from datetime import date, datetime

from db.records import Document
from reminders.facts import TaskFact


@dataclass(frozen=True, slots=True)
class Asked:
    """What was planned. Its key is that of the occasion, and of the destination behind it."""

    key: str
    kind: str
    destination: str
    document_id: int
    target: str | None
    target_id: int | None
    day: date
    """The day that it is about."""
    at: datetime
    """When it was to be said."""

    @property
    def occasion(self) -> str:
        """The key without the destination."""
        return self.key.removesuffix(f"/{self.destination}")

    @property
    def is_of_its_date(self) -> bool:
        """Whether it counts the days to, or from, the date of its task."""
        return self.kind in ("deadline", "overdue") and not self._is_of_a_part

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: of several that are about the same the latest says it all."""
        kind = "date" if self.is_of_its_date else f"{self.kind}{self._is_of_a_part}"
        unit = self.occasion.split("/")[2] if self.kind == "silent" else ""
        return self.destination, kind, unit, self.document_id, self.target, self.target_id

    @property
    def _is_of_a_part(self) -> bool:
        return "/cooperating-" in self.key


@dataclass(frozen=True, slots=True)
class Gone:
    """There is nothing to say any more, for that reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Still:
    """It is still to be said, in these words: the paper ('' where none is named), and the text."""

    paper: str
    text: str
    title: str = ""
    """Of the text, what it is about."""
    document: Document | None = None
    fact: TaskFact | None = None
    """The task and how it stands, where it is about one."""
