"""谁还没签收通知, 通知进展, 发过哪些通知: by unit, for whoever looks after it."""

from functools import partial

from db.broadcasts import Broadcast, BroadcastState, Reader
from handlers import actions
from handlers.answers import answered
from handlers.broadcasting import words
from handlers.broadcasting.card import said_reach
from handlers.broadcasting.drafted import provisional, waits
from handlers.broadcasting.office import office
from handlers.broadcasting.telling import lacking_by_unit
from handlers.orders import Handler
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, bold, faint, say
from handlers.reply import words as styled
from handlers.turn import Answer
from handlers.wording import said_date
from knowledge.broadcasts.model import Order
from knowledge.broadcasts.orders import order_in
from reminders.broadcast_gathering import crowd, reached
from reminders.receipts import missing, tally

INTENT = "receipts"
STATES: dict[BroadcastState, str] = {
    "drafted": "等待审批",
    "approved": "待发出",
    "sent": "签收中",
    "closed": "已结束",
    "cancelled": "已撤回",
}
_LISTED = 10
_IN_TALK = (INTENT, "broadcast", "announced")


def looking(question: Question, text: str) -> Handler | None:
    """A question about broadcasts and their receipts."""
    order = order_in(text, in_talk=is_spoken_of(question))
    match order:
        case None:
            return None
        case Order("list"):
            return listed
        case Order("whom", number):
            return partial(audience, number=number)
        case Order("missing" | "progress", number):
            return partial(progress, number=number)
    return None


def is_spoken_of(question: Question) -> bool:
    """Whether a broadcast is what this conversation is about."""
    return question.turn.context.subject.intent in _IN_TALK


async def listed(question: Question) -> Answer:
    """The latest ones."""
    if refused := await _refused(question):
        return refused
    every = await question.turn.ledger.broadcasts.latest(limit=_LISTED)
    if not every:
        return answered(question, Reply(INTENT, (say("还没有发过通知。"),), not_found=True), ())
    rules = await office(question.turn.ledger, question.turn.now)
    entries = tuple(_entry(words.local(one, rules.settings.zone)) for one in every)
    head = say(f"最近的{len(every)}条通知：")
    buttons = tuple(
        Button(f"第{one.id}号签收情况", actions.notice("show", one.id))
        for one in every[:4]
        if one.sent_at and one.asks_receipt
    )
    reply = Reply(INTENT, (head, *entries), count=len(every), buttons=buttons, private=True)
    return answered(question, reply, ())


def _entry(one: Broadcast) -> Block:
    fields = [("状态", styled(STATES[one.state]))]
    if one.sent_at:
        fields.append(("发出", styled(words.said_until(one.sent_at))))
    elif one.due_at and one.is_open:
        fields.append(("定时", styled(words.said_until(one.due_at))))
    return Item(styled(bold(f"第{one.id}号"), f" {one.title}"), tuple(fields))


async def progress(question: Question, number: int | None = None) -> Answer:
    """How many confirmed, and who did not, by unit."""
    if refused := await _refused(question):
        return refused
    ledger = question.turn.ledger
    one = await last_asking(question, number)
    if one is None:
        line = say("没有这条通知。" if number else "还没有发出需要签收的通知。")
        return answered(question, Reply(INTENT, (line,), not_found=True, private=True), ())
    rules = await office(ledger, question.turn.now)
    one = words.local(one, rules.settings.zone)
    readers = await ledger.broadcasts.readers(one)
    reply = Reply(
        INTENT, _shown(question, one, readers), count=len(missing(one, readers)), private=True
    )
    return answered(question, reply, ())


def _shown(question: Question, one: Broadcast, readers: tuple[Reader, ...]) -> tuple[Block, ...]:
    today = said_date(question.turn.now.date())
    head = say(bold(f"通知（第{one.id}号）"), f"“{one.title}”：{STATES[one.state]}")
    if one.sent_at is None or not one.asks_receipt:
        return (head, say("还没有发出。" if one.is_open and not one.sent_at else "不用签收。"))
    until = f"，{words.said_until(one.receipt_by)}截止" if one.receipt_by else ""
    count = say(
        "已签收：", bold(words.said_tally(one, tally(readers))), faint(f"（{today}{until}）")
    )
    lacking = missing(one, readers)
    rest = lacking_by_unit(lacking) or [say("已全部签收。")]
    return (head, count, *rest)


async def last_asking(question: Question, number: int | None) -> Broadcast | None:
    """The one of that number; the last that went out with receipts."""
    broadcasts = question.turn.ledger.broadcasts
    if number is not None:
        return await broadcasts.by_id(number)
    sent = await broadcasts.latest(("sent", "closed"))
    asking = [one for one in sent if one.asks_receipt]
    still = [one for one in asking if one.state == "sent"]
    return next(iter(still or asking), None)


async def audience(question: Question, number: int | None = None) -> Answer:
    """To whom it goes, or went, and who cannot be reached: of the draft that waits, else of the
    last one."""
    if refused := await _refused(question):
        return refused
    turn = question.turn
    draft = waits(turn)
    if draft is not None and draft.is_new and number is None:
        one: Broadcast | None = provisional(draft, turn)
    else:
        one = await last_asking(question, number)
    if one is None:
        return answered(question, Reply(INTENT, (say("还没有发过通知。"),), not_found=True), ())
    to = await reached(turn.ledger, one, await crowd(turn.ledger, turn.now))
    head = say(bold("收得到："), f"{len(to.channels)}个群（频道）、私下{len(to.privately)}人。")
    fields = tuple((name, styled(value)) for name, value in said_reach(question, to))
    reply = Reply("broadcast", (head, Item(styled(faint("名单")), fields)), private=True)
    return answered(question, reply, ())


async def _refused(question: Question) -> Answer | None:
    """Staff hear whom to ask: who of others did not confirm is not theirs to see."""
    speaker = question.turn.speaker
    if speaker.is_local or (speaker.person and speaker.person.role != "staff"):
        return None
    names = "、".join(await whom_to_ask(question.turn.ledger.people, "coordinator"))
    whom = f"（{names}）" if names else ""
    line = say(f"通知的签收情况由领导和督办人员查看，请联系督办人员{whom}。")
    return answered(question, Reply("refused", (line,), private=True), ())
