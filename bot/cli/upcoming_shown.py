"""How the command line shows a plan."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from db.replanning import Decision
from handlers.reply import Block, faint, say
from reminders.plan import Planned
from reminders.wording import said_date


def plain(one: Planned) -> dict[str, Any]:
    """For programs."""
    to = {"channel": one.destination.name}
    if one.destination.person is not None:
        to = {"person": str(one.destination.person)}
    elif one.destination.samples:
        to = {"channel": one.destination.key}
    return {
        "at": one.at.isoformat(),
        "kind": one.kind,
        "key": one.key,
        "to": to,
        "message": one.message,
        "document": one.document,
        "tasks": list(one.tasks),
        "text": one.text,
        "why": one.why,
        "decided": _decided(one.decided),
    }


def _decided(decision: Decision | None) -> dict[str, Any] | None:
    """What a coordinator made of it; null where it goes as the rules say."""
    if decision is None:
        return None
    return {
        "action": decision.action,
        "by": decision.by,
        "at": decision.at and decision.at.isoformat(),
        "was": decision.was.isoformat(),
    }


def decided_line(one: Planned) -> Block:
    """What is to become of it since somebody decided."""
    if one.dropped:
        return say(f"{one.key} 不发了")
    return say(f"{one.key} 改在{said_date(one.at.date())}{one.at:%H:%M}发")


def shown(planned: Sequence[Planned]) -> list[Block]:
    """For people: a heading for each message, then what it says and why."""
    blocks: list[Block] = []
    for _, together in groupby(planned, key=lambda one: (one.at, one.message)):
        several = list(together)
        first = several[0]
        head = f"{said_date(first.at.date())}{first.at:%H:%M} → {first.destination.name}"
        together_said = f"（{len(several)}条，合为一条消息）" if len(several) > 1 else ""
        blocks.append(say(f"{head}{together_said}"))
        blocks += _lines(several)
    return blocks


def _lines(several: Iterable[Planned]) -> Iterable[Block]:
    """A reason that several share is given once, behind them."""
    for why, alike in groupby(several, key=lambda one: one.why):
        yield from (say(f"  {'× 不发：' if one.dropped else '· '}{one.text}") for one in alike)
        yield say("    ", faint(why))
