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
        self._persons = {one.person: one for one in persons}
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
        found = [
            one
            for one in self.channels
            if _meant(one, occasion) and _subscribed(one, occasion, document)
        ]
        named = {unit for one in found for unit in one.bureaus if unit in occasion.bureaus}
        if document.state == "active":
            found += self._people(occasion, document, named)
        heard = {one.key: one for one in found if _wants(one, occasion)}
        return list(heard.values())

    def _people(
        self, occasion: Occasion, document: Document, named: set[int]
    ) -> Iterator[Destination]:
        asked = self._persons.get(occasion.person) if "front" in occasion.to else None
        if asked:
            yield asked
        for unit in occasion.bureaus:
            members = self._members[unit]
            if "front" in occasion.to and not asked and unit not in named:
                yield from _front(members)
            if "heads" in occasion.to:
                yield from _heads(members)
            if "leaders" in occasion.to:
                yield from self._leaders[unit]
        if "overseers" in occasion.to:
            yield from (one for one in self._overseers if _overlooks(one, occasion, document))


def _meant(channel: Destination, occasion: Occasion) -> bool:
    """The terminal sees also what goes to persons: there may be nobody on the roster yet."""
    if channel.samples:
        return not {"own", "front"}.issuperset(occasion.to)
    to = occasion.to
    own = "own" in to and bool(channel.bureaus)
    return "channels" in to or own or ("overall" in to and not channel.bureaus)


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


def _front(members: Sequence[tuple[int, Destination]]) -> list[Destination]:
    """The staff; where a unit has none on the roster, whoever comes next."""
    lowest = min((rank for rank, _ in members), default=0)
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
