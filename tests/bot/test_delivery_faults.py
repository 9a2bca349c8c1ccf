"""Faults while delivering: each holds up its own chat only, and ends visibly."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.serving.delivery import LEASE
from bot.serving.sending import SendError
from db.ledger import Ledger
from db.outbox import NewNotice
from tests.bot.notices import to_channel
from tests.bot.shop import Shop, row
from tests.bot.shop import ledger as ledger
from tests.bot.shop import shop as shop
from tests.db.outbox import channel, states


async def test_a_limit_holds_up_that_chat_only(shop: Shop) -> None:
    slow, quick = await channel(shop.ledger, "-1"), await channel(shop.ledger, "-2")
    shop.telegram.fails("-1", SendError("发得太快", retry_after=30))
    await shop.plan(to_channel(slow, "甲"), to_channel(quick, "乙"))

    await shop.deliver()
    await shop.plan(to_channel(quick, "丙"))
    await shop.deliver(seconds=29)
    assert shop.telegram.seen == {"-2": ["乙", "丙"]}

    await shop.deliver(seconds=2)
    assert shop.telegram.seen["-1"] == ["甲"]


async def test_a_chat_that_hangs_holds_up_none(shop: Shop) -> None:
    slow, quick = await channel(shop.ledger, "-1"), await channel(shop.ledger, "-2")
    shop.telegram.fails("-1", "hangs")
    await shop.plan(to_channel(slow, "甲"), to_channel(quick, "乙"))
    await shop.delivery.deliver_due()

    await shop.plan(to_channel(quick, "丙"))
    for _ in range(100):
        await shop.delivery.step()
        if shop.telegram.seen["-2"] == ["乙", "丙"]:
            break

    assert shop.telegram.seen["-2"] == ["乙", "丙"]
    shop.telegram.go_on.set()
    await shop.delivery.settled()
    assert shop.telegram.seen["-1"] == ["甲"]


async def test_what_a_killed_process_was_saying_another_says_again(ledger: Ledger) -> None:
    dead, heir = Shop(ledger, "dead"), Shop(ledger, "heir")
    group = await channel(ledger, "-1")
    dead.telegram.fails("-1", "hangs")
    await dead.plan(to_channel(group, "甲"))
    await dead.delivery.deliver_due()
    for task in dead.delivery._sending:
        task.cancel()

    await heir.deliver(seconds=LEASE.total_seconds() - 1)
    assert heir.telegram.seen == {}
    await heir.deliver(seconds=1)

    assert heir.telegram.seen == {"-1": ["甲"]}
    assert await states(ledger) == {"甲": "sent"}


async def test_a_passing_fault_is_tried_again_with_longer_and_longer_pauses(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", *(SendError("平台出错") for _ in range(3)))
    await shop.plan(to_channel(group, "甲"))

    tried = []
    for second in range(60):
        before = len(shop.telegram.faults["-1"])
        await shop.deliver(seconds=1)
        if len(shop.telegram.faults["-1"]) < before or shop.telegram.seen["-1"]:
            tried.append(second)
        if shop.telegram.seen["-1"]:
            break

    assert tried == [0, 5, 15, 35]


async def test_an_error_nobody_foresaw_counts_as_unknown(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", RuntimeError("第12项"))
    await shop.plan(to_channel(group, "甲"))

    await shop.deliver()

    stands = await row(shop.ledger, "甲")
    assert (stands.state, stands.reason) == ("unknown", "发送出错（RuntimeError）")


async def test_what_no_program_understands_ends_visibly(shop: Shop) -> None:
    group = await channel(shop.ledger, "-1")
    odd = NewNotice("odd", "deadline", None, group, {"picture": 1})
    await shop.plan(odd, to_channel(group, "甲"))

    await shop.deliver()

    assert await states(shop.ledger) == {"odd": "failed", "甲": "sent"}


async def test_what_was_said_is_written_down_although_the_database_fails_for_a_moment(
    shop: Shop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    group = await channel(shop.ledger, "-1")
    shop.telegram.fails("-1", "hangs")
    await shop.plan(to_channel(group, "甲"))
    await shop.delivery.deliver_due()

    with closing(sqlite3.connect(tmp_path / "duban.db")) as database:
        database.execute("ALTER TABLE attempts RENAME TO elsewhere")
        shop.telegram.go_on.set()
        await asyncio.sleep(0.05)
        database.execute("ALTER TABLE elsewhere RENAME TO attempts")
    await shop.delivery.settled()

    assert "没有写进台账" in caplog.text
    assert await states(shop.ledger) == {"甲": "sent"}
    assert shop.telegram.seen["-1"] == ["甲"]
