"""Names of units in lists and in running words: where one ends, and what is no name."""

import pytest

from knowledge.papers.names import split_names
from tests.papers.paper import paper, units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("责任单位：市妇联  市民政局", ["市妇联", "市民政局"]),
        ("责任单位：市妇联\t市民政局", ["市妇联", "市民政局"]),
        ("（省卫生健康委 省财政厅）", ["省卫生健康委", "省财政厅"]),
        ("（医政处 妇幼处）", ["医政处", "妇幼处"]),
        ("〔责任单位：市民政局、市教体局〕", ["市民政局", "市教体局"]),
        ("（责任单位：市民政局、市教育局等部门和单位）", ["市民政局", "市教育局"]),
    ],
)
def test_names_apart_however_the_list_is_set(text, expected):
    assert units(f"1.建网络。{text}") == {"responsible": expected}


def test_a_space_before_a_label_ends_the_list():
    assert units("1.建网络。牵头单位：市民政局    完成时限：6月底") == {"lead": ["市民政局"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "此项工作由区卫健局牵头，区财政局配合。",
            {"lead": ["区卫健局"], "cooperating": ["区财政局"]},
        ),
        (
            "该任务由区卫健局负责，区民政局配合。",
            {"responsible": ["区卫健局"], "cooperating": ["区民政局"]},
        ),
        (
            "开展宣传。区卫健局具体实施，各街道配合。",
            {"responsible": ["区卫健局"], "cooperating": ["各街道"]},
        ),
        ("责任单位是区卫健局。", {"responsible": ["区卫健局"]}),
        ("——区卫健局、区财政局", {"responsible": ["区卫健局", "区财政局"]}),
        ("区卫健局、区财政局按职责落实。", {"responsible": ["区卫健局", "区财政局"]}),
    ],
)
def test_units_in_running_words(text, expected):
    assert units(f"1.建网络。{text}") == expected


def test_a_dash_before_an_explanation_names_no_units():
    assert units("1.建网络。——以群众健康为中心") == {}


def test_bodies_of_the_forces_and_central_groups_are_units():
    expected = ["市卫健委", "武警临河支队", "临河军分区", "共青团中央"]
    assert units(f"1.建网络。（{'、'.join(expected)}）") == {"responsible": expected}


def test_a_scanned_enumeration_mark_divides_names():
    assert units("1.建网络。（市医保局丶市民政局）") == {"responsible": ["市医保局", "市民政局"]}


def test_an_open_end_beside_the_units_is_no_unit():
    text = "责任单位：县卫生健康局、县生态环境局，长期坚持"
    assert [name.text for name in split_names(text.partition("：")[2])] == [
        "县卫生健康局",
        "县生态环境局",
    ]


def test_a_running_list_needs_one_sure_name():
    text = "1.建网络。由市医保局牵头，市地方金融监管局、云州银保监分局等配合，参保人数达到20万人。"
    assert units(text) == {
        "lead": ["市医保局"],
        "cooperating": ["市地方金融监管局", "云州银保监分局"],
    }


def test_a_verb_behind_the_last_name_is_not_part_of_it():
    text = "1.建网络。市医保局会同市民政局、市农业农村局健全预警机制。"
    assert units(text) == {"lead": ["市医保局"], "cooperating": ["市民政局", "市农业农村局"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.建议案。（责任部门：县人大办、县政协办）", {"responsible": ["县人大办", "县政协办"]}),
        ("1.推证书。覆盖率达到100%。[科教处、信息中心]", {"responsible": ["科教处", "信息中心"]}),
    ],
)
def test_offices_whose_names_hold_other_words(text, expected):
    assert units(text) == expected


def test_a_name_broken_by_the_line_end_behind_its_label():
    read = paper(
        "某县2026年方案\n一、任务\n（一）急危重症救治。组建专家组，每季度开展不少\n于1次演练。牵头股室：医政股；责任单位：县人民医\n"
        "院、县妇幼保健院\n（二）建设门诊。第四季\n度投入使用。责任单位：区卫\n生健康局"
    )
    first, second = read.tasks
    assert first.responsible == ("县人民医院", "县妇幼保健院")
    assert (first.deadline.recurrence, first.quantities[0].per) == ("quarterly", "quarter")
    assert (second.responsible, str(second.deadline.date)) == (("区卫生健康局",), "2026-12-31")
