"""Invitations: a code that links one account to one person, once, within seven days.

Only the code's hash is kept. Whoever tries codes that are none is heard a few times a day.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from db import audit, identities, roster
from db.correcting import Order, once
from db.errors import InvitationError
from db.records import Account, Person
from db.tables.people import invitations as table
from db.tables.records import settings
from db.version import hold

LIFE = timedelta(days=7)
TRIES = 5
"""Codes that an account may get wrong within a day."""

_CODE_BYTES = 12
_TRIES_LIFE = timedelta(days=1)


def new_code() -> str:
    """16 characters that a link to Telegram may carry."""
    return secrets.token_urlsafe(_CODE_BYTES)


def invite(connection: Connection, person_id: int, code: str, order: Order) -> None:
    """Let `code` link an account to the person; earlier codes count no more.

    The same wish again puts `code` in the place of the one that nobody was shown.
    """

    def do() -> int:
        person = roster.present(connection, person_id)
        void(connection, person_id, order.now)
        row = {"person_id": person_id, "code_hash": _hash(code), "invited_by": order.by}
        row |= {"expires_at": order.now + LIFE, "attempts": 0}
        connection.execute(insert(table).values(row))
        return roster.note(connection, order, "invite", person.id, None, {"name": person.name})

    if audit.earlier(connection, order.key) is None:
        once(connection, order, do)
        return
    unused = (table.c.person_id == person_id) & table.c.used_at.is_(None)
    still = unused & (table.c.expires_at > order.now)
    if not connection.execute(update(table).where(still).values(code_hash=_hash(code))).rowcount:
        raise InvitationError("这份邀请已经用过或过期，请重新邀请")


def void(connection: Connection, person_id: int, now: datetime) -> None:
    """Let the person's open invitations end."""
    unused = (table.c.person_id == person_id) & table.c.used_at.is_(None)
    still = unused & (table.c.expires_at > now)
    connection.execute(update(table).where(still).values(expires_at=now))


def use(
    connection: Connection, code: str, account: Account, name: str, now: datetime
) -> Person | InvitationError:
    """The person that the account now belongs to, or why not.

    Errors are given rather than raised, so that a wrong try is counted.
    """
    hold(connection)
    tries = f"tries/{roster.account_text(account)}"
    if _tried(connection, tries, now) >= TRIES:
        return InvitationError("试的次数太多，请明天再试，或请管理员重新邀请")
    found = select(table).where(table.c.code_hash == _hash(code))
    row = connection.execute(found).mappings().first()
    if row is None:
        _count(connection, tries, now)
        return InvitationError("邀请码不对，请照原样再发一次，或请管理员重新邀请")
    if row["used_at"]:
        return _used(connection, row, account)
    if row["expires_at"] <= now:
        return InvitationError("这个邀请码已经失效，请管理员重新邀请")
    return _use(connection, row, account, name, now)


def _used(connection: Connection, row: RowMapping, account: Account) -> Person | InvitationError:
    owner = identities.owner(connection, account)
    if owner and owner.id == row["person_id"] and row["used_by"] == roster.account_text(account):
        return owner
    return InvitationError("这个邀请码已经用过，一个码只能用一次，请管理员重新邀请")


def _use(
    connection: Connection, row: RowMapping, account: Account, name: str, now: datetime
) -> Person | InvitationError:
    person_id = row["person_id"]
    holder = identities.owner(connection, account)
    if holder and holder.id != person_id:
        return InvitationError(f"这个账号已经是名册里{holder.name}的，没有再关联")
    used = {"used_at": now, "used_by": roster.account_text(account), "attempts": 1}
    order = Order(name or account.account, now, f"invitation/{row['id']}")

    def change(_person: Person) -> dict[str, str]:
        connection.execute(update(table).where(table.c.id == row["id"]).values(used))
        identities.put(connection, person_id, account, now)
        return {"invited_by": row["invited_by"], "shown_as": name}

    roster.changed(connection, person_id, "join", order, change)
    return roster.present(connection, person_id)


def inviter(connection: Connection, person_id: int) -> str | None:
    """Who invited the person when they last joined, as `Order.by` said."""
    joined = (table.c.person_id == person_id) & table.c.used_at.is_not(None)
    return connection.scalar(
        select(table.c.invited_by).where(joined).order_by(table.c.used_at.desc()).limit(1)
    )


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()


def _tried(connection: Connection, tries: str, now: datetime) -> int:
    """How many wrong codes were tried within a day."""
    recent = (settings.c.name == tries) & (settings.c.changed_at > now - _TRIES_LIFE)
    return int(connection.scalar(select(settings.c.value).where(recent)) or 0)


def _count(connection: Connection, tries: str, now: datetime) -> None:
    count = _tried(connection, tries, now) + 1
    old = settings.c.name.startswith("tries/") & (settings.c.changed_at <= now - _TRIES_LIFE)
    connection.execute(delete(settings).where(old | (settings.c.name == tries)))
    row = {"name": tries, "value": count, "changed_at": now}
    connection.execute(insert(settings).values(row))
