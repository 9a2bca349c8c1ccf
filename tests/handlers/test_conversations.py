"""Conversations as staff have them."""

import pytest

from handlers.answers import PAGE
from tests.handlers.conftest import refs

TCM = {"document": "sh2023-tcm"}


async def test_a_long_list_pages_and_its_facts_name_all(talk):
    first = await talk.says("市中医药管理局牵头哪些任务", **TCM)
    assert len(refs(first)) == 27
    assert f"还有{27 - PAGE}项" in first["text"]
    second = await talk.says("还有呢")
    assert refs(second) == refs(first)[PAGE:]
    third = await talk.presses("更多", second)
    assert refs(third) == refs(first)[2 * PAGE :]


async def test_a_follow_up_keeps_unit_and_paper(talk):
    await talk.says("市教委牵头哪些", **TCM)
    cooperating = await talk.says("那配合的呢")
    assert refs(cooperating) == ["16", "22", "24", "27", "28", "30"]
    other = await talk.says("市科委呢")
    assert other["bureaus"] == ["市科委"]
    assert refs(other) == ["16", "17"]


async def test_nothing_due_in_a_span_does_not_mean_that_a_unit_has_no_tasks(talk):
    none = await talk.says("市教委明天到期的任务", **TCM)
    assert "没有市教委明天到期的任务" in none["text"].replace(" ", "")


@pytest.mark.parametrize(
    "said", ["我知道了", "好的我知道了", "已知悉", "收到，马上办", "我会尽快处理"]
)
async def test_who_took_note_gets_a_short_word(talk, said):
    assert (await talk.says(said))["intent"] == "thanks"
    assert (await talk.says(f"{said}第3项"))["intent"] != "thanks"


async def test_a_number_that_fits_several_papers_offers_them(talk):
    asked = await talk.says("第7项")
    assert asked["clarify"]
    assert not asked["tasks"]
    opened = await talk.presses("2024", asked)
    assert len(opened["tasks"]) == 1


async def test_a_reply_to_an_earlier_answer_is_about_that_answer(talk):
    first = await talk.says("第7项", **TCM)
    await talk.says("第12项")
    again = await talk.says("谁牵头", reply_to=first["id"])
    assert refs(again) == ["7"]


async def test_conversations_do_not_mix(talk):
    await talk.says("第7项", **TCM)
    assert (await talk.beside("c2").says("谁牵头"))["clarify"]


async def test_a_named_paper_stays_in_talk(talk):
    await talk.says("巴南那个方案有几项任务")
    reply = await talk.says("三（二）")
    assert [(t["document"], t["ref"]) for t in reply["tasks"]] == [("banan2024", "三/(二)")]


async def test_what_is_not_there_is_said_and_nothing_invented(talk):
    reply = await talk.says("自动驾驶谁牵头", **TCM)
    assert reply["not_found"]
    assert not reply["tasks"]
    assert not reply["bureaus"]


async def test_an_unsure_match_says_so(talk):
    reply = await talk.says("突发事故的医疗救援队伍怎么建", document="sh2024-health")
    assert "最接近" in reply["text"]


async def test_an_assumed_deadline_says_so(talk):
    assert "推定" in (await talk.says("第7项什么时候完成", **TCM))["text"]


async def test_a_unit_of_another_place_is_not_this_papers_unit(talk):
    reply = await talk.says("市医保局有哪些任务", document="banan2024")
    assert reply["not_found"]
    assert "区医保局" in reply["text"]


async def test_what_a_unit_has_only_through_a_group_is_left_out_and_said(talk):
    reply = await talk.says("市教委有哪些任务", **TCM)
    assert "1" not in refs(reply)
    assert "领导小组成员单位" in reply["text"]


async def test_typing_errors_by_sound_are_understood_and_said(talk):
    reply = await talk.says("市医保剧牵头哪些", **TCM)
    assert refs(reply) == ["7"]


async def test_an_unknown_button_is_harmless(talk):
    reply = await talk._line(press="task:999999")
    assert reply["intent"] == "stale"


async def test_a_paper_sent_as_a_file_is_imported_when_confirmed(talk, tmp_path):
    path = tmp_path / "要点.txt"
    path.write_text(
        "云溪县2026年老龄健康工作要点\n\n一、重点任务\n"
        "1.建设老年友善医疗机构。年内建成12家。（牵头单位：县卫生健康局；配合单位：县医保局）\n"
        "2.开展老年健康宣传周活动。9月底前完成。（牵头单位：县卫生健康局）\n",
        "utf-8",
    )
    card = await talk.sends(str(path))
    assert "任务2" in card["text"]
    done = await talk.presses("确认导入", card)
    assert done["intent"] == "imported"
    assert refs(await talk.says("县卫健局牵头哪些")) == ["1", "2"]


async def test_a_broken_file_gets_a_clear_message(talk, tmp_path):
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 broken")
    reply = await talk.sends(str(path))
    assert "没有读成" in reply["text"]
    assert not reply["buttons"]


@pytest.mark.parametrize(
    ("said", "intent"), [("你好", "greeting"), ("帮助", "help"), ("谢谢", "thanks")]
)
async def test_small_talk_is_short_and_finds_nothing(talk, said, intent):
    reply = await talk.says(said)
    assert reply["intent"] == intent
    assert not reply["tasks"]
    assert not reply["not_found"]


async def test_units_of_another_paper_are_not_compared(talk):
    reply = await talk.says("市医保局和市科委对比", document="banan2024")
    assert reply["not_found"]
    assert not reply["tasks"]


async def test_two_units_stand_beside_each_other(talk):
    reply = await talk.says("市教委和市科委对比", **TCM)
    assert reply["bureaus"] == ["市教委", "市科委"]
    assert "市教委｜1｜6｜0｜7" in reply["text"]


async def test_two_questions_in_one_message_are_both_answered(talk):
    reply = await talk.says("市医保局牵头哪些任务？市科委呢？", **TCM)
    assert refs(reply) == ["7", "19", "20"]


async def test_several_units_are_listed_together_unless_shared_work_is_asked(talk):
    both = await talk.says("市发改委和市财政局都有哪些任务", **TCM)
    assert refs(both) == ["4", "5", "32"]
    shared = await talk.says("市教委和市科委共同参与的任务", **TCM)
    assert refs(shared) == ["16"]


async def test_what_a_unit_does_not_lead(talk):
    reply = await talk.says("哪些任务不由市中医药管理局牵头", **TCM)
    assert refs(reply) == ["5", "6", "7", "19", "20", "21", "23", "31"]


async def test_a_unit_that_only_the_text_names_is_found_there(talk):
    reply = await talk.says("市疾控局负责什么", document="sh2024-health")
    assert refs(reply) == ["13"]
    assert "没有把" in reply["text"]


async def test_without_a_paper_every_place_with_such_a_unit_answers(talk):
    reply = await talk.says("体育局做什么")
    assert {task["document"] for task in reply["tasks"]} == {"banan2024"}
    assert "静安" in reply["text"]


async def test_a_changed_paper_drops_what_was_shown_of_the_other(talk):
    await talk.says("市医保局牵头哪些任务", **TCM)
    assert (await talk.says("什么时候要完成", document="banan2024"))["clarify"]


async def test_the_paper_in_talk_is_named(talk):
    await talk.says("打开静安2024年方案")
    reply = await talk.says("现在说的是哪份文件")
    assert "静安区创建全国基层中医药工作示范区" in reply["text"]


async def test_the_last_pages_keep_their_numbers(talk):
    await talk.says("市中医药管理局牵头哪些任务", **TCM)
    await talk.says("还有呢")
    third = await talk.says("还有呢")
    assert "第17—24项，共27项" in third["text"]
    assert refs(await talk.says("第二十个展开")) != []


@pytest.mark.parametrize("asked", ["怎么报进展？", "进展怎么上报", "我该怎么反馈情况"])
async def test_how_something_is_done_is_answered_by_the_example_for_it(talk, asked):
    reply = await talk.says(asked)
    assert reply["intent"] == "help"
    assert "第12项完成60%" in reply["text"]
