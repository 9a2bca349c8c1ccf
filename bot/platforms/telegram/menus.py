"""The menu of commands: Chinese, per scope and language, told to Telegram where it changed."""

from typing import Any

from bot.platforms.telegram.api import Api
from bot.platforms.telegram.commands import ADMINISTRATORS, GROUPS, PRIVATE
from handlers.commands import Command

LANGUAGES = ("", "zh")
"""For everybody, and for clients in Chinese, which some other bot's owner may have had set."""

Menu = list[dict[str, str]]


def menus() -> dict[str, Menu]:
    """Scope → commands."""
    return {
        "all_private_chats": _menu(PRIVATE),
        "all_group_chats": _menu(GROUPS),
        "all_chat_administrators": _menu(ADMINISTRATORS),
    }


async def announce(api: Api) -> None:
    """Set what differs. Raises `TelegramError`."""
    for scope, menu in menus().items():
        for language in LANGUAGES:
            where: dict[str, Any] = {"scope": {"type": scope}}
            if language:
                where["language_code"] = language
            if await api.call("getMyCommands", where) != menu:
                await api.call("setMyCommands", where | {"commands": menu})


def _menu(commands: tuple[Command, ...]) -> Menu:
    return [{"command": one.name, "description": one.description} for one in commands]
