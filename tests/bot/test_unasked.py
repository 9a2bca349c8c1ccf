"""What was planned, at the moment it is said: as things stand, in office hours, late where late."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest_asyncio

from bot.child import Children
from bot.dispatch import Dispatch
from bot.serving.delivery import Delivery
from bot.serving.digests import Digests
from bot.serving.sifting import Sifting
from bot.serving.tempo import Tempo
from bot.serving.ticking import Ticking
from bot.serving.words_now import WordsNow
from bot.wiring import Wired
from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.importing import Import
from db.ledger import Ledger
from db.people import NewPerson
from db.records import Account, Place, TaskQuery
from handlers.inbound import Message
from handlers.reply import Attachment, plain_text
from handlers.turn import Speaker, Tools
from knowledge.catalog import load
from knowledge.papers.model import Deadline
from reminders.settings import ZONE
from tests.bot.notices import to_channel
from tests.bot.outlets import ArrivedError, FakeOutlet
from tests.db.papers import HOTLINE, WORK_PLAN

PAPER = "jingan2024"


def at(text):
    return datetime.fromisoformat(f"2024-{text}+08:00")


@dataclass
class Office:
    """One process with a clock that is set by hand."""

    ledger: Ledger
    now: datetime

    def __post_init__(self):
        self.outlet, self.drawn = FakeOutlet("telegram"), []
        self.begin()

    def begin(self):
        """As a process that has just started."""
        self.digests = Digests(self.ledger, ZONE, self.draw)
        sifting = Sifting(self.ledger, WordsNow(self.ledger, ZONE, self.digests), ZONE, self.clock)
        tempi = {"telegram": Tempo(0, 0, 0)}
        outlets = {"telegram": self.outlet}
        self.delivery = Delivery(self.ledger, outlets, "a", self.clock, tempi, sifting)
        self.ticking = Ticking(self.ledger, ZONE)

    def clock(self):
        return self.now

    async def draw(self, digest):
        self.drawn.append(digest.scope.text)
        return (Attachment("周报.png", b"png", "picture"),)

    async def passes(self, moment):
        """The time comes: planned, and said."""
        self.now = at(moment)
        await self.ticking.tick(self.now)
        await self.deliver()

    async def deliver(self):
        while await self.delivery.deliver_due():
            await self.delivery.settled()
            await self.digests.made()
            self.now += timedelta(seconds=2)

    async def rows(self, kind=None):
        rows = await self.ledger.outbox.rows(limit=1000)
        return [one for one in rows if kind in (None, one.kind)]

    def heard(self, chat="-1001"):
        return self.outlet.seen[chat]

    def order(self, what):
        return Order("张三", self.now, f"{what}/{self.now.isoformat()}")

    async def first_task(self):
        return (await self.ledger.tasks(TaskQuery())).tasks[0]

    async def reports(self, **said):
        task = await self.first_task()
        key = f"r/{self.now.isoformat()}"
        filing = Filing(key, "task", task.id, task.document_id, self.now, "张三", **said)
        await self.ledger.progress.file(filing)


@pytest_asyncio.fixture
async def office(tmp_path):
    """One active paper, one chat; six tasks are due on September 30th."""
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        made = Office(ledger, at("09-19T08:00"))
        await ledger.import_papers([load(PAPER)], Import(made.now, activate=True))
        place = Place("telegram", "", "-1001")
        await ledger.channels.bind(place, ChannelWish("专班"), made.order("bind"))
        yield made


async def test_whoever_closed_a_task_meanwhile_is_not_reminded_of_it(office):
    office.now = at("09-20T08:50")
    await office.ticking.tick(office.now)
    await office.reports(status="done", percent=100)
    await office.passes("09-20T09:00")

    (said,) = office.heard()
    closed = await office.first_task()
    assert closed.title not in said
    states = {one.target_id: (one.state, one.reason) for one in await office.rows()}
    assert states.pop(closed.id) == ("suppressed", "已申请办结，等待审核")
    assert sorted({state for state, _ in states.values()}) == ["merged", "sent"]


async def test_it_says_what_was_reported_a_minute_ago(office):
    await office.passes("10-08T08:40")
    await office.reports(percent=60)
    await office.passes("10-08T09:00")
    assert "目前60%" in office.heard()[-1]


async def test_a_paper_put_away_and_a_chat_that_wants_no_more(office):
    (paper,) = await office.ledger.documents()
    await office.ticking.tick(at("09-20T08:50"))
    await office.ledger.set_state(paper.id, "archived", office.order("archive"))
    await office.passes("09-20T09:00")

    assert not office.heard()
    assert {(one.state, one.reason) for one in await office.rows()} == {
        ("suppressed", "文件已归档")
    }


async def test_after_a_day_of_downtime_one_message_says_that_it_is_late(office):
    await office.passes("09-25T17:00")
    before = len(office.heard())
    office.begin()
    await office.passes("09-27T11:00")  # 09-26 09:00 was missed

    (said,) = office.heard()[before:]
    assert said.count("补发：原定9月26日（周四）09:00") == 1
    assert "还有2个工作日" in said
    assert "还有3个工作日" not in said


async def test_what_hardly_matters_is_not_called_late(office):
    await office.passes("09-25T17:00")
    await office.passes("09-26T10:30")
    assert "补发" not in office.heard()[-1]


async def test_of_what_was_missed_only_the_last_of_each_task_is_said(office):
    await office.ticking.tick(at("09-29T17:00"))
    await office.passes("10-08T09:30")  # T-7, T-3 and T-1 were planned, and it is late since

    (said,) = office.heard()
    task = await office.first_task()
    mine = [one for one in await office.rows() if one.target_id == task.id]
    assert said.count(task.title) == 1
    assert "已过8天" in said
    reasons = {one.reason for one in mine if one.state == "suppressed"}
    assert reasons == {"已过时，由更新的一条代替"}
    assert [one.state for one in mine if one.state != "suppressed"] in (["sent"], ["merged"])


async def test_nothing_at_night_and_on_days_of_rest(office):
    office.now = at("09-26T20:00")
    office.begin()
    await office.passes("09-26T20:00")
    assert not office.heard()
    waiting = [one for one in await office.rows() if one.state == "planned"]
    assert {one.due_at for one in waiting} == {at("09-27T09:00")}
    assert {one.reason for one in waiting} == {"不在工作时间，等到09-27 09:00"}

    await office.passes("09-27T08:59")
    assert not office.heard()
    await office.passes("09-27T09:00")
    (said,) = office.heard()
    assert "补发：原定9月26日（周四）09:00" in said


async def test_answers_come_at_any_hour_and_what_is_asked_of_people_does_not(office):
    (channel,) = await office.ledger.channels.everyone()
    office.now = at("09-28T22:00")
    approval = to_channel(channel.id, "请您审核")
    urged = to_channel(channel.id, "请抓紧办理")
    object.__setattr__(approval, "kind", "review")
    object.__setattr__(urged, "kind", "urged")
    await office.ledger.outbox.plan([approval, urged], office.now)

    await office.deliver()
    assert office.heard() == ["请您审核"]
    await office.passes("09-29T09:00")
    assert any("请抓紧办理" in one for one in office.heard())


async def test_what_may_have_arrived_is_said_again_in_the_same_words(office):
    office.outlet.fails("-1001", ArrivedError())
    await office.passes("09-20T09:00")
    await office.reports(status="done", percent=100)
    await office.passes("09-20T09:01")

    first, second = office.heard()
    assert first == second


# The weekly digest


async def manager(office, scope="all", account="7"):
    accounts = (Account("telegram", "", account),)
    new = NewPerson("王局", "manager", None, scope=scope, accounts=accounts)
    return await office.ledger.people.add(new, office.order(f"add/{account}"))


async def test_a_manager_has_the_week_on_monday_morning_with_its_picture(office):
    await manager(office)
    await office.passes("09-19T15:00")
    await office.reports(blocker="经费")
    await office.passes("09-23T08:59")
    before = len(office.heard("7"))
    await office.passes("09-23T09:00")

    (said,) = [one for one in office.heard("7")[before:] if "督办周报" in one]
    assert "督办周报 · 全部在办文件" in said
    assert "卡在经费" in said
    assert office.drawn == ["all"]
    (row,) = await office.rows("digest")
    assert row.key.startswith("digest/20240923/p")
    assert row.state == "sent"


async def test_nothing_when_nothing_moved(office):
    """Nothing is due soon or late, nobody reported anything."""
    (paper,) = await office.ledger.documents()
    await office.ledger.set_state(paper.id, "archived", office.order("archive"))
    task = replace(HOTLINE, deadline=Deadline("open"))
    quiet = replace(WORK_PLAN, tasks=(task,), indicators=(), phases=(), duties=())
    await office.ledger.import_papers([quiet], Import(office.now, activate=True))
    await manager(office)
    await office.passes("09-30T09:00")

    *_, row = await office.rows("digest")
    assert (row.state, row.reason) == ("suppressed", "本周没有变化")
    assert office.drawn == []
    assert not office.heard("7")


async def test_a_monday_of_rest_and_a_digest_that_was_missed(office):
    await manager(office)
    await office.passes("09-30T09:00")
    await office.passes("10-08T09:00")  # October 7th, a Monday, is a day of rest
    keys = [one.key.split("/")[1] for one in await office.rows("digest")]
    assert keys == ["20240923", "20240930", "20241007"]

    office.begin()
    before = len(office.heard("7"))
    await office.ticking.tick(at("10-14T09:00"))
    await office.passes("10-22T10:00")
    (late,) = [one for one in office.heard("7")[before:] if "督办周报" in one]
    assert "补发：原定10月21日（周一）09:00" in late


async def test_a_chat_that_subscribed_to_digests_has_those_of_its_papers(office):
    (paper,) = await office.ledger.documents()
    wish = ChannelWish("领导群", documents=(paper.id,), kinds=("digest",))
    place = Place("telegram", "", "-1002")
    await office.ledger.channels.bind(place, wish, office.order("bind2"))
    await office.passes("09-20T09:00")
    await office.reports(percent=30)
    await office.passes("09-23T09:00")

    (said,) = office.heard("-1002")
    assert f"督办周报 · 《{paper.title}》" in said
    assert office.drawn == [f"document:{PAPER}"]


async def test_many_who_look_after_the_same_have_it_made_once(office):
    for number in range(5):
        await manager(office, account=str(70 + number))
    await office.reports(percent=30)
    await office.passes("09-23T09:00")
    assert all(any("督办周报" in one for one in office.heard(str(70 + n))) for n in range(5))
    assert office.drawn == ["all"]


# Cards


async def card(office, *said):
    """Somebody reports and looks at the card; what they say after that."""
    new = NewPerson("李明", "coordinator", "区卫生健康委", accounts=(Account("telegram", "", "9"),))
    person = await office.ledger.people.add(new, office.order("add/9"))
    speaker = Speaker("李明", await office.ledger.people.by_id(person))
    tools = Tools(read_paper=Children().parse)
    dispatch = Dispatch(Wired(office.ledger, tools, office.clock, office.clock))
    for number, text in enumerate(said):
        event = f"telegram:{number}"
        given = await dispatch.answer(Message("t", text), speaker, office.now, event)
        assert "卡片已经过期" not in plain_text(given.reply.blocks)
    await dispatch.settled()


async def test_a_card_that_nobody_confirmed_says_so_when_it_lapses(office):
    office.now = at("09-19T10:00")
    await card(office, "新增任务：筹备中医药大会，牵头区卫生健康委，10月底前")
    await office.passes("09-20T09:59")
    assert not any("没有确认" in one for one in office.heard("9"))

    await office.passes("09-20T10:01")
    (said,) = [one for one in office.heard("9") if "没有确认" in one]
    assert said.startswith("9月19日 10:00的卡片")
    assert "什么都没有登记" in said


async def test_a_card_that_was_decided_on_says_nothing_more(office):
    office.now = at("09-19T10:00")
    await card(office, "新增任务：筹备中医药大会，牵头区卫生健康委，10月底前", "取消")
    await office.passes("09-20T10:01")
    (row,) = await office.rows("card")
    assert (row.state, row.reason) == ("suppressed", "卡片已处理")
