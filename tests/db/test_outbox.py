"""Each notice is planned once, said by one at a time, and what became of it is written down."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from db.ledger import Ledger
from db.outbox import Aside, Ending, LeftOut
from db.records import Account
from tests.db.outbox import (
    LEASE,
    WORDS,
    Deliverer,
    channel,
    only,
    person,
    states,
    to_channel,
    to_person,
)
from tests.db.papers import NOW

LATER = NOW + timedelta(hours=1)


async def test_what_was_planned_before_is_planned_once(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    notices = [to_channel(f"deadline/{number}", group) for number in range(3)]

    assert await ledger.outbox.plan(notices[:2], NOW) == 2
    assert await ledger.outbox.plan(notices, NOW) == 1
    assert await ledger.outbox.plan([], NOW) == 0

    assert list(await states(ledger)) == ["deadline/0", "deadline/1", "deadline/2"]


async def test_two_who_plan_the_same_at_once(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        groups = [await channel(one, f"-{number}") for number in range(5)]
        notices = [to_channel(f"k/{group}/{each}", group) for group in groups for each in range(9)]
        plans = [
            ledger.outbox.plan(wanted, NOW)
            for wanted in (notices, notices[::-1])
            for ledger in (one, other)
        ]
        assert sum(await asyncio.gather(*plans)) == len(notices)


async def test_a_destination_gives_all_that_is_due_there_and_nothing_else(ledger: Ledger) -> None:
    group, other = await channel(ledger, "-1001"), await channel(ledger, "-1002")
    await ledger.outbox.plan(
        [
            to_channel("b", group, NOW),
            to_channel("a", group, NOW - LEASE),
            to_channel("later", group, LATER),
            to_channel("elsewhere", other, LATER),
        ],
        NOW,
    )

    claim = await Deliverer(ledger).claim()

    assert (claim.channel, claim.person) == (group, None)
    assert [one.key for one in claim.notices] == ["a", "b"]
    assert claim.notices[0].facts == {"reply": "a"}


async def test_what_is_said_is_sent_and_what_went_with_it_merged(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group), to_channel("b", group)], NOW)

    attempt = await Deliverer(ledger).deliver(Ending("sent", "sent", messages=("7", "8")))

    assert await states(ledger) == {"a": "sent", "b": "merged"}
    first, second = await ledger.outbox.rows()
    assert str(attempt.id) in (second.reason or "")
    assert first.ended_at == second.ended_at == NOW
    for row in (first, second):
        (tried,) = await ledger.outbox.attempts(row.id)
        assert (tried.text, tried.facts, tried.message_id) == (*WORDS, "7 8")
    assert await Deliverer(ledger).claims() == []


async def test_two_who_deliver_at_once_never_say_the_same(url: str) -> None:
    async with await Ledger.open(url) as one, await Ledger.open(url) as other:
        groups = [await channel(one, f"-{number}") for number in range(20)]
        await one.outbox.plan([to_channel(f"k{group}", group) for group in groups], NOW)
        crews = [Deliverer(one, "a"), Deliverer(other, "b")]

        async def work(crew: Deliverer) -> Sequence[str]:
            said = []
            for claim in await crew.claims(limit=4):
                attempt = await crew.begin_if_held(claim)
                assert attempt is not None
                said += [notice.key for notice in claim.notices]
                await crew.end(claim, attempt)
            return said

        said = [key for each in await asyncio.gather(*(work(c) for c in crews * 5)) for key in each]
        while more := [key for crew in crews for key in await work(crew)]:
            said += more

    assert sorted(said) == sorted(f"k{group}" for group in groups)


async def test_what_a_dead_one_may_have_said_is_unknown_and_said_again_in_the_same_words(
    ledger: Ledger,
) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    dead, heir = Deliverer(ledger, "dead"), Deliverer(ledger, "heir", NOW + LEASE)
    claim = await dead.claim()
    begun = await dead.begin(claim)
    assert await Deliverer(ledger, "heir").claims() == []

    inherited = await heir.claim()

    assert (await only(ledger)).state == "unknown"
    assert "中断" in ((await only(ledger)).reason or "")
    assert inherited.doubt is not None
    assert (inherited.doubt.id, inherited.doubt.text) == (begun.id, WORDS[0])
    again = await heir.begin(inherited)
    assert (again.id, again.text, again.tries) == (begun.id, WORDS[0], 2)
    await heir.end(inherited, again)
    assert await states(ledger) == {"a": "sent"}


async def test_whoever_lost_the_lease_says_nothing(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    slow, quick = Deliverer(ledger, "slow"), Deliverer(ledger, "quick", NOW + LEASE)
    claim = await slow.claim()

    taken = await quick.claim()
    slow.now += LEASE
    assert await slow.begin_if_held(claim) is None

    await quick.end(taken, await quick.begin(taken))
    assert await states(ledger) == {"a": "sent"}


async def test_a_passing_fault_puts_off_that_destination_only(ledger: Ledger) -> None:
    slow, quick = await channel(ledger, "-1001"), await channel(ledger, "-1002")
    await ledger.outbox.plan([to_channel("slow", slow)], NOW)
    crew = Deliverer(ledger)
    busy = Ending("failed", "planned", "平台忙", not_before=NOW + LEASE)
    await crew.deliver(busy)
    await ledger.outbox.plan([to_channel("quick", quick), to_channel("more", slow)], NOW)

    assert [one.channel for one in await crew.claims()] == [quick]
    assert (await ledger.outbox.rows())[0].reason == "平台忙"

    crew.now = NOW + LEASE
    claim = next(one for one in await crew.claims() if one.channel == slow)
    attempt = await crew.begin(claim)
    assert attempt.tries == 2
    assert [one.key for one in claim.notices] == ["slow", "more"]


async def test_a_clock_that_was_a_day_ahead_does_not_silence_a_chat_for_a_day(
    ledger: Ledger,
) -> None:
    group = await channel(ledger, "-1001")
    crew = Deliverer(ledger, now=NOW)
    await ledger.outbox.plan([to_channel(f"k{number}", group) for number in range(2)], NOW)
    tomorrow = NOW + timedelta(days=1)
    await crew.deliver(Ending("failed", "planned", "发得太快", not_before=tomorrow))

    assert len(await crew.claims()) == 1


async def test_what_failed_for_good_or_stands_unknown_for_good_is_left_alone(
    ledger: Ledger,
) -> None:
    one, other = await channel(ledger, "-1001"), await channel(ledger, "-1002")
    crew = Deliverer(ledger)
    await ledger.outbox.plan([to_channel("gone", one)], NOW)
    await crew.deliver(Ending("failed", "failed", "已被移出群"))
    await ledger.outbox.plan([to_channel("doubt", other)], NOW)
    await crew.deliver(Ending("unknown", "unknown", "连接中断", final=True))

    crew.now = LATER
    assert await crew.claims() == []
    assert await states(ledger) == {"gone": "failed", "doubt": "unknown"}
    assert await ledger.outbox.counts() == {"failed": 1, "unknown": 1}


async def test_only_what_can_be_reached_from_here_is_claimed(ledger: Ledger) -> None:
    slack = await channel(ledger, "C1", "slack")
    terminal = await channel(ledger, "local", "terminal")
    known = await person(ledger, "张三", Account("telegram", "", "42"))
    unknown = await person(ledger, "李四")
    notices = [to_channel("s", slack), to_channel("t", terminal)]
    people = [to_person("known", known), to_person("unknown", unknown)]
    await ledger.outbox.plan([*notices, *people], NOW)

    on_slack = await Deliverer(ledger, "s").claims(platforms=("slack",))
    on_telegram = await Deliverer(ledger, "t").claims(platforms=("telegram",))

    assert {one.notices[0].key for one in on_slack} == {"s", "unknown"}
    assert {one.notices[0].key for one in on_telegram} == {"known"}
    assert await Deliverer(ledger).claims(platforms=()) == []


async def test_what_nobody_should_hear_any_more_is_suppressed_with_its_reason(
    ledger: Ledger,
) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    crew = Deliverer(ledger)
    claim = await crew.claim()

    ending: Aside = ("suppressed", "频道已停用")
    out = LeftOut(claim.destination, ((claim.notices[0].id, ending),), free=True)
    await ledger.outbox.leave_out([out], crew.name, NOW)

    assert ((await only(ledger)).state, (await only(ledger)).reason) == ("suppressed", "频道已停用")
    assert await crew.claims() == []


async def test_a_notice_goes_to_one_person_or_one_channel(ledger: Ledger) -> None:
    both = to_channel("a", await channel(ledger, "-1001"))
    nobody = type(both)("b", "deadline", None, None, {})

    with pytest.raises(ValueError, match="one person or"):
        await ledger.outbox.plan([both, nobody], NOW)

    assert await states(ledger) == {}


async def test_of_many_rows_the_latest_are_shown(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan(
        [to_channel(f"k{day}", group, NOW + timedelta(days=day)) for day in range(9)], NOW
    )

    assert [one.key for one in await ledger.outbox.rows(("planned",), 2)] == ["k7", "k8"]
    assert await ledger.outbox.rows(("sent",)) == ()


async def test_a_process_that_is_gone_keeps_no_destination(ledger: Ledger) -> None:
    group = await channel(ledger, "-1001")
    await ledger.outbox.plan([to_channel("a", group)], NOW)
    await Deliverer(ledger, "gone").claim()
    assert await ledger.holders() == ("gone",)

    await ledger.let_go("gone")

    assert (await Deliverer(ledger, "heir").claim()).channel == group
