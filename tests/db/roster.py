"""People as an office might have them, for the ledger tests."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from db.correcting import Order
from db.ledger import Ledger
from db.records import Account
from db.roster import NewPerson
from db.tables.records import audit
from tests.db.papers import NOW

LI_MIN = NewPerson("李敏", "coordinator", "督查室")
ZHANG = NewPerson("张伟", "staff", "区教育局", email="Zhang.Wei@Example.cn", phone="021-55550188")
SLACK = Account("slack", "T1", "U1")
TELEGRAM = Account("telegram", "", "42")
LATER = NOW + timedelta(days=8)


def order(key: str, by: str = "李敏", now: datetime = NOW) -> Order:
    """A wish of its own."""
    return Order(by, now, key)


async def trail(ledger: Ledger) -> list[dict[str, Any]]:
    """What the audit says, and that nobody tampered with it."""
    assert await ledger.broken_audit() is None
    query = select(audit).where(audit.c.subject != "document").order_by(audit.c.id)
    rows = await ledger._store.read(lambda c: c.execute(query).mappings().all())
    return [dict(row) for row in rows]
