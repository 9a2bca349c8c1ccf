"""What was said about a task is put right where it stands, once it is no longer so."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest_asyncio

from bot.serving.composing import facts_of
from bot.serving.delivery import Delivery
from bot.serving.outdating import Outdating
from db.filing import Filing
from db.ledger import Ledger
from db.outbox import NewNotice
from db.records import Task, TaskQuery
from db.standing import StepKind
from db.stepping import Wish
from handlers.reply import Reply, say
from handlers.unasked.became import as_it_stands
from handlers.unasked.look import shown
from knowledge.papers.model import Deadline
from reminders.settings import ZONE
from tests.bot.outlets import FakeOutlet
from tests.bot.shop import NO_TEMPO
from tests.db.outbox import channel, order
from tests.ground import NOW

DUE = date(2024, 8, 31)


class Office:
    """A group that was reminded of two tasks."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.now = NOW
        self.outlet = FakeOutlet("telegram")
        outlets = {"telegram": self.outlet}
        self.delivery = Delivery(ledger, outlets, "a", lambda: self.now, NO_TEMPO)
        self.outdating = Outdating(ledger, ZONE)

    async def lay(self) -> None:
        paper = next(one for one in await self.ledger.documents() if one.slug == "sh2023-tcm")
        page = await self.ledger.tasks(TaskQuery((paper.id,), refs=("7", "8")))
        self.seven, self.eight = page.tasks
        for task in (self.seven, self.eight):
            await self.ledger.set_deadline(
                task.id,
                Deadline("explicit", DUE),
                by="测试",
                now=NOW - timedelta(days=60),
                key=f"due {task.id}",
            )
        group = await channel(self.ledger, "-1")
        await self.remind(group, self.seven, self.eight)

    async def remind(self, group: int, *tasks: Task) -> None:
        await self.ledger.outbox.plan([_notice(one, group) for one in tasks], self.now)
        await self.deliver()

    async def deliver(self) -> None:
        while await self.delivery.deliver_due():
            await self.delivery.settled()

    async def step(self, kind: StepKind, **more) -> None:
        """李明 does something with task 7, and a minute later the bot looks."""
        wish = Wish("task", self.seven.id, self.seven.document_id, kind, **more)
        await self.ledger.progress.step(wish, order_of(kind, self.now))
        await self.look()

    async def reports_done(self, key: str = "done") -> None:
        filing = Filing(
            key=key,
            target="task",
            target_id=self.seven.id,
            document_id=self.seven.document_id,
            at=self.now,
            by="王芳（3号）",
            status="done",
        )
        await self.ledger.progress.file(filing)
        await self.look()

    async def look(self) -> int:
        self.now += timedelta(minutes=1)
        planned = await self.outdating.look(self.now)
        await self.deliver()
        return planned

    @property
    def shown(self) -> str:
        return self.outlet.edited[-1][2]


def order_of(kind: str, now):
    made = order(kind, now)
    return type(made)("李明（2号）", now, kind)


def _notice(task: Task, group: int) -> NewNotice:
    facts = facts_of(Reply("notice", (say(f"第{task.ref}项快到期了。"),)))
    key = f"deadline/{task.id}/{DUE:%Y%m%d}/T-7/c{group}"
    return NewNotice(key, "deadline", None, group, facts, target="task", target_id=task.id)


@pytest_asyncio.fixture
async def office(duban_db: Path) -> AsyncIterator[Office]:
    async with await Ledger.open(f"sqlite:///{duban_db}") as ledger:
        made = Office(ledger)
        await made.lay()
        yield made


async def test_a_task_from_its_application_to_its_end(office: Office) -> None:
    assert await office.look() == 0
    assert office.outlet.seen["-1"] == ["1. 第7项快到期了。\n\n2. 第8项快到期了。"]

    await office.reports_done()
    assert office.shown == (
        "1. 第7项快到期了。\n✓ 7月25日 王芳：已申请办结，等待审核\n\n2. 第8项快到期了。"
    )
    await office.step("returned", reason="材料不全")
    assert "✓ 7月25日 李明：已退回，还要继续办\n\n2." in office.shown
    await office.step("commented", reason="抓紧")
    assert len(office.outlet.edited) == 2

    await office.reports_done("again")
    await office.step("accepted")
    assert "✓ 7月25日 李明：已办结，不用再管\n\n2." in office.shown
    assert await office.look() == 0
    assert len(office.outlet.seen["-1"]) == 1


async def test_what_is_returned_can_be_put_aside_again(office: Office) -> None:
    """The buttons under each item: gone while it is over, there again once it came back."""

    async def buttons() -> list[str]:
        (attempt,) = await office.ledger.outbox.attempts(1)
        items, became = await as_it_stands(office.ledger, attempt, ZONE)
        return [one.label for one in shown(items, became).buttons]

    both = ["1 已知悉", "1 稍后…", "2 已知悉", "2 稍后…"]
    assert await buttons() == both
    await office.reports_done()
    assert await buttons() == both[2:]
    await office.step("returned", reason="材料不全")
    assert await buttons() == both
    await office.reports_done("again")
    assert await buttons() == both[2:]


async def test_a_date_that_moved(office: Office) -> None:
    await office.step("extension_asked", on=date(2024, 9, 30), reason="等材料")
    assert office.outlet.edited == []
    await office.step("extension_granted", on=date(2024, 9, 30))
    assert "✓ 7月25日 李明：时限已改为2024年9月30日（周一）" in office.shown


async def test_only_what_was_said_last_is_put_right(office: Office) -> None:
    office.now += timedelta(days=1)
    group = (await office.ledger.channels.everyone())[0].id
    later = _notice(office.seven, group)
    key = later.key.replace("T-7", "T-3")
    await office.ledger.outbox.plan(
        [
            NewNotice(
                key, "deadline", None, group, later.facts, target="task", target_id=office.seven.id
            )
        ],
        office.now,
    )
    await office.deliver()
    await office.step("suspended", reason="等政策")
    assert [messages for _, messages, _ in office.outlet.edited] == [("m2",)]
    assert "已中止，暂时不用管" in office.shown
