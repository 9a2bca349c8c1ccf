"""Whom a message gives a task to: units by their printed names, and the person, if one is named."""

from dataclasses import dataclass

from db.records import Person, Task
from handlers.question import Question
from knowledge.names import fold as folded_name
from knowledge.reports.assignments import given_to

_SHORTEST = 2
"""Characters of a person's name at least."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Who it is given to; no units: those that the paper names."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    person: Person | None = None


async def whom(question: Question, said: str, task: Task) -> Whom | str:
    """The names that were said, looked up; a line that asks back where a person is not clear."""
    given = given_to(said)
    units: list[str] = []
    person: Person | None = None
    for name in given.lead:
        found = await _person(question, name, units)
        if isinstance(found, str):
            return found
        if found is None:
            units.append(_known(question, name))
        else:
            person = found
            units += [one for one in _units(found, task, name) if one not in units]
    if person and not units:
        return f"{person.name}在名册里没有写单位，请先写明单位，或者指派给单位。"
    others = tuple(_known(question, one) for one in given.cooperating)
    return Whom(tuple(units), others, person)


async def _person(question: Question, name: str, units: list[str]) -> Person | str | None:
    """The one person meant, alone or behind the unit's name (区卫健委王芳)."""
    every = await question.turn.ledger.people.everyone()
    alone = [one for one in every if one.name == name]
    behind = [one for one in every if _is_behind(question, one, name)]
    found = alone or behind
    if units:
        within = [one for one in found if any(each.bureau in units for each in one.memberships)]
        found = within or found
    if len(found) > 1:
        where = "、".join(one.memberships[0].bureau for one in found if one.memberships)
        return f"名册里有{len(found)}位{found[0].name}（{where}），请写单位。"
    return found[0] if found else None


def _is_behind(question: Question, person: Person, said: str) -> bool:
    name = person.name
    unit = said.removesuffix(name).rstrip("的 ")
    if len(name) < _SHORTEST or unit == said or not unit:
        return False
    ids = set(question.turn.lexicon.units.ids(folded_name(unit)))
    return bool(ids & set(person.bureaus)) or any(one.bureau == unit for one in person.memberships)


def _units(person: Person, task: Task, said: str) -> tuple[str, ...]:
    """The unit that was named, else the task's lead where the person is of it, else their own."""
    own = [one for one in person.memberships if one.kind == "member"]
    if named := [one.bureau for one in own if said.startswith(one.bureau)]:
        return tuple(named[:1])
    lead = [one for one in task.assignments if one.role == "lead"]
    if any(one.bureau_id in person.bureaus for one in lead):
        return tuple(one.name for one in lead)
    return tuple(one.bureau for one in own)[:1]


def _known(question: Question, typed: str) -> str:
    """The unit's printed name, where the ledger knows just one that it can be."""
    turn = question.turn
    places = {document.jurisdiction for document in question.scope.documents}
    ids = turn.lexicon.units.ids(folded_name(typed))
    known = {one.name for one in turn.names.bureaus if one.id in ids and one.jurisdiction in places}
    return known.pop() if len(known) == 1 else typed
