"""下周会提醒什么: the plan of some days, to coordinators whole, to others what comes to them."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from handlers import actions
from handlers.answers import answered
from handlers.orders import Handler, told_by
from handlers.plans import showing
from handlers.plans.looked_at import INTENT, Viewed, all_seen, subject_of, viewed
from handlers.question import Question
from handlers.reply import Block, Button, Reply, faint, say
from handlers.shown import stale
from handlers.turn import Answer
from knowledge.plans.asked import Asked, asked_in
from reminders.plan import Planned

_TO = re.compile(r"[给向对].|群|频道")
_LONGEST = timedelta(days=366)
_HOW = "可以说“第3条不发”“第2条改到周五”“第4条并到下一条”，说“撤销”恢复。"
_OWN = "这里只列出会单独发给您的；群里发的，请督办人员来看。"


def _asked(text: str, today: date) -> Asked | None:
    return asked_in(text, today, today.year)


@told_by(_asked, dated=True)
def asking(question: Question, text: str) -> Handler | None:
    """Whether the message asks for the plan of some days."""
    asked = _asked(text, question.turn.now.date())
    if asked is None or not _is_known(question, asked.about, text):
        return None
    return partial(_shown, asked=asked)


def _is_known(question: Question, about: str, text: str) -> bool:
    """Whether the words beside the usual ones name a unit, a paper, or whom something goes to."""
    named = question.meaning.units or question.meaning.documents
    return not about or bool(named) or _TO.search(text) is not None


async def _shown(question: Question, asked: Asked) -> Answer:
    if asked.window.end - question.turn.now.date() > _LONGEST:
        line = say("一次最多看今后一年的计划，请说近一些的日子；更远的用 duban upcoming 看。")
        return answered(question, Reply(INTENT, (line,), clarify=True), ())
    return await _page(question, asked, await viewed(question, asked), 0)


async def next_page(question: Question) -> Answer:
    """The entries behind those that were shown last."""
    subject = question.turn.context.subject
    asked = asked_before(question)
    if asked is None:
        return await stale(question)
    question = replace(question, meaning=subject.meaning or question.meaning)
    return await _page(question, asked, await viewed(question, asked), subject.shown)


def names_it(one: Planned, said: str) -> bool:
    """Whether the words say to whom it goes."""
    name = one.destination.name.strip("“”")
    return len(name) > 1 and name in said


def asked_before(question: Question) -> Asked | None:
    """What the plan that was shown last had been asked by; None where it is forgotten."""
    meaning, now = question.turn.context.subject.meaning, question.turn.now
    if meaning is None or meaning.window is None:
        return None
    asked = asked_in(meaning.text, now.date(), now.year)
    return replace(asked or Asked(meaning.window), window=meaning.window)


async def _page(question: Question, asked: Asked, seen: Viewed, start: int) -> Answer:
    own = asked.mine or not all_seen(question)
    entries = showing.first_message(seen.entries) if asked.point == "next" else seen.entries
    seen, until = replace(seen, entries=entries), min(start + showing.PAGE, len(entries))
    blocks: list[Block] = [showing.head(seen, asked.window.text, own=own)] if not start else []
    if not start:
        blocks += showing.gist(entries, asked.point)
    blocks += showing.page(entries, start)
    left = len(entries) - until
    if left > 0:
        blocks.append(say(f"还有{left}条，回复“还有呢”继续。"))
    if not all_seen(question):
        blocks.append(say(faint(_OWN)))
    elif entries and not start:
        blocks.append(say(faint(_HOW)))
    buttons = showing.buttons(entries, start) if all_seen(question) else ()
    more = (Button("更多", actions.MORE),) if left > 0 else ()
    # To whom what goes is not for everybody's eyes.
    private = question.turn.inbound.channel is not None
    reply = Reply(
        INTENT, tuple(blocks), count=len(entries), buttons=(*buttons, *more), private=private
    )
    subject = subject_of(question, asked, entries, until)
    given = answered(question, reply, ())
    return replace(given, context=question.turn.context.answered(subject))
