"""What became of a chat: let in, thrown out, blocked, archived, moved to another id, renamed."""

from collections.abc import Sequence

from db.records import Channel, Place
from handlers.answers import answered
from handlers.inbound import ChatChanged
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.shown import unknown
from handlers.turn import Answer, Notice
from handlers.wording import said_moment

_BECAUSE = {"removed": "机器人被移出", "archived": "频道已归档", "blocked": "机器人被停用"}


async def chat_changed(question: Question) -> Answer:
    """Keeps the registered channels true, and lets the coordinators know once."""
    happened = question.turn.inbound
    match happened:
        case ChatChanged(change="joined"):
            return _said(question, *_GREETING)
        case ChatChanged(change="moved", place=place, moved_to=Place() as to):
            return await _moved(question, place, to)
        case ChatChanged(change="renamed", place=place, title=title) if title:
            await question.turn.ledger.channels.rename(place, title, question.turn.now)
            return _said(question)
        case ChatChanged(change="removed" | "archived" | "blocked" as change, place=place):
            return await _closed(question, place, _BECAUSE[change])
    return await unknown(question)


_GREETING = (
    say("大家好，我是", bold("督办助手"), "：文件里谁牵头、谁配合、什么时候完成，提到我就可以问。"),
    say(faint("督办人员先在这里说“绑定”，可带上文件、单位；绑定之前，回答只发给提问的人。")),
)


async def _closed(question: Question, place: Place, because: str) -> Answer:
    turn = question.turn
    there = await _registered(question, place)
    if not there or not await turn.ledger.channels.close(place, because, turn.now):
        return _said(question)
    names = _named(there)
    line = say(
        bold("频道已停用："),
        f"{names}，{said_moment(turn.now)}，{because}。那里不再收到提醒；"
        "需要继续时，把机器人请回群里再说“绑定”。",
    )
    return await _telling(question, line, f"closed/{there[0].id}")


async def _moved(question: Question, place: Place, to: Place) -> Answer:
    turn = question.turn
    there = await _registered(question, place)
    if not await turn.ledger.channels.move(place, to, turn.now) or not there:
        return _said(question)
    line = say(bold("群已升级："), f"{_named(there)} 换了编号，绑定和提醒照旧，不用处理。")
    return await _telling(question, line, f"moved/{there[0].id}")


async def _registered(question: Question, place: Place) -> tuple[Channel, ...]:
    """The open channels of that chat: its own and those of its topics."""
    every = await question.turn.ledger.channels.everyone()
    chat = (place.platform, place.team, place.chat)
    return tuple(
        one
        for one in every
        if (one.place.platform, one.place.team, one.place.chat) == chat
        and place.topic in {"", one.place.topic}
    )


def _named(channels: Sequence[Channel]) -> str:
    named = (one.name or f"{one.place.platform.capitalize()} {one.place.chat}" for one in channels)
    return "、".join(dict.fromkeys(named))


async def _telling(question: Question, line: Block, what: str) -> Answer:
    turn = question.turn
    when = f"{turn.now:%Y%m%d%H%M%S}"
    notices = tuple(
        Notice(f"channel/{what}/{when}/{one.id}", "channel", Reply("chat", (line,)), person=one.id)
        for one in await coordinators(turn.ledger.people)
    )
    given = _said(question)
    return Answer(given.reply, given.context, lasting=True, notices=notices)


def _said(question: Question, *lines: Block) -> Answer:
    """Without a line nothing is said: there is nobody there to hear it."""
    return answered(question, Reply("chat", lines), ())
