"""What people put aside or opted out of, as facts of a destination: what is then not said. Pure.

已知悉: no more mild reminders of what is known, until its day itself. 稍后: nothing about the
target there until then, when the last of what was owed meanwhile comes, once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from db.hushes import Hush
from db.opt_outs import ALL, OptOut
from reminders.facts import Destination
from reminders.occasions import Occasion
from reminders.placing import Placed
from reminders.wording import said_date

_MILD = frozenset({"deadline", "recurring", "receipt"})
_Subject = tuple[str, str | None, int | None]


def is_mild(occasion: Occasion) -> bool:
    """Whether who knows of it need not hear it again: not on the day itself, nor when late."""
    return occasion.kind in _MILD and not occasion.key.endswith("T-0")


def why_not(place: Destination, occasion: Occasion, document_id: int, at: datetime) -> str | None:
    """Why it is not said there at that moment, for people to read; None where it is."""
    if opted_out(place, occasion.kind, document_id, at):
        return "本人不要这类提醒"
    fact = occasion.key.rpartition("/")[0]
    for one in place.hushes if is_mild(occasion) else ():
        if one.kind == "known" and one.fact == fact and one.at <= at:
            return f"{one.by}已知悉"
    return None


def opted_out(place: Destination, kind: str, document_id: int | None, at: datetime) -> bool:
    """Whether that kind is not wanted there then; without a paper, of any."""
    return any(_covers(one, kind, document_id, at) for one in place.opt_outs)


def _covers(one: OptOut, kind: str, document_id: int | None, at: datetime) -> bool:
    meant = one.kind in (kind, ALL) and one.document_id in (None, document_id)
    return meant and one.since <= at and (one.until is None or at < one.until)


def put_off(placed: Iterable[Placed]) -> list[Placed]:
    """All of them, but of what falls into somebody's 稍后 only the last, when that ends."""
    said: list[Placed] = []
    held: dict[_Subject, tuple[Placed, Hush]] = {}
    for one in placed:
        hush = _hush_of(one)
        if hush is None:
            said.append(one)
        elif _is_later(one, held.get(_subject(one))):
            held[_subject(one)] = one, hush
    natural = {(_subject(one), one.at.date()) for one in said if one.destination.hushes}
    return said + list(_resumed(held, natural))


def _resumed(
    held: dict[_Subject, tuple[Placed, Hush]], natural: set[tuple[_Subject, date]]
) -> Iterator[Placed]:
    """What was held, unless the same is spoken of on that day anyway."""
    for subject, (one, hush) in held.items():
        at = (hush.until or one.at).astimezone(one.at.tzinfo)
        if (subject, at.date()) not in natural:
            why = f"；{said_date(one.at.date())}的提醒，{hush.by}选了稍后"
            yield replace(one, at=at, moved=f"{one.moved}{why}")


def _subject(one: Placed) -> _Subject:
    return one.destination.key, one.occasion.target, one.occasion.target_id


def _hush_of(one: Placed) -> Hush | None:
    """The 稍后 that it falls into; of several the one that ends last."""
    about = (one.occasion.target, one.occasion.target_id)
    covering = (
        hush
        for hush in one.destination.hushes
        if (hush.target, hush.target_id) == about
        and hush.until is not None
        and hush.at <= one.at < hush.until
    )
    return max(covering, key=lambda hush: hush.until or hush.at, default=None)


def _is_later(one: Placed, other: tuple[Placed, Hush] | None) -> bool:
    if other is None:
        return True
    rank, known = (one.at, -one.occasion.urgency), other[0]
    return rank > (known.at, -known.occasion.urgency)
