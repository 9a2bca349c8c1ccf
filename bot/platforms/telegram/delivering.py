"""Where an answer goes: below the question, over a card, into a private chat, onto a button."""

from collections.abc import Sequence
from dataclasses import replace

from bot.dispatch import Answered
from bot.places import chat_text
from bot.platforms.telegram.desk import Desk
from bot.platforms.telegram.events import Heard
from bot.platforms.telegram.inline import results
from bot.platforms.telegram.markup import utf16
from bot.platforms.telegram.payload import User
from bot.platforms.telegram.sender import Given
from bot.printable import printable
from bot.serving.sending import SendError
from db.posts import Post
from db.records import Place
from handlers.inbound import ChatChanged, Edit, InlineQuery, Press
from handlers.reply import Reply, plain_text

PRIVATELY = "已私下发给您"
MOST_TOAST = 190
"""Characters over a button; Telegram takes 200."""


async def deliver(desk: Desk, one: Heard, answered: Answered, me: User) -> None:
    """Say the answer where it belongs, and remember what was said. Raises `SendError`."""
    reply = answered.reply
    match one.event.inbound:
        case InlineQuery():
            await desk.try_to("answerInlineQuery", results(one.query or "", reply))
        case ChatChanged(change=change) if change != "joined" or _is_private(one.place):
            pass
        case _ if reply.private and one.shared:
            await _privately(desk, one, answered, me)
        case _:
            await toast(desk, one)
            if reply.blocks or reply.attachments:
                _note(desk, one, answered, await _in_place(desk, one, reply))


async def toast(desk: Desk, one: Heard, words: str = "", **others: object) -> None:
    """Every press is answered, or the button keeps spinning."""
    if one.query:
        given: Given = {"callback_query_id": one.query, **others}
        await desk.try_to("answerCallbackQuery", given | ({"text": words} if words else {}))


async def _privately(desk: Desk, one: Heard, answered: Answered, me: User) -> None:
    """A few words come up over the pressed button, for the presser alone; all else is sent."""
    words = printable(plain_text(answered.reply.blocks))
    bare = not answered.reply.buttons and not answered.reply.attachments
    if one.query and bare and utf16(words) <= MOST_TOAST:
        await toast(desk, one, words, show_alert=True)
    elif await _whispered(desk, one, answered):
        await toast(desk, one, PRIVATELY)
    elif one.query:
        # Opens the private chat: the bot may not write there first.
        await toast(desk, one, url=f"https://t.me/{me.username}?start=hi")
    else:
        await desk.outlet.beckon(one.place, me.username, one.asked)


async def _whispered(desk: Desk, one: Heard, answered: Answered) -> bool:
    """Say it in the person's own chat; False where they never opened it."""
    place = await desk.outlet.private(one.event.account)
    try:
        said = await desk.outlet.answer(place, answered.reply, None)
    except SendError as error:
        if not error.gone:
            raise
        return False
    # Numbers of messages are the chat's own: there the question has none.
    _note(desk, replace(one, place=place, asked=None), answered, said)
    return True


async def _in_place(desk: Desk, one: Heard, reply: Reply) -> Sequence[str]:
    """Over what it takes the place of, else as an answer below."""
    over = await _over(desk, one, reply)
    if over:
        try:
            return await desk.outlet.replace(one.place, over, reply)
        except SendError as error:
            if not error.permanent:
                raise
            # Deleted, or too old to be edited: it is said anew.
    return await desk.outlet.answer(one.place, reply, one.asked if one.shared else None)


async def _over(desk: Desk, one: Heard, reply: Reply) -> Sequence[str]:
    """The messages whose place it takes."""
    inbound = one.event.inbound
    if isinstance(inbound, Press) and reply.settles and one.replied:
        return (one.replied,)
    if isinstance(inbound, Edit):
        posts = await desk.noting.answers_to(chat_text(one.place), inbound.message)
        return [post.message for post in posts]
    return ()


def _is_private(place: Place) -> bool:
    """Groups have negative numbers."""
    return not place.chat.startswith("-")


def _note(desk: Desk, one: Heard, answered: Answered, said: Sequence[str]) -> None:
    place, now = chat_text(one.place), desk.office.wall_clock()
    conversation = one.event.inbound.conversation
    desk.noting.note(
        *(Post(place, each, one.asked, conversation, answered.id, now) for each in said)
    )
