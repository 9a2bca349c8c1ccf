"""Accounts on platforms and whose they are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Text,
    and_,
    bindparam,
    insert,
    or_,
    select,
    update,
)

from db import roster
from db.correcting import Order, once
from db.errors import BadValueError, TakenError, UnknownRecordError
from db.records import Account, Person
from db.tables.people import identities as table

PLATFORMS = ("telegram", "slack")


def owner(connection: Connection, account: Account) -> Person | None:
    """Whose account it is now."""
    return known(connection, account)[0]


def known(connection: Connection, account: Account) -> tuple[Person | None, bool]:
    """Whose account it is now, and whether it is known without the team it turned out to be of."""
    row = _row(connection, account)
    if row is None:
        return None, False
    return roster.by_id(connection, row["person_id"]), row["team"] != account.team


def adopt(connection: Connection, account: Account, now: datetime) -> None:
    """Let an account that was entered without its team have the team it spoke from."""
    row = _row(connection, account)
    if row is None or row["team"] == account.team:
        return
    person_id = row["person_id"]
    order = Order(account.platform, now, f"adopt/{row['id']}/{roster.account_text(account)}")

    def change(_person: Person) -> None:
        connection.execute(update(table).where(table.c.id == row["id"]).values(unlinked_at=now))
        put(connection, person_id, account, now)

    roster.changed(connection, person_id, "adopt", order, change)


def link(connection: Connection, person_id: int, account: Account, order: Order) -> None:
    """Let the account be that person's. Raises `TakenError` when it is somebody else's."""

    def change(_person: Person) -> None:
        put(connection, person_id, account, order.now)

    roster.changed(connection, person_id, "link", order, change)


def unlink(connection: Connection, account: Account, order: Order) -> None:
    """Let the account be nobody's."""
    person = owner(connection, account)

    def change(_person: Person) -> None:
        _mark(connection, _MINE, order.now, _its(account))

    if person is not None:
        roster.changed(connection, person.id, "unlink", order, change)
    else:
        # Sent twice, the second wish finds nobody: that is as it was wanted.
        once(connection, order, _nobody)


def _nobody() -> int:
    raise UnknownRecordError("这个账号没有和名册里的人关联")


def unlink_all(connection: Connection, person_id: int, now: datetime) -> None:
    """Let none of the person's accounts count any more."""
    _mark(connection, table.c.person_id == person_id, now)


def put(connection: Connection, person_id: int, account: Account, now: datetime) -> None:
    """Write down whose account it is. Raises `TakenError`, `BadValueError`."""
    check(account)
    holder = owner(connection, account)
    if holder and holder.id != person_id:
        raise TakenError(f"这个账号已经是{roster.listed([holder])}的")
    if holder:
        return
    exactly = _exactly(account)
    values = {"person_id": person_id, "linked_at": now, "unlinked_at": None}
    if not connection.execute(update(table).where(exactly).values(values)).rowcount:
        facts: dict[str, Any] = {name: getattr(account, name) for name in _NAMES}
        connection.execute(insert(table).values(facts | values))


_NAMES = ("platform", "team", "account")


def check(account: Account) -> None:
    """Raise `BadValueError` for what cannot be an account."""
    if account.platform not in PLATFORMS:
        raise BadValueError(f"没有这种平台：{account.platform}（可用：{'、'.join(PLATFORMS)}）")
    if not account.account or not account.account.isascii() or ":" in account.account:
        raise BadValueError(f"账号不对：{account.account}")
    if account.platform == "telegram" and not account.account.isdigit():
        raise BadValueError("Telegram 账号要写数字编号，对方私聊机器人发送 /start 就能看到")


_PLATFORM, _ACCOUNT = bindparam("its_platform", type_=Text), bindparam("its_account", type_=Text)
_TEAM = bindparam("its_team", type_=Text)
_MINE: ColumnElement[bool] = and_(
    table.c.platform == _PLATFORM,
    table.c.account == _ACCOUNT,
    table.c.unlinked_at.is_(None),
    or_(_TEAM == "", table.c.team.in_((_TEAM, ""))),
)
"""Rows that are this account now; one without a team fits any."""
# Asked with every message: making the statement takes longer than the database. The one with the
# very team comes first.
_WHOSE = select(table).where(_MINE).order_by(table.c.team.desc())


def _row(connection: Connection, account: Account) -> RowMapping | None:
    return connection.execute(_WHOSE, _its(account)).mappings().first()


def _its(account: Account) -> dict[str, str]:
    platform, team, name = account.platform, account.team, account.account
    return {"its_platform": platform, "its_team": team, "its_account": name}


def _exactly(account: Account) -> ColumnElement[bool]:
    return (
        (table.c.platform == account.platform)
        & (table.c.account == account.account)
        & (table.c.team == account.team)
    )


def _mark(
    connection: Connection,
    which: ColumnElement[bool],
    now: datetime,
    given: Mapping[str, str] | None = None,
) -> None:
    still = which & table.c.unlinked_at.is_(None)
    connection.execute(update(table).where(still).values(unlinked_at=now), given)
