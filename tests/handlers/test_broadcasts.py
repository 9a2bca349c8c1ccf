"""通知 in conversation: drafted, previewed, approved by another, confirmed, taken back."""

from datetime import timedelta

import pytest

from db.channels import ChannelWish
from db.notices import NewNotice
from db.posts import Post
from db.records import Place
from handlers.broadcasting.advancing import advance
from handlers.broadcasting.offering import offer
from handlers.broadcasting.office import RULES
from handlers.stored import load_reply
from tests.handlers.team import labels, text

WORDS = "静安创建进入迎接评审阶段"
SLUG = "jingan2024"


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "区卫生健康委")


@pytest.fixture
async def office(team, zhou):
    """Two units with three people, one of them without an account, and two groups."""
    names = await team.ledger.names()
    units = {one.name: one.id for one in names.bureaus}
    paper = next(one.id for one in names.documents if one.slug == SLUG)
    team.people = {
        "李明": await team.has("李明", "staff", "区医保局"),
        "王芳": await team.has("王芳", "staff", "区教育局"),
        "赵强": await team.has("赵强", "staff", "区教育局"),
    }
    for chat, wish in {
        "-1001": ChannelWish("创建工作群", documents=(paper,)),
        "-1002": ChannelWish("教育口", bureaus=(units["区教育局"],)),
    }.items():
        await team.ledger.channels.bind(Place("telegram", "", chat), wish, team.order())
    return team


async def told(team):
    """Who is told what now: destination → words."""
    rows = await team.ledger.outbox.rows(("planned",))
    return {row.key.rpartition("/")[2]: load_reply(row.facts["reply"]) for row in rows}


async def sent(team, zhou, said=f"通知: {WORDS}"):
    card = await zhou.says(said, document=SLUG)
    done = await zhou.presses("确认", card)
    number = (await team.ledger.broadcasts.latest())[0].id
    return number, card, done


async def test_the_preview_has_the_words_as_they_go_out_and_how_many_hear_them(office, zhou):
    card = await zhou.says(f"通知: {WORDS}，请周五前确认", document=SLUG)
    shown = text(card)
    assert f"\n{WORDS}，请周五前确认\n" in shown
    assert "2个群（频道）、私下1人" in shown  # 教育局's people read it in their own group
    assert "应签收2个单位、3人" in shown
    assert "2024年7月26日（周五）18:00前" in shown
    assert "确认后立即发出" in shown
    assert "名册里没有人" in shown
    assert labels(card) == ["确认", "修改", "取消"]
    assert await told(office) == {}


async def test_confirmed_the_words_go_out_verbatim_once(office, zhou):
    _, card, done = await sent(office, zhou)
    assert "正在发出：2个群（频道）、1人" in text(done)
    said = await told(office)
    people = {one.name: one.id for one in await office.ledger.people.everyone()}
    assert set(said) == {"c1", "c2", f"p{people['李明']}"}
    for reply in said.values():
        assert f"\n{WORDS}\n" in text(reply)
        assert labels(reply) == ["已签收"]
    again = await zhou.presses("确认", card)
    assert "处理过" in text(again)
    assert len(await office.ledger.broadcasts.latest()) == 1


async def test_cancelled_nothing_goes_out(office, zhou):
    card = await zhou.says(f"通知: {WORDS}", document=SLUG)
    assert "什么都没有改" in text(await zhou.presses("取消", card))
    assert await told(office) == {}
    assert await office.ledger.broadcasts.latest() == ()


async def test_the_draft_is_changed_in_words_and_by_its_form(office, zhou):
    first = await zhou.says(f"通知: {WORDS}", document=SLUG)
    card = await zhou.says("明天上午9点发")
    assert "没有再改动" in text(await zhou.presses("确认", first))
    assert "2024年7月26日（周五）09:00" in text(card)
    card = await zhou.says("不用签收")
    assert "不用签收" in text(card)
    card = await zhou.says("只发给区医保局")
    assert "给谁：区医保局" in text(card)
    form = await zhou.presses("修改", card)
    assert form.form
    key = next(field.value for field in form.form.fields if field.name == "card")
    card = await zhou.fills_in("broadcast", card=key, words="新的内容", rest="本人签收")
    assert "\n新的内容\n" in text(card)
    assert "每人都要签收" in text(card)


async def test_staff_hear_whom_to_ask_and_questions_are_no_broadcasts(office, zhou):
    li = office.people["李明"]
    refused = await li.says(f"通知: {WORDS}")
    assert refused.intent == "refused"
    assert "周督办" in text(refused)
    assert (await zhou.says("通知里说的第几项")).intent != "broadcast"
    asked = await zhou.says("发通知")
    assert "冒号后面" in text(asked)


async def test_a_question_in_the_words_stays_in_them(office, zhou):
    said = "材料都准备好了吗？还缺什么？请周五前报给我。"
    card = await zhou.says(f"通知：{said}", document=SLUG)
    assert f"\n{said}\n" in text(card)


async def test_a_second_person_approves_never_the_drafter(office, zhou):
    await office.ledger.due.settle(RULES, {"second_approval": True}, office.order())
    qian = await office.has("钱督办", "coordinator", "区卫生健康委")
    _, _, done = await sent(office, zhou)
    assert "等待审批" in text(done)
    assert "钱督办" in text(done)
    assert await told(office) == {}
    assert await office.hears("周督办") == []
    (asked,) = await office.hears("钱督办")
    assert f"\n{WORDS}\n" in text(asked)
    assert labels(asked) == ["同意发出", "退回"]
    assert "另一位" in text(await zhou.presses("同意发出", asked))
    assert (await office.people["李明"].presses("同意发出", asked)).intent == "refused"
    approved = await qian.presses("同意发出", asked)
    assert "正在发出" in text(approved)
    assert "钱督办" in text(approved)
    assert {"c1", "c2"} < set(await told(office))
    assert "已同意" in text((await office.hears("周督办"))[0])
    assert "处理过" in text(await qian.presses("退回", asked))


async def test_a_second_person_may_send_it_back(office, zhou):
    await office.ledger.due.settle(RULES, {"second_approval": True}, office.order())
    qian = await office.has("钱督办", "admin")
    await sent(office, zhou)
    (asked,) = await office.hears("钱督办")
    assert "已退回" in text(await qian.presses("退回", asked))
    assert "退回" in text((await office.hears("周督办"))[0])
    assert await told(office) == {}


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


async def test_taken_back_before_it_is_said_nothing_goes_out(office, zhou):
    number, _, _ = await sent(office, zhou)
    card = await zhou.says("撤回通知")
    assert WORDS in text(card)
    assert "已撤回" in text(await zhou.presses("确认", card))
    assert await told(office) == {}
    assert "已撤回" in text(await office.people["李明"].says(f"{number}号通知已签收"))


async def test_scheduled_it_waits_for_its_time(office, zhou):
    number, _, done = await sent(office, zhou, f"明天上午9点通知: {WORDS}")
    assert "已定时" in text(done)
    assert await told(office) == {}
    await advance(office.ledger, number, office.now)
    assert await told(office) == {}
    office.later(hours=19)
    await advance(office.ledger, number, office.now)
    assert {"c1", "c2"} < set(await told(office))


async def due(team):
    rows = await planned(team)
    moments = [row.due_at for row in rows if row.due_at]
    return {f"{at.astimezone(team.now.tzinfo):%d %H:%M}" for at in moments}


async def planned(team) -> list[NewNotice]:
    return list(await team.ledger.outbox.rows(("planned",)))


async def test_at_night_it_waits_for_the_morning_unless_it_is_compulsory(office, zhou):
    office.later(hours=6)  # Thursday, 20:05
    _, card, _ = await sent(office, zhou)
    assert "2024年7月26日（周五）09:00（下班时间和休息日不打扰）" in text(card)
    assert await due(office) == {"26 09:00"}
    _, card, _ = await sent(office, zhou, f"紧急通知: {WORDS}")
    assert "强制" in text(card)
    assert await due(office) == {"26 09:00", "25 20:05"}


async def test_a_correction_before_anything_was_said_goes_out_in_its_words(office, zhou):
    number, _, _ = await sent(office, zhou)
    card = await zhou.says("更正通知：评审改到9月")
    assert WORDS in text(card)
    assert "\n评审改到9月\n" in text(card)
    card = await zhou.says("改成：评审改到10月")
    assert "更正通知" in text(card)
    await zhou.says("更正通知：评审改到9月")
    await zhou.says("确认")
    said = await told(office)
    assert all("\n评审改到9月\n" in text(reply) for reply in said.values())
    keys = {row.key for row in await planned(office)}
    assert f"broadcast/{number}/v2/c1" in keys


async def test_the_same_order_come_again_is_one_broadcast(office, zhou):
    card = await zhou.says(f"通知: {WORDS}", document=SLUG, event="e1")
    before = dict(office.contexts)
    await zhou.presses("确认", card, event="e2")
    office.contexts = before  # killed before the conversation was saved
    done = await zhou.presses("确认", card, event="e2")
    assert "正在发出" in text(done)
    assert len(await office.ledger.broadcasts.latest()) == 1
    assert len(await planned(office)) == 3


async def test_units_are_named_and_unknown_ones_are_said(office, zhou):
    card = await zhou.says("通知区医保局、区不存在局：请会签", document=SLUG)
    assert "给谁：区医保局" in text(card)
    assert "没有认出的单位" in text(card)
    unknown = await zhou.says("通知那个谁谁：请会签", document=SLUG)
    assert unknown.clarify or unknown.intent != "broadcast"


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


async def deliver_all(team):
    """As if every notice had been said."""
    from tests.db.outbox import Deliverer  # noqa: PLC0415

    deliverer = Deliverer(team.ledger, now=team.now)
    while claims := await deliverer.claims():
        for claim in claims:
            await deliverer.end(claim, await deliverer.begin(claim))


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


async def test_a_phase_that_is_near_is_offered_and_goes_out_only_if_asked_for(office, zhou):
    paper = next(one.id for one in (await office.ledger.names()).documents if one.slug == SLUG)
    await office.ledger.set_state(paper, "active", office.order())
    assert await offer(office.ledger, office.now) == 0  # Thursday: five working days ahead
    office.later(days=4)
    assert await offer(office.ledger, office.now) == 1
    assert await offer(office.ledger, office.now) == 0
    (offered,) = (await told(office)).values()
    assert "迎接评审阶段" in text(offered)
    card = await zhou.presses("起草通知", offered)
    assert "自2024年8月1日（周四）起进入“迎接评审阶段”" in text(card)
    assert "时间：2024年8月1日（周四）09:00" in text(card)
    assert len(await planned(office)) == 1
    refused = await office.people["李明"].says("按阶段起草通知")
    assert refused.intent == "refused"


async def test_in_a_minimal_group_only_the_number_and_the_words_privately(office, zhou):
    place = Place("telegram", "", "-1002")
    (bound,) = [one for one in await office.ledger.channels.everyone() if one.place == place]
    wish = ChannelWish("教育口", bureaus=bound.bureaus, minimal=True)
    await office.ledger.channels.bind(place, wish, office.order())
    await sent(office, zhou)
    said = await told(office)
    assert WORDS not in text(said["c2"])
    assert labels(said["c2"]) == ["看通知", "已签收"]
    shown = await office.people["王芳"].in_chat("-1002").presses("看通知", said["c2"])
    assert shown.private
    assert WORDS in text(shown)
    assert len(said) == 5  # nobody reads it in that group, so all three hear it in private


async def test_in_a_group_the_card_is_for_the_drafter_alone(office, zhou):
    card = await zhou.in_chat("-1001").says(f"通知: {WORDS}")
    assert card.private


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


async def test_a_correction_may_set_another_time(office, zhou):
    number, _, _ = await sent(office, zhou)
    card = await zhou.says("更正通知：评审改到9月，请下周三前确认")
    assert "2024年7月31日（周三）18:00前" in text(card)
    await zhou.presses("确认", card)
    one = await office.ledger.broadcasts.by_id(number)
    assert one.receipt_by.astimezone(office.now.tzinfo).isoformat() == "2024-07-31T18:00:00+08:00"


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


async def test_some_words_of_the_draft_are_changed(office, zhou):
    await zhou.says("通知: 请于7月26日前报送总结", document=SLUG)
    assert "请于7月29日前报送总结" in text(await zhou.says("把26日改成29日"))
    assert "总结\n区创建办\n" in text(await zhou.says("落款加上“区创建办”"))
    shown = text(await zhou.says("这个会发给哪些人，有多少人收不到"))
    assert "群（频道）：“创建工作群”、“教育口”" in shown
    assert "私下：李明" in shown
    assert "1人：李明（还没有在 Telegram 里私聊过机器人" in shown
    await zhou.says("确认")
    assert "请于7月29日前报送总结\n区创建办" in text((await told(office))["c1"])


async def test_who_never_spoke_to_the_bot_may_not_be_reached(office, zhou):
    before = text(await zhou.says(f"通知: {WORDS}", document=SLUG))
    assert "可能收不到：1人：李明" in before
    account = office.people["李明"].account
    post = Post(f"telegram:{account.account}", "9", "8", "c", "m1", office.now)
    await office.ledger.posts.note([post])
    after = text(await zhou.says(f"通知: {WORDS}", document=SLUG))
    assert "可能收不到" not in after


async def test_what_a_broadcast_says_is_told_again_to_who_asks(office, zhou):
    assert "最近没有要您看的通知" in text(await office.people["王芳"].says("这个通知是什么意思"))
    await sent(office, zhou)
    told_again = await office.people["王芳"].says("这个通知是什么意思，要我们交什么")
    assert WORDS in text(told_again)
    assert labels(told_again) == ["已签收"]
    assert told_again.private
