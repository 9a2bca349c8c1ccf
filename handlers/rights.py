"""Who may do what. Every route declares its right; one that leaves it out does not type-check."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from db.records import PersonRole
from handlers.commands import Command
from handlers.reply import Paragraph, say
from handlers.turn import Speaker

Right = Literal["anyone", "roster", "coordinator", "admin"]
"""anyone: also strangers; roster: whoever is on the roster; coordinator: corrects, imports, binds
channels; admin: the roster itself."""

H_co = TypeVar("H_co", covariant=True)

ROLES: dict[PersonRole, str] = {
    "staff": "工作人员",
    "manager": "领导",
    "coordinator": "督办人员",
    "admin": "管理员",
}
_RANKS: dict[PersonRole, int] = {"staff": 1, "manager": 1, "coordinator": 2, "admin": 3}
_NEEDED: dict[Right, int] = {"anyone": 0, "roster": 1, "coordinator": 2, "admin": 3}
_WHOSE: dict[Right, str] = {"coordinator": "督办人员", "admin": "管理员"}


@dataclass(frozen=True, slots=True)
class Route(Generic[H_co]):
    """What answers, and who may have it answered."""

    handler: H_co
    right: Right
    command: Command | None = None
    """Its entry in the menus, where it has one."""


def may(speaker: Speaker, right: Right) -> bool:
    """Whether the speaker has that right at this moment; the local terminal has every right."""
    return speaker.is_local or may_as(_role(speaker), right)


def may_as(role: PersonRole | None, right: Right) -> bool:
    """Whether that role has that right; None is the role of strangers."""
    return (_RANKS[role] if role else 0) >= _NEEDED[right]


def refusal(speaker: Speaker, right: Right, whom: Sequence[str] = ()) -> Paragraph | None:
    """Why the speaker may not, and whom to ask (`whom`: names); None where the speaker may."""
    if may(speaker, right):
        return None
    if _role(speaker) is None:
        return say(
            "您好，我只为名册上的同事服务，还不认识您。"
            "可以申请开通，或者用管理员给的邀请码：“加入 邀请码”。"
        )
    named = f"（{'、'.join(whom)}）" if whom else ""
    return say(f"这一步只有{_WHOSE[right]}能做，请联系{_WHOSE[right]}{named}。")


def _role(speaker: Speaker) -> PersonRole | None:
    person = speaker.person
    return person.role if person and person.left_at is None else None
