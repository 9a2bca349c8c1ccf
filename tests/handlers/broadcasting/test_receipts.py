"""已签收: who counts, who is missing and asked again, how it ends."""

from datetime import timedelta

from handlers.broadcasting.advancing import advance
from handlers.stored import load_reply
from tests.handlers.broadcasting.sending import deliver_all, planned, sent, told
from tests.handlers.team import text


async def test_in_the_group_and_in_private_a_person_counts_once(office, zhou):
    number, _, _ = await sent(office, zhou)
    said = await told(office)
    wang = office.people["王芳"]
    first = await wang.in_chat("-1002").presses("已签收", said["c2"])
    assert first.private
    assert "已签收，谢谢" in text(first)
    again = await wang.presses("已签收", said["c1"])
    assert again.settles
    assert "您已签收" in text(again)
    one = await office.ledger.broadcasts.by_id(number)
    readers = await office.ledger.broadcasts.readers(one)
    assert [each.name for each in readers if each.received_at] == ["王芳"]


async def test_a_stranger_is_refused_politely_and_counts_nothing(office, zhou):
    number, _, _ = await sent(office, zhou)
    said = await told(office)
    refused = await office.stranger("路人").presses("已签收", said["c1"])
    assert "还不认识您" in text(refused)
    one = await office.ledger.broadcasts.by_id(number)
    assert not any(each.received_at for each in await office.ledger.broadcasts.readers(one))


async def test_received_in_words_where_one_waits(office, zhou):
    await sent(office, zhou)
    li = office.people["李明"]
    assert "已签收" in text(await li.says("收到"))
    assert "没有等您签收" in text(await li.says("收到通知"))
    assert (await li.says("收到")).intent == "thanks"


async def test_of_units_of_one_name_those_with_people_are_meant(office, zhou):
    names = await office.ledger.names()
    other = next(one.id for one in names.documents if one.slug == "banan2024")
    await office.ledger.set_state(other, "active", office.order())
    card = text(await zhou.says("通知区医保局：请核对台账"))
    assert "给谁：区医保局\n" in card
    assert "名册里没有人" not in card


async def test_who_has_not_confirmed_by_unit(office, zhou):
    await sent(office, zhou)
    said = await told(office)
    shown = text(await zhou.says("谁还没签收通知"))
    assert "0/2个单位" in shown
    assert "区教育局" in shown
    assert "王芳、赵强" in shown
    assert text(await zhou.says("那谁还没签收？")) == shown
    assert text(await zhou.says("大家都收到通知了吗")) == shown
    await office.people["王芳"].presses("已签收", said["c1"])
    shown = text(await zhou.says("通知进展"))
    assert "1/2个单位、1人" in shown
    assert "区教育局" not in shown  # one of the unit has it
    refused = await office.people["李明"].says("谁还没签收通知")
    assert refused.intent == "refused"
    assert "周督办" in text(refused)


async def test_it_ends_with_a_report_to_who_drafted_it(office, zhou):
    number, _, _ = await sent(office, zhou)
    said = await told(office)
    await deliver_all(office)
    for name in ("李明", "王芳"):
        await office.people[name].presses("已签收", said["c1"])
    office.later(minutes=1)
    one = await advance(office.ledger, number, office.now)
    assert one
    assert one.state == "closed"
    reports = [row for row in await planned(office) if "/closing/" in row.key]
    (report,) = [load_reply(row.facts["reply"]) for row in reports]
    assert "已全部签收" in text(report)
    assert "2/2个单位、2人" in text(report)


async def test_only_the_missing_are_chased_on_the_second_working_day(office, zhou):
    number, _, _ = await sent(office, zhou)
    said = await told(office)
    await deliver_all(office)
    await office.people["王芳"].presses("已签收", said["c1"])
    people = {one.name: one.id for one in await office.ledger.people.everyone()}
    for days, chased in ((1, 0), (3, 0), (4, 1)):  # Friday, the weekend, Monday
        at = (office.now + timedelta(days=days)).replace(hour=9, minute=0)
        await advance(office.ledger, number, at)
        rows = [row for row in await planned(office) if "/chase/" in row.key]
        assert len(rows) == chased
    assert rows[0].person == people["李明"]
    assert "请签收" in text(load_reply(rows[0].facts["reply"]))


async def test_received_in_reply_to_one_of_several(office, zhou):
    first, _, _ = await sent(office, zhou)
    await sent(office, zhou, "通知所有人：请核对联络员名单")
    await deliver_all(office)
    li = office.people["李明"]
    asked = await li.says("收到")
    assert asked.clarify
    assert len(asked.buttons) == 2
    parts = await office.ledger.broadcasts.parts(first)
    attempt = next(part.attempt_id for part in parts if part.channel is None)
    assert "已签收" in text(await li.says("收到", reply_to=f"outbox#{attempt}"))
    assert first not in await office.ledger.broadcasts.awaited(
        next(one.id for one in await office.ledger.people.everyone() if one.name == "李明")
    )


async def test_the_missing_are_asked_once_more_by_hand(office, zhou):
    await sent(office, zhou)
    people = {one.name: one.id for one in await office.ledger.people.everyone()}
    card = await zhou.says("没签收的再催一遍")
    assert "李明" in text(card)
    await zhou.says("取消")
    card = await zhou.says("催一下没签收的通知")
    done = await zhou.presses("确认", card)
    assert "正在催3人" in text(done)
    rows = await office.ledger.outbox.rows(("planned",))
    asked = {row.person for row in rows if "/chase/" in row.key}
    assert asked == {people[name] for name in ("李明", "王芳", "赵强")}
    again = await zhou.presses("确认", await zhou.says("没签收的再催一遍"))
    assert "没有再催谁" in text(again)
    assert len(await office.ledger.outbox.rows(("planned",))) == len(rows)


async def test_it_is_ended_by_hand_with_a_report(office, zhou):
    number, *_ = await sent(office, zhou)
    await office.people["李明"].says("收到")
    card = await zhou.says("这个通知可以结了，出个结项报告")
    done = await zhou.presses("确认", card)
    assert "已签收：1/2个单位、1人" in text(done)
    assert "王芳" in text(done)
    assert (await office.ledger.broadcasts.by_id(number)).state == "closed"
    assert "现在没有等待签收的通知" in text(await zhou.says("催一下没签收的"))
