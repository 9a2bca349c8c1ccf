"""Reads what people put aside and opted out of, and gives it to the destinations it is about."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import get_args

from db.hushes import Hush
from db.ledger import Ledger
from db.opt_outs import ALL, OptOut
from reminders.facts import Destination
from reminders.hearers import destination_key, person_key
from reminders.occasions import Kind
from reminders.settings import Settings

OPTIONAL = (*get_args(Kind), "digest")
"""Kinds that persons may leave out, as far as the office did not make them compulsory."""


async def with_unwanted(
    ledger: Ledger,
    places: Iterable[Destination],
    task_ids: Collection[int],
    since: datetime,
    settings: Settings,
) -> tuple[Destination, ...]:
    """The destinations with what holds there for these tasks since then."""
    hushes: dict[str, list[Hush]] = defaultdict(list)
    for hush in await ledger.hushes.about("task", task_ids):
        hushes[destination_key(hush.person, hush.channel)].append(hush)
    outs: dict[str, list[OptOut]] = defaultdict(list)
    for one in await ledger.opt_outs.since(since):
        outs[person_key(one.person)] += opted(one, settings)
    return tuple(
        replace(
            one,
            hushes=tuple(hushes.get(one.key, ())),
            opt_outs=tuple(outs.get(one.key, ())),
        )
        if one.key in hushes or one.key in outs
        else one
        for one in places
    )


def opted(one: OptOut, settings: Settings) -> list[OptOut]:
    """What it leaves out of what may be left out: nothing that the office made compulsory."""
    if one.kind != ALL:
        return [] if one.kind in settings.compulsory else [one]
    return [replace(one, kind=kind) for kind in OPTIONAL if kind not in settings.compulsory]
