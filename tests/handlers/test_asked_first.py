"""The card of a task says first what was asked of it, and names the units that the answer means."""

import pytest

from tests.handlers.team import text

TCM = {"document": "sh2023-tcm"}


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


@pytest.mark.parametrize(
    ("said", "first", "units"),
    [
        ("第7项谁牵头", "牵头：市医保局", ("市医保局",)),
        ("第7项配合单位有哪些", "配合：", ("市中医药管理局", "市卫生健康委", "申康中心")),
        ("第12项什么时候完成", "时限：", ("市中医药管理局", "各区人民政府")),
    ],
)
async def test_what_was_asked_comes_first(zhou, said, first, units):
    reply = await zhou.says(said, **TCM)
    assert text(reply).splitlines()[1].strip().startswith(first)
    assert reply.bureaus == units


@pytest.mark.parametrize(
    ("said", "line", "unit"),
    [
        ("市卫生健康委在第7项里干什么", "市卫生健康委在第7项是配合单位", "市卫生健康委"),
        ("第7项里市医保局是什么角色", "市医保局在第7项是牵头单位", "市医保局"),
        ("市商务委在第7项里干什么", "第7项没有写到市商务委", "市商务委"),
    ],
)
async def test_of_a_unit_its_part_is_said(zhou, said, line, unit):
    reply = await zhou.says(said, **TCM)
    assert text(reply).splitlines()[0] == line
    assert reply.bureaus == (unit,)


async def test_a_role_that_nobody_has_is_said_to_be_missing(zhou):
    await zhou.says("打开巴南方案")
    reply = await zhou.says("二（一）谁牵头")
    assert text(reply).startswith("原文没有写牵头单位。")
    assert "区卫生健康委" in text(reply)


@pytest.mark.parametrize(
    ("said", "refs"),
    [
        ("市科委除了牵头的还配合哪些", ["16", "17"]),
        ("市科委有没有不是牵头的任务", ["16", "17"]),
        ("申康在第9项是什么角色", ["9"]),
    ],
)
async def test_roles_beside_the_one_that_is_named(zhou, said, refs):
    assert [one.ref for one in (await zhou.says(said, **TCM)).tasks] == refs


async def test_the_unit_that_is_named_tells_the_papers_apart(zhou):
    reply = await zhou.says("申康在第9项是什么角色", document=None)
    assert text(reply).startswith("申康医院发展中心在第9项是配合单位")


async def test_how_many_are_not_led_is_counted(zhou):
    reply = await zhou.says("市中医药管理局不牵头的任务有几项", **TCM)
    assert reply.count == len(reply.tasks) == 8


async def test_the_item_with_the_most_units_and_those_that_lack_a_role(zhou):
    most = await zhou.says("巴南方案里责任单位最多的是哪一项")
    assert [one.ref for one in most.tasks] == ["一/(一)/二是"]
    lacking = await zhou.says("2023年上海中医药要点里没有配合单位的任务有吗")
    assert lacking.not_found
