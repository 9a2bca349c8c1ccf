"""The life of a broadcast: drafted, approved by a second person where one is asked for, sent,
corrected, taken back, closed. Each step is one transaction with its audit row."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from db import audit
from db.broadcast_records import Broadcast, NewBroadcast, NewWords, Reader, Words, in_force, plain
from db.broadcast_rows import by_id, words
from db.correcting import Order
from db.errors import NotNowError, UnknownRecordError
from db.notices import NewNotice
from db.planning import plan
from db.tables.sending import (
    attempt_notices,
    broadcast_readers,
    broadcast_words,
    broadcasts,
    destinations,
    notices,
)
from db.version import hold

SUBJECT = "broadcast"


def draft(connection: Connection, new: NewBroadcast, order: Order, *, approved: bool) -> int:
    """Keep a draft, once for each key; its id. `approved`: nobody else has to look at it."""
    hold(connection)
    if (known := audit.earlier(connection, order.key)) is not None:
        return audit.subject_of(connection, known, "broadcast/draft") or 0
    names = set(NewBroadcast.__dataclass_fields__) - {"words", "audience"}
    row = {name: getattr(new, name) for name in names} | {
        "key": order.key,
        "state": "approved" if approved else "drafted",
        "version": 1,
        "audience": plain(new.audience),
        "by": order.by,
        "at": order.now,
    }
    made = insert(broadcasts).values(row).returning(broadcasts.c.id)
    broadcast_id = int(connection.scalars(made).one())
    _say(connection, broadcast_id, Words(1, new.words, order.by, order.now), approved=approved)
    after = {"words": new.words, "audience": plain(new.audience)}
    _note(connection, order, "draft", broadcast_id, None, after)
    return broadcast_id


def _say(connection: Connection, broadcast_id: int, one: Words, *, approved: bool) -> None:
    values = {name: getattr(one, name) for name in Words.__dataclass_fields__}
    if approved:
        values |= {"approved_by": one.by, "approved_at": one.at}
    connection.execute(insert(broadcast_words).values(values | {"broadcast_id": broadcast_id}))


def correct(
    connection: Connection, broadcast_id: int, new: NewWords, order: Order, *, approved: bool
) -> int:
    """Other words; the version they are, once for each key. What waited for approval is given up.

    Raises `UnknownRecordError`, and `NotNowError` where nothing is to be corrected.
    """
    hold(connection)
    one, every = _known(connection, broadcast_id), words(connection, broadcast_id)
    if audit.earlier(connection, order.key) is not None:
        return next((w.version for w in every if (w.by, w.at) == (order.by, order.now)), 1)
    if one.state not in ("drafted", "approved", "sent"):
        raise NotNowError("这条通知已经结束，不能更正；要说新的内容，请另发一条")
    said = Words(
        every[-1].version + 1, new.words, order.by, order.now, new.asks_again, new.receipt_by
    )
    for waiting in (w for w in every if w.waits):
        _mark(connection, waiting, broadcast_id, {"refused": "起草人改了内容"})
    _say(connection, broadcast_id, said, approved=approved)
    before = in_force(one, every).words
    after = {"words": said.words, "version": said.version, "again": said.asks_again}
    _note(connection, order, "correct", broadcast_id, before, after)
    if approved:
        _put_in_force(connection, one, said)
    return said.version


def approve(connection: Connection, broadcast_id: int, version: int, order: Order) -> Broadcast:
    """Let these words be said. Raises `NotNowError`: never by who drafted them."""
    hold(connection)
    one, said = _waiting(connection, broadcast_id, version, order)
    if said is None:
        return one
    if said.by == order.by:
        raise NotNowError("这条通知是您起草的，要由另一位督办人员或管理员审批")
    _mark(connection, said, broadcast_id, {"approved_by": order.by, "approved_at": order.now})
    _put_in_force(connection, one, said)
    _note(connection, order, "approve", broadcast_id, None, {"version": version})
    return _known(connection, broadcast_id)


def refuse(
    connection: Connection, broadcast_id: int, version: int, because: str, order: Order
) -> Broadcast:
    """Let these words not be said. Raises `NotNowError`."""
    hold(connection)
    one, said = _waiting(connection, broadcast_id, version, order)
    if said is None:
        return one
    _mark(connection, said, broadcast_id, {"refused": because})
    if one.state == "drafted":
        _become(connection, one, {"state": "cancelled", "ended_at": order.now})
    _note(connection, order, "refuse", broadcast_id, None, {"version": version, "why": because})
    return _known(connection, broadcast_id)


def _waiting(
    connection: Connection, broadcast_id: int, version: int, order: Order
) -> tuple[Broadcast, Words | None]:
    """The words to decide on; None where this very order decided on them before."""
    one = _known(connection, broadcast_id)
    if audit.earlier(connection, order.key) is not None:
        return one, None
    said = next((w for w in words(connection, broadcast_id) if w.version == version), None)
    if said is None or not said.waits:
        raise NotNowError("这条通知已经处理过，不在等待审批")
    if not one.is_open:
        raise NotNowError("这条通知已经结束或撤回")
    return one, said


def _put_in_force(connection: Connection, one: Broadcast, said: Words) -> None:
    values: dict[str, Any] = {"version": said.version}
    if one.state == "drafted":
        values["state"] = "approved"
    if said.receipt_by:
        values["receipt_by"] = said.receipt_by
    if said.asks_again:
        values["audience"] = plain(one.audience) | {"counts_from": said.version}
    _become(connection, one, values)


def send(
    connection: Connection,
    one: Broadcast,
    several: Sequence[NewNotice],
    expected: Sequence[Reader],
    order: Order,
) -> bool:
    """Put its notices in the outbox and write down who has to confirm; False where another process
    did, or the words changed meanwhile."""
    hold(connection)
    now_there = _known(connection, one.id)
    if (now_there.state, now_there.version) != ("approved", one.version):
        return False
    values = {"state": "sent", "sent_at": order.now, "receipt_by": one.receipt_by}
    _become(connection, now_there, values)
    rows = [
        {"broadcast_id": one.id, "person_id": each.person_id, "bureau_id": each.bureau_id}
        for each in expected
    ]
    if rows:
        connection.execute(insert(broadcast_readers), rows)
    plan(connection, several, order.now)
    after = {"version": one.version, "notices": len(several), "readers": len(rows)}
    _note(connection, order, "send", one.id, None, after)
    return True


def cancel(connection: Connection, broadcast_id: int, order: Order) -> Broadcast:
    """Take it back; how it stood before. Raises `UnknownRecordError`, `NotNowError`."""
    hold(connection)
    one = _known(connection, broadcast_id)
    if audit.earlier(connection, order.key) is not None:
        return one
    if one.state == "cancelled":
        raise NotNowError("这条通知已经撤回")
    _become(connection, one, {"state": "cancelled", "ended_at": order.now})
    _note(connection, order, "cancel", broadcast_id, one.state, "cancelled")
    return one


def close(connection: Connection, one: Broadcast, several: Sequence[NewNotice], o: Order) -> bool:
    """No receipts are waited for any more, and somebody hears how it went; False where it was
    closed before."""
    hold(connection)
    if _known(connection, one.id).state != "sent":
        return False
    _become(connection, one, {"state": "closed", "ended_at": o.now})
    plan(connection, several, o.now)
    _note(connection, o, "close", one.id, "sent", "closed")
    return True


_DROP = (
    update(notices)
    .where(notices.c.id == bindparam("notice"), notices.c.state == "planned")
    .where(notices.c.ended_at.is_(None))
    .values(state="dropped", reason=bindparam("because"), ended_at=bindparam("now"))
)


def instead(
    connection: Connection, pairs: Sequence[tuple[int, NewNotice | None]], why: str, order: Order
) -> int:
    """In the place of each notice that nobody began to say, another one or none; how many.

    Where a destination is being spoken to just now, it is left for the next time.
    """
    done = 0
    for notice_id, new in pairs:
        if _untouched(connection, notice_id, order):
            dropped = {"notice": notice_id, "because": why, "now": order.now}
            done += connection.execute(_DROP, dropped).rowcount
            plan(connection, (new,) if new else (), order.now)
    return done


def _untouched(connection: Connection, notice_id: int, order: Order) -> bool:
    """Nobody tries to say it, and nobody can begin to before this transaction ends."""
    held = (
        select(destinations.c.leased_until, notices.c.state)
        .join(notices, notices.c.destination_id == destinations.c.id)
        .where(notices.c.id == notice_id, notices.c.ended_at.is_(None))
        .with_for_update(of=destinations)
    )
    row = connection.execute(held).first()
    tried = select(func.count()).where(attempt_notices.c.notice_id == notice_id)
    if row is None or row.state != "planned" or connection.scalar(tried):
        return False
    return row.leased_until is None or row.leased_until <= order.now


def _known(connection: Connection, broadcast_id: int) -> Broadcast:
    one = by_id(connection, broadcast_id)
    if one is None:
        raise UnknownRecordError(f"没有编号为 {broadcast_id} 的通知")
    return one


def _become(connection: Connection, one: Broadcast, values: dict[str, Any]) -> None:
    connection.execute(update(broadcasts).where(broadcasts.c.id == one.id).values(values))


def _mark(connection: Connection, said: Words, broadcast_id: int, values: dict[str, Any]) -> None:
    mine = broadcast_words.c.broadcast_id == broadcast_id
    these = update(broadcast_words).where(mine, broadcast_words.c.version == said.version)
    connection.execute(these.values(values))


def _note(
    connection: Connection, order: Order, what: str, about: int, before: object, after: object
) -> None:
    deed = audit.Deed(
        order.key, order.now, order.by, f"broadcast/{what}", SUBJECT, about, before, after
    )
    audit.record(connection, deed)
