"""What was planned, at the moment it is said: as things stand, in office hours, late where late."""

from tests.bot.notices import to_channel
from tests.bot.outlets import ArrivedError
from tests.bot.planned import at as at
from tests.bot.planned import office as office


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
