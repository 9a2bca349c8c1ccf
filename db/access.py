"""Strangers who ask to be let in, and what became of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, RowMapping, bindparam, select, text, update

from db import audit, enrolling, identities, roster
from db.correcting import Order, once
from db.errors import TakenError, UnknownRecordError
from db.records import AccessRequest, Account
from db.roster import NewPerson
from db.tables.base import Moment
from db.tables.people import access_requests as table
from knowledge.names import tidy

_LONGEST = 60
_SAID = {"approved": "同意", "refused": "拒绝"}

_ASK = text(
    "INSERT INTO access_requests (platform, team, account, name, asked_at, state) "
    "VALUES (:platform, :team, :account, :name, :now, 'waiting') "
    "ON CONFLICT (platform, team, account) DO NOTHING"
).bindparams(bindparam("now", type_=Moment))


def ask(
    connection: Connection, account: Account, name: str, now: datetime, *, introduced: bool = False
) -> AccessRequest:
    """The request of that account, made now if there is none: asking twice is one request.

    One that was refused stays so. Who was let in and left since asks anew. A name somebody gave
    (`introduced`) takes the place of the one that the platform shows.
    """
    shown = tidy(name)[:_LONGEST] or account.account
    facts = {"platform": account.platform, "team": account.team, "account": account.account}
    connection.execute(_ASK, facts | {"name": shown, "now": now})
    mine = (
        (table.c.platform == account.platform)
        & (table.c.team == account.team)
        & (table.c.account == account.account)
    )
    if identities.owner(connection, account) is None:
        again = {"state": "waiting", "name": shown, "asked_at": now, "person_id": None}
        gone = mine & (table.c.state == "approved")
        connection.execute(update(table).where(gone).values(again))
    if introduced:
        waits = mine & (table.c.state == "waiting")
        connection.execute(update(table).where(waits).values(name=shown))
    return _record(connection.execute(select(table).where(mine)).mappings().one())


def waiting(connection: Connection) -> tuple[AccessRequest, ...]:
    """The requests nobody decided yet, the oldest first."""
    query = select(table).where(table.c.state == "waiting").order_by(table.c.asked_at, table.c.id)
    return tuple(_record(row) for row in connection.execute(query).mappings())


def by_id(connection: Connection, request_id: int) -> AccessRequest | None:
    """The request of that id."""
    row = connection.execute(select(table).where(table.c.id == request_id)).mappings().first()
    return _record(row) if row else None


def decide(
    connection: Connection, request_id: int, person: int | NewPerson | None, order: Order
) -> AccessRequest:
    """Let the account in as that person, or refuse it (None).

    What was refused can still be approved. Raises `TakenError` saying who decided otherwise.
    """

    def do() -> int:
        row = _open(connection, request_id, person is None)
        account = _record(row).account
        own = replace(order, key=f"{order.key}/person")
        person_id = None if person is None else _let_in(connection, person, account, own)
        state = "refused" if person is None else "approved"
        values = {"state": state, "decided_at": order.now, "decided_by": order.by}
        values["person_id"] = person_id
        connection.execute(update(table).where(table.c.id == request_id).values(values))
        after = {"state": state, "account": roster.account_text(account), "person": person_id}
        deed = audit.Deed(
            order.key,
            order.now,
            order.by,
            f"access/{state}",
            "access_request",
            request_id,
            {"state": row["state"]},
            after,
        )
        return audit.record(connection, deed)

    once(connection, order, do)
    return _record(_row(connection, request_id))


def _row(connection: Connection, request_id: int) -> RowMapping:
    row = connection.execute(select(table).where(table.c.id == request_id)).mappings().first()
    if row is None:
        raise UnknownRecordError(f"没有编号为 {request_id} 的申请")
    return row


def _open(connection: Connection, request_id: int, refusing: bool) -> RowMapping:
    row = _row(connection, request_id)
    if row["state"] == "approved" or (row["state"] == "refused" and refusing):
        raise TakenError(f"{row['decided_by']}已经{_SAID[row['state']]}了{row['name']}的申请")
    return row


def _let_in(connection: Connection, person: int | NewPerson, account: Account, order: Order) -> int:
    if isinstance(person, int):
        identities.link(connection, person, account, order)
        return person
    return enrolling.add(connection, replace(person, accounts=(*person.accounts, account)), order)


def _record(row: RowMapping) -> AccessRequest:
    return AccessRequest(
        id=row["id"],
        account=Account(row["platform"], row["team"], row["account"]),
        name=row["name"],
        asked_at=row["asked_at"],
        state=row["state"],
        person_id=row["person_id"],
    )
