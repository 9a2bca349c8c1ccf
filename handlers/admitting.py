"""An admin lets a stranger in, as somebody of the roster, or turns them away."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import tzinfo
from functools import partial

from db.correcting import Order
from db.errors import LedgerError
from db.people import NewPerson
from db.records import AccessRequest, Person
from handlers import actions
from handlers.access import described, fitting
from handlers.answers import answered, asking_back
from handlers.inbound import Press
from handlers.joining import welcome
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Button, Reply, bold, faint, say
from handlers.shown import stale
from handlers.turn import Answer, Notice
from handlers.waiting import deed_key, load, over, put, short, waiting
from handlers.wording import said_moment

_NAMED = re.compile(r"\s*开通\s*(?P<name>[^\s，,]{2,20})(?:[\s，,]+(?P<bureau>\S.{1,39}?))?\s*")
_ASKING = re.compile(r"[了吗么?？]|怎|如何|什么|谁")
_LISTED = re.compile(r"\s*/?(?:开通申请|待开通|有哪些申请|requests)\s*")


async def let_in(question: Question, rest: str) -> Answer:
    """开通 pressed: the one person of that name, else asks which."""
    ids = actions.numbers(rest)
    request = await question.turn.ledger.people.request(ids[0]) if ids else None
    if request is None:
        return await stale(question)
    if len(ids) > 1:
        return await _decided(question, request, ids[1])
    found = await fitting(question.turn.ledger.people, request, request.name)
    if len(found) == 1:
        return await _decided(question, request, found[0].id)
    return _which(question, request, found)


async def turn_away(question: Question, rest: str) -> Answer:
    """拒绝 pressed; the stranger hears of it only when speaking again."""
    ids = actions.numbers(rest)
    request = await question.turn.ledger.people.request(ids[0]) if ids else None
    return await (_decided(question, request, None) if request else stale(question))


@told_by(_NAMED.fullmatch)
def naming(question: Question, text: str) -> Handler | None:
    """开通 张三 or 开通 张三 市医保局, while somebody waits to be let in."""
    match = _NAMED.fullmatch(text)
    if match is None or _ASKING.search(text) or question.turn.speaker.is_stranger:
        return None
    return partial(let_in_named, name=match["name"], bureau=match["bureau"] or "")


@told_by(_LISTED.fullmatch)
def listing_requests(_question: Question, text: str) -> Handler | None:
    """开通申请: who waits to be let in."""
    return requests if _LISTED.fullmatch(text) else None


async def requests(question: Question) -> Answer:
    """Everybody who waits to be let in, each with a button."""
    every = await question.turn.ledger.people.requests()
    if not every:
        return answered(question, Reply("access", (say("现在没有等待开通的申请。"),)), ())
    zone = question.turn.now.tzinfo
    lines = tuple(_listed(one, zone) for one in every)
    buttons = [
        button
        for one in every[:8]
        for button in (
            Button(f"开通 {one.name[:12]}", actions.let_in(one.id)),
            Button(f"拒绝 {one.name[:12]}", actions.turn_away(one.id)),
        )
    ]
    head = say(f"等待开通的申请共{len(every)}份：")
    reply = Reply("access", (head, *lines), buttons=tuple(buttons), private=True)
    return answered(question, reply, ())


def _listed(request: AccessRequest, zone: tzinfo | None) -> Block:
    moment = said_moment(request.asked_at.astimezone(zone))
    return say(bold(request.name), f"（{request.account.platform.capitalize()}，{moment}）")


async def let_in_named(question: Question, name: str, bureau: str) -> Answer:
    """Let the one who waits in as that person; with a unit also as somebody new."""
    request = await _meant(question)
    if request is None:
        return await requests(question)
    found = await fitting(question.turn.ledger.people, request, name)
    if len(found) == 1:
        return await _decided(question, request, found[0].id)
    if found:
        return _which(question, request, found)
    if not bureau:
        line = say(
            f"名册里没有还没关联账号的“{name}”。要新加入名册，请写上单位：开通 {name} 市医保局。"
        )
        return _asking(question, request, line, ())
    return await _decided(question, request, NewPerson(name, "staff", bureau))


async def _meant(question: Question) -> AccessRequest | None:
    """The request that was asked back about, else the only one that waits."""
    people = question.turn.ledger.people
    one = load(question.turn.context.draft)
    if one and one.kind == "access" and (ids := actions.numbers(one.body)):
        return await people.request(ids[0])
    every = await people.requests()
    return every[0] if len(every) == 1 else None


def _which(question: Question, request: AccessRequest, found: Sequence[Person]) -> Answer:
    choices = [Button(described(one), actions.let_in(request.id, one.id)) for one in found[:8]]
    what = "名册里同名的不止一位" if found else f"名册里没有对得上“{request.name}”的人"
    line = say(f"{what}，申请人是名册上的哪一位？回复“开通 姓名”，或“开通 姓名 单位”新加入名册。")
    return _asking(question, request, line, choices)


def _asking(
    question: Question, request: AccessRequest, line: Block, choices: Sequence[Button]
) -> Answer:
    away = Button("拒绝", actions.turn_away(request.id))
    given = asking_back(question, "access", line, [*choices, away])
    return put(question.turn, given, waiting(question.turn, "access", str(request.id)))


async def _decided(
    question: Question, request: AccessRequest, person: int | NewPerson | None
) -> Answer:
    """Decide, tell who was let in, and say on the card who decided."""
    turn = question.turn
    order = Order(turn.speaker.signature, turn.now, f"access/{request.id}/{short(deed_key(turn))}")
    try:
        done = await turn.ledger.people.decide(request.id, person, order)
    except LedgerError as error:
        return _decided_before(question, str(error))
    newcomer = await turn.ledger.people.by_id(done.person_id) if done.person_id else None
    what = (
        f"已开通：{done.name}，就是名册上的{described(newcomer)}。"
        if newcomer
        else "已拒绝这份申请。"
    )
    line = say(
        faint(f"{turn.speaker.called} {said_moment(turn.now)} {'已开通' if newcomer else '已拒绝'}")
    )
    others = len(await turn.ledger.people.requests())
    rest = (say(faint(f"还有{others}份申请在等，说“开通申请”查看。")),) if others else ()
    settles = isinstance(turn.inbound, Press)
    given = answered(question, Reply("access", (say(what), line, *rest), settles=settles), ())
    asked = load(given.context.draft)
    context = over(given.context) if asked and asked.kind == "access" else given.context
    notices = _told(request, newcomer) if newcomer else ()
    return replace(given, context=context, lasting=True, notices=notices)


def _decided_before(question: Question, why: str) -> Answer:
    """Another admin's card then says who decided; one's own says so already, and when."""
    speaker = question.turn.speaker
    pressed = isinstance(question.turn.inbound, Press)
    own = why.startswith(speaker.signature)
    line = say(f"{why}。")
    reply = Reply("access", (line,), private=own, settles=pressed and not own)
    return answered(question, reply, ())


def _told(request: AccessRequest, newcomer: Person) -> tuple[Notice, ...]:
    key = f"access/{request.id}/{request.asked_at:%Y%m%d%H%M%S}/in/{newcomer.id}"
    return (Notice(key, "joined", Reply("joined", welcome(newcomer)), person=newcomer.id),)
