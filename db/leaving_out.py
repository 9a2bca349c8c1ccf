"""What is not said of what was claimed: set aside for good, or put off; and letting places go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, update

from db.attempting import OPEN, release, settle
from db.notices import Aside, Notice
from db.tables.base import Moment
from db.tables.sending import destinations, notices

OWED_AT = "owed_at"
"""Among a notice's facts: when it was to be said, where that was put off."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """A notice that waits until then, and why."""

    notice: Notice
    until: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not said now of a claimed destination.

    `free`: nothing is left to be said, so that it is let go; `rest`: not to be claimed so long.
    """

    destination: int
    aside: tuple[tuple[int, Aside], ...] = ()
    put_off: tuple[PutOff, ...] = ()
    free: bool = False
    rest: timedelta | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self.aside or self.put_off or self.free or self.rest)


_PUT_OFF = (
    update(notices)
    .where(notices.c.id == bindparam("notice"), OPEN)
    .values(
        due_at=bindparam("until", type_=Moment),
        reason=bindparam("because"),
        facts=bindparam("said"),
    )
)
_REST = (
    update(destinations)
    .where(destinations.c.id == bindparam("destination"))
    .values(not_before=bindparam("rest", type_=Moment))
)


def leave_out(
    connection: Connection, several: Sequence[LeftOut], holder: str, now: datetime
) -> None:
    """Write it down, for many destinations at once."""
    asides: dict[Aside, list[int]] = {}
    for notice, ending in (each for one in several for each in one.aside):
        asides.setdefault(ending, []).append(notice)
    for ending, about in asides.items():
        settle(connection, about, ending, now)
    later = [_later(each) for one in several for each in one.put_off]
    if later:
        connection.execute(_PUT_OFF, later)
    rests = [
        {"destination": one.destination, "rest": now + one.rest} for one in several if one.rest
    ]
    if rests:
        connection.execute(_REST, rests)
    if freed := [one.destination for one in several if one.free]:
        release(connection, freed, holder)


def _later(one: PutOff) -> dict[str, object]:
    owed = one.notice.facts.get(OWED_AT) or one.notice.due_at.isoformat()
    facts = {**one.notice.facts, OWED_AT: owed}
    return {"notice": one.notice.id, "until": one.until, "because": one.reason, "said": facts}


def owed_at(notice: Notice) -> datetime:
    """When it was to be said at first."""
    said = notice.facts.get(OWED_AT)
    return datetime.fromisoformat(said) if isinstance(said, str) else notice.due_at
