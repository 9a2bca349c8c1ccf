"""邀请王芳 区卫健委 staff: somebody is put on the roster and gets a code, shown this once.

Coordinators invite staff who have no account yet; whoever else is let in, an admin invites: a code
makes its user that person.
"""

from dataclasses import replace
from functools import partial

from db.correcting import Order
from db.people import NewPerson
from db.records import Person
from handlers.access import described
from handlers.answers import answered, asking_back, nothing
from handlers.orders import Handler, told_by
from handlers.overseers import whom_to_ask
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say, secret
from handlers.rights import ROLES, may
from handlers.turn import Answer
from handlers.units import known_unit
from handlers.waiting import deed_key
from knowledge.questions.invitations import Invited, invitation_in

_EXAMPLE = "如：邀请王芳 市医保局 工作人员"


@told_by(invitation_in)
def inviting(_question: Question, text: str) -> Handler | None:
    """A message that invites somebody."""
    wish = invitation_in(text)
    return partial(_invited, wish=wish) if wish else None


async def _invited(question: Question, wish: Invited) -> Answer:
    people = question.turn.ledger.people
    unit = known_unit(question, wish.bureau)
    found = await people.named(wish.name)
    if wish.bureau:  # of the same name elsewhere is somebody else
        found = tuple(one for one in found if unit in {each.bureau for each in one.memberships})
    if len(found) > 1:
        listed = "；".join(map(described, found))
        line = say(f"名册里有{len(found)}位{wish.name}：{listed}。请写上单位，{_EXAMPLE}。")
        return asking_back(question, "access", line, ())
    if refused := await _refused(question, wish, found[0] if found else None):
        return _privately(question, say(refused), intent="refused")
    if found:
        return await _coded(question, found[0], ())
    if not unit:
        return nothing(question, "access", say(_unknown(wish)))
    new = NewPerson(wish.name, wish.role or "staff", unit)
    person = await people.by_id(await people.add(new, _order(question, "add")))
    if person is None:
        return nothing(question, "access", say("没有加进名册，请再说一遍。"))
    added = say(f"已加进名册：{person.name}，{unit}，{ROLES[person.role]}。")
    return await _coded(question, person, (added,))


def _unknown(wish: Invited) -> str:
    if wish.bureau:
        return f"台账和名册里没有“{wish.bureau}”这个单位，请核对名称；真是新单位的，请管理员加入。"
    return f"名册里没有{wish.name}。要新加入名册，请写上单位，{_EXAMPLE}。"


async def _refused(question: Question, wish: Invited, known: Person | None) -> str:
    """Why the speaker may not invite that person; '' where they may."""
    speaker = question.turn.speaker
    if may(speaker, "admin"):
        return ""
    role = known.role if known else wish.role or "staff"
    if role == "staff" and not (known and known.accounts):
        return ""
    names = "、".join(await whom_to_ask(question.turn.ledger.people, "admin"))
    why = f"{known.name}已经关联了账号" if known and role == "staff" else f"邀请{ROLES[role]}"
    return f"{why}，要由管理员{'重新邀请' if known and role == 'staff' else '办'}（{names}）。"


async def _coded(question: Question, person: Person, before: tuple[Block, ...]) -> Answer:
    """The code: for the speaker alone, and in nothing that is kept."""
    people = question.turn.ledger.people
    code = await people.invite(person.id, _order(question, "invite"))
    lines = (
        *before,
        say(bold(person.name), "的邀请码：", secret(code)),
        say("只显示这一次，7天内有效，用一次就作废；以前给的不再有效。"),
        say("请本人私聊机器人发送：加入 邀请码。"),
        say(faint("请用可靠的方式交给本人：谁用了它，机器人就把谁当作这个人。")),
    )
    return replace(_privately(question, *lines), lasting=True)


def _privately(question: Question, *lines: Block, intent: str = "access") -> Answer:
    return answered(question, Reply(intent, lines, private=True), ())


def _order(question: Question, what: str) -> Order:
    turn = question.turn
    return Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/{what}")
