"""What conversations remember, and which events were seen."""

import asyncio
from datetime import timedelta

from db.ledger import Ledger
from tests.db.papers import NOW


async def test_a_conversation_remembers_its_last_words(ledger: Ledger) -> None:
    assert await ledger.load_context("c1") is None

    await ledger.save_context("c1", '{"document": 1}', NOW)
    await ledger.save_context("c1", '{"document": 2}', NOW)
    await ledger.save_context("c2", '{"document": 3}', NOW)

    assert await ledger.load_context("c1") == '{"document": 2}'
    assert await ledger.load_context("c2") == '{"document": 3}'


async def test_what_nobody_came_back_to_goes(ledger: Ledger) -> None:
    await ledger.save_context("old", "{}", NOW)

    await ledger.save_context("new", "{}", NOW + timedelta(days=8))

    assert await ledger.load_context("old") is None
    assert await ledger.load_context("new") == "{}"


async def test_an_event_delivered_by_many_at_once_is_new_to_one(ledger: Ledger) -> None:
    seen = await asyncio.gather(*(ledger.seen_event("Ev01", NOW) for _ in range(20)))

    assert sorted(seen) == [False] + [True] * 19
    assert not await ledger.seen_event("Ev02", NOW)


async def test_talk_does_not_count_as_a_change(ledger: Ledger) -> None:
    version = await ledger.version()

    await ledger.save_context("c1", "{}", NOW)
    await ledger.seen_event("Ev01", NOW)

    assert await ledger.version() == version
