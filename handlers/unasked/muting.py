"""别再提醒我没动静的, 恢复提醒: what a person, or a shared chat, wants to be told unasked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial

from db.channels import KINDS as EVERY
from db.channels import ChannelWish
from db.correcting import Order
from db.opt_outs import ALL, OptOut
from db.records import Channel
from handlers.answers import answered
from handlers.orders import Handler, told_by
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.rights import may
from handlers.turn import Answer
from handlers.waiting import deed_key
from handlers.wording import said_date, said_moment, said_title
from knowledge.house_rules.kinds import NAMES
from knowledge.questions.muting import Muting, may_mute, muting_in
from reminders.house_rules import settled
from reminders.settings import zone_of_office
from reminders.unwanted_gathering import OPTIONAL

_USUAL = tuple(one for one in EVERY if one != "digest")
"""What a chat gets that named no kinds: the digest is for chats that ask for it."""
_MANY = 2
NOBODY = say("这里没有您的个人提醒；绑定了账号的同事在聊天里说这句话就可以。")
"""To whom the bot does not know, as at the command line."""
_AGAIN = say(faint("说“恢复提醒”随时恢复；“我的提醒设置”看现在关了哪些。"))


@told_by(may_mute)
def muting(question: Question, text: str) -> Handler | None:
    """Whether the message is about what is told unasked."""
    if not may_mute(text):
        return None
    turn = question.turn
    for stretch in reversed(turn.lexicon.titles.find(text)):
        text = text[: stretch.start] + text[stretch.end :]
    text = text.replace("《》", "")
    asked = muting_in(text, turn.now.date(), turn.names.usual_titles)
    if asked is None or (asked.last and _is_for_all(question, asked)):
        return None
    return partial(_muted, asked=asked)


def _is_for_all(question: Question, asked: Muting) -> bool:
    """A coordinator's pause that is not said to be for oneself."""
    return asked.whom != "me" and may(question.turn.speaker, "coordinator")


async def _muted(question: Question, asked: Muting) -> Answer:
    shared = question.turn.inbound.channel is not None and asked.last is None
    if asked.whom == "here" or (shared and not asked.whom and asked.wish != "show"):
        return await _of_chat(question, asked)
    if question.turn.speaker.person is None:
        return _told(question, NOBODY)
    if which := _several(question, asked):
        return _told(question, say(f"请说清楚是哪一份文件：{which}。"))
    deeds = {"mute": _left_out, "unmute": _restored, "only": _only}
    if deed := deeds.get(asked.wish):
        return await deed(question, asked)
    return _told(question, *await _shown(question))


# One's own


async def _only(question: Question, asked: Muting) -> Answer:
    """只要逾期的: all the others are left out."""
    others = tuple(one for one in OPTIONAL if one not in asked.kinds)
    return await _left_out(question, replace(asked, wish="mute", kinds=others))


async def _left_out(question: Question, asked: Muting) -> Answer:
    compulsory = await _compulsory(question)
    wanted = asked.kinds or (ALL,)
    kinds = tuple(one for one in wanted if one not in compulsory)
    must = [one for one in asked.kinds or OPTIONAL if one in compulsory]
    lines: list[Block] = []
    if kinds:
        until, paper = _until(question, asked), _paper(question, asked)
        me = question.turn.speaker.id or 0
        await question.turn.ledger.opt_outs.add(me, kinds, paper, _order(question), until)
        lines.append(say("好的，", _since(asked), bold(_named(question, kinds, paper)), "。"))
    if must:
        names = "、".join(NAMES[one] for one in must)
        lines.append(say(f"{names}是规定必须提醒承办人的，不能关闭。"))
    return replace(_told(question, *lines, _AGAIN), lasting=bool(kinds))


def _since(asked: Muting) -> str:
    if asked.last is None:
        return "从现在起不再给您发："
    return f"从现在起到{said_date(asked.last)}不给您发（之后照常，期间的不补发）："


def _until(question: Question, asked: Muting) -> datetime | None:
    """When the day that was said last is over, by the office's clock."""
    if asked.last is None:
        return None
    after = asked.last + timedelta(days=1)
    return datetime.combine(after, time(), zone_of_office(question.turn.now))


async def _restored(question: Question, asked: Muting) -> Answer:
    turn = question.turn
    before = await turn.ledger.opt_outs.of(turn.speaker.id or 0, turn.now)
    lifted = [one for one in before if not asked.kinds or one.kind in asked.kinds]
    if not lifted:
        line = say("您没有关闭过这类提醒，一直在发。" if asked.kinds else "您没有关闭过提醒。")
        return _told(question, line)
    await turn.ledger.opt_outs.lift(lifted[0].person, asked.kinds, _order(question))
    line = say("已恢复：", bold(_listed(question, lifted)), "。关闭期间的不再补发。")
    return replace(_told(question, line), lasting=True)


async def _shown(question: Question) -> tuple[Block, ...]:
    turn = question.turn
    outs = await turn.ledger.opt_outs.of(turn.speaker.id or 0, turn.now)
    if not outs:
        return (say("您没有关闭任何提醒。要少收一些，可以说“别再提醒我没动静的”。"),)
    return (say("您关闭了：", bold(_listed(question, outs)), "。"), _AGAIN)


async def _compulsory(question: Question) -> frozenset[str]:
    turn = question.turn
    settings, _ = await settled(turn.ledger, zone_of_office(turn.now))
    return settings.compulsory


def _several(question: Question, asked: Muting) -> str:
    """The papers that the message may mean, where it names some and they are not one."""
    found = question.scope.documents if question.meaning.documents else ()
    if asked.paper is not None or len(found) < _MANY:
        return ""
    return "、".join(said_title(one) for one in found)


def _paper(question: Question, asked: Muting) -> int | None:
    """The one paper that the message names, by its title or a part of it."""
    if asked.paper is not None:
        return question.turn.names.usual[asked.paper].id
    chosen = question.scope.documents if question.meaning.documents else ()
    return chosen[0].id if len(chosen) == 1 else None


def _listed(question: Question, outs: Sequence[OptOut]) -> str:
    return "、".join(
        _named(question, (one.kind,), one.document_id)
        + (
            f"（到{said_moment(one.until.astimezone(question.turn.now.tzinfo))}）"
            if one.until
            else ""
        )
        for one in outs
    )


def _named(question: Question, kinds: tuple[str, ...], paper: int | None) -> str:
    said = "、".join("可以关闭的全部提醒" if one == ALL else NAMES[one] for one in kinds)
    return f"{said_title(question.document(paper))}的{said}" if paper else said


# Of a shared chat


async def _of_chat(question: Question, asked: Muting) -> Answer:
    channel = question.turn.channel
    if channel is None:
        return _said(question, say("请在绑定了的群（频道）里说，或者说明是给您自己：别再提醒我……"))
    if not may(question.turn.speaker, "coordinator"):
        names = "、".join(one.name for one in await coordinators(question.turn.ledger.people))
        line = say(
            f"群（频道）里发哪些提醒由督办人员（{names}）设置；只想自己不收，可以说“别再提醒我……”。"
        )
        return answered(question, Reply("refused", (line,), private=True), ())
    wanted = _wanted(channel, asked)
    if not wanted:
        return _said(question, say("这样就什么都不发了；不要提醒请说“解除绑定”。没有改动。"))
    await question.turn.ledger.channels.bind(
        channel.place, _wish(channel, wanted), _order(question)
    )
    said = "全部" if set(wanted) >= set(_USUAL) else "、".join(NAMES[one] for one in wanted)
    line = say("好的，这个群（频道）现在发：", bold(said), "。")
    return replace(_said(question, line), lasting=True)


def _wanted(channel: Channel, asked: Muting) -> tuple[str, ...]:
    now = set(channel.kinds or _USUAL)
    named = set(asked.kinds or _named_there(asked))
    if asked.wish == "only":
        # What becomes of what is late; and what people send out by hand reaches everybody.
        named |= {"broadcast"} | ({"escalation"} if "overdue" in named else set())
    kept = {"mute": now - named, "unmute": now | named}.get(asked.wish, named)
    return tuple(one for one in EVERY if one in kept)


def _named_there(asked: Muting) -> tuple[str, ...]:
    """All of them to end; to begin again, those that a chat gets without asking."""
    return tuple(EVERY) if asked.wish == "mute" else _USUAL


def _wish(channel: Channel, kinds: tuple[str, ...]) -> ChannelWish:
    """All kinds stay named one by one: what is new among them begins now."""
    return ChannelWish(
        name=channel.name,
        documents=channel.documents,
        bureaus=channel.bureaus,
        kinds=kinds,
        quiet=channel.quiet,
        minimal=channel.minimal,
        timezone=channel.timezone,
    )


def _order(question: Question) -> Order:
    turn = question.turn
    return Order(turn.speaker.signature, turn.now, f"{deed_key(turn)}/muting")


def _told(question: Question, *lines: Block) -> Answer:
    """Of what is one's own, to oneself."""
    return answered(question, Reply("muting", lines, private=True), ())


def _said(question: Question, *lines: Block) -> Answer:
    return answered(question, Reply("muting", lines), ())
