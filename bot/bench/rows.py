"""What a run yields: one row per mark, with its limit from the same run."""

from dataclasses import dataclass
from typing import Literal

Compared = Literal["ratio", "difference", "value"]


@dataclass(frozen=True, slots=True)
class Mark:
    """The bound on ours ÷ limit, ours − limit, or ours alone."""

    compared: Compared
    bound: float
    at_least: bool = False

    def met(self, score: float) -> bool:
        """Whether the score keeps to the bound."""
        return score >= self.bound if self.at_least else score <= self.bound


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of ours beside its limit; without a mark it only informs.

    `size`: tasks in the ledger, or None where no ledger takes part.
    """

    key: str
    what: str
    unit: str
    ours: float
    limit: float | None = None
    against: str = ""
    mark: Mark | None = None
    size: str | None = None
    note: str = ""

    @property
    def score(self) -> float | None:
        """What the mark is about; without one, the ratio to the limit where there is one."""
        compared = self.mark.compared if self.mark else "ratio"
        if compared == "value":
            return self.ours
        if self.limit is None:
            return None
        return self.ours / self.limit if compared == "ratio" else self.ours - self.limit

    @property
    def met(self) -> bool | None:
        """Whether the mark is met; None without a mark."""
        score = self.score
        return None if self.mark is None or score is None else self.mark.met(score)
