"""通知 confirmed: when it goes out, corrected, taken back, told again."""

from db.channels import ChannelWish
from db.records import Place
from handlers.broadcasting.advancing import advance
from tests.handlers.broadcasting.sending import SLUG, WORDS, due, planned, sent, told
from tests.handlers.team import labels, text


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


async def test_a_correction_may_set_another_time(office, zhou):
    number, _, _ = await sent(office, zhou)
    card = await zhou.says("更正通知：评审改到9月，请下周三前确认")
    assert "2024年7月31日（周三）18:00前" in text(card)
    await zhou.presses("确认", card)
    one = await office.ledger.broadcasts.by_id(number)
    assert one.receipt_by.astimezone(office.now.tzinfo).isoformat() == "2024-07-31T18:00:00+08:00"


async def test_what_a_broadcast_says_is_told_again_to_who_asks(office, zhou):
    assert "最近没有要您看的通知" in text(await office.people["王芳"].says("这个通知是什么意思"))
    await sent(office, zhou)
    told_again = await office.people["王芳"].says("这个通知是什么意思，要我们交什么")
    assert WORDS in text(told_again)
    assert labels(told_again) == ["已签收"]
    assert told_again.private
