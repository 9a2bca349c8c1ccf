"""Corrections by words: nothing changes before 确认, everything can be taken back."""

import pytest

from tests.handlers.conftest import refs

TCM = {"document": "sh2023-tcm"}


async def test_a_lead_is_corrected_when_confirmed(talk):
    card = await talk.says("改第9项牵头为市卫健委", **TCM)
    assert card["intent"] == "correction"
    assert "市中医药管理局 → 市卫生健康委" in card["text"]
    assert [button["label"] for button in card["buttons"]] == ["确认", "取消"]

    done = await talk.presses("确认", card)
    assert done["intent"] == "corrected"
    after = await talk.says("第9项谁牵头")
    assert "牵头：市卫生健康委" in after["text"]
    assert "9" in refs(await talk.says("市卫生健康委牵头哪些"))


async def test_nothing_changes_without_a_confirmation(talk):
    await talk.says("改第9项牵头为市卫健委", **TCM)
    assert "牵头：市中医药管理局" in (await talk.says("第9项谁牵头"))["text"]


async def test_a_cancelled_change_is_gone(talk):
    card = await talk.says("第9项截止改到9月30日", **TCM)
    assert (await talk.presses("取消", card))["intent"] == "cancelled"
    assert (await talk.presses("确认", card))["intent"] == "stale"
    assert "9月30日" not in (await talk.says("第9项"))["text"]


@pytest.mark.parametrize("yes", ["确认", "确定", "是的", "好的", "ok"])
async def test_words_confirm_as_well_as_the_button(talk, yes):
    await talk.says("第9项截止改到9月30日", **TCM)
    assert (await talk.says(yes))["intent"] == "corrected"
    assert "2023年9月30日（周六）" in (await talk.says("第9项"))["text"]


async def test_a_change_pressed_twice_happens_once(talk):
    card = await talk.says("第5项配合单位增加市财政局", **TCM)
    await talk.presses("确认", card)
    await talk.presses("确认", card)
    assert (await talk.says("第5项"))["text"].count("市财政局") == 1


async def test_undo_restores_what_stood(talk):
    await talk.says("改第9项牵头为市卫健委", **TCM)
    await talk.says("确认")
    assert (await talk.says("撤销"))["intent"] == "undone"
    assert "牵头：市中医药管理局" in (await talk.says("第9项"))["text"]
    assert "没有可以撤销" in (await talk.says("撤销"))["text"]


async def test_an_item_goes_into_another(talk):
    await talk.says("第3项并入第2项", **TCM)
    await talk.says("确认")
    assert (await talk.says("第3项"))["not_found"]
    assert refs(await talk.says("第2项")) == ["2"]


async def test_a_task_without_a_paper_is_added(talk):
    said = "新增任务：摸排中医诊所，牵头市卫健委，配合市药监局，9月底前"
    card = await talk.says(said, **TCM)
    assert "摸排中医诊所" in card["text"]
    await talk.says("确认")
    found = await talk.says("摸排中医诊所谁负责")
    assert "牵头：市卫生健康委" in found["text"]
    assert "配合：市药品监管局" in found["text"]
    assert "2023年9月30日" in found["text"]


async def test_a_task_without_a_paper_does_not_put_the_samples_away(talk):
    await talk.says("新增任务：摸排中医诊所，牵头市卫健委，9月底前")
    await talk.says("确认")
    beside = talk.beside("c2")
    assert (await beside.says("中医馆的目标是多少"))["indicators"] == ["中医馆"]
    assert "摸排中医诊所" in (await beside.says("摸排中医诊所谁负责"))["text"]


async def test_an_unknown_unit_is_pointed_out(talk):
    card = await talk.says("改第9项牵头为市星际局", **TCM)
    assert "市星际局" in card["text"]
    assert "没有出现过" in card["text"]


async def test_an_item_that_does_not_exist_changes_nothing(talk):
    reply = await talk.says("改第99项牵头为市卫健委", **TCM)
    assert reply["not_found"]
    assert not reply["buttons"]


async def test_a_number_that_fits_several_papers_is_asked_back(talk):
    reply = await talk.says("改第7项牵头为市医保局")
    assert reply["clarify"]
    assert len(reply["buttons"]) > 1


async def test_who_was_slower_does_not_overwrite(talk):
    other = talk.beside("c2")
    await talk.says("改第9项牵头为市卫健委", **TCM)
    await other.says("改第9项牵头为市医保局", **TCM)
    await other.says("确认")
    late = await talk.says("确认")
    assert "别人刚改过" in late["text"]
    assert "牵头：市医保局" in (await talk.says("第9项"))["text"]


async def test_a_question_about_a_change_is_no_wish(talk):
    reply = await talk.says("第9项牵头改成谁了", **TCM)
    assert reply["intent"] != "correction"


async def test_the_task_in_talk_can_be_meant(talk):
    await talk.says("第9项", **TCM)
    card = await talk.says("把它的牵头改成市卫健委")
    assert refs(card) == ["9"]
    assert "市中医药管理局 → 市卫生健康委" in card["text"]


async def test_who_leads_does_not_cooperate_as_well(talk):
    await talk.says("改第9项牵头为市卫健委", **TCM)
    await talk.says("确认")
    after = await talk.says("第9项")
    assert "牵头：市卫生健康委" in after["text"]
    assert after["text"].count("市卫生健康委") == 1


@pytest.mark.parametrize(
    "said",
    ["第11项截止时间改为2023年2月30日", "删除第14项", "第10项截止提前一个月", "把第20项拆成两项"],
)
async def test_a_change_that_is_not_understood_is_neither_made_nor_looked_up(talk, said):
    reply = await talk.says(said, **TCM)
    assert reply["clarify"]
    assert "没有改动" in reply["text"]
    assert not reply["buttons"]


async def test_only_one_change_at_a_time(talk):
    card = await talk.says("第22项牵头改为市教委，截止改为10月底", **TCM)
    assert "市中医药管理局 → 市教委" in card["text"]
    assert "一次只改一处" in card["text"]


async def test_what_was_corrected_can_be_listed(talk):
    await talk.says("第9项截止改到9月30日", **TCM)
    await talk.says("确认")
    assert refs(await talk.says("改了哪些")) == ["9"]


async def test_a_confirmation_without_a_draft_says_so(talk):
    assert "没有等待确认" in (await talk.says("确认"))["text"]
