"""The names of the ledger as an immutable matcher, made anew when the ledger's version changes."""

from dataclasses import dataclass

from knowledge.questions.papers import Titles
from knowledge.questions.units import Units


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What messages can name: units and papers."""

    units: Units
    titles: Titles
