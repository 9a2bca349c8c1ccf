"""Command menus, made from the route table: what each role is offered, and what a command says."""

import re
from itertools import chain

from db.records import PersonRole
from handlers.commands import Command
from handlers.joining import SHORTEST
from handlers.rights import may_as
from handlers.routes import ORDERS, ROUTES

_TYPED = re.compile(r"\s*/(?P<name>[\w一-鿿]+)(?:@\w+)?(?:\s+(?P<rest>.*))?", re.DOTALL)
_BARE = re.compile(r"\s*(?P<name>[a-z]+)(?:\s+(?P<rest>.*))?", re.DOTALL)
"""As Slack hands on what follows /duban: due, bind 精简."""


def menu(role: PersonRole | None) -> tuple[Command, ...]:
    """The commands that somebody of that role is offered; None: whoever is not known yet."""
    routes = chain(ROUTES.values(), ORDERS.values())
    return tuple(route.command for route in routes if route.command and may_as(role, route.right))


def spoken(text: str) -> str:
    """A command in its words (/due → 近期到期的任务); any other text as it is.

    A Chinese one that is unknown is taken for what it says: /市医保局牵头哪些.
    """
    if typed := _TYPED.fullmatch(text):
        return _said(typed["name"], (typed["rest"] or "").strip())
    bare = _BARE.fullmatch(text)
    known = _command(bare["name"]) if bare else None
    return known.said((bare["rest"] or "").strip()) if bare and known else text


def _said(name: str, rest: str) -> str:
    if name == "start":  # Telegram's beginning of every private chat, or a link with an invitation
        return f"加入 {rest}" if len(rest) >= SHORTEST else "你好"
    if name == "duban":  # the name of the program before whatever is wanted of it
        return rest or "帮助"
    if command := _command(name):
        return command.said(rest)
    return "帮助" if name.isascii() else f"{name} {rest}".strip()


def _command(name: str) -> Command | None:
    return next((one for one in menu("admin") if name in {one.name, one.keyword}), None)
