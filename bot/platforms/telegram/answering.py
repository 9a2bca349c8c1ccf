"""From an update to what is said about it: receive, answer in its place, remember what was said."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram.error import TelegramError

from bot.dispatch import Answered
from bot.errors import BadInputError
from bot.platforms.telegram.api import Api
from bot.platforms.telegram.events import Heard, Unread
from bot.platforms.telegram.files import NoFileError, fetch
from bot.platforms.telegram.inline import results
from bot.platforms.telegram.outlet import TelegramOutlet, chat_text
from bot.platforms.telegram.payload import User
from bot.platforms.telegram.sender import Given
from bot.serving.faults import told
from bot.serving.noting import Noting
from bot.serving.office import Office
from bot.serving.pacing import Pace
from bot.serving.sending import SendError
from db.posts import Post
from db.records import Place
from handlers.inbound import ChatChanged, Edit, InlineQuery, Message, Press, Upload
from handlers.reply import Reply, say

AT_ONCE = 16
"""Updates that are worked on at the same time."""
FILES_AT_ONCE = 2

EXPIRED = "按钮已失效，请重新问一次"
FAILED = "暂时没处理成，已经记下，会自动再试"
PRIVATELY = "已私下发给您"

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """What answering takes."""

    api: Api
    office: Office
    outlet: TelegramOutlet
    noting: Noting
    order: Pace
    """Turns of conversations: what comes later is answered later."""
    gate: asyncio.Semaphore
    files: asyncio.Semaphore
    """Few files at once: each may take twenty mebibytes."""


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
    except (NoFileError, BadInputError) as error:
        await _said(desk, one.place, _words(str(error)), one.asked if one.shared else None)
    except SendError as error:
        if not error.permanent:
            raise
        _log.info("an answer was not taken: %s", error.reason)
    except Exception:
        # Stored and tried again by the inbox; whoever waits hears so, once.
        if not one.event.again:
            await _apologised(desk, one)
        raise


async def _answered(desk: Desk, one: Heard, me: User) -> None:
    if one.file:
        async with desk.files:
            await _call(
                desk, "sendChatAction", {"chat_id": int(one.place.chat), "action": "typing"}
            )
            received = await _received(desk, one)
    else:
        received = await _received(desk, one)
    if received:
        ready, answered = received
        await _delivered(desk, ready, answered, me)
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
            value = desk.office.tokens.open(inbound.value, chat_text(one.place.chat))
            if value is None:
                await _toasted(desk, one, EXPIRED)
                return None
            inbound = replace(inbound, value=value, answer=await _earlier(desk, one))
            inbound = inbound if one.shared else _at_home(inbound)
        case Message() if one.replied:
            inbound = replace(inbound, reply_to=await _earlier(desk, one))
        case Edit() if not one.addressed:
            if not await desk.noting.answers_to(chat_text(one.place.chat), inbound.message):
                return None
        case Upload() if one.file:
            inbound = replace(inbound, data=await fetch(desk.api, one.file))
    if inbound is one.event.inbound:
        return one
    return replace(one, event=replace(one.event, inbound=inbound))


def _at_home(press: Press) -> Press:
    """What was told in private on a question from a group goes on in that conversation: a card's
    draft waits there."""
    conversation, mark, answer = (press.answer or "").rpartition("#")
    return replace(press, conversation=conversation, answer=answer) if mark else press


async def _earlier(desk: Desk, one: Heard) -> str | None:
    """The answer that was told with the bot's message; another's with its conversation."""
    if one.replied is None:
        return None
    post = await desk.noting.of_message(chat_text(one.place.chat), one.replied)
    if post is None:
        return None
    own = post.conversation == one.event.inbound.conversation
    return post.answer if own else f"{post.conversation}#{post.answer}"


async def _delivered(desk: Desk, one: Heard, answered: Answered, me: User) -> None:
    reply = answered.reply
    match one.event.inbound:
        case InlineQuery():
            await _call(desk, "answerInlineQuery", results(one.query or "", reply))
            return
        case ChatChanged(change=change) if change != "joined" or _is_private(one.place):
            return
    private = reply.private and one.shared
    if one.query:
        await _toasted(desk, one, PRIVATELY if private else "")
    if not reply.blocks and not reply.attachments:
        return
    if private:
        await _whispered(desk, one, answered, me)
    else:
        _note(desk, one, answered, await _in_place(desk, one, reply))


async def _in_place(desk: Desk, one: Heard, reply: Reply) -> Sequence[str]:
    """Where it belongs: over what it takes the place of, else as an answer below."""
    inbound, asked = one.event.inbound, one.asked if one.shared else None
    over: Sequence[str] = ()
    if isinstance(inbound, Press) and reply.settles and one.replied:
        over = (one.replied,)
    elif isinstance(inbound, Edit):
        posts = await desk.noting.answers_to(chat_text(one.place.chat), inbound.message)
        over = [post.message for post in posts]
    if over:
        try:
            return await desk.outlet.replace(one.place, over, reply)
        except SendError as error:
            if not error.permanent:
                raise
            # Deleted, or too old to be edited: it is said anew.
    return await desk.outlet.answer(one.place, reply, asked)


async def _whispered(desk: Desk, one: Heard, answered: Answered, me: User) -> None:
    """In private; where the person never opened that chat, the group says how."""
    place = await desk.outlet.private(one.event.account)
    try:
        said = await desk.outlet.answer(place, answered.reply, None)
    except SendError as error:
        if not error.permanent:
            raise
        await desk.outlet.beckon(one.place, me.username, one.asked)
    else:
        # Numbers of messages are the chat's own: there the question has none.
        _note(desk, replace(one, place=place, asked=None), answered, said)


def _is_private(place: Place) -> bool:
    """Groups have negative numbers."""
    return not place.chat.startswith("-")


def _note(desk: Desk, one: Heard, answered: Answered, said: Sequence[str]) -> None:
    place, now = chat_text(one.place.chat), desk.office.wall_clock()
    conversation = one.event.inbound.conversation
    desk.noting.note(
        *(Post(place, each, one.asked, conversation, answered.id, now) for each in said)
    )


async def _apologised(desk: Desk, one: Heard) -> None:
    try:
        if one.query:
            await _toasted(desk, one, FAILED)
        elif isinstance(one.event.inbound, Message | Upload):
            await _said(desk, one.place, _words(FAILED + "。"), one.asked if one.shared else None)
    except SendError as error:
        _log.info("an apology was not taken: %s", error.reason)


async def _toasted(desk: Desk, one: Heard, words: str) -> None:
    """Every press is answered, or the button keeps spinning."""
    if one.query:
        given: Given = {"callback_query_id": one.query} | ({"text": words} if words else {})
        await _call(desk, "answerCallbackQuery", given)


async def _call(desk: Desk, method: str, given: Given) -> None:
    """What may be late: after a while Telegram knows nothing of the press or query any more."""
    try:
        await desk.api.call(method, given)
    except TelegramError as error:
        _log.info("%s was not taken: %s", method, told(error))


async def _said(desk: Desk, place: Place, reply: Reply, asked: str | None) -> None:
    try:
        await desk.outlet.answer(place, reply, asked)
    except SendError as error:
        if not error.permanent:
            raise


def _words(text: str) -> Reply:
    return Reply("said", (say(text),))
