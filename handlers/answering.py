"""From what happened to its answer: understood, routed, answered by whoever may."""

import re
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import date

from handlers import actions, inline
from handlers.answers import nothing
from handlers.broadcasting.drafting import is_broadcast
from handlers.choosing import intent_of
from handlers.context import Context
from handlers.following import follow
from handlers.halves import halves
from handlers.inbound import Edit, Form, InlineQuery, Message, Press
from handlers.menu import spoken
from handlers.mine import Whose, is_page, meant, named, own_first, units_of, whose
from handlers.nicknames import by_nickname
from handlers.orders import Handler, Reader, possible
from handlers.overview import documents, switched
from handlers.place_words import as_words
from handlers.question import Question
from handlers.reply import joined, say
from handlers.reporting.beside import with_standings
from handlers.reporting.editing import still_waits
from handlers.reporting.reading import read, reported_in
from handlers.reporting.unrecorded import noted
from handlers.rights import Route
from handlers.routes import FOLLOWING, FORMS, HAPPENED, ORDERS, PRESSED, ROUTES, WORDED
from handlers.running import refusing, run
from handlers.scope import scope_of
from handlers.shown import stale
from handlers.smalltalk import smalltalk_of
from handlers.turn import Answer, Turn
from handlers.visibility import for_these_eyes, papers_in_talk
from handlers.waiting import in_front, over
from knowledge.questions.meaning import Meaning
from knowledge.questions.understand import Surroundings, understood
from reminders.house_rules import thresholds
from reminders.lights import NAME, Thresholds

_AT_ONCE = 3


async def answer(turn: Turn) -> Answer:
    """The answer to what happened, as it may be seen where it happened."""
    settled = await _thresholds(turn)
    if settled != turn.thresholds:
        turn = replace(turn, thresholds=settled)
    return await for_these_eyes(turn, await with_standings(turn, await _answered(turn)))


async def _thresholds(turn: Turn) -> Thresholds:
    """When lights change: what the office settled, kept until the ledger changes."""

    async def settled() -> Thresholds:
        return await thresholds(turn.ledger)

    return await turn.ledger.remembered(turn.names.version, NAME, settled)


async def _answered(turn: Turn) -> Answer:
    match turn.inbound:
        case Message(text=text, reply_to=reply_to):
            if reply_to:
                turn = replace(turn, context=_replied_to(turn.context, reply_to))
            return await _all_said(turn, _questions(turn, spoken(text)))
        case Edit(text=text, answer=before):
            turn = replace(turn, context=_taken_back(turn.context, before))
            return await _all_said(turn, _questions(turn, spoken(text)))
        case Press(value=value, answer=under):
            turn = replace(turn, context=turn.context.about_reply(under))
            return await _pressed(turn, value)
        case Form():
            return await _filled_in(turn, turn.inbound)
        case InlineQuery():
            return await run(OWN["inline"], _question(turn, Meaning()))
        case other:
            return await run(HAPPENED[type(other)], _question(turn, Meaning()))


def _replied_to(context: Context, answer: str) -> Context:
    """A card that is replied to is the one that the words decide on or change."""
    context = context.about_reply(answer)
    return in_front(context, answer=answer) or context


def _taken_back(context: Context, answer: str | None) -> Context:
    """The card of what was said before an edit is gone from the screen."""
    front = in_front(context, answer=answer) if answer else None
    return over(front) if front else context


def _questions(turn: Turn, text: str) -> Sequence[str]:
    """市医保局牵头哪些？市科委呢？ asks twice; what goes out word for word is one."""
    parts = turn.lexicon.heard.once(_parts, text)
    if not 1 < len(parts) <= _AT_ONCE or is_broadcast(text, turn.now.date()):
        return [text]
    return parts


def _parts(text: str) -> tuple[str, ...]:
    sentences = [part for part in re.split(r"(?<=[?？])", text) if len(part.strip("?？!！。 ")) > 1]
    return tuple(each for one in sentences for each in halves(one))


async def _all_said(turn: Turn, texts: Sequence[str]) -> Answer:
    """The answers to what was asked in one message, one below the other."""
    given = await _said(turn, texts[0])
    for text in texts[1:]:
        earlier = replace(given.context, count=turn.context.count)
        following = await _said(replace(turn, context=earlier), text)
        if following.reply.intent == "report" and following.reply.clarify:
            continue  # a remark beside a question: 什么时候启动？信息中心在问
        given = replace(
            following,
            reply=joined(given.reply, following.reply),
            lasting=given.lasting or following.lasting,
            notices=(*given.notices, *following.notices),
        )
    return given


async def _said(turn: Turn, text: str) -> Answer:
    meaning = understood(text, _surroundings(turn))
    if not turn.context.documents:
        meaning = own_first(meaning, turn.speaker)
    names_paper = meaning.documents and meaning.bare and not meaning.asks
    if names_paper and (again := _asked_of(turn, meaning.documents)):
        return await again
    question = _question(turn, meaning)
    reading = await read(reported_in(question), text)
    if ordered := await _ordered(replace(question, reading=reading), text):
        return still_waits(question, ordered)
    return still_waits(question, noted(question, await _asked_for(turn, text, meaning)))


async def _asked_for(turn: Turn, text: str, meaning: Meaning) -> Answer:
    """What is no order: small talk, one's own page, a question."""
    if small := smalltalk_of(meaning.text):
        return await run(ROUTES[small], _question(turn, meaning))
    if is_page(meaning.text):
        return await run(ROUTES["my_work"], _question(turn, meaning))
    if kind := turn.lexicon.heard.once(whose, meaning.text):
        return await _said_of_own(turn, text, meaning, kind)
    return await _asked(turn, meaning)


async def _said_of_own(turn: Turn, text: str, meaning: Meaning, kind: Whose) -> Answer:
    """我局牵头哪些, read with the name of the speaker's unit."""
    units = units_of(turn.speaker, kind)
    if not units and not meaning.units:
        return await run(ROUTES["which_unit"], _question(turn, meaning))
    if not units:
        return await _asked(turn, meaning)
    again = understood(named(text, kind, units, turn.names), _surroundings(turn))
    return await _asked(turn, meant(again, units, turn.names))


async def _asked(turn: Turn, meaning: Meaning) -> Answer:
    meaning = await by_nickname(turn, await as_words(turn, meaning))
    following = follow(meaning, turn.context.subject)
    question = _question(turn, following.meaning)
    if route := FOLLOWING.get(following.kind):
        return await run(route, question, following.tasks)
    return _in_talk(question, await run(OWN["look_up"], question))


async def _ordered(question: Question, text: str) -> Answer | None:
    """What is done where the message says to do something."""
    once, today = question.turn.lexicon.heard.once, question.turn.now.date()
    for order in once(_possible, text, today):
        if handler := order.handler(question, text):
            return await run(Route(handler, order.right), question)
    return None


def _possible(text: str, today: date) -> tuple[Route[Reader], ...]:
    return possible(ORDERS.values(), text, today)


async def _looked_up(question: Question) -> Answer:
    if question.meaning.whole and question.meaning.bare and not question.meaning.asks:
        everything = await documents(question)
        return replace(everything, context=replace(everything.context, documents=()))
    if not question.scope.documents and question.turn.names.documents:
        return nothing(question, "documents", say("台账里没有您说的那份（那一年）文件。"))
    return await run(ROUTES[intent_of(question.meaning)], question)


def _in_talk(question: Question, given: Answer) -> Answer:
    """A paper that was named, and alone, stays what the conversation is about."""
    named = bool(question.meaning.documents) and question.scope.chosen
    alone = len(question.scope.documents) == 1
    return switched(question, given) if named and alone else given


def _asked_of(turn: Turn, papers: Sequence[int]) -> Awaitable[Answer] | None:
    """What was asked back about, answered now that one says which paper is meant."""
    asked, known = turn.context.asked, turn.names.papers(papers)
    if asked is None or len(known) != 1:
        return None
    context = replace(turn.context, documents=(known[0].id,), asked=None)
    return _all_said(replace(turn, context=context), _questions(turn, spoken(asked)))


def _question(turn: Turn, meaning: Meaning) -> Question:
    scope = scope_of(meaning, papers_in_talk(turn), turn.names, turn.now.date())
    return Question(turn, meaning, scope)


def _surroundings(turn: Turn) -> Surroundings:
    return Surroundings(turn.lexicon, turn.now.date(), _year(turn))


def _year(turn: Turn) -> int:
    """The year of dates said without one: this year, unless the paper in talk is past."""
    year = turn.now.year
    periods = [one.period for one in turn.names.papers(papers_in_talk(turn))]
    known = [one for one in periods if one]
    if known and all(not one.start.year <= year <= one.end.year for one in known):
        return known[0].end.year
    return year


async def _pressed(turn: Turn, value: str) -> Answer:
    question = _question(turn, turn.context.subject.meaning or Meaning())
    name, rest = actions.parts(value)
    if name == actions.CHOOSE and (again := _asked_of(turn, actions.numbers(rest))):
        return await again
    route = PRESSED.get(name)
    return await (run(route, question, rest) if route else stale(question))


async def _filled_in(turn: Turn, form: Form) -> Answer:
    question, values = _question(turn, Meaning()), dict(form.values)
    if worded := WORDED.get(form.name):
        if refused := await refusing(question, worded.right):
            return refused
        said = worded.handler(values)
        return await (_all_said(turn, [said]) if said else stale(question))
    route = FORMS.get(form.name)
    return await (run(route, question, values) if route else stale(question))


async def _inline(question: Question) -> Answer:
    """What the words typed so far find, without a trace in any conversation."""
    turn = question.turn
    text = turn.inbound.text.strip() if isinstance(turn.inbound, InlineQuery) else ""
    if not text:
        return await inline.found(question, await inline.own_tasks(question))
    meaning = understood(text, _surroundings(turn))
    if (kind := whose(meaning.text)) and (units := units_of(turn.speaker, kind)):
        again = understood(named(text, kind, units, turn.names), _surroundings(turn))
        meaning = meant(again, units, turn.names)
    given = await _looked_up(_question(turn, meaning))
    return await inline.found(question, given.context.subject.tasks)


OWN: dict[str, Route[Handler]] = {
    "look_up": Route(_looked_up, "roster"),
    "inline": Route(_inline, "roster"),
}
"""What needs the whole way from words to an answer."""
