"""Answers that depend on nothing but what is asked, the papers and the day: kept while they hold.

Many people ask the same. Such a handler is asked once, by nobody in particular and in no
conversation, so that it cannot answer by who asks or what was said before; its answer is kept
until the ledger changes, and each conversation remembers it as its own.
"""

from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace

from db.records import Account
from handlers.amendments import amended
from handlers.context import Context, Subject
from handlers.inbound import Message
from handlers.question import Question
from handlers.reply import Reply
from handlers.turn import Answer, Speaker

Handler = Callable[[Question], Awaitable[Answer]]

_REFS_A_RECORD = 32
"""So many names of tasks take the room of one task."""
_NOBODY = Speaker("", account=Account("", "", ""))
"""A stranger: whatever is not for everybody's eyes is not for theirs."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was answered, and what it was about; a long list takes room."""

    reply: Reply
    subject: Subject

    def __len__(self) -> int:
        return len(self.subject.tasks) // _REFS_A_RECORD


def from_papers(handler: Handler) -> Handler:
    """The handler, each of its answers kept until the ledger changes."""

    async def answered(question: Question) -> Answer:
        turn = question.turn
        asked = (handler, question.meaning, _papers(question), turn.now.date())
        version = turn.names.version
        kept = await turn.ledger.remembered(version, asked, lambda: _answer(handler, question))
        return Answer(kept.reply, turn.context.answered(kept.subject))

    return answered


def _papers(question: Question) -> Hashable:
    """Which papers the question is about, without naming thousands."""
    scope, names = question.scope, question.turn.names
    if scope.documents is names.usual or scope.documents is names.documents:
        return scope.chosen, scope.documents is names.usual
    return scope.chosen, question.document_ids


async def _answer(handler: Handler, question: Question) -> _Kept:
    anybody = replace(
        question.turn,
        inbound=Message("", question.meaning.text),
        speaker=_NOBODY,
        context=Context(),
        channel=None,
        event="",
    )
    asked = replace(question, turn=anybody)
    given = await amended(asked) or await handler(asked)
    return _Kept(given.reply, given.context.subject)
