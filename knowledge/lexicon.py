"""The names of the ledger as an immutable matcher, made anew when the ledger's version changes."""

from dataclasses import dataclass, field

from knowledge.questions.heard import Heard
from knowledge.questions.papers import Titles
from knowledge.questions.units import Units


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What messages can name: units and papers."""

    units: Units
    titles: Titles
    heard: Heard = field(default_factory=Heard, compare=False)
    """What messages meant: the same words mean the same as long as the names stay."""
