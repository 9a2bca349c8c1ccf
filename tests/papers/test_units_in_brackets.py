"""Brackets behind an item: nothing but names, roles beside them, or an explanation."""

import pytest

from tests.papers.paper import units, work


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("。（规划信息科，各县市卫生健康局）", ["规划信息科", "各县市卫生健康局"]),
        ("。（医政处、妇幼处）", ["医政处", "妇幼处"]),
        ("。（机关纪委）", ["机关纪委"]),
        ("。（省卫生健康委、团省委）", ["省卫生健康委", "团省委"]),
        ("。（区卫健局、各镇街）", ["区卫健局", "各镇街"]),
        ("。（市卫健委，各市、县（市、区）人民政府）", ["市卫健委", "各市、县（市、区）人民政府"]),
        ("。（市级相关部门，各县（市、区））", ["市级相关部门", "各县（市、区）"]),
        (
            "。（市卫健委、人民银行临河分行、城投公司）",
            ["市卫健委", "人民银行临河分行", "城投公司"],
        ),
        ("（区卫健局、区民政局）", ["区卫健局", "区民政局"]),
        ("（市疾控中心，2024年10月）", ["市疾控中心"]),
        ("【市爱卫办；6月底】", ["市爱卫办"]),
    ],
)
def test_a_bracket_of_nothing_but_names(bracket, expected):
    assert units(f"1.建网络{bracket}") == {"responsible": expected}


@pytest.mark.parametrize(
    "text",
    [
        "1.建三级医院（市人民医院、市中医院）",
        "1.支持重点学科。（心内科、呼吸科）",
        "1.覆盖基层。（含村卫生室、社区）",
        "1.每月报送主管部门（区卫健局、区财政局）",
    ],
)
def test_a_bracket_that_explains_names_no_units(text):
    assert units(text) == {}


def test_groups_stand_beside_units_in_a_sentence_of_roles():
    assert units("1.建网络。（机关党委牵头，各处室、委属单位配合）") == {
        "lead": ["机关党委"],
        "cooperating": ["各处室", "委属单位"],
    }
    assert units("1.建网络。（市卫健委牵头；各县（市、区）人民政府落实）") == {
        "lead": ["市卫健委"],
        "responsible": ["各县（市、区）人民政府"],
    }


def test_a_last_bracket_that_was_not_understood_is_doubtful():
    read = work("1.建网络。（甲乙丙、区卫健局、丁字某）")
    assert [doubt.line for doubt in read.doubts if "末尾括号" in doubt.message] == [3]


def test_roles_in_square_brackets_before_their_units():
    assert units("1.减盐。【牵头单位】县市场监管局【配合单位】县卫健局、县教育局") == {
        "lead": ["县市场监管局"],
        "cooperating": ["县卫健局", "县教育局"],
    }
