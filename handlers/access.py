"""Strangers ask to be let in: 申请开通, and who they say they are."""

import re
from collections.abc import Sequence
from functools import partial

from db.people import People
from db.records import AccessRequest, Person
from handlers import actions
from handlers.answers import answered
from handlers.orders import Handler, told_by
from handlers.overseers import overseers
from handlers.question import Question
from handlers.reply import Block, Button, Field, FormShown, Reply, bold, faint, say
from handlers.rights import ROLES
from handlers.turn import Answer, Notice
from handlers.waiting import short

FORM = FormShown(
    "access",
    "申请开通",
    (
        Field("name", "姓名", hint="真实姓名，和名册一致"),
        Field("bureau", "单位", hint="如：市医保局", optional=True),
    ),
)
_WHO = re.compile(
    r"\s*我(?:是|叫)(?P<name>[一-鿿·]{2,10}?)(?:[\s,，、;；]+(?P<bureau>\S.{1,39}))?[\s。.!！]*"
)
_BETWEEN = "，"
"""Between name and unit, as somebody introduced themselves; kept where spaces are tidied away."""
_ASKING = re.compile(r"谁|什么|哪|[?？]")


async def ask(question: Question, _rest: str = "") -> Answer:
    """Note the request, and let the admins know."""
    return await _asked(question, "")


async def introduce_pressed(question: Question, _rest: str) -> Answer:
    """Ask for name and unit: by a form where there is one, else by words."""
    line = say("请告诉我姓名和单位，如：我是张三，市医保局。管理员凭这个核对名册。")
    return answered(question, Reply("access", (line,), form=FORM, private=True), ())


async def introduced(question: Question, values: dict[str, str]) -> Answer:
    """The filled-in form."""
    name, bureau = (values.get(name, "").strip() for name in ("name", "bureau"))
    return await _asked(question, _introduction(name, bureau))


@told_by(_WHO.fullmatch)
def introducing(question: Question, text: str) -> Handler | None:
    """A stranger who says who they are: 我是张三，市医保局."""
    match = _WHO.fullmatch(text) if question.turn.speaker.is_stranger else None
    if match is None or _ASKING.search(text):
        return None
    return partial(_asked, said=_introduction(match["name"], match["bureau"] or ""))


def _introduction(name: str, bureau: str) -> str:
    return _BETWEEN.join(part for part in (name, bureau) if part)


def _applies(text: str) -> str:
    said = text.strip().strip("。.!！/")
    return said if said in {"申请开通", "申请", "开通", "access"} else ""


@told_by(_applies)
def asking(question: Question, text: str) -> Handler | None:
    """申请开通, in words."""
    said = _applies(text)
    return ask if said == "申请开通" or (said and question.turn.speaker.is_stranger) else None


async def _asked(question: Question, said: str) -> Answer:
    turn = question.turn
    account = turn.speaker.account
    if account is None or not turn.speaker.is_stranger:
        return answered(question, Reply("access", (say("您已经开通了，直接问就可以。"),)), ())
    people, name = turn.ledger.people, said or turn.speaker.name
    request = await people.ask_access(account, name, turn.now, introduced=bool(said))
    if request.state == "refused":
        line = say("之前的申请没有通过。如有疑问，请直接联系单位的管理员。")
        return answered(question, Reply("access", (line,), private=True), ())
    heard = await overseers(people)
    notices = await _told(question, request, said, heard)
    buttons = () if said else (Button("补充姓名和单位", actions.INTRODUCE),)
    lines = _noted(question, heard, bool(said))
    given = answered(question, Reply("access", lines, buttons=buttons, private=True), ())
    return Answer(given.reply, given.context, lasting=True, notices=notices)


def _noted(question: Question, heard: Sequence[Person], introduced: bool) -> tuple[Block, ...]:
    if not heard:
        return (say("申请已记下，但名册里还没有管理员，请联系安装督办助手的同事。"),)
    done = say("申请已转给管理员，开通后我会告诉您。")
    if not any(_reached(question, one) for one in heard):
        names = "、".join(one.name for one in heard[:3])
        done = say(
            f"申请已记下。我联系不上管理员（{names}），请当面或打电话告诉一声；开通后就能用。"
        )
    hint = say(faint("告诉我姓名和单位会更快，如：我是张三，市医保局。"))
    return (done,) if introduced else (done, hint)


def _reached(question: Question, person: Person) -> bool:
    """Whether the person has an account where something can be said just now."""
    running = question.turn.tools.platforms
    return any(running is None or one.platform in running for one in person.accounts)


async def fitting(people: People, request: AccessRequest, name: str) -> tuple[Person, ...]:
    """Persons of the roster with that name who are not yet known on the request's platform."""
    found = await people.named(name) or await people.named(name.partition(_BETWEEN)[0])
    platform = request.account.platform
    return tuple(one for one in found if all(other.platform != platform for other in one.accounts))


def described(person: Person) -> str:
    """The person with unit and role: who an admin lets somebody in as."""
    units = "、".join(one.bureau for one in person.memberships if one.kind == "member")
    return f"{person.name}（{units or '未写单位'}，{ROLES[person.role]}）"


async def _told(
    question: Question, request: AccessRequest, said: str, heard: Sequence[Person]
) -> tuple[Notice, ...]:
    turn = question.turn
    meant = await fitting(turn.ledger.people, request, said or request.name)
    sure = meant[0] if len(meant) == 1 else None
    where = request.account.platform.capitalize()
    lines = (
        say(bold("申请开通"), f"：{where} 上显示为“{turn.speaker.name}”的人想使用督办助手。"),
        *((say("自称：", bold(said)),) if said else ()),
        say("对得上名册里的", bold(described(sure)), "。") if sure else say(_DOUBT),
    )
    reply = Reply("access", lines, buttons=_deciding(request, sure))
    key = f"access/{request.id}/{request.asked_at:%Y%m%d%H%M%S}/{short(said)}"
    return tuple(Notice(f"{key}/{one.id}", "access", reply, person=one.id) for one in heard)


_DOUBT = "名册里没有唯一对得上的人，点“开通”后要选是哪一位。"


def _deciding(request: AccessRequest, sure: Person | None) -> tuple[Button, ...]:
    let_in = actions.let_in(request.id, sure.id if sure else None)
    return (Button("开通", let_in), Button("拒绝", actions.turn_away(request.id)))
