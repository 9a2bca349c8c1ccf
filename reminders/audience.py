"""Who hears what: channels by what they subscribed to, persons by what they are in the units."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from db.records import Document
from reminders.facts import Destination
from reminders.occasions import Occasion

_RANKS = {"staff": 0, "deputy": 1, "head": 2}


class Audience:
    """The destinations, found by unit and paper without asking each of them."""

    def __init__(self, destinations: Iterable[Destination]) -> None:
        self.channels = [one for one in destinations if one.person is None]
        persons = [one for one in destinations if one.person is not None]
        self._overseers = [one for one in persons if one.overlooks]
        self._members: dict[int, list[tuple[int, Destination]]] = defaultdict(list)
        self._leaders: dict[int, list[Destination]] = defaultdict(list)
        for person in persons:
            for unit in person.units:
                if unit.in_charge:
                    self._leaders[unit.bureau].append(person)
                else:
                    self._members[unit.bureau].append((_RANKS[unit.position], person))

    def of(self, occasion: Occasion, document: Document) -> list[Destination]:
        """Who is to hear it, each once: channels first."""
        found = [one for one in self.channels if _subscribed(one, occasion, document)]
        if "channels" not in occasion.to:
            found = []
        named = {unit for one in found for unit in one.bureaus if unit in occasion.bureaus}
        if document.state == "active":
            found += self._people(occasion, document, named)
        heard = {one.key: one for one in found if _wants(one, occasion)}
        return list(heard.values())

    def _people(
        self, occasion: Occasion, document: Document, named: set[int]
    ) -> Iterator[Destination]:
        for unit in occasion.bureaus:
            members = self._members[unit]
            if "front" in occasion.to:
                yield from _front(members, occasion.person, in_chat=unit in named)
            if "heads" in occasion.to:
                yield from _heads(members)
            if "leaders" in occasion.to:
                yield from self._leaders[unit]
        if "overseers" in occasion.to:
            yield from (one for one in self._overseers if _overlooks(one, occasion, document))


def _subscribed(channel: Destination, occasion: Occasion, document: Document) -> bool:
    if channel.samples:
        return document.id in channel.documents
    if document.state != "active" or (channel.documents and document.id not in channel.documents):
        return False
    about = occasion.bureaus
    return not (channel.bureaus and about) or any(one in channel.bureaus for one in about)


def _wants(one: Destination, occasion: Occasion) -> bool:
    if occasion.kind in one.muted or (one.person is not None and one.person == occasion.actor):
        return False
    return not one.kinds or occasion.kind in one.kinds


def _front(
    members: Sequence[tuple[int, Destination]], person: int | None, *, in_chat: bool
) -> list[Destination]:
    """Who it was handed to; else the staff, unless the unit's own chat hears it anyway."""
    asked = [one for _, one in members if one.person == person]
    if asked or in_chat or not members:
        return asked
    lowest = min(rank for rank, _ in members)
    return [one for rank, one in members if rank == lowest]


def _heads(members: Sequence[tuple[int, Destination]]) -> list[Destination]:
    highest = max((rank for rank, _ in members), default=0)
    return [one for rank, one in members if rank == highest and rank > 0]


def _overlooks(one: Destination, occasion: Occasion, document: Document) -> bool:
    match one.overlooks:
        case "all":
            return True
        case ("document", document_id):
            return document_id == document.id
        case ("bureau", bureau_id):
            return bureau_id in occasion.bureaus
    return False
