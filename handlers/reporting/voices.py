"""Who may say how a target stands, and for whom they then speak. Pure.

Staff report on what is their own unit's: who files for it speaks for the whole, the others for
their part. Where several lead, or units are only responsible, the first named files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from db.records import Assignment, Person, Task
from handlers.rights import may
from handlers.turn import Speaker


@dataclass(frozen=True, slots=True)
class Voice:
    """For which unit somebody speaks (None: as coordinator), and whether for the whole."""

    bureau: int | None
    speaks: bool


def filer(task: Task) -> Assignment | None:
    """The unit that files for the task."""
    first = {one.role: one for one in reversed(task.assignments)}
    return first.get("lead") or first.get("responsible")


def voice(speaker: Speaker, task: Task) -> Voice | None:
    """For whom the speaker may report on the task; None where not at all."""
    files = filer(task)
    own = _own(speaker.person, [one.bureau_id for one in task.assignments])
    if files and files.bureau_id in own:
        return Voice(files.bureau_id, speaks=True)
    if may(speaker, "coordinator"):
        return Voice(None, speaks=True)
    return Voice(own[0], speaks=False) if own else None


def voice_of_units(speaker: Speaker, bureaus: Sequence[int]) -> Voice | None:
    """The same for an indicator or duty, which those units answer for."""
    if own := _own(speaker.person, bureaus):
        return Voice(own[0], speaks=True)
    return Voice(None, speaks=True) if may(speaker, "coordinator") else None


def _own(person: Person | None, bureaus: Sequence[int]) -> list[int]:
    """Of those units the ones that the person reports for; leaders read and comment."""
    if person is None or person.role == "manager" or person.left_at is not None:
        return []
    return [one for one in dict.fromkeys(bureaus) if one in person.bureaus]


def oversees(speaker: Speaker, task: Task) -> bool:
    """Whether it is the speaker's to look after: coordinators all, leaders what is in scope."""
    person = speaker.person
    if may(speaker, "coordinator"):
        return True
    if person is None or person.role != "manager" or person.left_at is not None:
        return False
    kind, _colon, name = person.scope.partition(":")
    charged = any(one.bureau_id in person.in_charge_of for one in task.assignments)
    match kind:
        case "document":
            return charged or task.document == name
        case "bureau":
            return charged or any(one.name == name for one in task.assignments)
        case _:
            return True


def sees(speaker: Speaker, task: Task) -> bool:
    """Whether how it goes, what blocks it and its evidence are for the speaker's eyes."""
    return bool(seen(speaker, (task,)))


def seen(speaker: Speaker, tasks: Iterable[Task]) -> list[Task]:
    """Those of the tasks of which that is so."""
    if not sees_any(speaker):
        return []
    person = speaker.person
    own = frozenset(person.bureaus if person and person.left_at is None else ())
    return [
        one
        for one in tasks
        if any(unit.bureau_id in own for unit in one.assignments) or oversees(speaker, one)
    ]


def sees_any(speaker: Speaker) -> bool:
    """Whether there may be such tasks: who is of no unit and looks after nothing sees none."""
    person = speaker.person
    if person is None or person.left_at is not None:
        return may(speaker, "coordinator")
    return bool(person.memberships) or person.role == "manager" or may(speaker, "coordinator")
