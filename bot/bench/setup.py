"""What a run of the benchmark was asked for, and what all rows share."""

from dataclasses import dataclass

from bot.bench.ledgers import Ledgers, Size


@dataclass(frozen=True, slots=True)
class Setup:
    """Which ledgers, how often, and what is asked of them."""

    ledgers: Ledgers
    sizes: tuple[Size, ...]
    questions: tuple[str, ...]
    papers: tuple[str, ...]
    """Texts to be parsed."""
    rounds: int
    """How often each measurement is repeated."""
    finds: int
    """How many different things are looked for or written."""

    @property
    def large(self) -> tuple[Size, ...]:
        """The made-up ledgers, the smallest first."""
        return tuple(size for size in self.sizes if size.tasks)
