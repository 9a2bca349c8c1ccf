"""What people put aside or opted out of, as facts of a destination: what is then not said. Pure.

已知悉: no more mild reminders of what is known, until its day itself. 稍后: nothing about the
target there until then, when the last of what was owed meanwhile comes, once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.hushes import Hush
from db.opt_outs import ALL, OptOut
from reminders.facts import Destination
from reminders.occasions import Occasion
from reminders.pausing import Pauses
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


@dataclass(frozen=True, slots=True)
class _Held:
    """Something that is said later, and why."""

    one: Placed
    until: datetime
    why: str


def put_off(placed: Iterable[Placed], pauses: Pauses) -> list[Placed]:
    """All of them, but of what falls into somebody's 稍后 or into a pause only the last about its
    subject, when that ends."""
    said: list[Placed] = []
    held: dict[_Subject, _Held] = {}
    for one in placed:
        holds = _held(one, pauses)
        if holds is None:
            said.append(one)
        elif _is_later(one, held.get(_subject(one))):
            held[_subject(one)] = holds
    if not held:
        return said
    natural = {(_subject(one), one.at.date()) for one in said if _subject(one) in held}
    return said + list(_resumed(held, natural))


def _held(one: Placed, pauses: Pauses) -> _Held | None:
    """Until when it waits, the longer of both; None where nothing holds it back."""
    hush = _hush_of(one)
    until = (hush.until or one.at).astimezone(one.at.tzinfo) if hush else one.at
    later = pauses.until(until, one.destination, one.document.slug)
    if later is None and hush is None:
        return None
    day = said_date(one.at.date())
    chosen = f"；{day}的提醒，{hush.by}选了稍后" if hush else ""
    paused = f"；{day}的提醒，暂停期间不发" if later else ""
    return _Held(one, later or until, chosen + paused)


def _resumed(held: dict[_Subject, _Held], natural: set[tuple[_Subject, date]]) -> Iterator[Placed]:
    """What was held, unless the same is spoken of on that day anyway."""
    for subject, each in held.items():
        if (subject, each.until.date()) not in natural:
            yield replace(each.one, at=each.until, moved=f"{each.one.moved}{each.why}")


def _subject(one: Placed) -> _Subject:
    """Its target; what has none is about itself."""
    about = one.occasion.target_id
    itself = one.occasion.key.rpartition("/")[0] if about is None else one.occasion.target
    return one.destination.key, itself, about


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


def _is_later(one: Placed, other: _Held | None) -> bool:
    if other is None:
        return True
    rank, known = (one.at, -one.occasion.urgency), other.one
    return rank > (known.at, -known.occasion.urgency)
