"""The weekly digest is said unasked: to whom, when, and only where something moved."""

from dataclasses import replace

from db.channels import ChannelWish
from db.importing import Import
from db.people import NewPerson
from db.records import Account, Place
from knowledge.papers.model import Deadline
from tests.bot.planned import PAPER as PAPER
from tests.bot.planned import at as at
from tests.bot.planned import office as office
from tests.db.papers import HOTLINE, WORK_PLAN


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
