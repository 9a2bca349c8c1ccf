"""One understood message: what was said, what it means, and which papers it is about."""

from dataclasses import dataclass

from db.records import Document
from handlers.scope import Scope
from handlers.turn import Turn
from knowledge.questions.meaning import Ask, Meaning
from knowledge.reports.model import NOT_A_REPORT, Reading


@dataclass(frozen=True, slots=True)
class Question:
    """All that a look-up needs."""

    turn: Turn
    meaning: Meaning
    scope: Scope
    reading: Reading = NOT_A_REPORT
    """What the message reports, where it is a report."""

    @property
    def document_ids(self) -> tuple[int, ...]:
        """Ids of the papers that the question is about."""
        names = self.turn.names
        return names.usual_ids if self.scope.documents is names.usual else self.scope.ids

    def counted(self, number: int, *others: Ask) -> int | None:
        """The number, where how many there are is asked for, or one of the `others`."""
        return number if self.meaning.asks_any("count", *others) else None

    def document(self, document_id: int) -> Document:
        """A paper of the ledger."""
        return self.turn.names.papers((document_id,))[0]
