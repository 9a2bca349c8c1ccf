"""What a process held that is gone is free at once."""

from datetime import UTC, datetime, timedelta

from db.inbox import Parcel

NOW = datetime(2026, 9, 1, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


async def test_letting_go_frees_leases_and_events_of_that_process_only(ledger):
    for holder in ("gone", "here"):
        await ledger.leases.take(holder, holder, NOW, LATER)
        parcel = Parcel(f"telegram:{holder}", "telegram", "{}", NOW)
        await ledger.inbox.store(parcel, holder, LATER)
    assert set(await ledger.holders()) == {"gone", "here"}
    await ledger.let_go("gone")
    assert set(await ledger.holders()) == {"here"}
    assert await ledger.leases.take("gone", "here", NOW, LATER)
    assert not await ledger.leases.take("here", "other", NOW, LATER)
    (parcel,) = await ledger.inbox.take("other", NOW, LATER, 10)
    assert parcel.key == "telegram:gone"
