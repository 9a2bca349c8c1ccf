"""The roster as a table; how to reach people only where that was asked for."""

from collections.abc import Sequence

from bot.preview.roster import POSITIONS, ROLES
from db.records import Person
from handlers.reply import Table

_HEAD = ("编号", "姓名", "单位", "职务", "分管", "角色", "范围")


def people_table(people: Sequence[Person], *, contacts: bool) -> Table:
    """Everybody in a row; with `contacts` also e-mail, telephone and accounts."""
    if contacts:
        return Table((*_HEAD, "邮箱", "电话", "账号"), tuple(_row(p) + _reach(p) for p in people))
    linked = tuple((*_row(person), _platforms(person)) for person in people)
    return Table((*_HEAD, "已关联"), linked)


def _row(person: Person) -> tuple[str, ...]:
    return (
        str(person.id),
        person.name,
        _units(person, "member"),
        POSITIONS[person.position] if person.position != "staff" else "",
        _units(person, "in-charge"),
        ROLES[person.role],
        "全部" if person.scope == "all" else person.scope,
    )


def _units(person: Person, kind: str) -> str:
    return "、".join(dict.fromkeys(one.bureau for one in person.memberships if one.kind == kind))


def _platforms(person: Person) -> str:
    return "、".join(dict.fromkeys(one.platform.title() for one in person.accounts))


def _reach(person: Person) -> tuple[str, ...]:
    accounts = "、".join(
        ":".join(filter(None, (one.platform, one.team, one.account))) for one in person.accounts
    )
    return (person.email or "", person.phone or "", accounts)
