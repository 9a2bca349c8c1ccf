"""更正 and 撤回 of what was said or is to be: shown first, done once confirmed."""

import re
from collections.abc import Sequence
from functools import partial
from typing import Literal

from db.broadcasts import Broadcast, BroadcastState
from handlers import actions
from handlers.answers import asking_back
from handlers.broadcasting import words
from handlers.broadcasting.card import card, none_such
from handlers.broadcasting.chasing import chase, close
from handlers.broadcasting.drafted import Draft, corrected, waits
from handlers.broadcasting.drafting import instead, zoned
from handlers.broadcasting.looking import STATES, is_spoken_of
from handlers.broadcasting.office import office
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Button, bold, faint, say
from handlers.turn import Answer
from knowledge.broadcasts.drafts import by_in
from knowledge.broadcasts.edits import edit_in
from knowledge.broadcasts.model import Correction
from knowledge.broadcasts.orders import asks_about_receipts, correction_in, order_in
from reminders.receipts import tally

_CHOICES = 4
_UNSAID = re.compile(r"(?:要|需要)?(?:更正|订正)(?:一下|下)?(?:[,，。:：].*)?$", re.DOTALL)
_What = Literal["correct", "cancel"]
_STATES: dict[_What, tuple[BroadcastState, ...]] = {
    "correct": ("drafted", "approved", "sent"),
    "cancel": ("drafted", "approved", "sent", "closed"),
}


def changing(question: Question, text: str) -> Handler | None:
    """A message that corrects a broadcast, takes it back, ends it or asks the missing again."""
    if correction := correction_in(text):
        return partial(_correct, asked=correction)
    if is_spoken_of(question) and _UNSAID.match(text.strip()):
        return _how_to_correct
    once = question.turn.lexicon.heard.once
    order = order_in(text, in_talk=is_spoken_of(question)) or once(asks_about_receipts, text)
    deeds = {"cancel": cancel, "chase": chase, "close": close}
    return (
        partial(deeds[order.deed], number=order.number) if order and order.deed in deeds else None
    )


async def _how_to_correct(question: Question) -> Answer:
    line = say("更正后的全文怎么写？请说“更正通知：……”，我先给您看一遍再改。")
    return asking_back(question, "broadcast", line, ())


def editing(question: Question, text: str) -> Handler | None:
    """Other words for a correction that waits."""
    draft = waits(question.turn)
    if draft is None or draft.corrects is None:
        return None
    edit = edit_in(text, question.turn.now.date(), draft.words)
    if edit is None or edit.words is None:
        return None
    asked = Correction(edit.words, draft.corrects, draft.again)
    return partial(_corrected_anew, asked=asked)


async def _corrected_anew(question: Question, asked: Correction) -> Answer:
    return await _correct(instead(question), asked)


async def cancel(question: Question, number: int | None = None) -> Answer:
    """A card: nothing is taken back before it is confirmed."""
    one = await _meant(question, number, "cancel")
    if isinstance(one, Answer):
        return one
    sent = "已发出的消息会改成“已撤回”，没发出的不再发，不再催签收。"
    rest = sent if one.sent_at else "还没有发出，撤回后不会再发。"
    line = say("要撤回", bold(f"通知（第{one.id}号）"), f"“{one.title}”吗？{rest}")
    draft = Draft(words=one.title, cancels=one.id)
    return card(
        question, draft, (line, say(faint("回复“确认”撤回，“取消”作罢。"))), f"撤回第{one.id}号"
    )


async def _correct(question: Question, asked: Correction) -> Answer:
    one = await _meant(question, asked.number, "correct")
    if isinstance(one, Answer):
        return one
    turn = question.turn
    rules = await office(turn.ledger, turn.now)
    one = words.local(one, rules.settings.zone)
    before = (await turn.ledger.broadcasts.in_force(one)).words
    draft = _draft(question, one, asked)
    preview = words.message(corrected(one, draft), asked.words, pressable=False)
    blocks = (
        say(bold(f"更正通知（第{one.id}号）"), "，原来的内容："),
        *(say(faint(line)) for line in before.split("\n")),
        say("改成下面这样："),
        *preview.blocks,
        say(await _effect(question, one, draft)),
        say(faint("回复“确认”更正，“取消”作罢；要重新签收，说“更正通知：……，请重新签收”。")),
    )
    return card(question, draft, blocks, f"更正第{one.id}号")


def _draft(question: Question, one: Broadcast, asked: Correction) -> Draft:
    """The broadcast with other words, and another time to confirm where those say one."""
    now = question.turn.now
    return Draft(
        words=asked.words,
        document=one.document_id,
        corrects=one.id,
        again=asked.again,
        until=zoned(by_in(asked.words, now.date()), now.tzinfo),
        whom=one.audience.whom,
        bureaus=one.audience.bureaus,
        personal=one.audience.personal,
        receipt=one.asks_receipt,
        compulsory=one.compulsory,
        at=one.due_at,
        by=one.receipt_by,
    )


async def _effect(question: Question, one: Broadcast, draft: Draft) -> str:
    """What becomes of what was said, and of receipts."""
    if one.sent_at is None:
        return "还没有发出，将按新的内容发。"
    effect = "已发出的消息会就地改成新的内容"
    if not one.asks_receipt:
        return f"{effect}。"
    done = tally(await question.turn.ledger.broadcasts.readers(one)).persons
    again = "都要重新签收" if draft.again else "不用重签"
    return f"{effect}；已签收的{done}人{again}。"


async def _meant(question: Question, number: int | None, what: _What) -> Broadcast | Answer:
    """The one that is meant; where several are open it is asked back."""
    if number is not None:
        return await _numbered(question, number, what)
    every = await question.turn.ledger.broadcasts.latest(_STATES[what], _CHOICES)
    still = [one for one in every if one.is_open] or list(every[:1])
    if not still:
        return none_such(question, "现在没有等待发出或签收的通知。")
    return still[0] if len(still) == 1 else _which(question, still, what)


async def _numbered(question: Question, number: int, what: _What) -> Broadcast | Answer:
    one = await question.turn.ledger.broadcasts.by_id(number)
    if one is None or one.state == "cancelled" or (what == "correct" and not one.is_open):
        state = f"，现在是“{STATES[one.state]}”" if one else ""
        return none_such(question, f"没有可以处理的第{number}号通知{state}。")
    return one


def _which(question: Question, still: Sequence[Broadcast], what: _What) -> Answer:
    if what == "correct":
        named = "；".join(f"第{one.id}号“{one.title}”" for one in still)
        line = say(f"有几条通知，请写上是第几号：{named}。如：更正通知{still[0].id}号：……")
        return asking_back(question, "broadcast", line, ())
    choices = [
        Button(f"第{one.id}号 {one.title}"[:24], actions.notice("cancel", one.id)) for one in still
    ]
    return asking_back(question, "broadcast", say("要撤回哪一条？"), choices)
