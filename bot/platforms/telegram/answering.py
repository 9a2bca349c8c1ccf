"""From an update to what is said about it: made ready, received, delivered, seen through."""

import logging
from dataclasses import replace

from bot.dispatch import Answered
from bot.errors import BadInputError
from bot.places import chat_text
from bot.platforms.telegram.delivering import deliver, toast
from bot.platforms.telegram.desk import Desk
from bot.platforms.telegram.events import Heard, Unread
from bot.platforms.telegram.files import fetch
from bot.platforms.telegram.payload import User
from bot.platforms.telegram.sender import Given
from bot.serving.noting import OUTBOX
from bot.serving.sending import UNSAID, SendError
from bot.uploads import UnfetchedError
from db.records import Place
from handlers.inbound import Edit, Message, Press, Upload
from handlers.reply import Reply, say

AT_ONCE = 16
"""Updates that are worked on at the same time."""
FILES_AT_ONCE = 2

EXPIRED = "按钮已失效，请重新问一次"
FAILED = "暂时没处理成，已经记下，会自动再试"

_log = logging.getLogger(__name__)


async def answer(desk: Desk, found: Heard | Unread, me: User) -> None:
    """See what happened through; raises what makes another try worthwhile."""
    match found:
        case Unread():
            await _said(desk, found.place, _words(found.words), found.asked)
        case Heard():
            async with desk.order.turn(found.event.inbound.conversation):
                await _seen_through(desk, found, me)


async def _seen_through(desk: Desk, one: Heard, me: User) -> None:
    try:
        await _answered(desk, one, me)
    except (UnfetchedError, BadInputError) as error:
        await _said(desk, one.place, _words(str(error)), one.asked if one.shared else None)
    except SendError as error:
        if not error.permanent:
            raise
        _log.info("一条答复没有送到：%s", error.reason)
        if not error.gone:
            await _said(desk, one.place, _words(UNSAID), one.asked if one.shared else None)
    except Exception:
        # Stored and tried again by the inbox; whoever waits hears so, once.
        if not one.event.again:
            await _apologised(desk, one)
        raise


async def _answered(desk: Desk, one: Heard, me: User) -> None:
    if one.file:
        async with desk.files:
            typing: Given = {"chat_id": int(one.place.chat), "action": "typing"}
            await desk.try_to("sendChatAction", typing)
            received = await _received(desk, one)
    else:
        received = await _received(desk, one)
    if received:
        ready, answered = received
        await deliver(desk, ready, answered, me)
        await answered.saved


async def _received(desk: Desk, one: Heard) -> tuple[Heard, Answered] | None:
    ready = await _ready(desk, one)
    if ready is None:
        return None
    async with desk.gate:
        answered = await desk.office.reception.receive(ready.event)
    # Without the bytes of a file: who waits for a chat to be free holds no more than words.
    return one if isinstance(ready.event.inbound, Upload) else ready, answered


async def _ready(desk: Desk, one: Heard) -> Heard | None:
    """With what only a look elsewhere tells: sealed values, earlier answers, files."""
    inbound = one.event.inbound
    match inbound:
        case Press():
            value = desk.office.tokens.open(inbound.value, chat_text(one.place))
            if value is None:
                await toast(desk, one, EXPIRED)
                return None
            inbound = replace(inbound, value=value, answer=await _earlier(desk, one))
            inbound = inbound if one.shared else _at_home(inbound)
        case Message() if one.replied:
            inbound = replace(inbound, reply_to=await _earlier(desk, one))
        case Edit():
            place, conversation = chat_text(one.place), inbound.conversation
            before = await desk.noting.answer_to(place, inbound.message, conversation)
            if before is None and not one.addressed:
                return None
            inbound = replace(inbound, answer=before)
        case Upload() if one.file:
            inbound = replace(inbound, data=await fetch(desk.api, one.file))
    if inbound is one.event.inbound:
        return one
    return replace(one, event=replace(one.event, inbound=inbound))


def _at_home(press: Press) -> Press:
    """What was told in private on a question from a group goes on in that conversation: a card's
    draft waits there."""
    conversation, mark, answer = (press.answer or "").rpartition("#")
    if conversation == OUTBOX:
        return press
    return replace(press, conversation=conversation, answer=answer) if mark else press


async def _earlier(desk: Desk, one: Heard) -> str | None:
    """The answer that was told with the bot's message; another's with its conversation."""
    if one.replied is None:
        return None
    conversation = one.event.inbound.conversation
    return await desk.noting.answer_in(chat_text(one.place), one.replied, conversation)


async def _apologised(desk: Desk, one: Heard) -> None:
    try:
        if one.query:
            await toast(desk, one, FAILED)
        elif isinstance(one.event.inbound, Message | Upload):
            await _said(desk, one.place, _words(FAILED + "。"), one.asked if one.shared else None)
    except SendError as error:
        _log.info("一条致歉没有送到：%s", error.reason)


async def _said(desk: Desk, place: Place, reply: Reply, asked: str | None) -> None:
    try:
        await desk.outlet.answer(place, reply, asked)
    except SendError as error:
        if not error.permanent:
            raise


def _words(text: str) -> Reply:
    return Reply("said", (say(text),))
