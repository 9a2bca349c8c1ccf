"""What the messages of a broadcast should look like by now: counted, corrected, closed, taken back.

Pure. What is wanted follows from how things stand alone, so it may be asked again and again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from db.broadcasts import Broadcast, Part

PACE = timedelta(seconds=60)
"""A message that counts receipts is changed so often at most, however many people press."""

Look = Literal["open", "closed", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Face:
    """How a message that was sent should look by now. `replaces`: a notice not yet said, in whose
    place this one goes; `edits`: the try whose messages take its words."""

    key: str
    main: Part
    look: Look
    edits: int | None = None
    replaces: int | None = None


def faces(one: Broadcast, parts: Sequence[Part], count: int, now: datetime) -> tuple[Face, ...]:
    """What has to change where it was said; `count`: receipts so far."""
    look = _look(one)
    found = []
    for main in (part for part in parts if part.part in ("words", "chase")):
        shown = [part for part in parts if part.main == main.notice_id] or [main]
        face = _face(one, main, shown[-1], look, count, now)
        if face:
            found.append(face)
    return tuple(found)


def _look(one: Broadcast) -> Look:
    match one.state:
        case "cancelled":
            return "withdrawn"
        case "closed":
            return "closed"
    return "open"


def _face(
    one: Broadcast, main: Part, last: Part, look: Look, count: int, now: datetime
) -> Face | None:
    if last.state == "dropped" or last.look == "withdrawn":
        return None
    if not main.attempt_id:
        return _unsaid(one, main, look)
    key = _changed(one, main, last, look, count, now)
    if key is None:
        return None
    return Face(key, main, look, main.attempt_id, last.notice_id if last.is_open else None)


def _unsaid(one: Broadcast, main: Part, look: Look) -> Face | None:
    """What nobody said yet goes out in the new words, or not at all."""
    if not main.is_open or (look != "withdrawn" and main.version == one.version):
        return None
    key = f"broadcast/{one.id}/v{one.version}/{main.destination}"
    return Face(key, main, look, replaces=main.notice_id)


def _changed(
    one: Broadcast, main: Part, last: Part, look: Look, count: int, now: datetime
) -> str | None:
    """The key of the change that is due; None where it looks as it should."""
    if look == "withdrawn":
        return f"{main.key}/withdrawn"
    if main.part == "chase":
        return None
    base = f"broadcast/{one.id}/v{one.version}/{main.destination}"
    if last.version < one.version:
        return base
    if main.channel is None or not one.asks_receipt:
        return None
    if look == "closed":
        return None if last.look == "closed" else f"{base}/closed"
    paced = now - last.due_at >= PACE
    return f"{base}/r{count}" if paced and last.count != count else None
