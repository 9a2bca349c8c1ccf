"""Two questions in one sentence, of which the second leans on the first; and bare years."""

import pytest

from handlers.halves import halves


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("静安方案到哪一步了，下一步是啥", 2),
        ("区民政局一共几件事，哪些是配合", 2),
        ("市公安局配合啥，职责又是啥", 2),
        ("改造要改多少所，啥时候完，谁牵头", 1),
        ("第7项完成60%，下一步继续推进", 1),
    ],
)
def test_a_second_half_that_leans_on_the_first_is_asked_by_itself(text, parts):
    assert len(halves(text)) == parts


async def test_the_phase_now_and_the_one_before(zhou):
    both = await zhou.says("静安创建第二阶段是什么，上一个阶段是啥")
    assert len(both.phases) == 2


async def test_how_many_and_which_of_them_in_one_role(zhou):
    both = await zhou.says("2023要点里市科委一共几项，哪些是牵头的")
    assert {one.ref for one in both.tasks} == {"16", "17", "19", "20"}


async def test_tasks_without_any_part_of_a_unit_are_no_report(zhou):
    asked = await zhou.says("2023要点里市医保局既不牵头也不配合的")
    assert asked.intent == "tasks_of_unit"
    assert "7" not in {one.ref for one in asked.tasks}


async def test_a_year_in_brackets_chooses_the_paper(zhou):
    asked = await zhou.says("第十九项还有谁牵头（2023）")
    assert [(one.document, one.ref) for one in asked.tasks] == [("sh2023-tcm", "19")]


async def test_year_and_place_behind_an_indicators_name(zhou):
    asked = await zhou.says("血压糖尿病管理率2020静安目标")
    assert asked.indicators == ("高血压、糖尿病中医健康管理率",)
