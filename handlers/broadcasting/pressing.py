"""已签收 by whoever is on the roster, wherever they press or say so: once a person."""

from dataclasses import replace
from functools import partial

from db.broadcasts import Broadcast, Receipt, Received
from handlers import actions
from handlers.answers import answered
from handlers.broadcasting import words
from handlers.broadcasting.office import office
from handlers.inbound import Message, Press
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.shown import stale
from handlers.smalltalk import thanks
from handlers.turn import Answer
from knowledge.broadcasts.orders import order_in
from knowledge.broadcasts.receipts import is_receipt
from reminders.broadcasts import KIND

INTENT = "receipts"
_LOOKED_AT = 5
_OUTBOX = "outbox"
"""As what was said unasked is named where it is replied to."""
_SAID: dict[Received, str] = {
    "new": "已签收，谢谢。",
    "again": "您已经签收过，只算一次，不用再点。",
    "early": "这条通知还没有发出。",
    "cancelled": "这条通知已撤回，不用签收。",
    "unknown": "没有这条通知。",
}


def receiving(question: Question, text: str) -> Handler | None:
    """收到通知, 3号通知已签收; a bare 收到 where a broadcast waits for it."""
    order = order_in(text)
    if order and order.deed == "received":
        return partial(_said_so, number=order.number)
    if order and order.deed == "meaning":
        return partial(_meaning, number=order.number)
    turn = question.turn
    if turn.context.draft is None and turn.speaker.id and turn.lexicon.heard.once(is_receipt, text):
        return _perhaps
    return None


async def _meaning(question: Question, number: int | None) -> Answer:
    """这个通知是什么意思: its words once more, with until when to confirm."""
    number = number or await _replied_to(question) or await _last_heard(question)
    one = await question.turn.ledger.broadcasts.by_id(number) if number else None
    if one is None or one.sent_at is None or one.state == "cancelled":
        line = say("最近没有要您看的通知。对着那条通知的消息回复再问，或者说“3号通知是什么内容”。")
        return answered(question, Reply(INTENT, (line,), not_found=True, private=True), ())
    return answered(question, replace(await _message(question, one, ""), private=True), ())


async def _last_heard(question: Question) -> int | None:
    """The last one that this person was told, or that anybody who oversees them asks about."""
    ledger, speaker = question.turn.ledger.broadcasts, question.turn.speaker
    if waiting := await ledger.awaited(speaker.id or 0):
        return waiting[0]
    for one in await ledger.latest(("sent", "closed"), _LOOKED_AT):
        told = {each.person_id for each in await ledger.readers(one)}
        if speaker.id in told or speaker.person is None or speaker.person.role != "staff":
            return one.id
    return None


async def _perhaps(question: Question) -> Answer:
    """收到: the broadcast that waits for this person, where it is one; else small talk."""
    if number := await _replied_to(question):
        return await _received(question, number)
    waiting = await question.turn.ledger.broadcasts.awaited(question.turn.speaker.id or 0)
    if not waiting:
        return await thanks(question)
    return await _received_said(question, waiting)


async def _replied_to(question: Question) -> int | None:
    """The broadcast whose message this answers."""
    said, ledger = question.turn.inbound, question.turn.ledger
    asked = said.reply_to or "" if isinstance(said, Message) else ""
    where, _, attempt = asked.partition("#")
    if where != _OUTBOX or not attempt.isdecimal():
        return None
    tried = await ledger.said.attempt(int(attempt))
    every = [await ledger.outbox.by_id(one) for one in (tried.notices if tried else ())]
    return next((one.target_id for one in every if one and one.target == KIND), None)


async def _said_so(question: Question, number: int | None) -> Answer:
    person = question.turn.speaker.id
    if person is None:
        return await _received(question, number or 0)
    waiting = await question.turn.ledger.broadcasts.awaited(person)
    if number is not None:
        return await _received(question, number)
    return await _received_said(question, waiting)


async def _received_said(question: Question, waiting: tuple[int, ...]) -> Answer:
    """Of several it is not guessed which one was meant."""
    if not waiting:
        line = say("现在没有等您签收的通知。")
        return answered(question, Reply(INTENT, (line,), private=True), ())
    if len(waiting) == 1:
        return await _received(question, waiting[0])
    return await _which(question, waiting)


async def _which(question: Question, waiting: tuple[int, ...]) -> Answer:
    line = say(f"有{len(waiting)}条通知等您签收，请点要签收的：")
    every = [await question.turn.ledger.broadcasts.by_id(one) for one in waiting[:5]]
    buttons = tuple(
        words.received_button(one, f"签收第{one.id}号 {one.title}"[:30]) for one in every if one
    )
    reply = Reply(INTENT, (line,), clarify=True, buttons=buttons, private=True)
    return answered(question, reply, ())


async def pressed(question: Question, rest: str) -> Answer:
    """已签收 below a broadcast."""
    numbers = actions.numbers(rest)
    return await (_received(question, numbers[0]) if numbers else stale(question))


async def _received(question: Question, number: int) -> Answer:
    turn = question.turn
    person = turn.speaker.person
    one = await turn.ledger.broadcasts.by_id(number)
    if one is None:
        return await stale(question)
    if person is None:
        line = say("在终端里要说明是谁才能签收，请用 --as 姓名。")
        return answered(question, Reply(INTENT, (line,), private=True), ())
    through = turn.speaker.account.platform if turn.speaker.account else "终端"
    receipt = Receipt(one.id, person.id, through, turn.speaker.signature, turn.now)
    became = await turn.ledger.broadcasts.receive(receipt)
    return await _told(question, one, became)


async def _told(question: Question, one: Broadcast, became: Received) -> Answer:
    """In private the message itself says so; in a shared chat it is told the presser alone."""
    turn = question.turn
    line = say(_SAID[became])
    alone = isinstance(turn.inbound, Press) and turn.inbound.channel is None
    reply = Reply(INTENT, (line,), private=not alone)
    if alone and became in ("new", "again"):
        reply = replace(await _message(question, one, "✅ 您已签收。"), settles=True)
    if alone and became == "cancelled":
        reply = replace(words.withdrawn(one), intent=INTENT, settles=True)
    return replace(answered(question, reply, ()), lasting=became == "new")


async def read(question: Question, rest: str) -> Answer:
    """看通知: the words, for the presser's eyes."""
    numbers = actions.numbers(rest)
    one = await question.turn.ledger.broadcasts.by_id(numbers[0]) if numbers else None
    if one is None or one.sent_at is None:
        return await stale(question)
    if one.state == "cancelled":
        reply = replace(words.withdrawn(one), intent=INTENT)
    else:
        reply = await _message(question, one, "")
    return answered(question, replace(reply, private=True), ())


async def _message(question: Question, one: Broadcast, note: str) -> Reply:
    """The words in force; with a note they need no button any more."""
    turn = question.turn
    rules = await office(turn.ledger, turn.now)
    one = words.local(one, rules.settings.zone)
    text = (await turn.ledger.broadcasts.in_force(one)).words
    notes = (say(note),) if note else ()
    return replace(words.message(one, text, *notes, pressable=not note), intent=INTENT)
