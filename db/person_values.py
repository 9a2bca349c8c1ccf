"""What may stand on the roster: values as they are stored, or why they cannot be."""

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Connection, select

from db.errors import BadValueError, UnknownRecordError
from db.tables.papers import documents
from db.unit_names import UnitNames
from knowledge.names import tidy

ROLES = ("staff", "manager", "coordinator", "admin")
POSITIONS = ("head", "deputy", "staff")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[\d+(（][\d+()（）转/,，、;；#*-]{4,39}")  # not Excel's 1.38E+10
_LONGEST = 60


def checked(given: dict[str, str]) -> dict[str, str | None]:
    """The columns as they are stored. Raises `BadValueError`."""
    return {name: _CHECKS[name](value) for name, value in given.items()}


class Statement(Protocol):
    """What is said of a person; None is what nothing is said of."""

    @property
    def scope(self) -> str | None: ...


def values_of(connection: Connection, said: Statement, units: UnitNames) -> dict[str, str | None]:
    """The columns that it fills, as they are stored. Raises `BadValueError`."""
    given = {name: getattr(said, name) for name in _CHECKS}
    values = checked({name: value for name, value in given.items() if value is not None})
    if said.scope is not None:
        values["scope"] = scope_of(connection, said.scope, units)
    return values


def _name(value: str) -> str:
    name = tidy(value)
    if not name or len(name) > _LONGEST:
        raise BadValueError("缺少姓名" if not name else f"姓名太长：{name[:_LONGEST]}…")
    if name.isdigit():
        raise BadValueError(f"姓名不能只是数字：{name}")
    return name


def _email(value: str) -> str | None:
    email = tidy(value).lower()
    if email and not _EMAIL.fullmatch(email):
        raise BadValueError(f"邮箱不像邮箱：{email}")
    return email or None


def _phone(value: str) -> str | None:
    phone = "".join(value.split())
    if phone and not _PHONE.fullmatch(phone):
        raise BadValueError(f"电话号码不像电话号码：{phone[:30]}")
    return phone or None


def _one_of(told: str, known: Sequence[str]) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in known:
            raise BadValueError(f"没有这种{told}：{value}（可用：{'、'.join(known)}）")
        return value

    return check


_CHECKS: dict[str, Callable[[str], str | None]] = {
    "name": _name,
    "role": _one_of("角色", ROLES),
    "position": _one_of("职务", POSITIONS),
    "email": _email,
    "phone": _phone,
}


def scope_of(connection: Connection, scope: str, units: UnitNames) -> str:
    """The scope with the ledger's own names in it. Raises `BadValueError`."""
    kind, _colon, name = scope.strip().partition(":")
    if (kind, name) == ("all", ""):
        return "all"
    if kind == "document" and name:
        if not connection.scalar(select(documents.c.id).where(documents.c.slug == name)):
            raise UnknownRecordError(f"台账里没有这份文件：{name}")
        return scope.strip()
    if kind != "bureau" or not name:
        raise BadValueError(f"范围要写成 all、document:文件短名 或 bureau:单位：{scope}")
    return f"bureau:{units.name_of(name)}"
