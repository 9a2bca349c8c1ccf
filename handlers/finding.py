"""Which tasks and duties of the papers in question a few words mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Hit
from handlers.question import Question
from knowledge.questions.spelling import near
from knowledge.ranking import Ranked, best, rank, terms
from knowledge.shelf import Shelf

SHELF_DOCUMENTS = 12
"""Up to so many papers all their items are ranked; beyond, the text index picks candidates."""

SURE, LIKELY = 0.62, 0.36
"""Shares of what was said that an item must hold to be meant surely, or to be offered."""
_NEAR_BEST, _NEAR_UNSURE = 0.86, 0.75
_CHOICES = 3
_AT_MOST = 100
_LONG = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Items that fit, best first; `sure` tells whether the first is meant beyond doubt."""

    ranked: tuple[Ranked[Hit], ...]
    put_right: tuple[str, ...] = ()
    """The words as they were meant, where they were misspelt."""

    @property
    def sure(self) -> bool:
        """Whether the best item holds (nearly) all that was said."""
        return bool(self.ranked) and (self.ranked[0].phrase or self.ranked[0].cover >= SURE)

    @property
    def likely(self) -> bool:
        """Whether the best item holds enough to be worth showing."""
        if not self.ranked or self.ranked[0].lacking:
            return False
        return self.ranked[0].phrase or self.ranked[0].cover >= LIKELY

    def everything(self) -> tuple[Hit, ...]:
        """All items that hold every word as said; failing that, those close to the best."""
        literal = tuple(one.key for one in self.ranked if one.phrase)
        return literal or self.closest()

    def meant(self) -> tuple[Hit, ...]:
        """The items that a question about one thing means: by title first, then by text."""
        titled = tuple(one.key for one in self.ranked if one.in_title)
        literal = tuple(one.key for one in self.ranked if one.phrase)
        return titled or literal or self.closest()

    def closest(self) -> tuple[Hit, ...]:
        """The items about as good as the best one, only a few of them where none is sure."""
        if not self.ranked:
            return ()
        close = best(self.ranked, _NEAR_BEST if self.sure else _NEAR_UNSURE)
        return tuple(one.key for one in close[: None if self.sure else _CHOICES])


async def find(question: Question, topic: Sequence[str], document: int | None = None) -> Found:
    """Rank the items of the papers in question (or of that one paper) by the words of `topic`."""
    shelf = await _shelf(question, topic, (document,) if document else question.document_ids)
    found = Found(rank(topic, shelf))
    literal = any(one.phrase for one in found.ranked)
    if not literal and (put_right := _put_right(topic, shelf)):
        return Found(rank(put_right, shelf), put_right)
    return found


def _put_right(topic: Sequence[str], shelf: Shelf[Hit]) -> tuple[str, ...]:
    """The words with a slip of one character put right by what the items say; else nothing."""
    meant = tuple(near(word, shelf.printed) if 2 < len(word) < _LONG else None for word in topic)
    if not any(meant):
        return ()
    return tuple(right or typed for right, typed in zip(meant, topic, strict=True))


async def _shelf(question: Question, topic: Sequence[str], ids: tuple[int, ...]) -> Shelf[Hit]:
    ledger = question.turn.ledger
    if not ids:
        return Shelf(())
    if len(ids) <= SHELF_DOCUMENTS:
        return await ledger.shelf(ids)
    return await ledger.found(terms(topic), ids, _AT_MOST)
