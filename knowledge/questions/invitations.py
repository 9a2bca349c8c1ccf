"""邀请王芳 区卫健委 staff: whom somebody wants to invite, as typed. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["staff", "manager", "coordinator", "admin"]

_ROLES: dict[str, Role] = {
    "staff": "staff", "工作人员": "staff", "manager": "manager", "领导": "manager",
    "coordinator": "coordinator", "督办人员": "coordinator", "督办": "coordinator",
    "admin": "admin", "管理员": "admin",
}  # fmt: skip
_NAME = r"(?!了|码|谁|哪|一下|参加|参与|出席|加入)[一-龥]{2,4}(?:·[一-龥]{1,8})?"
_APART = r"[\s,，、:：]"
_KINDS = r"(?:局|委|办|部|院|处|中心|站|会|所|科|室|政府|单位|集团|公司|馆|校|街道|镇|乡)"
UNIT = rf"[一-龥()（）]{{2,30}}?{_KINDS}"
"""How the name of a unit looks, where it stands alone."""
_ROLE = "|".join(_ROLES)
_WISH = re.compile(
    rf"(?:请|麻烦)?(?:重新|再)?邀请{_APART}*"
    rf"(?:(?P<before>{UNIT})(?:的|{_APART})*)?(?P<name>{_NAME})"
    rf"(?:{_APART}+(?:在|到)?(?P<unit>{UNIT}))?"
    rf"(?:{_APART}*(?:做|当|作为|为|任)?(?P<role>{_ROLE}))?[。.!！]*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?:请|麻烦)?(?:再|重新)?(?:给|把)(?P<name>[一-龥·]{2,9}?)(?:的|发一?个?|生成一?个?)*邀请码(?:发一下)?[。.!！]*"
)


@dataclass(frozen=True, slots=True)
class Invited:
    """The name; unit and role where they were said."""

    name: str
    bureau: str = ""
    role: Role | None = None


def invitation_in(text: str) -> Invited | None:
    """Who is to be invited; None for anything else."""
    plain = text.strip()
    if found := _CODE.fullmatch(plain):
        return Invited(found["name"])
    found = _WISH.fullmatch(plain)
    if found is None:
        return None
    role = _ROLES[found["role"].lower()] if found["role"] else None
    return Invited(found["name"], found["unit"] or found["before"] or "", role)
