"""Which tasks and duties of the papers in question a few words mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Hit
from handlers.question import Question
from knowledge.ranking import Candidate, Ranked, best, rank, terms

SHELF_DOCUMENTS = 12
"""Up to so many papers all their items are ranked; beyond, the text index picks candidates."""

SURE, LIKELY = 0.62, 0.42
"""Shares of what was said that an item must hold to be meant surely, or to be offered."""
_NEAR_BEST = 0.86
_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Found:
    """Items that fit, best first; `sure` tells whether the first is meant beyond doubt."""

    ranked: tuple[Ranked[Hit], ...]

    @property
    def sure(self) -> bool:
        """Whether the best item holds (nearly) all that was said."""
        return bool(self.ranked) and (self.ranked[0].phrase or self.ranked[0].cover >= SURE)

    @property
    def likely(self) -> bool:
        """Whether the best item holds enough to be worth offering."""
        return bool(self.ranked) and (self.ranked[0].phrase or self.ranked[0].cover >= LIKELY)

    def everything(self) -> tuple[Hit, ...]:
        """All items that hold every word as said; failing that, those close to the best."""
        literal = tuple(one.key for one in self.ranked if one.phrase)
        return literal or self._close()

    def meant(self) -> tuple[Hit, ...]:
        """The items that a question about one thing means: by title first, then by text."""
        titled = tuple(one.key for one in self.ranked if one.in_title)
        literal = tuple(one.key for one in self.ranked if one.phrase)
        return titled or literal or self._close()

    def _close(self) -> tuple[Hit, ...]:
        return tuple(one.key for one in best(self.ranked, _NEAR_BEST)) if self.ranked else ()


async def find(question: Question, topic: Sequence[str], document: int | None = None) -> Found:
    """Rank the items of the papers in question (or of that one paper) by the words of `topic`."""
    hits = await _candidates(question, topic, (document,) if document else question.document_ids)
    candidates = [Candidate(hit, hit.title, hit.text) for hit in hits]
    return Found(rank(topic, candidates))


async def _candidates(
    question: Question, topic: Sequence[str], ids: tuple[int, ...]
) -> tuple[Hit, ...]:
    ledger = question.turn.ledger
    if not ids:
        return ()
    if len(ids) <= SHELF_DOCUMENTS:
        return await ledger.shelf(ids)
    return await ledger.find(terms(topic), ids, _AT_MOST)
