"""Losses are put in on purpose: coordinators hear of each, once a day, and what to do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from sqlite3 import connect
from subprocess import CompletedProcess

import pytest
import pytest_asyncio

from bot.serving.auditor import Auditor, found
from bot.serving.composing import reply_of
from bot.serving.metrics import Metrics
from bot.serving.ticking import Ticking
from db.channels import ChannelWish
from db.correcting import Order
from db.importing import Import
from db.ledger import Ledger
from db.outbox import Ended, Ending, NewNotice, Notice
from db.records import Place
from handlers.reply import plain_text
from knowledge.catalog import load
from reminders.settings import ZONE
from tests.bot.notices import member, to_channel
from tests.bot.program import inside
from tests.db.outbox import Deliverer

DAY = datetime(2024, 9, 30, tzinfo=ZONE)
START, LATE = DAY.replace(hour=8), DAY.replace(hour=10)
MINUTES = timedelta(minutes=10)
GROUP = Place("telegram", "", "-1001")


@pytest_asyncio.fixture
async def ledger(tmp_path: Path) -> AsyncIterator[Ledger]:
    """The last day of a paper, one chat, a coordinator."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as opened:
        await opened.import_papers([load("jingan2024")], Import(START, activate=True))
        await opened.channels.bind(GROUP, ChannelWish("创建专班"), Order("张三", START, "bind"))
        await member(opened, "王五", "coordinator", "7")
        yield opened


@pytest.fixture
def auditor(ledger: Ledger) -> Auditor:
    return Auditor(ledger, ZONE)


async def planned(ledger: Ledger) -> None:
    assert await Ticking(ledger, ZONE).tick(START)


async def sent(ledger: Ledger, now: datetime, ending: Ending | None = None) -> None:
    """Deliver all that is due."""
    crew = Deliverer(ledger, now=now)
    for claim in await crew.claims():
        attempt = await crew.begin(claim)
        ended = Ended(claim.destination, attempt, ending or Ending("sent", "sent", messages=("1",)))
        await ledger.outbox.end(ended, crew.name, now)


async def alarms(ledger: Ledger) -> list[Notice]:
    return [one for one in await ledger.outbox.rows(limit=1000) if one.kind == "audit"]


def text(notice: Notice) -> str:
    return plain_text(reply_of(notice).blocks)


async def audited(auditor: Auditor, *moments: datetime) -> list[int]:
    return [await auditor.audit(moment) for moment in moments]


def remove_a_row(tmp_path: Path) -> str:
    """As nobody should."""
    with closing(connect(tmp_path / "duban.db")) as database, database:
        deadlines = "SELECT key FROM notices WHERE kind = 'deadline'"
        (key, *_others) = (row[0] for row in database.execute(deadlines))
        database.execute("DELETE FROM notices WHERE key = ?", [key])
    return str(key)


async def test_quiet_when_all_is_well(ledger: Ledger, auditor: Auditor) -> None:
    await planned(ledger)
    await sent(ledger, DAY.replace(hour=9))

    assert await audited(auditor, LATE, LATE + MINUTES, LATE + MINUTES * 2) == [0, 0, 0]
    assert set((await auditor.figures(LATE)).values()) == {0}
    assert (await found(ledger, LATE, ZONE)).undone == ()


async def test_a_row_that_vanished_is_told_of_and_put_back(
    ledger: Ledger, auditor: Auditor, tmp_path: Path
) -> None:
    await planned(ledger)
    await sent(ledger, DAY.replace(hour=9))
    key = remove_a_row(tmp_path)

    assert await audited(auditor, LATE, LATE + MINUTES, LATE + MINUTES * 2) == [0, 1, 0]

    (alarm,) = await alarms(ledger)
    assert "该发给“创建专班”的1条通知没有进发件箱" in text(alarm)
    assert "应于2024年9月30日（周一）09:00发出" in text(alarm)
    assert "duban serve" in text(alarm)
    (again,) = [one for one in await ledger.outbox.rows(limit=1000) if one.key == key]
    assert again.state == "planned"


async def test_a_plan_that_was_never_made_is_put_right(ledger: Ledger, auditor: Auditor) -> None:
    """The heartbeat stood still, the auditor did not."""
    assert await audited(auditor, LATE, LATE + MINUTES) == [0, 1]
    assert (await auditor.figures(LATE))["missing"] == 7
    await sent(ledger, LATE + MINUTES)
    assert await audited(auditor, LATE + MINUTES * 2) == [0]


async def test_a_delivery_that_is_dead_is_told_of_once_a_day(
    ledger: Ledger, auditor: Auditor, caplog: pytest.LogCaptureFixture
) -> None:
    await planned(ledger)
    moments = [LATE + MINUTES * step for step in range(20)]

    assert sum(await audited(auditor, *moments)) == 1

    (alarm,) = await alarms(ledger)
    assert "发给“创建专班”的7条通知过了时间还没有发出" in text(alarm)
    assert "duban doctor" in text(alarm)
    assert (await auditor.figures(moments[-1]))["late"] >= 7
    assert "对账" in caplog.text
    # The day after, which is a day of rest, nobody is disturbed; on the next working day again.
    holiday, working = DAY + timedelta(days=1, hours=10), DAY + timedelta(days=8, hours=10)
    assert await audited(auditor, holiday, holiday + MINUTES) == [0, 0]
    await Ticking(ledger, ZONE).tick(working)
    assert await audited(auditor, working, working + MINUTES) == [0, 1]


async def test_what_failed_says_how_to_send_it_again(ledger: Ledger, auditor: Auditor) -> None:
    (group,) = await ledger.channels.everyone()
    await ledger.outbox.plan([to_channel(group.id, "第7项今天到期")], LATE)
    await sent(ledger, LATE, Ending("failed", "failed", "平台不接受这条消息"))

    assert await audited(auditor, LATE + MINUTES) == [1]

    (alarm,) = await alarms(ledger)
    assert "发给“创建专班”的1条通知没有发成" in text(alarm)
    assert "：平台不接受这条消息。" in text(alarm)
    assert "duban outbox resend 1" in text(alarm)
    assert "duban outbox drop 1" in text(alarm)


async def test_what_stands_unknown_asks_somebody_to_look(ledger: Ledger, auditor: Auditor) -> None:
    await planned(ledger)
    await sent(ledger, DAY.replace(hour=9))
    (group,) = await ledger.channels.everyone()
    await ledger.outbox.plan([to_channel(group.id, "第7项今天到期")], LATE)
    await sent(ledger, LATE, Ending("unknown", "unknown", "连接中断", final=True))

    assert await audited(auditor, LATE + MINUTES, LATE + MINUTES * 2) == [1, 0]

    (alarm,) = await alarms(ledger)
    assert "不知道有没有送到" in text(alarm)
    assert "没有收到就重发（duban outbox resend " in text(alarm)


async def test_a_chat_that_was_closed_is_not_told_of_twice(
    ledger: Ledger, auditor: Auditor
) -> None:
    (group,) = await ledger.channels.everyone()
    await ledger.outbox.plan([to_channel(group.id, "第7项今天到期")], LATE)
    await sent(ledger, LATE, Ending("failed", "failed", "机器人已不在群里"))
    await ledger.channels.close(GROUP, "机器人已不在群里", LATE)

    assert await audited(auditor, LATE + MINUTES, LATE + MINUTES * 2) == [0, 0]


async def test_an_alarm_at_night_waits_for_the_morning(ledger: Ledger, auditor: Auditor) -> None:
    evening = datetime(2024, 9, 27, 20, 0, tzinfo=ZONE)
    (group,) = await ledger.channels.everyone()
    await ledger.outbox.plan([to_channel(group.id, "急事")], evening)
    await sent(ledger, evening, Ending("failed", "failed", "平台不接受这条消息"))

    assert await audited(auditor, evening + MINUTES, evening + timedelta(days=1)) == [1, 0]

    (alarm,) = await alarms(ledger)
    assert alarm.due_at == datetime(2024, 9, 29, 9, 0, tzinfo=ZONE)  # a Sunday worked (调休)


async def test_an_outage_of_everything_is_one_alarm(ledger: Ledger, auditor: Auditor) -> None:
    for number in range(30):
        place = Place("telegram", "", f"-{number + 2}")
        order = Order("张三", START, f"bind {number}")
        channel = await ledger.channels.bind(place, ChannelWish(f"第{number}群"), order)
        await ledger.outbox.plan([NewNotice(f"k{number}", "phase", None, channel.id, {})], START)

    await audited(auditor, LATE)
    assert await auditor.audit(LATE + MINUTES) == 2  # what is late; the plan that was never made

    told = sorted(text(one).splitlines()[0] for one in await alarms(ledger))
    assert "等30处的30条通知过了时间还没有发出" in told[0]


async def test_operators_see_the_figures(ledger: Ledger, auditor: Auditor) -> None:
    await planned(ledger)
    metrics = Metrics()
    metrics.undone(await auditor.figures(LATE))
    shown = metrics.show({}, {}).decode()
    assert "duban_notices_late 7.0" in shown
    assert "duban_notices_missing 0.0" in shown


async def test_the_command_line_and_the_doctor_tell_the_same(
    ledger: Ledger, tmp_path: Path
) -> None:
    await planned(ledger)
    listed, lines, doctor = [
        await told(tmp_path, *command)
        for command in (("outbox", "audit"), ("outbox", "audit", "--json"), ("doctor",))
    ]

    assert (listed.returncode, lines.returncode, doctor.returncode) == (1, 1, 1)
    for shown in (listed.stdout, doctor.stdout):
        assert "发给“创建专班”的7条通知过了时间还没有发出" in shown
        assert "duban doctor" in shown
    assert len(lines.stdout.splitlines()) == 7

    await sent(ledger, LATE)
    assert (await told(tmp_path, "outbox", "audit")).stdout == "该发的都发出去了\n"


async def told(directory: Path, *command: str) -> CompletedProcess[str]:
    """What the command line says at that time; it has a loop of its own."""
    return await asyncio.to_thread(inside, directory, "--now", LATE.isoformat(), *command)
