"""是第21项不是第20项: what was reported goes to what it should have been about."""

from dataclasses import replace

from handlers.question import Question
from handlers.reply import Block, say
from handlers.reporting.aiming import Aims, aims, measures_of
from handlers.reporting.drafted import Aim, Draft, Drafted
from handlers.reporting.editing import open_draft
from handlers.reporting.rectifying import just_told
from handlers.reporting.words import claimed, said_report
from handlers.waiting import deed_key
from knowledge.reports.model import Claim, Reading

Moved = tuple[Draft, *tuple[Block, ...]]


async def moved(question: Question, reading: Reading) -> Moved | None:
    """The card about its new target, and what has to be said besides; None where nothing moves."""
    claim = reading.claims[0]
    if len(reading.claims) != 1 or not claim.moves:
        return None
    if waits := open_draft(question.turn):
        draft = waits[1]
        if len(draft.drafted) != 1:
            return None
        there = await _there(question, claim, draft.drafted[0])
        return (draft.settled(0, there),) if there else None
    return await _again(question, claim)


async def _there(question: Question, claim: Claim, one: Drafted) -> Drafted | None:
    found = await _found(question, claim, one.aim)
    if not found.found:
        return None
    said = replace(one.claim, target=claim.target)
    return Drafted(said, one.said, found.one, () if found.one else found.found)


async def _found(question: Question, claim: Claim, aim: Aim | None) -> Aims:
    """The task of that number; 二是 is a measure of the same task as before."""
    if claim.target.item or claim.target.measure is None or aim is None or aim.task is None:
        return await aims(question, claim)
    tasks = await question.turn.ledger.tasks_by_id((aim.task,))
    return await measures_of(question, tasks, claim.target.measure)


async def _again(question: Question, claim: Claim) -> Moved | None:
    """What was confirmed last is drafted for its new target; the old one is there until 撤销."""
    reports = await just_told(question)
    if len(reports) != 1:
        return None
    old = replace(claimed(reports[0]), corrects=False)
    there = await _there(question, claim, Drafted(old, reports[0].said or ""))
    if there is None:
        return None
    note = say(f"已登记的那条（{said_report(reports[0])}）还在；回复“撤销”可以撤回。")
    return Draft(deed_key(question.turn), (there,)), note
