"""确认 of a card, and what a second person decides: approved, it goes out at once or in time."""

from dataclasses import replace

from db.broadcasts import Broadcast, NewWords, Words
from db.correcting import Order
from db.errors import LedgerError
from handlers import actions
from handlers.answers import answered
from handlers.broadcasting import telling, words
from handlers.broadcasting.advancing import advance
from handlers.broadcasting.card import approvers, said_facts
from handlers.broadcasting.chasing import chased, closed
from handlers.broadcasting.drafted import Draft, load, new, provisional
from handlers.broadcasting.office import Office, office
from handlers.inbound import Press
from handlers.question import Question
from handlers.reply import Block, Button, Reply, bold, faint, say
from handlers.shown import stale
from handlers.turn import Answer, Notice
from handlers.waiting import Waiting, short
from handlers.wording import said_moment
from reminders.broadcast_gathering import crowd, reached

DONE = "announced"


async def confirmed(question: Question, one: Waiting) -> Answer:
    """Keep what the card showed; where nobody else has to look at it, it goes out."""
    draft = load(one)
    if draft is None:
        return await stale(question)
    turn = question.turn
    rules = await office(turn.ledger, turn.now)
    # With what it says: where the clock is stopped, two cards may have the same key.
    order = Order(turn.speaker.signature, turn.now, f"broadcast/{one.key}/{short(one.body)}")
    try:
        if not draft.is_new and draft.corrects is None:
            return await _done(question, draft, order)
        number, version = await _kept(question, draft, order, approved=not rules.second_approval)
    except LedgerError as error:
        return said(question, say(f"没有办成：{error}"), lasting=False)
    if rules.second_approval:
        return await _to_approve(question, draft, number, version, rules)
    return await _going(question, number)


async def _done(question: Question, draft: Draft, order: Order) -> Answer:
    """What was to be done to a broadcast: taken back, its missing asked again, ended."""
    if draft.cancels is not None:
        return await _taken_back(question, draft.cancels, order)
    if draft.chases is not None:
        return said(question, *map(say, await chased(question, draft.chases)))
    reply = await closed(question, draft.closes or 0, order)
    if reply is None:
        return said(question, say("这条通知已经结束了。"), lasting=False)
    return said(question, *reply.blocks)


async def _kept(
    question: Question, draft: Draft, order: Order, *, approved: bool
) -> tuple[int, int]:
    """The broadcast's id, and the version that its words are."""
    broadcasts = question.turn.ledger.broadcasts
    if draft.corrects is None:
        return await broadcasts.draft(new(draft, question.turn), order, approved=approved), 1
    number = draft.corrects
    other = NewWords(draft.words, draft.again, draft.until)
    return number, await broadcasts.correct(number, other, order, approved=approved)


async def _going(question: Question, number: int) -> Answer:
    """It is approved: what happens with it now."""
    turn = question.turn
    one = await advance(turn.ledger, number, turn.now)
    if one is None:
        return await stale(question)
    rules = await office(turn.ledger, turn.now)
    one = words.local(one, rules.settings.zone)
    if one.state == "approved" and one.due_at:
        line = say(f"已定时：通知（第{one.id}号）", bold(words.said_until(one.due_at)), "发出。")
        return said(question, line, _later(one), buttons=_buttons(one))
    what = "更正" if one.version > 1 else "通知"
    parts = await turn.ledger.broadcasts.parts(one.id)
    places = [part for part in parts if part.part == "words"]
    channels = sum(part.channel is not None for part in places)
    line = say(
        f"{what}（第{one.id}号）",
        bold("正在发出"),
        f"：{channels}个群（频道）、{len(places) - channels}人。",
    )
    return said(question, line, _later(one), buttons=_buttons(one))


def _later(one: Broadcast) -> Block:
    if one.asks_receipt and one.state != "approved":
        until = f"{words.said_until(one.receipt_by)}截止，" if one.receipt_by else ""
        return say(faint(f"{until}只提醒没签收的，到时给您一份签收情况。"))
    return say(faint("说“撤回通知”可以撤回，“更正通知：……”可以更正。"))


def _buttons(one: Broadcast) -> tuple[Button, ...]:
    look = (Button("签收情况", actions.notice("show", one.id)),) if one.asks_receipt else ()
    return (*look, Button("撤回", actions.notice("cancel", one.id)))


def said(
    question: Question, *lines: Block, lasting: bool = True, buttons: tuple[Button, ...] = ()
) -> Answer:
    """What was done, told in the place of the card."""
    reply = Reply(DONE if lasting else "broadcast", lines, buttons=buttons, private=True)
    return replace(answered(question, reply, ()), lasting=lasting)


# A second person


async def _to_approve(
    question: Question, draft: Draft, number: int, version: int, rules: Office
) -> Answer:
    turn = question.turn
    one = await turn.ledger.broadcasts.by_id(number)
    every = await turn.ledger.broadcasts.words(number)
    waiting = next((each for each in every if each.version == version), None)
    if one is None or waiting is None:
        return await stale(question)
    line = say(f"通知（第{number}号）", bold("等待审批"), "，还没有发出。")
    notices = await _asking(question, draft, one, waiting, rules)
    given = said(question, line, say(await approvers(question, waiting.by)))
    return replace(given, notices=notices)


async def _asking(
    question: Question, draft: Draft, one: Broadcast, waiting: Words, rules: Office
) -> tuple[Notice, ...]:
    """To everybody who may approve."""
    turn = question.turn
    shown = words.local(provisional(draft, turn), rules.settings.zone)
    to = await reached(turn.ledger, shown, await crowd(turn.ledger, turn.now))
    facts = said_facts(question, draft, shown, to, rules)
    one = words.local(replace(one, version=waiting.version), rules.settings.zone)
    reply = telling.approval(one, waiting, facts)
    everyone = await turn.ledger.people.everyone()
    key = f"broadcast-approval/{one.id}/v{waiting.version}"
    return tuple(
        Notice(f"{key}/p{person.id}", "approval", reply, person=person.id)
        for person in telling.may_approve(everyone, waiting.by)
    )


async def approve(question: Question, number: int, version: int) -> Answer:
    """同意发出: never by who drafted it."""
    return await _decided(question, number, version, refused=False)


async def refuse(question: Question, number: int, version: int) -> Answer:
    """退回: it does not go out, and who drafted it hears so."""
    return await _decided(question, number, version, refused=True)


async def _decided(question: Question, number: int, version: int, *, refused: bool) -> Answer:
    turn = question.turn
    try:
        await _decide(question, number, version, refused=refused)
    except LedgerError as error:
        return said(question, say(f"{error}。"), lasting=False)
    if refused:
        given = said(question, say(f"已退回通知（第{number}号），不会发出。"))
    else:
        given = await _going(question, number)
    by = say(
        faint(f"{turn.speaker.called} {said_moment(turn.now)} {'退回' if refused else '同意'}")
    )
    settles = isinstance(turn.inbound, Press)
    reply = replace(given.reply, blocks=(*given.reply.blocks, by), settles=settles)
    notices = await _told_drafter(question, number, version, refused=refused)
    return replace(given, reply=reply, notices=notices)


async def _decide(question: Question, number: int, version: int, *, refused: bool) -> None:
    """Raises `LedgerError` where it is not to be decided on, or not by this person."""
    turn = question.turn
    what = "refuse" if refused else "approve"
    key = f"broadcast/{number}/v{version}/{what}/{turn.speaker.signature}"
    order = Order(turn.speaker.signature, turn.now, key)
    if refused:
        await turn.ledger.broadcasts.refuse(number, version, "审批人退回", order)
    else:
        await turn.ledger.broadcasts.approve(number, version, order)


async def _told_drafter(
    question: Question, number: int, version: int, *, refused: bool
) -> tuple[Notice, ...]:
    one = await question.turn.ledger.broadcasts.by_id(number)
    if one is None or one.person_id is None or one.person_id == question.turn.speaker.id:
        return ()
    name = question.turn.speaker.called
    done = f"{name}退回了，没有发出；要改请重新起草。" if refused else f"{name}已同意。"
    reply = Reply(DONE, (say(bold(f"通知（第{number}号）"), f"“{one.title}”：{done}"),))
    key = f"broadcast-decided/{number}/v{version}/p{one.person_id}"
    return (Notice(key, "approval", reply, person=one.person_id),)


async def _taken_back(question: Question, number: int, order: Order) -> Answer:
    """撤回, confirmed: what was sent says so, what was not never goes out."""
    turn = question.turn
    before = await turn.ledger.broadcasts.cancel(number, order)
    await advance(turn.ledger, number, turn.now)
    sent = before.sent_at is not None
    rest = "已发出的会改成“已撤回”，没发出的不再发。" if sent else "还没有发出，不会再发。"
    return said(question, say(f"通知（第{number}号）", bold("已撤回"), f"：{rest}"))
