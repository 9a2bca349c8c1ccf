"""绑定: a shared chat is registered with its papers, units, kinds of notices and quiet hours."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial

from db.channels import ChannelWish
from db.correcting import Order
from db.errors import LedgerError
from db.records import Place
from handlers import actions
from handlers.answers import answered
from handlers.bindings import Wanted, read_wish, said_channel, said_wish, wish_of, zone_in
from handlers.inbound import Message
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, bold, faint, say, words
from handlers.turn import Answer
from handlers.waiting import Waiting, load_quiet, plain_quiet, put, waiting

_HERE = r"(?:这个|本|此|当前)?(?:群聊?|频道|话题)?"
_BIND = re.compile(
    rf"\s*/?(?:绑定|bind)(?!了|情况){_HERE}(?:到|为)?[\s:：]*(?P<wish>.*)", re.DOTALL
)
_UNBIND = re.compile(rf"\s*/?(?:解除绑定|取消绑定|解绑|unbind){_HERE}[\s。.!！]*")
_SHOWN = re.compile(
    rf"\s*{_HERE}(?:现在)?绑定(?:了|情况|的是)(?:什么|哪些|哪几|啥)?(?:文件|单位)?[\s。?？]*"
)
_ASKING = re.compile(r"[吗么?？]|怎|如何|什么|为何|失败|不了")
_ELSEWHERE = (
    "请到要绑定的群（频道）里说“绑定”，可以带上文件、单位，如：绑定 2023年上海中医药要点 精简。"
)


def _binds(text: str) -> object:
    return _BIND.fullmatch(text) or zone_in(text)


@told_by(_binds)
def binding(_question: Question, text: str) -> Handler | None:
    """Whether the message wants this chat bound."""
    if zone := zone_in(text):
        return partial(_go_by, zone=zone)
    match = _BIND.fullmatch(text)
    if match is None or _SHOWN.fullmatch(text) or _ASKING.search(text):
        return None
    return partial(_bind, wish=match["wish"])


@told_by(_UNBIND.fullmatch)
def unbinding(_question: Question, text: str) -> Handler | None:
    """Whether the message wants this chat let go."""
    return _unbind if _UNBIND.fullmatch(text) else None


@told_by(_SHOWN.fullmatch)
def showing(_question: Question, text: str) -> Handler | None:
    """Whether the message asks what this chat is bound to."""
    return _shown if _SHOWN.fullmatch(text) else None


async def _go_by(question: Question, zone: str) -> Answer:
    """A card that changes nothing but the clock of a chat."""
    channel = question.turn.channel
    if channel is None:
        return await _shown(question)
    return _to_confirm(question, channel.place, Wanted(replace(wish_of(channel), timezone=zone)))


def rebound(question: Question, place: Place, wish: ChannelWish) -> Answer:
    """The chat's card anew, with what is to be otherwise; to be confirmed as every binding."""
    return _to_confirm(question, place, Wanted(wish))


async def _bind(question: Question, wish: str) -> Answer:
    """A card with what the chat would be about, to be confirmed."""
    place = question.turn.inbound.channel
    if place is None:
        return answered(question, Reply("binding", (say(_ELSEWHERE),), clarify=True), ())
    return _to_confirm(question, place, read_wish(question, wish))


def _to_confirm(question: Question, place: Place, wanted: Wanted) -> Answer:
    channel = question.turn.channel
    wanted = replace(wanted, wish=replace(wanted.wish, name=_name(question, place)))
    body = {"place": asdict(place), "wish": asdict(wanted.wish)}
    body["wish"]["quiet"] = plain_quiet(wanted.wish.quiet)
    blocks: list[Block] = [
        say("请核对后确认："),
        Item(words(bold("绑定这个群（频道）")), said_wish(question, wanted.wish)),
    ]
    if wanted.unknown:
        blocks.append(say(faint(f"没有看懂，未计入：{'、'.join(wanted.unknown)}")))
    if channel:
        blocks.append(say(faint(f"现在绑定的是：{said_channel(question, channel)}")))
    return _card(question, "bind", body, blocks)


def _name(question: Question, place: Place) -> str:
    """What people call the chat, else what it was registered as."""
    said, channel = question.turn.inbound, question.turn.channel
    title = said.title if isinstance(said, Message) else ""
    return title or (channel.name if channel and channel.place == place else "")


async def _unbind(question: Question) -> Answer:
    channel = question.turn.channel
    if channel is None:
        line = say("这个群（频道）没有绑定。" if question.turn.inbound.channel else _ELSEWHERE)
        return answered(question, Reply("binding", (line,)), ())
    line = say("要解除这个群（频道）的绑定吗？解除后这里不再收到提醒，记录都保留。")
    return _card(question, "unbind", {"channel": channel.id}, [line])


def _card(question: Question, kind: str, body: Mapping[str, object], blocks: list[Block]) -> Answer:
    label = "绑定" if kind == "bind" else "解除绑定"
    one = waiting(question.turn, kind, json.dumps(body, ensure_ascii=False), label)
    buttons = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    given = answered(question, Reply("binding", tuple(blocks), buttons=buttons), ())
    return put(question.turn, given, one)


async def _shown(question: Question) -> Answer:
    channel = question.turn.channel
    if channel is None:
        where = "这个群（频道）还没有绑定。" if question.turn.inbound.channel else _ELSEWHERE
        return answered(question, Reply("binding", (say(where),)), ())
    line = say("绑定的是：", said_channel(question, channel), "。")
    return answered(question, Reply("binding", (line,)), ())


async def make_binding(question: Question, one: Waiting) -> Answer:
    """Register the chat as its card showed."""
    turn = question.turn
    try:
        body = json.loads(one.body)
        raw = body["wish"]
        lists = {name: tuple(raw[name]) for name in ("documents", "bureaus", "kinds")}
        wish = ChannelWish(**raw | lists | {"quiet": load_quiet(raw["quiet"])})
        order = Order(turn.speaker.signature, turn.now, f"bind/{one.key}")
        channel = await turn.ledger.channels.bind(Place(**body["place"]), wish, order)
    except LedgerError as error:
        return answered(question, Reply("binding", (say(f"没有绑定成：{error}"),)), ())
    lines = (
        say("已绑定：", said_channel(question, channel), "。"),
        say(faint("在这里提到我就可以提问；说“解除绑定”可以撤回。")),
    )
    return replace(answered(question, Reply("bound", lines), ()), lasting=True)


async def make_unbinding(question: Question, one: Waiting) -> Answer:
    """Let the chat be no channel any more."""
    turn = question.turn
    order = Order(turn.speaker.signature, turn.now, f"unbind/{one.key}")
    try:
        await turn.ledger.channels.remove(json.loads(one.body)["channel"], order)
    except LedgerError as error:
        return answered(question, Reply("binding", (say(f"没有解除成：{error}"),)), ())
    return replace(answered(question, Reply("unbound", (say("已解除绑定。"),)), ()), lasting=True)
