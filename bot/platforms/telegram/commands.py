"""Telegram's commands: those of the route table, each for the words it stands for."""

from handlers import menu
from handlers.commands import Command

PRIVATE: tuple[Command, ...] = menu.menu("staff")
GROUPS = tuple(one for one in PRIVATE if one.groups)
ADMINISTRATORS = tuple(one for one in menu.menu("coordinator") if one.groups)
"""Who runs a group may well be who binds it; the right to do so is looked at when it is done."""


def spoken(name: str, rest: str) -> str:
    """The command as words: `/start CODE` uses an invitation, an unknown one asks for help."""
    return menu.spoken(f"/{name} {rest}".rstrip())
