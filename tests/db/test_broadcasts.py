"""Broadcasts in the ledger: approved by another, sent once, confirmed once a person."""

import asyncio
from random import Random

import pytest
from sqlalchemy import func, select

from db.broadcasts import Audience, Broadcast, NewBroadcast, NewWords, Reader, Receipt
from db.correcting import Order
from db.errors import NotNowError, UnknownRecordError
from db.ledger import Ledger
from db.outbox import NewNotice
from db.tables.records import audit
from db.tables.sending import receipts
from tests.db.outbox import Deliverer, channel, person, states
from tests.db.papers import NOW

WORDS = "静安创建进入迎接评审阶段"
LI, ZHANG = "李明（2号）", "张静（1号）"


def by(who: str, key: str) -> Order:
    return Order(who, NOW, key)


async def drafted(ledger: Ledger, *, approved: bool = True, key: str = "d1") -> Broadcast:
    new = NewBroadcast("静安创建", WORDS, Audience("everyone"), person_id=None)
    number = await ledger.broadcasts.draft(new, by(ZHANG, key), approved=approved)
    return await known(ledger, number)


async def known(ledger: Ledger, number: int) -> Broadcast:
    one = await ledger.broadcasts.by_id(number)
    assert one is not None
    return one


def notice(one: Broadcast, channel_id: int, part: str = "words") -> NewNotice:
    facts = {"broadcast": one.id, "part": part, "version": one.version, "reply": "{}"}
    key = f"broadcast/{one.id}/v{one.version}/c{channel_id}"
    return NewNotice(
        key, "broadcast", None, channel_id, facts, target="broadcast", target_id=one.id
    )


async def sent(ledger: Ledger, *persons: int) -> Broadcast:
    one = await drafted(ledger)
    expected = [Reader(each, "") for each in persons]
    await ledger.broadcasts.send(one, [], expected, by("定时", "send"))
    return await known(ledger, one.id)


def receipt(one: Broadcast, who: int, through: str = "telegram") -> Receipt:
    return Receipt(one.id, who, through, f"{who}号", NOW)


async def deeds(ledger: Ledger, action: str) -> int:
    query = select(func.count()).where(audit.c.action == f"broadcast/{action}")
    return await ledger._store.read(lambda c: c.scalar(query) or 0)


async def test_the_same_draft_sent_twice_is_one(ledger: Ledger) -> None:
    first, again = await drafted(ledger), await drafted(ledger)
    assert first == again
    assert first.state == "approved"
    (words,) = await ledger.broadcasts.words(first.id)
    assert (words.words, words.approved_by) == (WORDS, ZHANG)
    assert await deeds(ledger, "draft") == 1


async def test_who_drafted_it_never_approves_it(ledger: Ledger) -> None:
    one = await drafted(ledger, approved=False)
    with pytest.raises(NotNowError, match="另一位"):
        await ledger.broadcasts.approve(one.id, 1, by(ZHANG, "a1"))
    assert (await known(ledger, one.id)).state == "drafted"
    approved = await ledger.broadcasts.approve(one.id, 1, by(LI, "a2"))
    assert approved.state == "approved"
    assert await ledger.broadcasts.approve(one.id, 1, by(LI, "a2")) == approved
    with pytest.raises(NotNowError, match="处理过"):
        await ledger.broadcasts.approve(one.id, 1, by("王芳（3号）", "a3"))


async def test_a_refused_draft_is_over(ledger: Ledger) -> None:
    one = await drafted(ledger, approved=False)
    refused = await ledger.broadcasts.refuse(one.id, 1, "日期不对", by(LI, "r1"))
    assert refused.state == "cancelled"
    with pytest.raises(NotNowError):
        await ledger.broadcasts.approve(one.id, 1, by(LI, "a1"))


async def test_it_goes_out_once_whoever_sends_it(url: str) -> None:
    async with await Ledger.open(url) as here, await Ledger.open(url) as there:
        group = await channel(here, "-1001")
        one = await drafted(here)
        both = await asyncio.gather(
            *(
                ledger.broadcasts.send(one, [notice(one, group)], [], by("定时", f"s{n}"))
                for n, ledger in enumerate((here, there))
            )
        )
        assert sorted(both) == [False, True]
        assert list(await states(here)) == [f"broadcast/{one.id}/v1/c{group}"]
        assert await deeds(here, "send") == 1


async def test_what_was_taken_back_or_corrected_meanwhile_is_not_sent(ledger: Ledger) -> None:
    one = await drafted(ledger)
    await ledger.broadcasts.correct(
        one.id, NewWords("新的", asks_again=False), by(ZHANG, "c1"), approved=True
    )
    assert not await ledger.broadcasts.send(one, [], [], by("定时", "s1"))
    await ledger.broadcasts.cancel(one.id, by(ZHANG, "x1"))
    assert not await ledger.broadcasts.send(await known(ledger, one.id), [], [], by("定时", "s2"))
    with pytest.raises(NotNowError, match="已经撤回"):
        await ledger.broadcasts.cancel(one.id, by(ZHANG, "x2"))


async def test_pressing_on_two_platforms_counts_once(ledger: Ledger) -> None:
    li = await person(ledger, "李明")
    one = await sent(ledger, li)
    assert await ledger.broadcasts.awaited(li) == (one.id,)
    assert await ledger.broadcasts.receive(receipt(one, li)) == "new"
    assert await ledger.broadcasts.receive(receipt(one, li, "slack")) == "again"
    (reader,) = await ledger.broadcasts.readers(one)
    assert (reader.name, reader.through, reader.reachable) == ("李明", "telegram", False)
    assert await ledger.broadcasts.awaited(li) == ()
    assert await deeds(ledger, "receive") == 1


async def test_a_correction_asks_again_only_where_it_says_so(ledger: Ledger) -> None:
    li = await person(ledger, "李明")
    one = await sent(ledger, li)
    await ledger.broadcasts.receive(receipt(one, li))
    await ledger.broadcasts.correct(
        one.id, NewWords("新", asks_again=False), by(ZHANG, "c1"), approved=True
    )
    assert await ledger.broadcasts.receive(receipt(one, li)) == "again"
    await ledger.broadcasts.correct(
        one.id, NewWords("再", asks_again=True), by(ZHANG, "c2"), approved=True
    )
    one = await known(ledger, one.id)
    assert one.version == 3
    assert [each.received_at for each in await ledger.broadcasts.readers(one)] == [None]
    assert await ledger.broadcasts.receive(receipt(one, li)) == "new"
    assert [each.received_at for each in await ledger.broadcasts.readers(one)] == [NOW]


async def test_a_correction_that_waits_changes_nothing_yet(ledger: Ledger) -> None:
    one = await sent(ledger)
    version = await ledger.broadcasts.correct(
        one.id, NewWords("新", asks_again=False), by(ZHANG, "c1"), approved=False
    )
    assert (await known(ledger, one.id)).version == 1
    approved = await ledger.broadcasts.approve(one.id, version, by(LI, "a1"))
    assert (approved.version, approved.state) == (2, "sent")


async def test_what_waited_is_given_up_for_the_newer_words(ledger: Ledger) -> None:
    one = await drafted(ledger, approved=False)
    new = NewWords("新", receipt_by=NOW)
    version = await ledger.broadcasts.correct(one.id, new, by(ZHANG, "c1"), approved=False)
    with pytest.raises(NotNowError, match="处理过"):
        await ledger.broadcasts.approve(one.id, 1, by(LI, "a1"))
    approved = await ledger.broadcasts.approve(one.id, version, by(LI, "a2"))
    assert (approved.state, approved.version, approved.receipt_by) == ("approved", 2, NOW)


async def test_who_left_is_waited_for_no_more(ledger: Ledger) -> None:
    li, wang = await person(ledger, "李明"), await person(ledger, "王芳")
    one = await sent(ledger, li, wang)
    await ledger.people.leave(wang, by(ZHANG, "leave"))
    assert [each.name for each in await ledger.broadcasts.readers(one)] == ["李明"]


async def test_too_early_taken_back_and_unknown(ledger: Ledger) -> None:
    li = await person(ledger, "李明")
    one = await drafted(ledger)
    assert await ledger.broadcasts.receive(receipt(one, li)) == "early"
    await ledger.broadcasts.cancel(one.id, by(ZHANG, "x"))
    assert await ledger.broadcasts.receive(receipt(one, li)) == "cancelled"
    assert await ledger.broadcasts.receive(Receipt(99, li, "slack", "李明", NOW)) == "unknown"
    with pytest.raises(UnknownRecordError):
        await ledger.broadcasts.cancel(99, by(ZHANG, "x9"))


async def test_only_what_nobody_began_to_say_is_replaced(ledger: Ledger) -> None:
    group, other = await channel(ledger, "-1001"), await channel(ledger, "-1002")
    one = await drafted(ledger)
    await ledger.broadcasts.send(one, [notice(one, group), notice(one, other)], [], by("定时", "s"))
    (held,) = await Deliverer(ledger).claims(limit=1)
    parts = await ledger.broadcasts.parts(one.id)
    assert [part.is_open for part in parts] == [True, True]
    pairs = [(part.notice_id, None) for part in parts]
    assert await ledger.broadcasts.instead(pairs, "通知已撤回", by(ZHANG, "i")) == 1
    assert sorted((await states(ledger)).values()) == ["dropped", "planned"]
    attempt = await Deliverer(ledger).begin(held)
    await Deliverer(ledger).end(held, attempt)
    took = [part.attempt_id for part in await ledger.broadcasts.parts(one.id)]
    assert sorted(took, key=str) == [attempt.id, None]


@pytest.mark.parametrize("seed", range(3))
async def test_receipts_never_double_however_people_press(url: str, seed: int) -> None:
    """Two replicas, many presses at once, corrections in between: a receipt a person."""
    chance = Random(seed)  # noqa: S311 - a script of presses
    async with await Ledger.open(url) as here, await Ledger.open(url) as there:
        people = [await person(here, f"人{n}") for n in range(8)]
        one = await sent(here, *people)
        pressed: set[int] = set()
        for round_ in range(3):
            crowd = [chance.choice(people) for _ in range(30)]
            said = await asyncio.gather(
                *(
                    chance.choice((here, there)).broadcasts.receive(
                        receipt(one, who, chance.choice(("telegram", "slack")))
                    )
                    for who in crowd
                )
            )
            assert said.count("new") == len(set(crowd) - pressed)
            pressed |= set(crowd)
            found = await here.broadcasts.readers(await known(here, one.id))
            assert {each.person_id for each in found if each.received_at} == pressed
            if chance.random() < 0.5:
                key = by(ZHANG, f"c{round_}")
                await here.broadcasts.correct(
                    one.id, NewWords("新", asks_again=True), key, approved=True
                )
                pressed = set()
        rows = await here._store.read(lambda c: c.scalar(select(func.count(receipts.c.person_id))))
        assert rows is not None
        assert rows <= len(people)
        assert await here.broken_audit() is None
