"""A change that waits for its 确认: what is to be done, and what stood when it was shown."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from knowledge.papers.model import Deadline, Role

Doing = Literal["units", "deadline", "title", "merge", "split", "add"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One change of the ledger, not yet made. `key` makes it happen once however often pressed."""

    doing: Doing
    key: str
    task: int | None = None
    target: int | None = None
    document: int | None = None
    role: Role | None = None
    units: tuple[str, ...] = ()
    title: str = ""
    parts: tuple[str, ...] = ()
    deadline: Deadline | None = None
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    still_cooperating: tuple[str, ...] | None = None
    """Units left to cooperate where the new lead did so far; None where that does not change."""
    before: str = ""
    """The standing value as it was shown; another one at 确认 means somebody was quicker."""


def dump(draft: Draft) -> str:
    """As JSON text."""
    return json.dumps(asdict(draft), ensure_ascii=False, default=date.isoformat)


def load(text: str | None) -> Draft | None:
    """From JSON text; None for nothing, or for a draft of an older shape."""
    try:
        return _draft(json.loads(text)) if text else None
    except (KeyError, TypeError, ValueError):
        return None


def _draft(raw: dict[str, Any]) -> Draft:
    lists = {key: tuple(raw[key]) for key in ("units", "parts", "lead", "cooperating")}
    still = raw["still_cooperating"]
    rest = {
        "deadline": _deadline(raw["deadline"]),
        "still_cooperating": None if still is None else tuple(still),
    }
    return Draft(**raw | lists | rest)


def _deadline(raw: dict[str, Any] | None) -> Deadline | None:
    if raw is None:
        return None
    day = raw["date"]
    return Deadline(**raw | {"date": day and date.fromisoformat(day), "all": ()})
