"""Whom to tell, and whom to ask: the admins, else the coordinators."""

from collections.abc import Sequence

from db.people import People
from db.records import Person, PersonRole
from handlers.rights import Right

_ASKED = 3


async def overseers(people: People) -> tuple[Person, ...]:
    """The admins; where there is none, the coordinators."""
    everyone = await people.everyone()
    return _of_role(everyone, "admin") or _of_role(everyone, "coordinator")


async def coordinators(people: People) -> tuple[Person, ...]:
    """The coordinators; where there is none, the admins."""
    everyone = await people.everyone()
    return _of_role(everyone, "coordinator") or _of_role(everyone, "admin")


async def whom_to_ask(people: People, right: Right) -> tuple[str, ...]:
    """Names of a few who have that right."""
    have = await (overseers(people) if right == "admin" else coordinators(people))
    return tuple(one.name for one in have[:_ASKED])


def _of_role(everyone: Sequence[Person], role: PersonRole) -> tuple[Person, ...]:
    return tuple(one for one in everyone if one.role == role)
