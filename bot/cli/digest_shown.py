"""A digest for programs: every number with the tasks behind it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from handlers.digest_words import headline
from reminders.digest_records import Decider, Digest, Entry, Gauge, PhaseAhead, Trouble


def plain(digest: Digest) -> dict[str, Any]:
    """The public JSON."""
    return {
        "since": digest.week.since.isoformat(),
        "until": digest.week.until.isoformat(),
        "scope": digest.scope.text,
        "weight": digest.weight,
        "headline": headline(digest),
        "documents": list(dict.fromkeys(one.document for one in digest.entries)),
        "tasks": counted(digest.entries),
        "lights": {
            one.light: {"now": counted(one.now), "before": counted(one.before)}
            for one in digest.lights
        },
        "moved": [
            {**_ref(one), "title": one.title, "from": one.was, "to": one.light}
            for one in digest.moved
        ],
        "reports": {"reports": digest.reports, **counted(digest.reported)},
        "closed": [
            {**_ref(one.entry), "title": one.entry.title, "on": _day(one.on)}
            for one in digest.closed
        ],
        "decisions": [_trouble(one) for one in digest.troubles],
        "indicators": [_gauge(one) for one in digest.gauges],
        "silent": [{"bureau": one.name, **counted(one.entries)} for one in digest.silent],
        "coming": [
            {
                **_ref(one.entry),
                "title": one.entry.title,
                "date": one.day.isoformat(),
                "recurring": one.again,
                "bureaus": list(one.entry.units),
            }
            for one in digest.coming
        ],
        "phases": [_phase(one) for one in digest.phases],
    }


def counted(entries: Iterable[Entry]) -> dict[str, Any]:
    """A number, and what it counts."""
    refs = [_ref(one) for one in entries]
    return {"count": len(refs), "tasks": refs}


def _ref(entry: Entry) -> dict[str, str]:
    return {"document": entry.document, "ref": entry.ref}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _trouble(one: Trouble) -> dict[str, Any]:
    return {
        **_ref(one.entry),
        "title": one.entry.title,
        "kind": one.kind,
        "days_late": one.days,
        "due": _day(one.entry.due),
        "assumed": one.entry.assumed,
        "state": one.entry.state,
        "percent": one.entry.percent,
        "blocker": one.blocker,
        "need": one.need,
        "asks_for": _day(one.until),
        "decides": _decider(one.decider),
    }


def _decider(one: Decider) -> dict[str, Any]:
    return {"role": one.role, "bureau": one.unit or None, "names": list(one.names)}


def _gauge(one: Gauge) -> dict[str, Any]:
    return {
        "document": one.document,
        "name": one.name,
        "unit": one.unit or None,
        "lead": list(one.lead),
        "actual": one.actual,
        "read_on": _day(one.read_on),
        "before": one.before,
        "expected": one.expected,
        "target": one.target,
        "target_year": one.year,
        "behind": one.behind,
    }


def _phase(one: PhaseAhead) -> dict[str, Any]:
    return {
        "document": one.document,
        "name": one.name,
        "start": _day(one.start),
        "end": _day(one.end),
        "runs": one.runs,
    }
