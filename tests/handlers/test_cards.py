"""Cards that wait for a 确认: each confirms only itself, once, by who may, within a day."""

import pytest

from db.contexts import Remembrance
from db.people import PersonChange
from handlers.stored import dump_result
from handlers.waiting import ROOM
from tests.handlers.team import labels, text

TCM = {"document": "sh2023-tcm"}
WISH = "改第9项牵头为市卫健委"


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


async def lead_of_nine(member):
    return text(await member.says("2023年上海中医药要点第9项谁牵头"))


@pytest.mark.parametrize("role", ["staff", "manager"])
@pytest.mark.parametrize("said", [WISH, "新增任务：摸排中医诊所，牵头市卫健委", "绑定"])
async def test_who_may_not_change_is_told_whom_to_ask_and_nothing_is_drafted(
    team, zhou, role, said
):
    member = await team.has("张三", role, "市医保局")
    refused = await member.says(said, **TCM)
    assert refused.intent == "refused"
    assert "督办人员（周督办）" in text(refused)
    assert not labels(refused)
    assert "没有等待确认" in text(await member.says("确认"))


async def test_a_confirmed_card_says_who_and_when_and_takes_its_place(zhou):
    done = await zhou.presses("确认", await zhou.says(WISH, **TCM))
    assert done.settles
    assert text(done).endswith("周督办 7月25日 14:05 已确认")
    assert zhou.last.lasting


async def test_a_word_confirms_without_taking_any_place(zhou):
    await zhou.says(WISH, **TCM)
    assert not (await zhou.says("确认")).settles


async def test_a_cancelled_card_says_who_and_when(zhou):
    done = await zhou.presses("取消", await zhou.says(WISH, **TCM))
    assert done.settles
    assert "周督办 7月25日 14:05 已取消" in text(done)


async def test_an_old_card_never_confirms_a_newer_change(zhou):
    old = await zhou.says("第9项截止改到9月30日", **TCM)
    await zhou.says(WISH, **TCM)
    assert "9月30日" in text(await zhou.presses("确认", old))
    assert "市中医药管理局" in await lead_of_nine(zhou)
    assert "已经处理过" in text(await zhou.presses("确认", old))


@pytest.mark.parametrize(
    "said",
    [
        "2023年上海市中医药工作要点第9项牵头改为市卫健委",
        "把《2023年上海市中医药工作要点》第9项的牵头改成市卫健委",
    ],
)
async def test_a_correction_may_name_its_paper_in_the_same_sentence(zhou, said):
    card = await zhou.says(said)
    assert "牵头：市中医药管理局 → 市卫生健康委" in text(card)
    asked = await zhou.says("2023年上海市中医药工作要点第9项牵头改为谁了")
    assert (asked.intent, labels(asked)) == ("task", [])


async def test_two_cards_are_open_beside_each_other_and_each_decides_on_its_own(zhou):
    old = await zhou.says("第9项截止改到9月30日", **TCM)
    new = await zhou.says(WISH, **TCM)
    assert "前面还有1张卡片没有确认，仍可点它的按钮：“第9项时限：" in text(new)
    assert (await zhou.presses("取消", old)).intent == "cancelled"
    assert (await zhou.presses("确认", new)).intent == "corrected"
    assert "牵头：市卫生健康委" in await lead_of_nine(zhou)


async def test_a_word_decides_on_the_newest_card_and_asks_before_it_takes_an_older(zhou):
    await zhou.says("第9项截止改到9月30日", **TCM)
    await zhou.says(WISH, **TCM)
    assert "市卫生健康委" in text(await zhou.says("确认"))
    asked = await zhou.says("确认")
    assert asked.clarify
    assert [one.split("：")[0] for one in labels(asked)] == ["确认", "取消"]
    assert "9月30日" in text(await zhou.presses("确认", asked))
    assert "没有等待确认" in text(await zhou.says("确认"))


async def test_a_word_in_reply_to_a_card_decides_on_that_one(zhou):
    await zhou.says("第9项截止改到9月30日", **TCM)
    await zhou.says(WISH, **TCM)
    assert "9月30日" in text(await zhou.says("确认", reply_to="m1"))
    assert "市卫生健康委" in text(await zhou.says("确认"))


async def test_an_edited_message_has_one_card(zhou):
    old = await zhou.says("第9项截止改到9月30日", **TCM)
    new = await zhou.edits("第9项截止改到10月31日", answer="m1")
    assert "没有确认" not in text(new)
    assert (await zhou.presses("确认", old)).intent == "stale"
    assert "10月31日" in text(await zhou.presses("确认", new))


async def test_ones_own_page_has_every_open_card(zhou):
    await zhou.says("第9项截止改到9月30日", **TCM)
    await zhou.says(WISH, **TCM)
    page = await zhou.says("我的任务")
    assert text(page).count("等您确认：") == 2
    assert labels(page).count("确认") == 2


async def test_of_very_many_open_cards_the_oldest_is_given_up_and_said_so(zhou):
    oldest = await zhou.says("第1项截止改到9月30日", **TCM)
    for number in range(2, ROOM + 1):
        last = await zhou.says(f"第{number}项截止改到9月30日", **TCM)
        assert "最早的已作废" not in text(last)
    assert "最早的已作废，没有登记：“第1项" in text(await zhou.says(WISH, **TCM))
    assert "已经过期" in text(await zhou.presses("确认", oldest))


@pytest.mark.parametrize("label", ["确认", "取消"])
async def test_a_second_press_leaves_what_was_done_in_its_place(zhou, label):
    card = await zhou.says(WISH, **TCM)
    await zhou.presses(label, card, answer="m1")
    twice = await zhou.presses(label, card, answer="m2")
    assert "已经处理过" in text(twice)
    assert (twice.settles, twice.private) == (False, True)


@pytest.mark.parametrize("answer", [None, "m1"])
async def test_a_second_press_is_known_though_the_first_had_not_arrived_yet(zhou, answer):
    card = await zhou.says(WISH, **TCM)
    await zhou.presses("确认", card, answer=answer)
    twice = await zhou.presses("确认", card, answer=answer)
    assert (twice.settles, twice.private) == (False, True)


async def test_where_the_result_never_came_to_stand_a_second_press_brings_it(team, zhou):
    """As after a crash: what was done is in the ledger, and the card is on the screen still."""
    card = await zhou.says(WISH, **TCM)
    done = await zhou.presses("确认", card, event="e1")
    kept = Remembrance("telegram:elsewhere", "{}", "e1", dump_result("m2", done))
    await team.ledger.answered([kept], team.now)
    again = await zhou.presses("确认", card, answer="m1", event="e2")
    assert text(again) == text(done)
    assert again.settles


async def test_a_card_is_good_for_a_day(team, zhou):
    card = await zhou.says(WISH, **TCM)
    team.later(hours=25)
    assert "已经过期" in text(await zhou.presses("确认", card))
    await zhou.says(WISH, **TCM)
    team.later(hours=25)
    assert "已经过期" in text(await zhou.says("确认"))
    assert "市卫生健康委" not in (await lead_of_nine(zhou)).splitlines()[1]


async def test_a_card_of_somebody_else_is_theirs(team, zhou):
    card = await zhou.says(WISH, **TCM)
    other = await team.has("吴督办", "coordinator")
    pressed = await other.presses("确认", card, answer="telegram:other#m1")
    assert "由本人确认" in text(pressed)
    assert pressed.private


async def test_confirming_in_words_in_a_group_says_whose_card_waits(team, zhou):
    group, other = zhou.in_chat("-9"), await team.has("吴督办", "coordinator")
    await group.says(WISH, **TCM)
    key = f"telegram:-9:{zhou.account.account}"
    answered = await other.in_chat("-9").says("确认", reply_to=f"{key}#m1")
    assert text(answered) == "这张卡片是周督办的，要由本人确认；没有改动。"
    assert "别人的卡片要由本人确认" in text(await other.in_chat("-9").says("确认"))
    assert "没有等待确认的更改" in text(await other.says("确认"))
    assert "市卫生健康委" not in (await lead_of_nine(zhou)).splitlines()[1]


async def test_who_lost_the_right_meanwhile_confirms_nothing(team, zhou):
    card = await zhou.says(WISH, **TCM)
    (person,) = await team.ledger.people.named("周督办")
    await team.ledger.people.change(person.id, PersonChange(role="staff"), team.order())
    assert (await zhou.presses("确认", card)).intent == "refused"
    assert "牵头：市中医药管理局" in await lead_of_nine(zhou)


async def again(team, does):
    """What happens when the process died before the conversation was saved, and it comes again."""
    before = dict(team.contexts)
    first = await does()
    version = await team.ledger.version()
    team.contexts = before
    second = await does()
    assert await team.ledger.version() == version
    return first, second


async def test_a_confirmation_that_comes_again_is_the_same_change(team, zhou):
    card = await zhou.says(WISH, **TCM)
    first, second = await again(team, lambda: zhou.presses("确认", card, event="e1"))
    assert text(first) == text(second)


async def test_a_new_task_that_is_confirmed_again_is_one_task(team, zhou):
    await zhou.says("新增任务：摸排中医诊所，牵头市卫健委", **TCM)
    first, second = await again(team, lambda: zhou.says("确认", event="e1"))
    assert first.tasks == second.tasks


async def test_an_undoing_that_comes_again_undoes_once(team, zhou):
    await zhou.presses("确认", await zhou.says(WISH, **TCM))
    first, second = await again(team, lambda: zhou.says("撤销", event="e1"))
    assert text(first) == text(second)


async def test_letting_in_that_comes_again_lets_in_once(team):
    admin = await team.has("钱主任", "admin")
    await team.stranger("王五").says("申请开通")
    said = "开通 王五 市医保局"
    await again(team, lambda: admin.says(said, event="e1"))
    assert len(await team.ledger.people.named("王五")) == 1


async def test_binding_that_comes_again_binds_once(team, zhou):
    zhou = zhou.in_chat("-1001")
    card = await zhou.says("绑定")
    first, second = await again(team, lambda: zhou.presses("确认", card, event="e1"))
    assert text(first) == text(second)


async def test_button_values_fit_every_platform(team, zhou):
    card = await zhou.says(WISH, **TCM)
    listed = await zhou.says("市中医药管理局牵头哪些任务")
    assert all(len(one.value.encode()) <= 45 for one in (*card.buttons, *listed.buttons))
