"""From what Slack sent to what was said in answer; kept by the inbox until that is done."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import msgspec

from bot.conversations import nothing_to_save
from bot.dispatch import Answered
from bot.places import chat_text
from bot.platforms.slack.addressing import NAME, Asked
from bot.platforms.slack.api import Api
from bot.platforms.slack.checking import Own
from bot.platforms.slack.events import Came, Gone, Shortcut, read
from bot.platforms.slack.files import fetched
from bot.platforms.slack.outlet import SlackOutlet
from bot.platforms.slack.payloads import body_of
from bot.platforms.slack.people import Strangers
from bot.platforms.slack.speaking import Speaking
from bot.platforms.slack.views import shortcut_modal
from bot.serving.cut_off import tell_of
from bot.serving.noting import Noting
from bot.serving.office import Office
from bot.serving.reception import Event
from bot.serving.sending import SendError
from bot.uploads import UnfetchedError
from db.inbox import Parcel
from db.posts import Post
from handlers.inbound import Edit, HomeOpened, Message, Press, Upload
from handlers.reply import Reply, say

CUT_OFF = "应用已被移出工作区，或令牌已作废：请重新安装应用，更新令牌后重启。"
_log = logging.getLogger(__name__)


class ExpiredError(Exception):
    """A button is not of this installation, or not of this place; the message says what to do."""


class Receiving:
    """Receives what Slack sends, by whichever way."""

    def __init__(self, office: Office, api: Api, outlet: SlackOutlet) -> None:
        self._office = office
        self._api = api
        self._outlet = outlet
        self._noting = Noting(office.ledger.posts)
        self._speaking = Speaking(api, outlet, self._noting)
        self._strangers = Strangers(api)
        self.own = Own("", "", "")
        self.gone = False
        """The app was removed from the workspace."""

    async def take(self, payload: dict[str, Any], *, again: bool) -> None:
        """Returns once it is answered or stored; raises where neither could be."""
        body = body_of(payload)
        found = read(body, self.own.user) if body else ()
        if isinstance(found, Shortcut):
            await self._office.inbox.aside(self._show_form(found))
        elif isinstance(found, Gone):
            await self._office.inbox.aside(self._cut_off())
        elif found:
            await self._keep(payload, found, again=again)

    async def handle(self, payload: str) -> None:
        """Answer an event that was stored. Raises where it should be tried again."""
        body = body_of(msgspec.json.decode(payload))
        found = read(body, self.own.user) if body else ()
        if isinstance(found, tuple):
            await self._answer_all(found, again=True)

    async def settled(self) -> None:
        """Wait until what was said is noted."""
        await self._noting.settled()

    async def _cut_off(self) -> None:
        _log.error("Slack %s", CUT_OFF)
        self.gone = True
        told = await tell_of(self._office.ledger, NAME, CUT_OFF, self._office.clock())
        if not told:
            _log.warning("没有管理员在别的平台上，这件事没有人收到通知")

    async def _keep(self, payload: dict[str, Any], found: Sequence[Came], *, again: bool) -> None:
        if any(self._office.reception.refusal(each.inbound) for each in found):
            # What the guard refuses is never stored: it is answered, or lost with the process.
            await self._office.inbox.aside(self._answer_all(found, again=again))
            return
        work = partial(self._answer_all, found, again=again, passed=True)
        text = msgspec.json.encode(payload).decode()
        parcel = Parcel(found[0].key, NAME, text, self._office.wall_clock())
        await self._office.inbox.take(parcel, work)

    async def _answer_all(
        self, found: Sequence[Came], *, again: bool, passed: bool = False
    ) -> None:
        for each in found:
            try:
                await self._answer(await self._complete(each), again=again, passed=passed)
            except (UnfetchedError, ExpiredError) as error:
                await self._say(each, _said(str(error)))
            except SendError as error:
                if not error.permanent:
                    raise
                _log.warning("没有送到 %s：%s", each.asked.channel, error.reason)

    async def _answer(self, came: Came, *, again: bool, passed: bool = False) -> None:
        event = self._event(came, again=again, passed=passed)
        answered = await self._office.reception.receive(event)
        try:
            await self._say(came, answered)
        finally:
            # Said or not: Slack hears that it is safe only once it is.
            await answered.saved
        if came.asked.by == "home" and isinstance(came.inbound, Press):
            await self._renew_home(came)

    async def _say(self, came: Came, answered: Answered) -> None:
        if isinstance(came.inbound, HomeOpened):
            await self._speaking.show_home(came.asked, answered)
            return
        said = await self._speaking.answer(came.asked, answered, came.key)
        asked = came.asked.message if came.asked.by in ("message", "edit") else None
        self._noting.note(*self._posts(came.asked, asked, answered.id, said))

    def _posts(
        self, asked: Asked, message: str | None, answer: str, said: Sequence[str]
    ) -> list[Post]:
        place, now = chat_text(asked.place), self._office.wall_clock()
        return [Post(place, ts, message, asked.conversation, answer, now) for ts in said if ts]

    def _event(self, came: Came, *, again: bool, passed: bool) -> Event:
        user = came.account.account
        return Event(
            key=came.key,
            account=came.account,
            name=came.name,
            inbound=came.inbound,
            again=again,
            email=partial(self._email, user),
            called=partial(self._strangers.name, user),
            passed=passed,
        )

    async def _email(self, user: str) -> str | None:
        try:
            return await self._strangers.email(user, self.own.team)
        except SendError as error:
            if not error.permanent:
                raise
            return None

    async def _renew_home(self, came: Came) -> None:
        """What was pressed in Home may have changed what it shows."""
        opened = HomeOpened(came.asked.conversation)
        anew = replace(came, key=f"{came.key}:home", inbound=opened)
        await self._answer(anew, again=False)

    async def _complete(self, came: Came) -> Came:
        """With the DM opened, the file fetched, and what is replied to looked up."""
        if not came.asked.channel:
            came = await self._in_direct(came)
        inbound = came.inbound
        if came.file and isinstance(inbound, Upload):
            data = await fetched(self._api, came.file)
            return replace(came, inbound=replace(inbound, data=data))
        if isinstance(inbound, Message) and came.asked.thread not in ("", came.asked.message):
            answer = await self._answer_there(came.asked, came.asked.thread)
            return replace(came, inbound=replace(inbound, reply_to=answer))
        if isinstance(inbound, Edit):
            place, conversation = chat_text(came.asked.place), came.asked.conversation
            before = await self._noting.answer_to(place, inbound.message, conversation)
            return replace(came, inbound=replace(inbound, answer=before))
        if isinstance(inbound, Press):
            return replace(came, inbound=await self._opened(came.asked, inbound))
        return came

    async def _opened(self, asked: Asked, press: Press) -> Press:
        """With the button's own value, and the answer it stood under."""
        value = self._office.tokens.open(press.value, chat_text(asked.place))
        if value is None:
            raise ExpiredError("这个按钮已失效，请重新问一次。")
        answer = press.answer
        if answer is None and asked.message:
            answer = await self._answer_there(asked, asked.message)
        return replace(press, value=value, answer=answer)

    async def _in_direct(self, came: Came) -> Came:
        place = await self._outlet.private(came.account)
        asked = replace(came.asked, channel=place.chat)
        inbound = replace(came.inbound, conversation=asked.conversation)
        return replace(came, asked=asked, inbound=inbound)

    async def _answer_there(self, asked: Asked, message: str) -> str | None:
        """The answer that this message gave, by its id in the conversation it was given in."""
        where = chat_text(asked.place)
        return await self._noting.answer_in(where, message, asked.conversation)

    async def _show_form(self, shortcut: Shortcut) -> None:
        view = shortcut_modal(shortcut.text)
        try:
            await self._api.call("views.open", trigger_id=shortcut.trigger, view=view)
        except SendError as error:
            # A trigger lives three seconds: there is nothing left to try it with.
            _log.warning("登记表没有打开：%s", error.reason)


def _said(text: str) -> Answered:
    """An answer of our own, of which no conversation knows."""
    reply = Reply("unusable", (say(text),), private=True)
    return Answered("", reply, nothing_to_save())
