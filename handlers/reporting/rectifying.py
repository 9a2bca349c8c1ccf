"""更正：改造7家, said right after one's own report: it is that report which is put right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from db.standing import Report
from handlers.inbound import Message
from handlers.question import Question
from handlers.reporting.aiming import Aims, aim_of, aims, indicated
from handlers.reporting.drafted import Aim
from handlers.reporting.told import own_reports
from knowledge.reports.alike import are_nested
from knowledge.reports.model import Claim, Quantity, Target
from knowledge.words import cut

_FEW = 8


async def aimed(question: Question, claim: Claim) -> Aims:
    """What a claim is about; one that only corrects, about what was just reported."""
    if claim.corrects and claim.target == Target():
        told = await _meant(question, claim)
        every = [await aim_of_report(question, one) for one in _fitting(claim, told)]
        just = tuple(one for one in every if one)
        if (name := _foreign(claim, told)) and (other := await _called(question, claim, name)):
            return other if set(just).isdisjoint(other.found) else Aims(just)
        if just:
            return Aims(just)
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


async def last_report(question: Question, aim: Aim, claim: Claim | None = None) -> Report | None:
    """The speaker's last report about it that still counts; of those with a figure that the claim
    puts right, the last."""
    speaker = question.turn.speaker
    every = await question.turn.ledger.progress.reports(aim.kind, aim.id)
    gone = {one.supersedes_id for one in every if one.withdrawn_at is None}
    own = [
        one
        for one in every
        if one.person_id == speaker.id and one.withdrawn_at is None and one.id not in gone
    ]
    figures = claim.quantities if claim else ()
    alike = [one for one in own if any(_is_like(figure, one) for figure in figures)]
    return next(reversed(alike or own), None)


def _is_like(figure: Quantity, report: Report) -> bool:
    """Whether the report has a figure of that unit, and of that name if it says one."""
    same = (one for one in report.quantities if one.unit == figure.unit)
    return any(are_nested(figure.name, one.name) for one in same)


def named_as(claim: Claim, report: Report) -> Claim:
    """上一条培训人数报错了，改为167人: the one figure reported in that unit, by its name."""
    return replace(
        claim, quantities=tuple(_named_as(each, claim, report) for each in claim.quantities)
    )


def _named_as(figure: Quantity, claim: Claim, report: Report) -> Quantity:
    reported = [one for one in report.quantities if one.unit == figure.unit]
    alone = sum(one.unit == figure.unit for one in claim.quantities) == len(reported) == 1
    said, name = report.said or "", figure.name or ""
    alike = any(name[at : at + 2] in said for at in range(len(name) - 1))
    return replace(figure, name=reported[0].name) if alone and alike else figure


async def _meant(question: Question, claim: Claim) -> list[Report]:
    """The reports just confirmed, or, where the message has more words of one before them, that."""
    told = await just_told(question)
    before = await own_reports(question.turn, question.turn.context.told) if told else []
    named = (*(one.name for one in claim.quantities), claim.about)
    words = {*filter(None, named), *_words(question)}
    shared = {one.id: sum(word in (one.said or "") for word in words) for one in (*told, *before)}
    most = max(shared.values(), default=0)
    if most <= max((shared[one.id] for one in told), default=0):
        return told
    return _one_of_each([one for one in before if shared[one.id] == most])


def _words(question: Question) -> list[str]:
    """The words of the message that may tell what was reported."""
    inbound = question.turn.inbound
    text = inbound.text if isinstance(inbound, Message) else ""
    return [
        one for one in cut(text) if len(one) > 1 and not (one.isascii() or _CORRECTING.search(one))
    ]


_CORRECTING = re.compile(
    "更正|纠正|应[该为]|[报说写填弄]错|错误|不对|有误|刚[才刚]|[上下]午|那个|这个|改[成为]|数据|实际|不是|而是|完成"
)


def _one_of_each(reports: Sequence[Report]) -> list[Report]:
    """Of several about the same thing the newest."""
    newest: dict[object, Report] = {}
    for one in sorted(reports, key=lambda one: -one.id):
        newest.setdefault((one.target, one.target_id), one)
    return list(newest.values())


async def just_told(question: Question) -> list[Report]:
    """The speaker's own reports that were confirmed last in this conversation, or that stand about
    what the answer replied to was about."""
    turn = question.turn
    if isinstance(turn.inbound, Message) and turn.inbound.reply_to and turn.context.subject.tasks:
        tasks = await turn.ledger.tasks_by_id(turn.context.subject.tasks[:_FEW])
        stand = [await last_report(question, aim_of(one)) for one in tasks]
        return [one for one in stand if one]
    return await own_reports(turn, turn.context.reports)


def _fitting(claim: Claim, reports: Sequence[Report]) -> Sequence[Report]:
    """Of several those that have a figure like the one put right."""
    units = {one.unit for one in claim.quantities}
    alike = [one for one in reports if units & set(_units(one))]
    if claim.percent is not None:
        alike = [one for one in reports if one.percent is not None]
    return alike or reports


def _units(report: Report) -> Iterable[str | None]:
    return (one.unit for one in report.quantities)


async def aim_of_report(question: Question, report: Report) -> Aim | None:
    ledger = question.turn.ledger
    if report.target == "task":
        tasks = await ledger.tasks_by_id((report.target_id,))
        return aim_of(tasks[0]) if tasks else None
    if report.target == "indicator":
        every = await ledger.indicators((report.document_id,))
        return next((indicated(one) for one in every if one.id == report.target_id), None)
    return None
