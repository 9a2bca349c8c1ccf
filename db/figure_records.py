"""What a paper has beside tasks, as others see it: indicators, phases, duties."""

from dataclasses import dataclass
from datetime import date

from knowledge.papers.model import Operator, Target


@dataclass(frozen=True, slots=True)
class Indicator:
    """A named figure of a document with baseline and targets."""

    id: int
    document_id: int
    document: str
    name: str
    unit: str | None = None
    baseline_year: int | None = None
    baseline: float | None = None
    targets: tuple[Target, ...] = ()
    op: Operator = ">="
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A named span of a document with dates, both days included."""

    id: int
    document_id: int
    document: str
    name: str
    start: date | None
    end: date | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What a member unit answers for."""

    id: int
    document_id: int
    document: str
    bureau_id: int
    bureau: str
    text: str
