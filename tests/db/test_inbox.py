"""Events that were told safe are there until somebody has handled them."""

import asyncio
from datetime import timedelta

from db.inbox import MAX_TRIES, Parcel
from db.ledger import Ledger
from tests.db.papers import NOW

MINUTE = timedelta(minutes=1)


def parcel(number: int = 1) -> Parcel:
    return Parcel(
        f"telegram:42:{number}", "telegram", '{"text":"第12项"}', NOW + number * MINUTE / 60
    )


def keys(parcels: tuple[Parcel, ...]) -> list[str]:
    return [one.key for one in parcels]


async def test_what_its_holder_left_is_taken_over_once_the_hold_ran_out(ledger: Ledger) -> None:
    await ledger.inbox.store(parcel(), "a", NOW + MINUTE)

    assert await ledger.inbox.take("b", NOW, NOW + MINUTE, 10) == ()
    (taken,) = await ledger.inbox.take("b", NOW + MINUTE, NOW + 2 * MINUTE, 10)

    assert (taken.key, taken.platform, taken.payload) == (
        "telegram:42:1",
        "telegram",
        '{"text":"第12项"}',
    )
    assert taken.at == parcel().at
    assert await ledger.inbox.waiting() == 1


async def test_what_is_done_is_gone(ledger: Ledger) -> None:
    await ledger.inbox.store(parcel(), "a", NOW)

    await ledger.inbox.done(parcel().key)
    await ledger.inbox.done(parcel().key)

    assert await ledger.inbox.waiting() == 0
    assert await ledger.inbox.take("b", NOW + MINUTE, NOW + MINUTE, 10) == ()


async def test_an_event_that_comes_again_is_kept_once(ledger: Ledger) -> None:
    for holder in ("a", "b"):
        await ledger.inbox.store(parcel(), holder, NOW + MINUTE)

    assert await ledger.inbox.waiting() == 1


async def test_the_oldest_come_first_and_no_more_than_asked(ledger: Ledger) -> None:
    for number in (3, 1, 2):
        await ledger.inbox.store(parcel(number), "a", NOW)

    taken = await ledger.inbox.take("b", NOW, NOW + MINUTE, 2)

    assert keys(taken) == ["telegram:42:1", "telegram:42:2"]


async def test_two_who_take_at_once_never_get_the_same(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        for number in range(40):
            await one.inbox.store(parcel(number), "gone", NOW)

        takes = [
            ledger.inbox.take(holder, NOW, NOW + MINUTE, 3)
            for _ in range(8)
            for holder, ledger in (("a", one), ("b", other))
        ]
        taken = [key for parcels in await asyncio.gather(*takes) for key in keys(parcels)]

    assert len(taken) == len(set(taken)) == 40


async def test_a_hold_is_renewed_by_its_holder_alone(ledger: Ledger) -> None:
    await ledger.inbox.store(parcel(), "a", NOW + MINUTE)

    await ledger.inbox.hold((parcel().key,), "b", NOW + 9 * MINUTE)
    await ledger.inbox.hold((parcel().key,), "a", NOW + 2 * MINUTE)

    assert await ledger.inbox.take("b", NOW + MINUTE, NOW + 3 * MINUTE, 1) == ()
    assert len(await ledger.inbox.take("b", NOW + 2 * MINUTE, NOW + 3 * MINUTE, 1)) == 1


async def test_what_cannot_be_handled_rests_where_it_is_seen(ledger: Ledger) -> None:
    await ledger.inbox.store(parcel(), "a", NOW)
    now, tries = NOW, [1]
    while taken := await ledger.inbox.take("a", now, now + MINUTE, 10):
        tries.append(taken[0].tries)
        now += MINUTE
        await ledger.inbox.put_off(taken[0].key, now)

    assert tries == list(range(1, MAX_TRIES + 1))
    assert (await ledger.inbox.waiting(), await ledger.inbox.stuck()) == (0, 1)
