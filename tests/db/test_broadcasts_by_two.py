"""Two replicas, a death in between, late beats: each destination hears a broadcast once."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.serving.broadcasting import Broadcasting
from db.broadcasts import Audience, NewBroadcast, Receipt
from db.correcting import Order
from db.ledger import Ledger
from db.people import NewPerson
from db.records import Account
from db.tables.records import audit
from tests.db.outbox import Deliverer, channel

NOW = datetime(2024, 7, 25, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai"))


async def office(ledger: Ledger) -> list[int]:
    for chat in ("-1001", "-1002"):
        await channel(ledger, chat)
    return [
        await ledger.people.add(
            NewPerson(f"人{n}", "staff", f"市{n}局", accounts=(Account("telegram", "", str(n)),)),
            Order("测试", NOW, f"add {n}"),
        )
        for n in range(4)
    ]


async def approved(
    ledger: Ledger, due_at: datetime | None = None, receipt_by: datetime | None = None
) -> int:
    new = NewBroadcast(
        "通知",
        "静安创建进入迎接评审阶段",
        Audience("everyone"),
        due_at=due_at,
        receipt_by=receipt_by,
    )
    return await ledger.broadcasts.draft(new, Order("陈静", NOW, "d"), approved=True)


async def both_beat(*ledgers: Ledger, now: datetime) -> None:
    await asyncio.gather(*(Broadcasting(one).beat(now) for one in ledgers for _ in range(2)))


async def said(ledger: Ledger) -> Counter[str]:
    """How often each destination has words of the broadcast in the outbox."""
    rows = await ledger.outbox.rows()
    return Counter(row.key.rpartition("/")[2] for row in rows if row.facts["part"] == "words")


async def deeds(ledger: Ledger) -> dict[str, int]:
    query = select(audit.c.action, func.count()).group_by(audit.c.action)
    rows = await ledger._store.read(lambda c: c.execute(query).all())
    return {row[0]: row[1] for row in rows if row[0].startswith("broadcast/")}


async def deliver(ledger: Ledger, now: datetime) -> None:
    deliverer = Deliverer(ledger, now=now)
    while claims := await deliverer.claims():
        for claim in claims:
            await deliverer.end(claim, await deliverer.begin(claim))


async def test_confirmed_before_a_death_it_goes_out_by_whoever_is_left(url: str) -> None:
    async with await Ledger.open(url) as here, await Ledger.open(url) as there:
        people = await office(here)
        await approved(here)  # and the process that drafted it is gone
        await both_beat(here, there, now=NOW)
        assert len(await said(here)) == 2 + len(people)
        assert set((await said(here)).values()) == {1}
        assert await deeds(here) == {"broadcast/draft": 1, "broadcast/send": 1}
        await both_beat(here, there, now=NOW + timedelta(minutes=1))
        assert set((await said(here)).values()) == {1}


async def test_from_schedule_to_report_by_two_each_step_once(url: str) -> None:
    async with await Ledger.open(url) as here, await Ledger.open(url) as there:
        people = await office(here)
        at = NOW + timedelta(days=1)
        number = await approved(here, due_at=at, receipt_by=at + timedelta(days=20))
        await both_beat(here, there, now=NOW)
        assert not await said(here)
        await both_beat(here, there, now=at + timedelta(hours=1))  # late
        await deliver(here, at + timedelta(hours=1))
        for who in people[:2]:
            receipt = Receipt(number, who, "telegram", f"{who}号", at)
            await asyncio.gather(*(one.broadcasts.receive(receipt) for one in (here, there)))

        late = at + timedelta(days=30)  # long after all was due
        monday = (at + timedelta(days=4)).replace(hour=9)
        for now in (at + timedelta(hours=2), monday, monday + timedelta(hours=1), late):
            await both_beat(here, there, now=now)
            await deliver(here, now)
        rows = await here.outbox.rows()
        parts = Counter(row.facts["part"] for row in rows)
        assert parts == {"words": 6, "face": 4, "chase": 2}  # counted, then closed, in two groups
        chased = {row.person for row in rows if row.facts["part"] == "chase"}
        assert chased == set(people[2:])
        one = await here.broadcasts.by_id(number)
        assert one
        assert one.state == "closed"
        counted = await deeds(here)
        assert counted["broadcast/receive"] == 2
        assert counted["broadcast/close"] == counted["broadcast/send"] == 1
        assert await here.broken_audit() is None


async def test_taken_back_while_it_is_being_said(url: str) -> None:
    async with await Ledger.open(url) as ledger:
        await office(ledger)
        number = await approved(ledger)
        await Broadcasting(ledger).beat(NOW)
        deliverer = Deliverer(ledger, now=NOW)
        (held,) = await deliverer.claims(limit=1)
        await ledger.broadcasts.cancel(number, Order("陈静", NOW, "x"))
        await Broadcasting(ledger).beat(NOW)
        states = Counter(row.state for row in await ledger.outbox.rows())
        assert states == {"planned": 1, "dropped": 5}  # the one in hand goes out
        await deliverer.end(held, await deliverer.begin(held))
        await Broadcasting(ledger).beat(NOW)
        (edit,) = [row for row in await ledger.outbox.rows() if row.facts["part"] == "face"]
        assert edit.key.endswith("/withdrawn")
        assert edit.edits_id
