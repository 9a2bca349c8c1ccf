"""更正：改造7家, said right after one's own report: it is that report which is put right."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.standing import Report
from handlers.inbound import Message
from handlers.question import Question
from handlers.reporting.aiming import Aims, aim_of, aims, indicated
from handlers.reporting.drafted import Aim
from knowledge.reports.model import Claim, Target

_FEW = 8


async def aimed(question: Question, claim: Claim) -> Aims:
    """What a claim is about; one that only corrects, about what was just reported."""
    if claim.corrects and claim.target == Target():
        told = await just_told(question)
        if (name := _foreign(claim, told)) and (other := await _called(question, claim, name)):
            return other
        just = [await _aim(question, one) for one in _fitting(claim, told)]
        if found := tuple(one for one in just if one):
            return Aims(found)
    return await aims(question, claim)


def _foreign(claim: Claim, told: Sequence[Report]) -> str:
    """The name of a figure that none of them has anything like; empty for none."""
    known = [each for one in told for each in one.quantities]
    for figure in claim.quantities:
        alike = any(each.unit == figure.unit or each.name == figure.name for each in known)
        if figure.name and known and not alike:
            return figure.name
    return ""


async def _called(question: Question, claim: Claim, name: str) -> Aims | None:
    """更正，签约率是94%, said after a report on trainings: what has such a figure, if anything."""
    found = await aims(question, replace(claim, target=Target(words=name)))
    return found if found.found else None


async def last_report(question: Question, aim: Aim) -> Report | None:
    """The speaker's last report about it that still counts."""
    speaker = question.turn.speaker
    every = await question.turn.ledger.progress.reports(aim.kind, aim.id)
    gone = {one.supersedes_id for one in every if one.withdrawn_at is None}
    own = [
        one
        for one in every
        if one.person_id == speaker.id and one.withdrawn_at is None and one.id not in gone
    ]
    return own[-1] if own else None


async def just_told(question: Question) -> list[Report]:
    """The speaker's own reports that were confirmed last in this conversation, or that stand about
    what the answer replied to was about."""
    turn = question.turn
    if isinstance(turn.inbound, Message) and turn.inbound.reply_to and turn.context.subject.tasks:
        tasks = await turn.ledger.tasks_by_id(turn.context.subject.tasks[:_FEW])
        stand = [await last_report(question, aim_of(one)) for one in tasks]
        return [one for one in stand if one]
    every = [await turn.ledger.progress.report(one) for one in turn.context.reports]
    own = (one for one in every if one and one.person_id == turn.speaker.id)
    return [one for one in own if one.withdrawn_at is None]


def _fitting(claim: Claim, reports: Sequence[Report]) -> Sequence[Report]:
    """Of several those that have a figure like the one put right."""
    units = {one.unit for one in claim.quantities}
    alike = [one for one in reports if units & set(_units(one))]
    if claim.percent is not None:
        alike = [one for one in reports if one.percent is not None]
    return alike or reports


def _units(report: Report) -> Iterable[str | None]:
    return (one.unit for one in report.quantities)


async def _aim(question: Question, report: Report) -> Aim | None:
    ledger = question.turn.ledger
    if report.target == "task":
        tasks = await ledger.tasks_by_id((report.target_id,))
        return aim_of(tasks[0]) if tasks else None
    if report.target == "indicator":
        every = await ledger.indicators((report.document_id,))
        return next((indicated(one) for one in every if one.id == report.target_id), None)
    return None
