"""Decisions about single notices: kept, in the outbox too, taken back, an audit row for each."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.errors import BadValueError
from db.replanning import Decision
from db.tables.records import audit
from tests.db.outbox import Deliverer, channel, order, to_channel
from tests.db.papers import NOW

SOON, LATER = NOW + timedelta(days=1), NOW + timedelta(days=3)


async def deeds(ledger):
    query = select(audit.c.action).where(audit.c.subject == "plan").order_by(audit.c.id)
    return await ledger._store.read(lambda c: list(c.scalars(query)))


async def row(ledger, key="k"):
    return next(one for one in await ledger.outbox.rows() if one.key == key)


async def test_a_decision_is_kept_and_found_by_where_it_was_and_where_it_is(ledger):
    move = Decision("k", "move", SOON, LATER)
    await ledger.replanning.decide([move, Decision("other", "drop", LATER)], order("decide"))
    found = await ledger.replanning.between(SOON, SOON)
    assert (found["k"].to, found["k"].by, found["k"].at) == (LATER, "张三", NOW)
    assert set(await ledger.replanning.between(LATER, LATER)) == {"k", "other"}
    assert await ledger.replanning.between(NOW, NOW) == {}
    assert await deeds(ledger) == ["replan/move", "replan/drop"]


async def test_what_waits_in_the_outbox_changes_with_it_and_back(ledger):
    chat = await channel(ledger, "-1")
    await ledger.outbox.plan([to_channel("k", chat, SOON)], NOW)
    await ledger.replanning.decide([Decision("k", "drop", SOON)], order("drop"))
    assert ((await row(ledger)).state, (await row(ledger)).reason) == (
        "dropped",
        "张三从计划里撤下",
    )
    await ledger.replanning.decide([Decision("k", "move", SOON, LATER)], order("move"))
    assert ((await row(ledger)).state, (await row(ledger)).due_at) == ("planned", LATER)
    (undone,) = await ledger.replanning.restore(["k"], order("restore"))
    assert undone.action == "move"
    assert ((await row(ledger)).state, (await row(ledger)).due_at) == ("planned", SOON)
    assert await ledger.replanning.restore(["k"], order("again")) == ()
    assert await deeds(ledger) == ["replan/drop", "replan/move", "replan/restore"]
    assert await ledger.broken_audit() is None


async def test_undoing_brings_back_what_was_decided_before(ledger):
    chat = await channel(ledger, "-1")
    await ledger.outbox.plan([to_channel("k", chat, SOON)], NOW)
    first = await ledger.replanning.decide([Decision("k", "move", SOON, LATER)], order("move"))
    second = await ledger.replanning.decide(
        [Decision("k", "drop", SOON), Decision("other", "drop", SOON)], order("drop")
    )
    with pytest.raises(BadValueError, match="又有人改过"):
        await ledger.replanning.undo(first, order("too early"))
    assert set(await ledger.replanning.undo(second, order("undo"))) == {"k", "other"}
    found = await ledger.replanning.between(SOON, SOON)
    assert found["k"].to == LATER
    assert set(found) == {"k"}
    assert ((await row(ledger)).state, (await row(ledger)).due_at) == ("planned", LATER)
    await ledger.replanning.undo(first, order("undo again"))
    assert (await row(ledger)).due_at == SOON
    assert await ledger.replanning.undo(1, order("of something else")) == ()


async def test_the_same_order_counts_once(ledger):
    for _ in range(2):
        await ledger.replanning.decide([Decision("k", "drop", SOON)], order("once"))
    assert await deeds(ledger) == ["replan/drop"]


async def test_what_was_said_is_left_alone(ledger):
    chat = await channel(ledger, "-1")
    await ledger.outbox.plan([to_channel("k", chat, NOW)], NOW)
    deliverer = Deliverer(ledger)
    claim = await deliverer.claim()
    with pytest.raises(BadValueError, match="正在发送"):
        await ledger.replanning.decide([Decision("k", "drop", NOW)], order("meanwhile"))
    await deliverer.end(claim, await deliverer.begin(claim))
    with pytest.raises(BadValueError, match="已经发出"):
        await ledger.replanning.decide(
            [Decision("fresh", "drop", NOW), Decision("k", "drop", NOW)], order("late")
        )
    assert await ledger.replanning.between(NOW, NOW) == {}
    assert (await row(ledger)).state == "sent"
