"""Something of the ledger that reports are about, and which of those words may mean."""

from dataclasses import dataclass
from typing import Literal

MatterKind = Literal["task", "duty", "indicator"]


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that reports are about; `key` is the caller's."""

    kind: MatterKind
    key: int
    title: str
    text: str = ""
    ref: str = ""
    unit: str = ""
    """Of an indicator."""
    measures: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    """Names of its figures in percent."""
    figures: tuple[float, ...] = ()
    """All that it asks for."""
    bureaus: frozenset[int] = frozenset()
    """The units that have to do with it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The matters that words may mean, best first; `sure` where it can only be the first."""

    matters: tuple[Matter, ...] = ()
    sure: bool = False
    named: bool = False
    """Whether the words stand in the first one's name rather than in its text."""
    holding: frozenset[tuple[MatterKind, int]] = frozenset()
    """All that hold most of the words, however many hold more."""

    @property
    def one(self) -> Matter | None:
        """The one that surely is meant."""
        return self.matters[0] if self.sure else None


def surely(one: Matter, *, named: bool) -> Meant:
    """That matter and no other."""
    return Meant((one,), True, named, frozenset({(one.kind, one.key)}))
