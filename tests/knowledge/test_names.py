"""Which printed names mean one unit, and which do not."""

import pytest

from knowledge.names import forms, is_group, same_unit, unit
from knowledge.questions.units import Entry, Units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市卫生健康委", "上海市卫生健康委员会"),
        ("区卫生健康委（区中医药发展办公室）", "区卫健委"),
        ("申康医院发展中心", "申康中心"),
        ("市人力资源社会保障局", "市人社局"),
        ("区发展改革委", "区发改委"),
        ("市市场监管局", "市市场监督管理局"),
        ("县卫生健康局", "卫健局"),
        ("区政府外办", "区外事办"),
        ("基层卫生健康处", "基层处"),
        ("疾病预防控制科", "疾控科"),
    ],
)
def test_forms_of_one_unit(one, other):
    assert same_unit(one, other)
    assert same_unit(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市医保局", "区医保局"),
        ("基层卫生健康处", "基层科"),
        ("市中医药管理局", "市卫生健康委"),
        ("区科技局", "区科委"),
        ("静安区教育局", "巴南区教育局"),
        ("市疾控局", "市疾控中心"),
        ("市教委", "市科委"),
    ],
)
def test_units_that_differ(one, other):
    assert not same_unit(one, other)


@pytest.mark.parametrize(
    "name",
    [
        "各区人民政府",
        "领导小组成员单位",
        "相关区人民政府",
        "各有关部门",
        "街道办事处",
        "各镇人民政府",
        "各医疗卫生机构",
    ],
)
def test_groups_are_groups(name):
    assert is_group(name)


@pytest.mark.parametrize("name", ["市医保局", "区人民医院", "静安区人民政府", "市体育局"])
def test_units_are_no_groups(name):
    assert not is_group(name)


def test_a_name_comes_apart_into_place_level_and_core():
    parts = unit("上海市静安区市场监督管理局")
    assert (parts.place, parts.level, parts.core) == ("上海市静安", "区", "市场监管局")


def test_people_may_leave_out_the_level_or_put_the_place_before():
    said = forms("区卫生健康委", "上海市静安区")
    assert {"卫健委", "区卫健委", "静安卫健委", "静安区卫生健康委"} <= said.keys()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("疾控处牵头什么", ["疾控处"]),
        ("疾控处置能力有哪些要求", []),
        ("基层科室建设谁负责", []),
    ],
)
def test_a_short_name_is_no_part_of_another_word(text, named):
    sections = Units([Entry(1, "疾病预防控制处"), Entry(2, "基层卫生健康科")])
    assert [one.text for one in sections.find(text)] == named
