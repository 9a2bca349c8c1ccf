"""Channels and persons of the ledger as destinations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from db.due_rows import Hearing
from db.records import Channel, Names, Person
from reminders.facts import Destination, Unit
from reminders.settings import ZONE

TERMINAL = "terminal"
_DIGEST = "digest"


def terminal(samples: Iterable[int]) -> Destination:
    """The terminal's own channel: there is something to see before any chat is set up.

    Nothing is ever sent to it, and it has no beginning: the samples are for trying things.
    """
    return Destination(TERMINAL, name="本机终端", documents=dict.fromkeys(samples), samples=True)


def channel_key(channel_id: int) -> str:
    """Of a channel, as keys of notices have it."""
    return f"c{channel_id}"


def person_key(person_id: int) -> str:
    """Of a person."""
    return f"p{person_id}"


def destination_key(person_id: int | None, channel_id: int | None) -> str:
    """Of whichever of them it is."""
    return person_key(person_id) if person_id is not None else channel_key(channel_id or 0)


def place_of(channel: Channel) -> Destination:
    """A chat, by what it is itself."""
    place = channel.place
    topic = f":{place.topic}" if place.topic else ""
    return Destination(
        key=channel_key(channel.id),
        channel=channel.id,
        name=f"“{channel.name}”" if channel.name else f"{place.platform}:{place.chat}{topic}",
        kinds=frozenset(channel.kinds),
        weekly=_DIGEST in channel.kinds,
        quiet=channel.quiet,
        zone=ZoneInfo(channel.timezone) if channel.timezone else None,
        minimal=channel.minimal,
    )


def channel_of(hearing: Hearing) -> Destination:
    """A registered chat, with what it subscribed to and since when."""
    return replace(
        place_of(hearing.channel),
        since=hearing.since,
        documents=dict(hearing.documents),
        bureaus=dict(hearing.bureaus),
        kinds_since=dict(hearing.kinds),
    )


def person_of(person: Person, since: datetime | None, names: Names | None) -> Destination:
    """Somebody on the roster: what is older than their time there or in a unit is not theirs.

    `names`: needed where the person looks after one paper or unit.
    """
    return Destination(
        key=person_key(person.id),
        person=person.id,
        name=person.name,
        since=since,
        bureaus={
            one.bureau_id: datetime.combine(one.since, time(), ZONE) for one in person.memberships
        },
        units=tuple(
            Unit(one.bureau_id, person.position, one.kind == "in-charge")
            for one in person.memberships
        ),
        overlooks=_overlooks(person, names),
        weekly=person.role == "manager",
    )


def _overlooks(
    person: Person, names: Names | None
) -> Literal["", "all"] | tuple[Literal["document", "bureau"], int]:
    if person.role not in ("manager", "coordinator", "admin"):
        return ""
    kind, _colon, name = person.scope.partition(":")
    for document in names.documents if names and kind == "document" else ():
        if document.slug == name:
            return "document", document.id
    for bureau in names.bureaus if names and kind == "bureau" else ():
        if bureau.name == name:
            return "bureau", bureau.id
    return "all" if kind == "all" else ""
