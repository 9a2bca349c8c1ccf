"""通知 before it goes out: drafted, previewed, changed, approved by another."""

from db.posts import Post
from handlers.broadcasting.offering import offer
from handlers.broadcasting.office import RULES
from tests.handlers.broadcasting.sending import SLUG, WORDS, planned, sent, told
from tests.handlers.team import labels, text


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


async def test_units_are_named_and_unknown_ones_are_said(office, zhou):
    card = await zhou.says("通知区医保局、区不存在局：请会签", document=SLUG)
    assert "给谁：区医保局" in text(card)
    assert "没有认出的单位" in text(card)
    unknown = await zhou.says("通知那个谁谁：请会签", document=SLUG)
    assert unknown.clarify or unknown.intent != "broadcast"


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


async def test_in_a_group_the_card_is_for_the_drafter_alone(office, zhou):
    card = await zhou.in_chat("-1001").says(f"通知: {WORDS}")
    assert card.private


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
