"""What conversations remember, and which events were seen."""

import asyncio
from datetime import timedelta

from db.contexts import Remembrance
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


async def test_talk_does_not_count_as_a_change(ledger: Ledger) -> None:
    version = await ledger.version()

    await ledger.save_context("c1", "{}", NOW)
    await ledger.answered([Remembrance("c1", "{}", "Ev01", "m1 办好了")], NOW)

    assert await ledger.version() == version


async def test_many_conversations_are_saved_at_once(ledger: Ledger) -> None:
    await ledger.answered([Remembrance(f"c{number}", f"{number}") for number in range(30)], NOW)

    assert await ledger.load_context("c7") == "7"
    assert await ledger.load_context("c29") == "29"


async def test_what_an_event_was_answered_with_first_stays(ledger: Ledger) -> None:
    assert await ledger.event_result("Ev01") is None

    await ledger.answered([Remembrance("c1", "{}", "Ev01", "m1 办好了")], NOW)
    await ledger.answered([Remembrance("c1", "{}", "Ev01", "m2 又办了一次")], NOW)

    assert await ledger.event_result("Ev01") == "m1 办好了"


async def test_saving_at_once_from_both_ends_never_hangs(ledger: Ledger) -> None:
    keys = [f"c{number}" for number in range(20)]
    there = [Remembrance(key, "there", f"Ev{key}", "1") for key in keys]
    back = [Remembrance(key, "back", f"Ev{key}", "2") for key in reversed(keys)]

    await asyncio.gather(*(ledger.answered(one, NOW) for one in (there, back) * 5))

    assert {await ledger.load_context(key) for key in keys} <= {"there", "back"}
