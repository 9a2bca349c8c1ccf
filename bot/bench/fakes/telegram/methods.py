"""The Bot API methods of the fake Telegram, with the limits that its servers hold."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from bot.bench.fakes.telegram.chats import BOT, Chat, Shown
from bot.bench.fakes.telegram.faults import RefusedError
from bot.bench.fakes.telegram.markup import Marked, MarkupError, read_html, utf16

if TYPE_CHECKING:
    from bot.bench.fakes.telegram.server import FakeTelegram

Given = dict[str, Any]
Method = Callable[["FakeTelegram", Given], Awaitable[object]]

_TEXT, _CAPTION, _DATA, _TOAST, _RESULTS = 4096, 1024, 64, 200, 50
_DATE = 1_721_872_800


async def _get_me(server: "FakeTelegram", _given: Given) -> object:
    return server.me


async def _get_updates(server: "FakeTelegram", given: Given) -> object:
    if server.webhook["url"]:
        words = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"
        raise RefusedError(409, words)
    return await server.updates.get(
        int(given.get("offset", 0)), int(given.get("limit", 100)), float(given.get("timeout", 0))
    )


async def _set_webhook(server: "FakeTelegram", given: Given) -> object:
    server.webhook = dict(given)
    server.push()
    return True


async def _delete_webhook(server: "FakeTelegram", _given: Given) -> object:
    server.webhook = {"url": ""}
    return True


async def _get_webhook_info(server: "FakeTelegram", _given: Given) -> object:
    waiting = len(server.updates.waiting)
    url = server.webhook["url"]
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}


async def _set_commands(server: "FakeTelegram", given: Given) -> object:
    server.commands[_menu(given)] = given["commands"]
    return True


async def _get_commands(server: "FakeTelegram", given: Given) -> object:
    return server.commands.get(_menu(given), [])


def _menu(given: Given) -> str:
    scope = (given.get("scope") or {}).get("type", "default")
    return f"{scope}:{given.get('language_code', '')}"


async def _send_message(server: "FakeTelegram", given: Given) -> object:
    chat = _writable(server, given)
    return _shown(server, chat, given, _marked(given, "text", _TEXT))


async def _send_file(server: "FakeTelegram", given: Given) -> object:
    chat = _writable(server, given)
    sent = next(value for value in given.values() if isinstance(value, tuple))
    marked = _marked(given, "caption", _CAPTION) if given.get("caption") else Marked("")
    return _shown(server, chat, given, marked, sent)


async def _edit_text(server: "FakeTelegram", given: Given) -> object:
    chat = _writable(server, given)
    shown = chat.screen.get(int(given["message_id"]))
    if shown is None or shown.sender != BOT:
        raise RefusedError(400, "Bad Request: message to edit not found")
    marked, buttons = _marked(given, "text", _TEXT), _buttons(given)
    if (marked, buttons) == (shown.marked, shown.buttons):
        words = "message is not modified: specified new message content and reply markup are"
        raise RefusedError(400, f"Bad Request: {words} exactly the same")
    changed = server.chats.change(chat.id, shown.message, marked, buttons=buttons)
    return _described(server, chat, changed)


async def _delete_message(server: "FakeTelegram", given: Given) -> object:
    chat = _writable(server, given)
    if chat.screen.pop(int(given["message_id"]), None) is None:
        raise RefusedError(400, "Bad Request: message to delete not found")
    return True


async def _answer_callback(server: "FakeTelegram", given: Given) -> object:
    text = str(given.get("text", ""))
    if len(text) > _TOAST:
        raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
    if server.toasts.setdefault(given["callback_query_id"], text) is not text:
        words = "query is too old and response timeout expired or query ID is invalid"
        raise RefusedError(400, f"Bad Request: {words}")
    if given.get("url"):
        server.opened[given["callback_query_id"]] = given["url"]
    return True


async def _answer_inline(server: "FakeTelegram", given: Given) -> object:
    results = given["results"]
    if len(results) > _RESULTS or len({one["id"] for one in results}) != len(results):
        raise RefusedError(400, "Bad Request: RESULT_ID_DUPLICATE")
    for result in results:
        _marked(dict(result["input_message_content"]), "message_text", _TEXT)
    server.inline[given["inline_query_id"]] = given
    return True


async def _get_file(server: "FakeTelegram", given: Given) -> object:
    file_id = str(given["file_id"])
    found = server.file(file_id)
    if found is None:
        raise RefusedError(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if len(found[1]) > 20 * 1024 * 1024:
        raise RefusedError(400, "Bad Request: file is too big")
    named = {"file_id": file_id, "file_unique_id": file_id}
    path = server.local_paths.get(file_id, f"documents/{file_id}")
    return {**named, "file_size": len(found[1]), "file_path": path}


async def _chat_action(server: "FakeTelegram", given: Given) -> object:
    _writable(server, given)
    return True


METHODS: dict[str, Method] = {
    "getme": _get_me,
    "getupdates": _get_updates,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
    "setmycommands": _set_commands,
    "getmycommands": _get_commands,
    "sendmessage": _send_message,
    "senddocument": _send_file,
    "sendphoto": _send_file,
    "editmessagetext": _edit_text,
    "deletemessage": _delete_message,
    "answercallbackquery": _answer_callback,
    "answerinlinequery": _answer_inline,
    "getfile": _get_file,
    "sendchataction": _chat_action,
}


def _writable(server: "FakeTelegram", given: Given) -> Chat:
    chat = server.chats.get(int(given["chat_id"]))
    if chat is None:
        raise RefusedError(400, "Bad Request: chat not found")
    if chat.moved_to:
        words = "Bad Request: group chat was upgraded to a supergroup chat"
        raise RefusedError(400, words, migrate_to_chat_id=chat.moved_to)
    if not chat.opened:
        raise RefusedError(403, "Forbidden: bot can't initiate conversation with a user")
    if not chat.member:
        private = chat.kind == "private"
        words = "bot was blocked by the user" if private else f"bot was kicked from the {chat.kind}"
        raise RefusedError(403, f"Forbidden: {words} chat")
    return chat


def _marked(given: Given, field: str, limit: int) -> Marked:
    source = str(given.get(field, "")).strip()
    try:
        marked = read_html(source) if given.get("parse_mode") == "HTML" else Marked(source)
    except MarkupError as error:
        raise RefusedError(400, f"Bad Request: {error}") from None
    if not marked.text.strip():
        raise RefusedError(400, "Bad Request: message text is empty")
    if utf16(marked.text) > limit:
        kind = "message" if field == "text" else "message caption"
        raise RefusedError(400, f"Bad Request: {kind} is too long")
    return marked


def _buttons(given: Given) -> tuple[tuple[tuple[str, str], ...], ...]:
    markup = given.get("reply_markup") or {}
    rows = markup.get("inline_keyboard", [])
    for row in rows:
        for button in row:
            size = len(button.get("callback_data", "x").encode())
            if not 1 <= size <= _DATA or not button["text"].strip():
                raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return tuple(
        tuple(
            (button["text"], button.get("callback_data", button.get("url", ""))) for button in row
        )
        for row in rows
    )


def _shown(
    server: "FakeTelegram",
    chat: Chat,
    given: Given,
    marked: Marked,
    file: tuple[str, bytes] | None = None,
) -> Given:
    topic = given.get("message_thread_id")
    reply = (given.get("reply_parameters") or {}).get("message_id")
    shown = Shown(
        chat.id, server.chats.new_message(), BOT, marked, topic, reply, _buttons(given), file
    )
    server.chats.show(shown)
    return _described(server, chat, shown)


def _described(server: "FakeTelegram", chat: Chat, shown: Shown) -> Given:
    named = {"message_id": shown.message, "date": _DATE, "text": shown.text}
    return {**named, "chat": chat.described(), "from": server.me}
