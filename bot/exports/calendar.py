"""Deadlines as a calendar (RFC 5545): one all-day event a date."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from bot.exports.facts import Facts
from bot.printable import printable
from db.records import Task
from handlers.wording import said_ref
from knowledge.papers.model import DatedPhrase


def calendar_text(papers: Iterable[Facts], now: datetime) -> str:
    """Every dated deadline of every task, and every end of a phase."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//duban//ledger//ZH", "CALSCALE:GREGORIAN"]
    for paper in papers:
        for event in _events(paper):
            lines += [*_opened(event[0], now), *event[1:], "TRANSP:TRANSPARENT", "END:VEVENT"]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _opened(key: str, now: datetime) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{key}@duban", f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")


def _events(paper: Facts) -> Iterator[tuple[str, ...]]:
    """Each: its key, then its content lines."""
    slug = paper.document.slug
    source = f"《{paper.document.title}》"
    for task in paper.tasks:
        for phrase in _dates(task):
            key = f"{slug}-task-{task.id}-{phrase.date:%Y%m%d}"
            summary = f"{said_ref(task.ref)}到期：{task.title}"
            yield (key, *_days(phrase.date), *_words(summary, _description(task, source, phrase)))
    for phase in paper.phases:
        if phase.end:
            key = f"{slug}-phase-{phase.id}-{phase.end:%Y%m%d}"
            yield (key, *_days(phase.end), *_words(f"{phase.name}结束", source))


def _dates(task: Task) -> tuple[DatedPhrase, ...]:
    deadline = task.deadline
    if deadline.all or deadline.date is None:
        return deadline.all
    assumed = "按文件期限推定" if deadline.kind == "period" else ""
    return (DatedPhrase(deadline.date, deadline.text or assumed),)


def _description(task: Task, source: str, phrase: DatedPhrase) -> str:
    named = (
        ("牵头", task.units("lead")),
        ("配合", task.units("cooperating")),
        ("责任", task.units("responsible")),
    )
    units = [f"{name}：{'、'.join(names)}" for name, names in named if names]
    return "\n".join([source, *units, *([f"时限：{phrase.text}"] if phrase.text else [])])


def _days(day: date) -> tuple[str, str]:
    return (f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(1):%Y%m%d}")


def _words(summary: str, description: str) -> tuple[str, str]:
    return (f"SUMMARY:{_escaped(summary)}", f"DESCRIPTION:{_escaped(description)}")


def _escaped(text: str) -> str:
    safe = printable(text).replace("\\", "\\\\").replace("\n", "\\n")
    return safe.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """At most 75 bytes a line, never cut inside a character; a blank begins what continues."""
    pieces = [""]
    size = 0
    for char in line:
        width = len(char.encode())
        if size + width > 75:
            pieces.append("")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n ".join(pieces)
