"""A paper's way through the ledger leaves a trace: activated, archived, removed."""

from datetime import timedelta

from sqlalchemy import select

from db.ledger import Ledger
from db.tables.records import audit
from tests.db.papers import NOW, WORK_PLAN
from tests.db.roster import order

LATER = NOW + timedelta(days=1)


async def traced(ledger: Ledger) -> list[tuple[str, str, object, object]]:
    query = select(audit.c.action, audit.c.by, audit.c.before, audit.c.after).order_by(audit.c.id)
    rows = await ledger._store.read(lambda c: c.execute(query).all())
    assert await ledger.broken_audit() is None
    return [tuple(row) for row in rows[1:]]


async def test_each_change_of_state_is_one_row_with_what_was(ledger: Ledger) -> None:
    document_id = (await ledger.import_paper(WORK_PLAN, now=NOW)).document_id

    for _ in range(2):
        await ledger.set_state(document_id, "active", order("k1", by="王芳"))
    await ledger.set_state(document_id, "active", order("k2", now=LATER))
    await ledger.remove_document(document_id, order("k3"))

    was = {"slug": WORK_PLAN.slug, "title": WORK_PLAN.title}
    assert await traced(ledger) == [
        ("document/state", "王芳", was | {"state": "archived"}, {"state": "active"}),
        ("document/remove", "李敏", was | {"state": "active"}, None),
    ]


async def test_activated_twice_it_counts_from_the_first_time(ledger: Ledger) -> None:
    document_id = (await ledger.import_paper(WORK_PLAN, now=NOW)).document_id
    await ledger.set_state(document_id, "active", order("k1"))

    await ledger.set_state(document_id, "active", order("k2", now=LATER))

    (document,) = await ledger.documents("active")
    assert document.activated_at == NOW
