"""What Slack sent → what happened: pure, so that every kind can be shown in a test."""

from dataclasses import dataclass, replace
from typing import Literal

from bot.platforms.slack.addressing import NAME, Asked, answer_of, is_direct
from bot.platforms.slack.payloads import Body, Container, Edited, File, Happened, User
from bot.platforms.slack.words import plain
from db.records import Account, Place
from handlers.inbound import ChatChanged, Edit, Form, HomeOpened, Inbound, Message, Press, Upload

SHORTCUT = "report"
"""The message shortcut 登记为进展."""
_WRITTEN = (None, "file_share", "thread_broadcast")
"""Subtypes of messages that a person wrote."""
_CHANGES: dict[str, Literal["archived", "removed", "renamed"]] = {
    "channel_rename": "renamed",
    "group_rename": "renamed",
    "channel_archive": "archived",
    "group_archive": "archived",
    "channel_left": "removed",
    "group_left": "removed",
}


@dataclass(frozen=True, slots=True)
class Came:
    """One thing that happened, before files are fetched and replies are looked up."""

    key: str
    account: Account
    name: str
    inbound: Inbound
    asked: Asked
    file: File | None = None
    """To be fetched into the `Upload`."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Somebody wants a message registered as progress: show the form."""

    trigger: str
    text: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The app was removed from the team, or its tokens were revoked."""


def read(body: Body, bot: str) -> tuple[Came, ...] | Shortcut | Gone:
    """What happened; () for what is not for us. `bot` is our own user id, if known."""
    if body.event is not None:
        return _event(body, body.event, _self(body, bot))
    if body.command:
        return _command(body, bot)
    match body.type:
        case "block_actions":
            return _press(body)
        case "view_submission":
            return _form(body)
        case "message_action" if body.callback_id == SHORTCUT and body.message:
            return Shortcut(body.trigger_id, plain(body.message.text or "", bot))
        case _:
            return ()


def _self(body: Body, bot: str) -> str:
    return body.authorizations[0].user_id if body.authorizations else bot


def _event(body: Body, event: Happened, bot: str) -> tuple[Came, ...] | Gone:
    # In a channel only what mentions the bot is for it; in a DM everything is.
    heard = ("message",) if is_direct(event.place) else ("app_mention",)
    match event.type:
        case kind if kind in heard:
            changed = event.subtype == "message_changed"
            return _edit(body, event, bot) if changed else _message(body, event, bot)
        case "app_home_opened" if event.tab == "home":
            asked = Asked(event.user, event.place, by="home")
            return (_came(body, event, asked, HomeOpened(asked.conversation)),)
        case "app_uninstalled" | "tokens_revoked":
            return Gone()
        case "member_joined_channel" if event.user == bot:
            return (_changed(body, event, "joined"),)
        case kind if kind in _CHANGES:
            return (_changed(body, event, _CHANGES[kind]),)
        case _:
            return ()


def _message(body: Body, event: Happened, bot: str) -> tuple[Came, ...]:
    if event.subtype not in _WRITTEN or event.bot_id or event.user in ("", bot, "USLACKBOT"):
        return ()
    thread = event.thread_ts or ("" if is_direct(event.place) else event.ts)
    asked = Asked(event.user, event.place, thread, event.ts)
    text = plain(event.text or "", bot)
    if event.edited:  # a mention in a channel; its files are as they were
        edit = Edit(asked.conversation, text, event.ts, channel=asked.shared)
        return (_came(body, event, replace(asked, by="edit"), edit),)
    if not event.files:
        said = Message(asked.conversation, text, channel=asked.shared)
        return (_came(body, event, asked, said),)
    # Words that came with several files belong to the first.
    words = (text, *[""] * len(event.files))
    return tuple(
        _uploaded(_came(body, event, asked, _upload(asked, file, text)), file, number)
        for number, (file, text) in enumerate(zip(event.files, words, strict=False))
    )


def _upload(asked: Asked, file: File, text: str) -> Upload:
    name = file.name or file.id
    return Upload(asked.conversation, name, b"", text, channel=asked.shared)


def _uploaded(came: Came, file: File, number: int) -> Came:
    return replace(came, key=f"{came.key}:{number}", file=file)


def _edit(body: Body, event: Happened, bot: str) -> tuple[Came, ...]:
    after, before = event.message, event.previous_message
    if not after or after.bot_id or after.user in ("", bot):
        return ()
    if before and before.text == after.text:
        return ()  # a link was unfurled, or a reaction came: the words are the same
    asked = Asked(after.user, event.place, after.thread_ts or "", after.ts, "edit")
    text = plain(after.text or "", bot)
    edit = Edit(asked.conversation, text, after.ts, channel=asked.shared)
    account = Account(NAME, _team(body, after), after.user)
    return (Came(f"slack:{body.event_id}", account, after.user, edit, asked),)


def _changed(
    body: Body, event: Happened, change: Literal["joined", "archived", "removed", "renamed"]
) -> Came:
    asked = Asked(event.user, event.place, by="change")
    place = Place(NAME, "", event.place)
    key = f"slack:{event.place}"
    title = f"#{event.title}" if event.title else ""
    changed = ChatChanged(key, change, place, channel=asked.shared, title=title)
    return _came(body, event, asked, changed)


def _came(body: Body, event: Happened, asked: Asked, inbound: Inbound) -> Came:
    account = Account(NAME, _team(body, event), event.user)
    return Came(f"slack:{body.event_id}", account, event.user, inbound, asked)


def _team(body: Body, said: Happened | Edited) -> str:
    # Somebody of another company in a shared channel keeps their own team's id.
    return said.user_team or said.team or body.team_id or ""


_NAMELESS = ("", "directmessage", "privategroup")
"""What a slash command calls a channel whose name it does not tell."""


def _command(body: Body, bot: str) -> tuple[Came, ...]:
    asked = Asked(
        body.user_id,
        body.channel_id,
        by="command",
        trigger=body.trigger_id,
        response_url=body.response_url,
    )
    text = plain(body.text or "", bot) or "帮助"
    title = "" if body.channel_name in _NAMELESS else f"#{body.channel_name}"
    forms = bool(asked.trigger)
    said = Message(asked.conversation, text, channel=asked.shared, title=title, forms=forms)
    account = Account(NAME, body.team_id or "", body.user_id)
    return (Came(f"slack:{body.trigger_id}", account, body.user_name, said, asked),)


def _press(body: Body) -> tuple[Came, ...]:
    if not body.actions or not body.user:
        return ()
    asked, action = _pressed(body, body.user.id), body.actions[0]
    value = action.selected_option.value if action.selected_option else action.value
    answer = answer_of(action.block_id, asked.conversation)
    forms = bool(asked.trigger)
    press = Press(asked.conversation, value, None, asked.shared, answer, forms)
    return (_interacted(body, body.user, asked, press),)


def _pressed(body: Body, user: str) -> Asked:
    """Where the button stood; in Home it is answered in the person's DM."""
    inside = body.container or Container()
    if inside.type == "view":
        return Asked(user, by="home", trigger=body.trigger_id)
    channel = body.channel.id if body.channel else inside.channel_id
    thread = (body.message.thread_ts if body.message else None) or inside.thread_ts or ""
    if not (thread or is_direct(channel) or inside.is_ephemeral):
        thread = inside.message_ts
    return Asked(
        user,
        channel,
        thread,
        inside.message_ts,
        "press",
        trigger=body.trigger_id,
        response_url=body.response_url,
        ephemeral=inside.is_ephemeral,
    )


def _form(body: Body) -> tuple[Came, ...]:
    view, user = body.view, body.user
    if not view or not user:
        return ()
    channel, thread = opened_from(view.private_metadata)
    asked = Asked(user.id, channel, thread, by="form")
    values = tuple(
        (block, blank.given) for block, each in view.state.values.items() for blank in each.values()
    )
    form = Form(asked.conversation, view.callback_id, values, channel=asked.shared)
    return (_interacted(body, user, asked, form),)


def _interacted(body: Body, user: User, asked: Asked, inbound: Inbound) -> Came:
    account = Account(NAME, user.team_id or body.team_id or "", user.id)
    return Came(f"slack:{body.trigger_id}", account, user.username or user.name, inbound, asked)


def opened_at(asked: Asked) -> str:
    """What a modal carries so that its form is answered where it was opened."""
    return f"{asked.channel} {asked.thread}"


def opened_from(metadata: str) -> tuple[str, str]:
    """The chat and thread that `opened_at` wrote; two empty strings for the person's DM."""
    channel, _space, thread = metadata.partition(" ")
    return channel, thread
