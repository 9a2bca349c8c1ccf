"""What people in the fake workspace do: say, mention, press, fill in, send files, open Home."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from bot.bench.fakes.slack.screen import Shown
from bot.bench.fakes.slack.wire import Delivery
from bot.bench.fakes.slack.workspace import Workspace

JSON = dict[str, Any]
Given = Delivery | int


class Acts(ABC):
    """The acts of people. A user is an id such as `UALICE`."""

    space: Workspace

    @abstractmethod
    async def deliver(self, kind: str, payload: JSON, **headers: str) -> Given:
        """Give what happened to the bot."""

    async def event(self, event: JSON, event_id: str = "", **headers: str) -> Given:
        """An event of the Events API."""
        space = self.space
        body = {
            "type": "event_callback",
            "team_id": space.team,
            "api_app_id": space.app,
            "event": event,
            "event_id": event_id or space.new_id("Ev"),
            "event_time": 1700000000,
            "authorizations": [{"team_id": space.team, "user_id": space.bot, "is_bot": True}],
        }
        return await self.deliver("events_api", body, **headers)

    async def says(self, user: str, text: str, *, channel: str = "", thread: str = "") -> Shown:
        """Somebody writes: in the DM with the bot, or in a channel (there by mention only)."""
        return (await self.writes(user, text, channel=channel, thread=thread))[0]

    async def writes(
        self,
        user: str,
        text: str,
        *,
        channel: str = "",
        thread: str = "",
        files: tuple[tuple[str, bytes], ...] = (),
        event_id: str = "",
    ) -> tuple[Shown, Given]:
        """As `says`, with what became of the delivery."""
        space = self.space
        shown = Shown(space.new_ts(), channel or space.direct(user), user, text, thread=thread)
        event: JSON = {"user": user, "text": text, "ts": shown.ts, "channel": shown.channel}
        event |= {"team": space.team, "thread_ts": thread} if thread else {"team": space.team}
        direct = shown.channel.startswith("D")
        event |= {"type": "message", "channel_type": "im"} if direct else {"type": "app_mention"}
        if files:
            event |= {"files": [_file(space, *each) for each in files]}
            event |= {"subtype": "file_share"} if direct else {}
        space.show(shown)
        return shown, await self.event(event, event_id)

    async def ask(self, user: str, text: str, *, channel: str = "", thread: str = "") -> Shown:
        """Say it and wait for what the bot shows next in that channel."""
        space = self.space
        answer = space.expect(channel or space.direct(user))
        await self.says(user, text, channel=channel, thread=thread)
        return await answer

    async def changes(self, shown: Shown, text: str) -> Given:
        """Somebody edits their message."""
        before: JSON = {"user": shown.user, "text": shown.text, "ts": shown.ts, "type": "message"}
        shown.text = text
        after = before | {"text": text, "edited": {"user": shown.user, "ts": shown.ts}}
        after |= {"thread_ts": shown.thread} if shown.thread else {}
        event: JSON = {"type": "message", "subtype": "message_changed", "channel": shown.channel}
        event |= {"message": after, "previous_message": before, "ts": self.space.new_ts()}
        return await self.event(event | {"channel_type": "im"})

    async def press(self, user: str, shown: Shown, label: str) -> Given:
        """Somebody presses a button, or picks a menu's entry, by its label."""
        space = self.space
        button = shown.button(label)
        chat = {"id": shown.channel, "name": "x"}
        message: JSON = {"ts": shown.ts, "user": space.bot, "text": shown.text}
        message |= {"thread_ts": shown.thread} if shown.thread else {}
        container: JSON = {"type": "message", "message_ts": shown.ts, "channel_id": shown.channel}
        container |= {"is_ephemeral": bool(shown.only_for)}
        container |= {"thread_ts": shown.thread} if shown.thread else {}
        where: JSON = {"channel": chat, "container": container}
        # Slack sends no `message` for an ephemeral one.
        where |= {} if shown.only_for else {"message": message}
        where["response_url"] = f"{space.origin}/respond/{shown.channel}-{user}-{shown.ts}"
        return await self.deliver(
            "interactive", _interaction(space, "block_actions", user) | where | _pressed(button)
        )

    async def press_home(self, user: str, label: str) -> Given:
        """Somebody presses a button in their Home tab."""
        space = self.space
        view = space.screen.homes[user]
        button = Shown("", "", "", blocks=view["blocks"]).button(label)
        where = {"container": {"type": "view", "view_id": "V1"}, "view": view}
        return await self.deliver(
            "interactive", _interaction(space, "block_actions", user) | where | _pressed(button)
        )

    async def submit(self, user: str, **values: str) -> Given:
        """Somebody sends the modal that is open before them, its blanks changed as named."""
        space = self.space
        view = space.screen.modals.pop(user)
        state = {
            block["block_id"]: {block["element"]["action_id"]: _filled(block, values)}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        view = view | {"state": {"values": state}}
        interaction = _interaction(space, "view_submission", user) | {"view": view}
        return await self.deliver("interactive", interaction)

    async def shortcut(self, user: str, shown: Shown, callback: str) -> Given:
        """Somebody uses a message shortcut on a message."""
        space = self.space
        message = {"type": "message", "user": shown.user, "ts": shown.ts, "text": shown.text}
        where: JSON = {"callback_id": callback, "message": message, "message_ts": shown.ts}
        where |= {"channel": {"id": shown.channel, "name": "x"}}
        where |= {"response_url": f"{space.origin}/respond/{shown.channel}-{user}-"}
        return await self.deliver(
            "interactive", _interaction(space, "message_action", user) | where
        )

    async def command(self, user: str, text: str, *, channel: str = "") -> Given:
        """Somebody types /duban."""
        space = self.space
        channel = channel or space.direct(user)
        return await self.deliver(
            "slash_commands",
            {
                "command": "/duban",
                "text": text,
                "user_id": user,
                "user_name": user.lower(),
                "team_id": space.team,
                "channel_id": channel,
                "channel_name": "directmessage" if channel[0] == "D" else "x",
                "api_app_id": space.app,
                "response_url": f"{space.origin}/respond/{channel}-{user}-",
                "trigger_id": space.trigger(user),
            },
        )

    async def opens_home(self, user: str) -> JSON:
        """Somebody opens the Home tab; the view once it is there anew."""
        space = self.space
        before = space.screen.homes.get(user)
        event = {"type": "app_home_opened", "user": user, "tab": "home"}
        await self.event(event | {"channel": space.direct(user)})
        await self.until(lambda: space.screen.homes.get(user) is not before)
        return space.screen.homes[user]

    async def until(self, seen: Callable[[], object], seconds: float = 20) -> None:
        """Wait until `seen()` is true of the screens; raises `TimeoutError`."""
        async with asyncio.timeout(seconds):
            while not seen():
                await self.space.changed()


def _interaction(space: Workspace, kind: str, user: str) -> JSON:
    who = {"id": user, "username": user.lower(), "name": user.lower(), "team_id": space.team}
    return {
        "type": kind,
        "user": who,
        "team": {"id": space.team, "domain": "test"},
        "api_app_id": space.app,
        "trigger_id": space.trigger(user),
    }


def _pressed(button: JSON) -> JSON:
    picked = {"selected_option": button["option"]} if "option" in button else {}
    value = {} if picked else {"value": button.get("value", "")}
    action = {"type": button["type"], "action_id": button["action_id"], "action_ts": "1.1"}
    return {"actions": [action | {"block_id": button["block_id"]} | picked | value]}


def _filled(block: JSON, values: dict[str, str]) -> JSON:
    element = block["element"]
    given = values.get(block["block_id"])
    match element["type"]:
        case "static_select":
            default = element.get("initial_option", {}).get("value")
            chosen = given or default
            option = next((o for o in element["options"] if o["value"] == chosen), None)
            return {"type": "static_select", "selected_option": option}
        case "datepicker":
            return {"type": "datepicker", "selected_date": given or element.get("initial_date")}
        case kind:
            return {"type": kind, "value": given or element.get("initial_value")}


def _file(space: Workspace, name: str, data: bytes) -> JSON:
    file = space.new_id("F")
    space.files[file] = (name, data)
    url = f"{space.origin}/files/{file}"
    return {"id": file, "name": name, "size": len(data), "mode": "hosted"} | {
        "url_private": url,
        "url_private_download": url,
    }
