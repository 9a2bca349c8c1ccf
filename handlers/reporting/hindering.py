"""What stands against a step besides rights and states: one's own application, too much urging."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.records import Task
from db.standing import Report, Step, StepKind
from handlers.question import Question
from handlers.reporting.possible import is_pending
from handlers.reporting.voices import voice
from handlers.reporting.words import said_signature, said_when
from handlers.turn import Speaker
from handlers.wording import said_date

URGES = 2
"""So often a unit is urged about a task in a week."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A step as it was ordered of one task."""

    kind: StepKind
    reason: str = ""
    on: date | None = None


async def applicant_of(
    question: Question, kind: StepKind, task: Task, steps: tuple[Step, ...]
) -> Step | Report | None:
    """The 办结申请 or 延期申请 that is decided on: it says whose it is."""
    if kind in ("extension_granted", "extension_refused"):
        asked = [one for one in steps if one.kind == "extension_asked"]
        return asked[-1] if asked else None
    if kind in ("accepted", "returned"):
        progress = question.turn.ledger.progress
        standing = (await progress.standing("task", [task.id]))[task.id]
        return await progress.report(standing.report_id) if standing.report_id else None
    return None


def why_not(
    question: Question,
    order: Ordered,
    task: Task,
    steps: tuple[Step, ...],
    applied: Step | Report | None,
) -> str:
    """What stands against it that the ledger itself does not know; '' for nothing."""
    match order.kind:
        case "accepted" | "returned" | "extension_granted" | "extension_refused":
            if applied and _is_own(question.turn.speaker, applied):
                return _OWN
            if order.kind.startswith("extension") and not is_pending(steps):
                return "没有等待审批的延期申请。"
        case "extension_asked" if (
            order.on and task.deadline.date and order.on <= task.deadline.date
        ):
            return f"现在的时限就是{said_date(task.deadline.date)}，申请延到的日期要比它晚。"
        case "urged":
            return _urged_enough(steps, question.turn.now)
        case "received":
            return _received_before(question, task, steps)
    return ""


_OWN = "这是您自己提交的申请，要由别的督办人员审核。"


def _is_own(speaker: Speaker, applied: Step | Report) -> bool:
    """Whoever has the terminal and says no name may do all: nobody can tell who sits there."""
    return speaker.person is not None and applied.person_id == speaker.id


def asked_for(steps: tuple[Step, ...]) -> date | None:
    return next((one.on for one in reversed(steps) if one.kind == "extension_asked"), None)


def _urged_enough(steps: tuple[Step, ...], now: datetime) -> str:
    monday = (now - timedelta(days=now.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    urged = [one for one in steps if one.kind == "urged" and one.at >= monday]
    if len(urged) < URGES:
        return ""
    again = said_date((monday + timedelta(days=7)).date())
    return f"本周已经催办{len(urged)}次，为不给基层添负担，{again}起可以再催。"


def _received_before(question: Question, task: Task, steps: tuple[Step, ...]) -> str:
    speaks = voice(question.turn.speaker, task)
    own = speaks.bureau if speaks else None
    earlier = [one for one in steps if one.kind == "received" and one.bureau_id == own]
    handed = [one.at for one in steps if one.kind == "assigned"]
    if not earlier or (handed and handed[-1] > earlier[-1].at):
        return ""
    last = earlier[-1]
    when = said_when(last.at, question.turn.now)
    return f"{said_signature(last.by)} {when}已经签收过了。"
