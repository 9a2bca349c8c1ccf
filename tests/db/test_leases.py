"""What only one process may do at a time is done by one, and by another when that one is gone."""

import asyncio
from datetime import timedelta

from db.ledger import Ledger
from tests.db.papers import NOW

MINUTE = timedelta(minutes=1)


async def test_one_has_it_until_it_runs_out(ledger: Ledger) -> None:
    assert await ledger.leases.take("polling", "a", NOW, NOW + MINUTE)
    assert not await ledger.leases.take("polling", "b", NOW, NOW + MINUTE)
    assert await ledger.leases.take("other", "b", NOW, NOW + MINUTE)

    assert await ledger.leases.take("polling", "b", NOW + MINUTE, NOW + 2 * MINUTE)
    assert not await ledger.leases.take("polling", "a", NOW + MINUTE, NOW + 2 * MINUTE)


async def test_whoever_has_it_renews_it(ledger: Ledger) -> None:
    assert await ledger.leases.take("polling", "a", NOW, NOW + MINUTE)
    assert await ledger.leases.take("polling", "a", NOW, NOW + 2 * MINUTE)

    assert not await ledger.leases.take("polling", "b", NOW + MINUTE, NOW + 2 * MINUTE)


async def test_whoever_leaves_lets_it_go_at_once(ledger: Ledger) -> None:
    await ledger.leases.take("polling", "a", NOW, NOW + MINUTE)

    await ledger.leases.release("polling", "b")
    assert not await ledger.leases.take("polling", "b", NOW, NOW + MINUTE)

    await ledger.leases.release("polling", "a")
    assert await ledger.leases.take("polling", "b", NOW, NOW + MINUTE)


async def test_of_many_at_once_one_gets_it(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        wishes = [
            ledger.leases.take("polling", f"{number}", NOW, NOW + MINUTE)
            for number in range(10)
            for ledger in (one, other)
        ]
        got = await asyncio.gather(*wishes)

    assert sum(got) in (1, 2)  # a holder renews: both wishes of the one that got it


async def test_a_secret_is_made_once_and_stays(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        made = await asyncio.gather(*(each.secret("buttons") for each in (one, other) * 5))
        assert await one.secret("webhook") != made[0]

    async with await Ledger.open(url) as later:
        assert {*made} == {await later.secret("buttons")}
    assert len(made[0]) == 32
