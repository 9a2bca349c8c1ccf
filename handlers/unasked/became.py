"""What became of the items of a message: who put which aside, and what is out of date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, tzinfo

from db.hushes import Hush
from db.ledger import Ledger
from db.notices import Attempt, Notice
from handlers.unasked.items import Told, load_items
from handlers.unasked.look import Became, Line
from handlers.wording import said_date, said_moment

ITEM, NOTE, BACK = "item", "note", "back"
"""Facts of a notice that changes one item of a message: whose, what it says below it, and whether
it came back to whoever has to do it."""
_MILD = ("deadline", "recurring")
"""Kinds that come again on the day itself, whoever knows of it."""


async def as_it_stands(
    ledger: Ledger, attempt: Attempt, zone: tzinfo | None, *more: Notice
) -> tuple[tuple[Told, ...], Became]:
    """The items of the message, and what became of each; `more` are changes on their way.

    Raises `ValueError` where the message has no items.
    """
    items = load_items(attempt.facts.get("items", ()))
    if not items:
        raise ValueError("a message without items")
    hushes = await ledger.hushes.on([one.notice for one in items])
    edits = {one.id: one for one in (*await ledger.said.edits(attempt.id), *more)}
    return items, _became(hushes.values(), [edits[key] for key in sorted(edits)], zone)


def _became(hushes: Iterable[Hush], edits: Iterable[Notice], zone: tzinfo | None) -> Became:
    lines: dict[int, list[Line]] = defaultdict(list)
    for one in hushes:
        lines[one.notice].append(Line(said_hush(one, zone)))
    for item, note in _notes(edits).items():
        lines[item].append(note)
    return lines


def _notes(edits: Iterable[Notice]) -> dict[int, Line]:
    """The last of each item: what was true before it is not of interest any more."""
    notes: dict[int, Line] = {}
    for edit in edits:
        item, note = edit.facts.get(ITEM), edit.facts.get(NOTE)
        if isinstance(item, int) and isinstance(note, str):
            notes[item] = Line(note, over=not edit.facts.get(BACK))
    return notes


def said_hush(one: Hush, zone: tzinfo | None) -> str:
    """王芳 7月25日 14:05 已知悉，到期当天再提醒."""
    who = f"{one.by} {said_moment(one.at.astimezone(zone))}"
    if one.until:
        return f"{who} 选了稍后，{_day(one.until, zone)}再提醒"
    again = "，到期当天再提醒" if one.fact.startswith(_MILD) else ""
    return f"{who} 已知悉{again}"


def _day(moment: datetime, zone: tzinfo | None) -> str:
    return said_date(moment.astimezone(zone).date()).partition("年")[2]
