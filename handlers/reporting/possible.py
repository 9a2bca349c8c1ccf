"""Which of several tasks an ordered step can be taken with, so that nothing needless is asked."""

from collections.abc import Sequence
from datetime import UTC, datetime

from db.records import Task, TaskQuery
from db.standing import ENDED, Step, StepKind
from db.stepping import impossible
from handlers.question import Question
from handlers.reporting.deeds import may_take
from handlers.reporting.voices import voice
from handlers.wording import MANY

_DECIDING: tuple[StepKind, ...] = ("extension_granted", "extension_refused")


def is_pending(steps: Sequence[Step]) -> bool:
    """Whether an extension was asked for and not yet decided on."""
    last = [one.kind for one in steps if one.kind.startswith("extension")]
    return bool(last) and last[-1] == "extension_asked"


async def able(question: Question, kind: StepKind, tasks: Sequence[Task]) -> Sequence[Task]:
    """Those with which the speaker can take it; where there are none, one to say why not of."""
    may = [one for one in tasks if may_take(question.turn.speaker, kind, one)]
    if not may:
        return tasks[:1]
    return [one for one in may if await _can(question, kind, one)] or may


async def _can(question: Question, kind: StepKind, task: Task) -> bool:
    progress = question.turn.ledger.progress
    if kind in _DECIDING:
        return is_pending(await progress.steps("task", task.id))
    standing = (await progress.standing("task", [task.id]))[task.id]
    return impossible(standing, kind) is None


async def unsigned(question: Question) -> list[Task]:
    """What the speaker's own units have not signed for yet, in the papers in question."""
    turn, person = question.turn, question.turn.speaker.person
    if person is None or not person.bureaus:
        return []
    query = TaskQuery(question.document_ids, tuple(person.bureaus), limit=MANY)
    tasks = (await turn.ledger.tasks(query)).tasks
    taken = await turn.ledger.progress.taken("received", datetime.min.replace(tzinfo=UTC))
    signed = {(one.target_id, one.bureau_id) for one in taken}
    standings = await turn.ledger.progress.standing("task", [one.id for one in tasks])
    return [
        one
        for one in tasks
        if (speaks := voice(turn.speaker, one))
        and (one.id, speaks.bureau) not in signed
        and standings[one.id].state not in ENDED
    ]
