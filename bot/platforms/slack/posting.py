"""Single calls that show, change and find messages; each one try."""

from typing import Any

from bot.platforms.slack.api import Api
from bot.platforms.slack.failures import RefusedError
from bot.platforms.slack.render import Page
from bot.serving.sending import SendError
from db.records import Place
from handlers.reply import Attachment

EVENT = "duban_delivery"
"""The type of the metadata that our messages carry."""
LOOKED_AT = 100
"""So many of the newest messages are looked at for one that may have arrived."""


class Posting:
    """What can be done with one message. All raise `SendError`."""

    def __init__(self, api: Api) -> None:
        self._api = api

    async def post(self, place: Place, page: Page, delivery: str = "", number: int = 0) -> str:
        """A new message; its timestamp, which is its id."""
        payload = {"delivery_id": delivery, "page": number}
        answer = await self._api.call(
            "chat.postMessage",
            channel=place.chat,
            thread_ts=place.topic,
            **_shown(page),
            reply_broadcast=True if page.aloud and place.topic else None,
            metadata={"event_type": EVENT, "event_payload": payload} if delivery else None,
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    async def update(self, place: Place, message: str, page: Page) -> bool:
        """Other words in the same message; False where it is gone."""
        return await self._there("chat.update", channel=place.chat, ts=message, **_shown(page))

    async def delete(self, place: Place, message: str) -> bool:
        """Take the message away; False where it is gone already."""
        return await self._there("chat.delete", channel=place.chat, ts=message)

    async def _there(self, method: str, **arguments: Any) -> bool:  # noqa: ANN401 (JSON)
        try:
            await self._api.call(method, **arguments)
        except RefusedError as error:
            if error.code != "message_not_found":
                raise
            return False
        return True

    async def whisper(self, place: Place, user: str, page: Page) -> None:
        """A message for one person's eyes in a shared chat."""
        await self._api.call(
            "chat.postEphemeral",
            channel=place.chat,
            user=user,
            thread_ts=place.topic,
            **_shown(page),
        )

    async def upload(self, place: Place, file: Attachment) -> str:
        """A file or picture as a message of its own; no id that could be edited."""
        given = await self._api.form(
            "files.getUploadURLExternal",
            filename=file.name,
            length=len(file.data),
            **({"alt_txt": file.alt} if file.alt else {}),
        )
        await self._api.put(str(given["upload_url"]), file.data)
        await self._api.call(
            "files.completeUploadExternal",
            files=[{"id": given["file_id"], "title": file.name}],
            channel_id=place.chat,
            thread_ts=place.topic,
        )
        return ""

    async def found(self, place: Place, delivery: str) -> dict[int, str]:
        """The messages of that delivery in the chat's newest: number of the page → id."""
        method = "conversations.replies" if place.topic else "conversations.history"
        where: dict[str, str | int] = {"channel": place.chat, "limit": LOOKED_AT}
        if place.topic:
            where["ts"] = place.topic
        answer = await self._api.form(method, include_all_metadata="true", **where)
        found = {}
        for message in answer.get("messages", ()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("delivery_id") == delivery:
                found[int(payload.get("page", 0))] = str(message["ts"])
        return found


def _shown(page: Page) -> dict[str, Any]:
    """Blocks, the words for notifications, and no reading of names or formatting in them."""
    if not page.text:
        raise SendError("没有内容", permanent=True)
    return {"text": page.text, "blocks": page.blocks, "mrkdwn": False, "link_names": False}
