"""Who hears of a step or a report besides the one who made it, and what they hear."""

from collections.abc import Iterable, Sequence

from db.records import Person, Task
from handlers import actions
from handlers.answers import refs
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reply import Block, Button, Reply, bold, faint, say
from handlers.reporting.deeds import Hears
from handlers.turn import Notice
from handlers.wording import said_ref, said_title


async def hearers(
    question: Question, hears: Hears, task: Task, applicant: int | None
) -> tuple[Person, ...]:
    """The people meant, without the one who did it."""
    people, speaker = question.turn.ledger.people, question.turn.speaker
    if hears == "nobody":
        return ()
    if hears == "coordinators":
        found = await coordinators(people)
    elif hears == "applicant" and applicant is not None:
        one = await people.by_id(applicant)
        found = (one,) if one and one.left_at is None else ()
    else:
        found = of_units(await people.everyone(), {one.bureau_id for one in task.assignments})
    return tuple(one for one in found if one.id != speaker.id)


def of_units(everyone: Iterable[Person], bureaus: set[int]) -> tuple[Person, ...]:
    """Who works in those units; their leaders hear of it in digests."""
    return tuple(
        one for one in everyone if one.role != "manager" and bureaus.intersection(one.bureaus)
    )


def notices(
    key: str, kind: str, people: Sequence[Person], reply: Reply, task: Task
) -> tuple[Notice, ...]:
    """The same about that task said to each of them, once."""
    return tuple(
        Notice(f"{key}/{one.id}", kind, reply, one.id, document=task.document_id, task=task.id)
        for one in people
    )


def about(question: Question, task: Task, what: str, *lines: Block) -> Reply:
    """What happened with a task, for somebody who is not in the conversation."""
    head = say(bold(what), f"：{said_ref(task.ref)} ", bold(task.title))
    source = say(faint(said_title(question.document(task.document_id))))
    return Reply("step", (head, *lines, source), refs((task,)))


def buttons(task: Task, *kinds: tuple[str, str]) -> tuple[Button, ...]:
    """Buttons that take a step with the task, and one that shows how it came to stand so."""
    steps = (Button(label, actions.step(kind, task.id)) for label, kind in kinds)
    return (*steps, Button("看进展", actions.trace(task.id)))
