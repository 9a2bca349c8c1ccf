"""Some of what was just listed: 这里面…, 其中…, 除了第7项."""

import pytest

from tests.handlers.team import text

TCM = {"document": "sh2023-tcm"}


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


@pytest.mark.parametrize(
    ("listed", "which", "refs"),
    [
        ("市卫健委牵头的有哪几项", "这里面申康也参与的是哪几个", ["6"]),
        ("市卫健委配合的有哪些", "其中牵头单位不是市中医药管理局的是哪些", ["5", "7", "20"]),
        ("市卫健委牵头的有哪几项", "市科委也在里面的是", ["19"]),
        ("市卫健委牵头的有哪几项", "除了第6项呢", ["19", "35"]),
        ("市卫健委牵头的有哪几项", "市科委也参与的呢", ["19"]),
    ],
)
async def test_a_description_is_of_what_was_listed(zhou, listed, which, refs):
    before = await zhou.says(listed, **TCM)
    among = await zhou.says(which, **TCM)
    assert [one.ref for one in among.tasks] == refs
    assert text(among).startswith(f"上面这{len(before.tasks)}项里有{len(refs)}项")


async def test_where_none_is_so_that_is_said(zhou):
    await zhou.says("市卫健委牵头的有哪几项", **TCM)
    none = await zhou.says("其中市体育局参与的有哪些", **TCM)
    assert none.not_found
    assert text(none) == "上面这3项里没有这样的任务。"


async def test_without_a_list_it_is_a_question_of_its_own(zhou):
    asked = await zhou.says("其中市科委牵头的有哪些", **TCM)
    assert [one.ref for one in asked.tasks] == ["19", "20"]


async def test_the_next_phase_after_a_phase(zhou):
    await zhou.says("静安方案到哪个阶段了")
    assert (await zhou.says("下个阶段啥时候开始")).phases == ("迎接评审阶段",)
    assert (await zhou.says("上一个阶段是什么时候结束的")).phases != ("迎接评审阶段",)


async def test_what_is_asked_next_is_about_the_unit_that_had_the_list(zhou):
    await zhou.says("市卫健委牵头的有哪几项", **TCM)
    await zhou.says("其中申康也参与的", **TCM)
    after = await zhou.says("配合的呢", **TCM)
    assert after.bureaus == ("市卫生健康委",)
    assert len(after.tasks) == 17


async def test_one_list_within_another_is_what_both_share(zhou):
    asked = await zhou.says("市卫健委牵头的里面申康也配合的", **TCM)
    assert [one.ref for one in asked.tasks] == ["6"]


async def test_of_several_items_those_whose_figures_are_asked_for(zhou):
    asked = await zhou.says("2024要点国家医学中心建几个")
    assert [(one.document, one.ref) for one in asked.tasks] == [("sh2024-health", "2")]


async def test_another_unit_is_asked_for_in_the_role_of_the_list(zhou):
    await zhou.says("市卫健委牵头的有哪几项", **TCM)
    await zhou.says("第一个配合的是谁", **TCM)
    other = await zhou.says("那市科委呢", **TCM)
    assert [one.ref for one in other.tasks] == ["19", "20"]
