"""明天上午提醒我第3项: what people let themselves be reminded of, seen and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from db.correcting import Order
from db.errors import LedgerError
from db.outbox import NewNotice, Notice
from handlers.answers import answered, asking_back
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.stored import dump_reply
from handlers.turn import Answer
from handlers.unasked.muting import muting
from handlers.waiting import deed_key, short
from handlers.wording import said_date
from knowledge.plans.later import Later
from reminders.settings import zone_of_office

KIND = "own"
INTENT = "own"
_MOST = 30
_LONGEST = timedelta(days=400)
_HOW = "什么时候提醒您什么？可以说“明天上午9点提醒我第3项”“下周三下午3点提醒我交材料”。"


def handler(question: Question, text: str, wanted: Later) -> Handler | None:
    """What answers it."""
    match wanted.deed:
        case "set":
            return partial(_set, wanted=wanted)
        case "list":
            return _listed
    return partial(_cancelled, wanted=wanted, otherwise=muting(question, text))


async def _set(question: Question, wanted: Later) -> Answer:
    turn = question.turn
    if wanted.at is None:
        example = f"明天上午9点提醒我{wanted.what}"
        asked = f"什么时候提醒您“{wanted.what}”？请连同时间再说一遍，如“{example}”。"
        return asking_back(question, INTENT, say(asked if wanted.what else _HOW), ())
    at = wanted.at.replace(tzinfo=zone_of_office(turn.now))
    if not turn.now < at <= turn.now + _LONGEST:
        past = "已经过了" if at <= turn.now else "太远了，只能设一年之内的"
        return asking_back(question, INTENT, say(f"{_said_at(at)}{past}，请换一个时间。"), ())
    if len(await _waiting(question)) >= _MOST:
        return _told(question, say(f"您自己设的提醒已有{_MOST}条，请先取消一些。"))
    what = wanted.what or "（您没有说是什么事）"
    reply = Reply("notice", (say(bold("您让我提醒："), what),))
    facts = {"reply": dump_reply(reply), "what": what}
    key = f"own/p{turn.speaker.id}/{at:%Y%m%dT%H%M}/{short(deed_key(turn) + what)}"
    await turn.ledger.outbox.plan(
        [NewNotice(key, KIND, turn.speaker.id, None, facts, at)], turn.now
    )
    aside = say(faint("到时私下发给您。说“我自己设的提醒”查看，“取消提醒”取消。"))
    told = _told(question, say("好的，", bold(_said_at(at)), f"提醒您：{what}。"), aside)
    return replace(told, lasting=True)


async def _listed(question: Question) -> Answer:
    found = await _waiting(question)
    if not found:
        return _told(question, say(f"您没有自己设的提醒。{_HOW}"))
    return _told(question, say(f"您自己设的提醒有{len(found)}条："), *_lines(question, found))


async def _cancelled(question: Question, wanted: Later, otherwise: Handler | None) -> Answer:
    """The one that is meant; 取消提醒 of who set none is about what the bot says by itself."""
    found = await _waiting(question)
    if not found and otherwise:
        return await otherwise(question)
    meant = _meant(question, found, wanted)
    if len(meant) != 1:
        head = "没有找到那一条" if not meant else f"有{len(meant)}条"
        lines = _lines(question, found)
        return _told(question, say(f"{head}，请说第几条，如“取消第1条提醒”："), *lines)
    turn = question.turn
    order = Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/own/{meant[0].id}")
    try:
        await turn.ledger.outbox.drop(meant[0].id, order)
    except LedgerError as error:
        return _told(question, say(f"没有取消成：{error}。"))
    return replace(_told(question, say("已取消：", *_one(question, meant[0]))), lasting=True)


def _meant(question: Question, found: Sequence[Notice], wanted: Later) -> Sequence[Notice]:
    if wanted.number is not None:
        return found[wanted.number - 1 : wanted.number] if wanted.number else ()
    if wanted.at is not None:
        zone = zone_of_office(question.turn.now)
        day = wanted.at.date()
        days = (day, day + timedelta(days=7))  # 周三 said on a Wednesday may be the next one
        by_day = [[one for one in found if one.due_at.astimezone(zone).date() == on] for on in days]
        return by_day[0] or by_day[1]
    return found


async def _waiting(question: Question) -> tuple[Notice, ...]:
    return await question.turn.ledger.outbox.waiting(question.turn.speaker.id or 0, KIND)


def _lines(question: Question, found: Sequence[Notice]) -> list[Block]:
    return [say(f"{number}. ", *_one(question, one)) for number, one in enumerate(found, 1)]


def _one(question: Question, one: Notice) -> tuple[str, str]:
    at = one.due_at.astimezone(zone_of_office(question.turn.now))
    return _said_at(at), f" {one.facts.get('what', '')}"


def _said_at(at: datetime) -> str:
    return f"{said_date(at.date())}{at:%H:%M}"


def _told(question: Question, *lines: Block) -> Answer:
    return answered(question, Reply(INTENT, lines, private=True), ())
