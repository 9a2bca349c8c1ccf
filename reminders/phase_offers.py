"""Phases that are about to begin, for which a coordinator is offered a draft. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.records import Document, Phase
from reminders.facts import Destination
from reminders.placing import may_speak, soon
from reminders.settings import Settings
from reminders.wording import said_date, said_paper
from reminders.workdays import Workdays

AHEAD = 3
"""Working days before the phase begins."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A draft that a coordinator may ask for."""

    key: str
    """Without the destination; by name, which outlives a re-issue of the paper."""
    document: Document
    phase: Phase


def offers(
    documents: Mapping[int, Document],
    phases: Iterable[Phase],
    now: datetime,
    settings: Settings,
    workdays: Workdays,
) -> tuple[Offer, ...]:
    """Those of active papers whose beginning is near; nothing outside office hours."""
    if not may_speak(now, Destination(""), settings, workdays):
        return ()
    today = now.astimezone(settings.zone).date()
    return tuple(
        Offer(
            f"broadcast-offer/{one.document_id}/{one.name}/{one.start:%Y%m%d}",
            documents[one.document_id],
            one,
        )
        for one in phases
        if one.start
        and one.document_id in documents
        and documents[one.document_id].state == "active"
        and workdays.before(one.start, AHEAD) <= today < one.start
    )


def words(document: Document, phase: Phase) -> str:
    """What would be said when the phase begins."""
    start = f"自{said_date(phase.start)}起" if phase.start else "即将"
    until = f"，到{said_date(phase.end)}结束" if phase.end else ""
    work = f"主要工作：{phase.text.rstrip('。')}。" if phase.text else ""
    return (
        f"{said_paper(document)}{start}进入“{phase.name}”{until}。{work}"
        "请各有关单位对照方案抓好落实。"
    )


def moment(start: date, settings: Settings, workdays: Workdays) -> datetime:
    """In the morning of the day on which the phase begins, or of the working day after."""
    begin = datetime.combine(start, settings.morning, settings.zone)
    return soon(begin, Destination(""), settings, workdays)
