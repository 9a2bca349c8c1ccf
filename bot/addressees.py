"""To whom a notice goes, by name."""

from bot.places import place_text
from db.ledger import Ledger


async def addressee(ledger: Ledger, channel: int | None, person: int | None) -> str:
    """“the chat's name” in its marks, or where it has none its place; the person's name."""
    if channel is not None:
        found = await ledger.channels.by_id(channel)
        if found is None:
            return f"频道 {channel}"
        return f"“{found.name}”" if found.name else place_text(found.place)
    known = await ledger.people.by_id(person) if person is not None else None
    return known.name if known else f"编号 {person}"


async def addressee_of(ledger: Ledger, destination: str) -> str:
    """The same for the key of a destination, such as c3 or p5."""
    number = int(destination[1:])
    where = (number, None) if destination.startswith("c") else (None, number)
    return await addressee(ledger, *where)
