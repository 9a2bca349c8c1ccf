"""What waits for a 确认: which kind of change, since when, and the key its card carries."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta

from handlers.turn import Turn

LIFE = timedelta(hours=24)
"""A card older than this confirms nothing any more."""
_KEY = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """One change that was shown and not yet decided on."""

    kind: str
    key: str
    """Stands in the card's buttons, so that an old card never confirms a newer change."""
    at: str
    """Since when, ISO 8601."""
    body: str
    """The change itself, as its kind writes it down."""

    def expired(self, now: datetime) -> bool:
        """Whether it waited too long."""
        return now - datetime.fromisoformat(self.at) > LIFE


def waiting(turn: Turn, kind: str, body: str) -> Waiting:
    """A change of that kind, waiting from now on."""
    return Waiting(kind, short(f"{kind}/{deed_key(turn)}"), turn.now.isoformat(), body)


def deed_key(turn: Turn) -> str:
    """Names what is done by this event: the same when it comes again."""
    said = f"{turn.inbound.conversation}/{turn.context.next_id()}/{turn.now.isoformat()}"
    return turn.event or said


def short(key: str) -> str:
    """A key short enough for a button."""
    return hashlib.sha256(key.encode()).hexdigest()[:_KEY]


def dump(one: Waiting) -> str:
    """As JSON text."""
    return json.dumps(asdict(one), ensure_ascii=False)


def load(text: str | None) -> Waiting | None:
    """From JSON text; None for nothing, or for a shape of older days."""
    try:
        raw = json.loads(text) if text else None
        return Waiting(**raw) if isinstance(raw, dict) else None
    except (TypeError, ValueError):
        return None


def plain_quiet(hours: tuple[time, time] | None) -> list[str] | None:
    """Quiet hours as JSON has them."""
    return [one.isoformat() for one in hours] if hours else None


def load_quiet(raw: list[str] | None) -> tuple[time, time] | None:
    """Quiet hours from JSON."""
    return (time.fromisoformat(raw[0]), time.fromisoformat(raw[1])) if raw else None
