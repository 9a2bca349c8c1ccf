"""加入 CODE: somebody invited links their account, is welcomed, and the admins hear of it."""

import re
from functools import partial

from db.errors import InvitationError
from db.records import Person
from handlers.answers import answered
from handlers.orders import Handler, told_by
from handlers.overseers import overseers
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.turn import Answer, Notice
from handlers.waiting import short
from handlers.wording import said_moment

SHORTEST = 8
"""No invitation's code is shorter; the bot's own links to its private chat say less."""

_CODE = re.compile(
    r"\s*/?(?:加入|join|start)(?:@\w+)?[\s:：]*(?P<code>[A-Za-z0-9_-]{8,64})\s*[。.]?\s*",
    re.IGNORECASE,
)
_NO_CODE = re.compile(r"\s*/?加入[\s:：]*[A-Za-z0-9_-]{0,7}\s*[。.]?\s*")


def _gives_code(text: str) -> object:
    return _NO_CODE.fullmatch(text) or _CODE.fullmatch(text)


@told_by(_gives_code)
def joining(_question: Question, text: str) -> Handler | None:
    """Whether the message gives an invitation's code, as typed or from a link (/start CODE)."""
    if _NO_CODE.fullmatch(text):
        return _asking_for_code
    match = _CODE.fullmatch(text)
    return partial(join, code=match["code"]) if match else None


async def _asking_for_code(question: Question) -> Answer:
    line = say("请把管理员给的邀请码写在后面，如：加入 邀请码。没有的，请联系管理员。")
    return answered(question, Reply("joined", (line,), private=True), ())


async def join(question: Question, code: str) -> Answer:
    """Let the speaker's account be that of the person who was invited."""
    turn = question.turn
    account = turn.speaker.account
    if account is None:
        line = say("邀请码要在 Slack 或 Telegram 里用：私聊督办助手，发送“加入 邀请码”。")
        return answered(question, Reply("joined", (line,)), ())
    try:
        person = await turn.ledger.people.use_invitation(code, account, turn.speaker.name, turn.now)
    except InvitationError as error:
        # Also where it cannot be said privately: strangers have not opened such a chat.
        return answered(question, Reply("joined", (say(f"{error}。"),)), ())
    shared = turn.inbound.channel is not None
    lines = (say(bold(person.name), _IN_GROUP),) if shared else welcome(person)
    given = answered(question, Reply("joined", lines), ())
    notices = await _told(question, person, code)
    return Answer(given.reply, given.context, lasting=True, notices=notices)


_IN_GROUP = "，已开通，现在就可以问了；用法请私聊我，发送“帮助”。"


def welcome(person: Person) -> tuple[Block, ...]:
    """Greets somebody new by name, with what is worth asking first."""
    units = [one.bureau for one in person.memberships]
    own = f"{units[0]}牵头哪些任务；" if units else ""
    return (
        say(bold(person.name), "，您好！已经开通，我是督办助手。可以这样问我："),
        say(f"我的任务；{own}本月到期的有哪些；治未病谁负责；第7项。"),
        say(faint("说“帮助”看更多用法。名字或单位不对，请告诉管理员。")),
    )


async def _told(question: Question, person: Person, code: str) -> tuple[Notice, ...]:
    """The admins, and whoever invited, hear who used the invitation."""
    turn = question.turn
    people = turn.ledger.people
    inviter = await people.inviter(person.id)
    told = {one.id: one for one in (*await overseers(people), *((inviter,) if inviter else ()))}
    told.pop(person.id, None)
    account = turn.speaker.account
    where = account.platform.capitalize() if account else ""
    line = say(
        bold(person.name),
        f"已用邀请码加入（{where} 上显示为“{turn.speaker.name}”，{said_moment(turn.now)}）。"
        "如果不是本人，请在名册里解除这个账号。",
    )
    return tuple(
        Notice(f"joined/{short(code)}/{one}", "joined", Reply("joined", (line,)), person=one)
        for one in told
    )
