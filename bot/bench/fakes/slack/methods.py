"""The Web API methods of the fake Slack: what each does to the workspace and answers."""

import json
from collections.abc import Callable
from typing import Any

from bot.bench.fakes.slack.blocks import message_problem, view_problem
from bot.bench.fakes.slack.screen import Shown
from bot.bench.fakes.slack.workspace import Workspace

JSON = dict[str, Any]
Method = Callable[[Workspace, JSON], JSON]


def refused(error: str) -> JSON:
    """`ok:false` with that error."""
    return {"ok": False, "error": error}


def auth_test(space: Workspace, _call: JSON) -> JSON:
    """Who the token belongs to."""
    return {"ok": True, "team_id": space.team, "team": "测试", "user_id": space.bot, "bot_id": "B1"}


def post(space: Workspace, call: JSON) -> JSON:
    """chat.postMessage."""
    if problem := _unreachable(space, call) or _unsayable(call):
        return refused(problem)
    shown = _shown(space, call)
    space.show(shown)
    return {"ok": True, "channel": shown.channel, "ts": shown.ts, "message": {"ts": shown.ts}}


def post_ephemeral(space: Workspace, call: JSON) -> JSON:
    """chat.postEphemeral."""
    if problem := _unreachable(space, call) or _unsayable(call):
        return refused(problem)
    if call["user"] not in space.users:
        return refused("user_not_in_channel")
    shown = _shown(space, call)
    shown.only_for = call["user"]
    space.show(shown)
    return {"ok": True, "message_ts": shown.ts}


def update(space: Workspace, call: JSON) -> JSON:
    """chat.update."""
    there = space.screen.channels.get(call["channel"], {}).get(call["ts"])
    if there is None:
        return refused("message_not_found")
    if there.user != space.bot:
        return refused("cant_update_message")
    if problem := _unreachable(space, call) or _unsayable(call):
        return refused(problem)
    there.text, there.blocks = call.get("text", ""), _blocks(call)
    there.edits += 1
    space.seen(there)
    return {"ok": True, "channel": call["channel"], "ts": call["ts"], "text": there.text}


def delete(space: Workspace, call: JSON) -> JSON:
    """chat.delete of our own."""
    there = space.screen.channels.get(call["channel"], {})
    if call["ts"] not in there:
        return refused("message_not_found")
    if there[call["ts"]].user != space.bot:
        return refused("cant_delete_message")
    del there[call["ts"]]
    space.seen(None)
    return {"ok": True, "channel": call["channel"], "ts": call["ts"]}


def open_conversation(space: Workspace, call: JSON) -> JSON:
    """conversations.open of one person."""
    user = space.users.get(call["users"])
    if user is None:
        return refused("user_not_found")
    if user.get("deleted"):
        return refused("user_disabled")
    return {"ok": True, "channel": {"id": space.direct(call["users"])}}


def history(space: Workspace, call: JSON) -> JSON:
    """conversations.history and conversations.replies, newest first, one page."""
    if problem := _unreachable(space, call):
        return refused(problem)
    thread, oldest = call.get("ts", ""), str(call.get("oldest", "0"))
    found = [
        {"ts": m.ts, "user": m.user, "text": m.text, "metadata": m.metadata}
        for m in space.screen.said(call["channel"])
        if float(m.ts) >= float(oldest) and (not thread or thread in (m.ts, m.thread))
    ]
    return {"ok": True, "messages": found[::-1][: int(call.get("limit", 100))], "has_more": False}


def user_info(space: Workspace, call: JSON) -> JSON:
    """users.info."""
    user = space.users.get(call["user"])
    return {"ok": True, "user": user} if user else refused("user_not_found")


def open_view(space: Workspace, call: JSON) -> JSON:
    """views.open; a trigger is good once."""
    view = _object(call["view"])
    user = space.triggers.pop(call["trigger_id"], None)
    if user is None:
        return refused("expired_trigger_id")
    if problem := view_problem(view):
        return refused(problem)
    view = view | {"id": space.new_id("V"), "team_id": space.team}
    space.screen.modals[user] = view
    space.seen(None)
    return {"ok": True, "view": view}


def publish_view(space: Workspace, call: JSON) -> JSON:
    """views.publish."""
    view = _object(call["view"])
    if problem := view_problem(view):
        return refused(problem)
    space.screen.homes[call["user_id"]] = view
    space.seen(None)
    return {"ok": True, "view": view | {"id": space.new_id("V")}}


def upload_url(space: Workspace, call: JSON) -> JSON:
    """files.getUploadURLExternal."""
    file = space.new_id("F")
    space.files[file] = (call["filename"], b"")
    return {"ok": True, "file_id": file, "upload_url": f"{space.origin}/upload/{file}"}


def complete_upload(space: Workspace, call: JSON) -> JSON:
    """files.completeUploadExternal: the files appear as a message."""
    if problem := _unreachable(space, call | {"channel": call["channel_id"]}):
        return refused(problem)
    files = [each | {"name": space.files[each["id"]][0]} for each in _object(call["files"])]
    shown = Shown(space.new_ts(), call["channel_id"], space.bot, call.get("initial_comment", ""))
    shown.thread, shown.files = call.get("thread_ts") or "", files
    space.show(shown)
    return {"ok": True, "files": files}


METHODS: dict[str, Method] = {
    "auth.test": auth_test,
    "chat.postMessage": post,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "conversations.open": open_conversation,
    "conversations.history": history,
    "conversations.replies": history,
    "users.info": user_info,
    "views.open": open_view,
    "views.publish": publish_view,
    "files.getUploadURLExternal": upload_url,
    "files.completeUploadExternal": complete_upload,
}


def _unreachable(space: Workspace, call: JSON) -> str:
    channel = call["channel"]
    if channel in space.archived:
        return "is_archived"
    if channel in space.left:
        return "not_in_channel"
    return "" if channel[0] in "CDG" else "channel_not_found"


def _unsayable(call: JSON) -> str:
    return message_problem(call.get("text", ""), _blocks(call))


def _shown(space: Workspace, call: JSON) -> Shown:
    return Shown(
        ts=space.new_ts(),
        channel=call["channel"],
        user=space.bot,
        text=call.get("text", ""),
        blocks=_blocks(call),
        thread=call.get("thread_ts") or "",
        metadata=_object(call.get("metadata") or {}),
    )


def _blocks(call: JSON) -> list[JSON]:
    return list(_object(call.get("blocks") or []))


def _object(value: Any) -> Any:  # noqa: ANN401 (JSON of any shape, perhaps as text)
    return json.loads(value) if isinstance(value, str) else value
