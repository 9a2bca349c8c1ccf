"""A phase is about to begin: a coordinator is offered the draft, and nothing goes out by itself."""

from datetime import datetime

from db.ledger import Ledger
from db.notices import NewNotice
from db.records import Document, Phase
from handlers import actions
from handlers.answers import asking_back
from handlers.broadcasting.card import shown
from handlers.broadcasting.drafted import Draft
from handlers.broadcasting.office import office
from handlers.orders import Handler
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reply import Button, Reply, bold, faint, say
from handlers.shown import stale
from handlers.stored import dump_reply
from handlers.turn import Answer
from handlers.wording import said_date, said_title
from knowledge.broadcasts.orders import order_in
from reminders.phase_offers import Offer, moment, offers, words

_CHOICES = 6


async def offer(ledger: Ledger, now: datetime) -> int:
    """Offer drafts for the phases that are near; how many notices were new."""
    rules = await office(ledger, now)
    active = {one.id: one for one in await ledger.documents("active")}
    phases = await ledger.phases(tuple(active)) if active else ()
    found = offers(active, phases, now, rules.settings, rules.workdays)
    if not found:
        return 0
    people = await coordinators(ledger.people)
    every = [_notice(one, person.id) for one in found for person in people]
    known = await ledger.outbox.known([one.key for one in every])
    return await ledger.outbox.plan([one for one in every if one.key not in known], now)


def _notice(one: Offer, person: int) -> NewNotice:
    reply = _offered(one.document, one.phase)
    facts = {"reply": dump_reply(reply), "part": "offer"}
    return NewNotice(
        f"{one.key}/p{person}", "broadcast", person, None, facts, document_id=one.document.id
    )


def _offered(document: Document, phase: Phase) -> Reply:
    begins = said_date(phase.start) if phase.start else ""
    lines = (
        say(bold("要发阶段通知吗？"), f"{said_title(document)}“{phase.name}”{begins}开始。"),
        say(faint("点“起草通知”先看草稿；不点就不会发。")),
    )
    return Reply("broadcast", lines, buttons=(_button(phase),))


def _button(phase: Phase, label: str = "起草通知") -> Button:
    return Button(label, actions.notice("phase", phase.id))


def asked_for(_question: Question, text: str) -> Handler | None:
    """按阶段起草通知."""
    order = order_in(text)
    return _which if order and order.deed == "phase" else None


async def _which(question: Question) -> Answer:
    """The phases to come of the papers in question."""
    turn, today = question.turn, question.turn.now.date()
    every = await turn.ledger.phases(question.document_ids) if question.document_ids else ()
    coming = [one for one in every if one.start and (one.end is None or one.end >= today)]
    if len(coming) == 1:
        return await _drafted(question, coming[0])
    line = say("为哪个阶段起草？" if coming else "这些文件里没有还没结束的阶段。")
    choices = [_button(one, one.name[:24]) for one in coming[:_CHOICES]]
    return asking_back(question, "broadcast", line, choices)


async def of_phase(question: Question, phase_id: int) -> Answer:
    """起草通知, pressed."""
    every = await question.turn.ledger.phases(
        tuple(one.id for one in question.turn.names.documents)
    )
    found = next((one for one in every if one.id == phase_id), None)
    return await (_drafted(question, found) if found else stale(question))


async def _drafted(question: Question, phase: Phase) -> Answer:
    turn = question.turn
    rules = await office(turn.ledger, turn.now)
    begins = moment(phase.start, rules.settings, rules.workdays) if phase.start else None
    draft = Draft(
        words=words(question.document(phase.document_id), phase),
        whom="paper",
        document=phase.document_id,
        at=begins if begins and begins > turn.now else None,
    )
    return await shown(question, draft)
