"""Tables, whole or fallen apart, give the same facts."""

import pytest

from knowledge.papers.parse import parse
from knowledge.reading.lines import Line
from tests.papers.paper import paper
from tests.papers.table import HEAD, TITLE

ROWS = [
    ["1", "建设精品中医馆", "区卫生健康委", "区财政局、区发改局", "2024年11月底"],
    ["2", "推广适宜技术", "区中医院", "各街道办事处", "长期坚持"],
    ["3", "开展进校园活动", "区教育局", "区卫生健康委", "每季度末"],
]


def facts(read):
    return [
        (task.ref, task.title, task.lead, task.cooperating, task.deadline.kind)
        for task in read.tasks
    ]


EXPECTED = [
    ("1", "建设精品中医馆", ("区卫生健康委",), ("区财政局", "区发改局"), "explicit"),
    ("2", "推广适宜技术", ("区中医院",), ("各街道办事处",), "open"),
    ("3", "开展进校园活动", ("区教育局",), ("区卫生健康委",), "recurring"),
]


def real_table():
    rows = [
        Line(number, "\t".join(cells), tuple(cells), 1)
        for number, cells in enumerate([HEAD, *ROWS], start=2)
    ]
    return parse([Line(1, TITLE), *rows])


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(real_table, id="cells"),
        pytest.param(
            lambda: paper("\n\n".join([TITLE, *HEAD, *(cell for row in ROWS for cell in row)])),
            id="one cell a line",
        ),
        pytest.param(
            lambda: paper("\n".join([TITLE, *(" ".join(row) for row in [HEAD, *ROWS])])),
            id="one row a line",
        ),
        pytest.param(
            lambda: paper(f"{TITLE}\n{' '.join(cell for row in [HEAD, *ROWS] for cell in row)}"),
            id="one run of words",
        ),
        pytest.param(
            lambda: paper(
                "\n".join([TITLE, *("|" + "|".join(row) + "|" for row in [HEAD, *ROWS])])
            ),
            id="bars",
        ),
    ],
)
def test_the_same_table_in_every_form(read):
    assert facts(read()) == EXPECTED


def test_a_table_run_together_without_spaces():
    text = "".join(cell for row in [HEAD, *ROWS] for cell in row)
    assert [fact[:4] for fact in facts(paper(f"{TITLE}\n{text}"))] == [
        EXPECTED[0][:4],
        ("2", "推广适宜技术", ("区中医院",), ("各街道办事处",)),
        EXPECTED[2][:4],
    ]


def test_merged_first_columns_are_headings():
    text = (
        "某市任务分解表\n序号\t任务类别\t具体任务\t责任单位\n1\t一、强基层\t建中心\t市卫健委\n"
        "2\t一、强基层\t引人才\t市人社局\n3\t二、促改革\t控费用\t市医保局"
    )
    assert [(task.ref, task.title) for task in paper(text).tasks] == [
        ("1", "建中心"),
        ("2", "引人才"),
        ("3", "控费用"),
    ]


def test_numbers_that_begin_again_get_their_group():
    text = (
        "某市任务分解表\n序号\t工作任务\t责任单位\n一、强基层\n1\t建中心\t市卫健委\n"
        "2\t引人才\t市人社局\n"
    )
    rows = [
        ("序号", "工作任务", "责任单位"),
        ("一、强基层", "一、强基层", "一、强基层"),
        ("1", "建中心", "市卫健委"),
        ("2", "引人才", "市人社局"),
        ("二、促改革", "二、促改革", "二、促改革"),
        ("1", "控费用", "市医保局"),
    ]
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    read = parse([Line(1, text.partition("\n")[0]), *lines])
    assert [(task.ref, task.title) for task in read.tasks] == [
        ("一/1", "建中心"),
        ("一/2", "引人才"),
        ("二/1", "控费用"),
    ]


def test_a_flat_table_with_a_missing_cell_is_read_by_looks_and_doubtful():
    rows = [["1", "建中心", "区卫生健康委", "2024年9月底"], *ROWS[1:]]
    read = paper("\n".join([TITLE, *HEAD, *(cell for row in rows for cell in row)]))
    assert [task.title for task in read.tasks] == ["建中心", "推广适宜技术", "开展进校园活动"]
    assert read.tasks[0].lead == ("区卫生健康委",)
    assert str(read.tasks[0].deadline.date) == "2024-09-30"
    assert any("单元格" in doubt.message for doubt in read.doubts)


def test_indicator_tables_flat_and_with_two_header_rows():
    flat = paper(
        "某区实施方案（2024—2027年）\n主要指标\n序号\n主要指标\n2023\n2027\n1\n"
        "中医馆（个）\n23\n24\n2\n名中医（名）\n4\n≥5\n一、任务\n1.建馆。"
    )
    rows = [
        ("指标名称", "单位", "2023年", "目标", "目标"),
        ("指标名称", "单位", "2023年", "2025年", "2027年"),
        ("中医馆", "个", "23", "23", "24"),
        ("平均住院日", "天", "8.1", "≤8", "≤7.5"),
    ]
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    whole = parse([Line(1, "某区实施方案（2024—2027年）"), *lines])
    assert [(it.name, it.unit, it.baseline, it.targets[-1].value) for it in flat.indicators] == [
        ("中医馆", "个", 23, 24),
        ("名中医", "名", 4, 5),
    ]
    stay = whole.indicators[1]
    assert [(target.year, target.value) for target in stay.targets] == [(2025, 8), (2027, 7.5)]
    assert (stay.op, stay.baseline_year, stay.baseline) == ("<=", 2023, 8.1)


def test_tables_of_phases_and_of_duties():
    text = (
        "某区方案\n阶段\t时间\t工作内容\n动员部署阶段\t2024年4月\t开会\n"
        "自查整改阶段\t2024年5—8月\t自查\n"
        "成员单位\t工作职责\n区教育局\t负责校园宣传\n区财政局、区医保局\t负责经费保障\n"
    )
    read = paper(text)
    assert [(phase.name, str(phase.end)) for phase in read.phases] == [
        ("动员部署阶段", "2024-04-30"),
        ("自查整改阶段", "2024-08-31"),
    ]
    assert [(duty.bureau, duty.text) for duty in read.duties] == [
        ("区教育局", "负责校园宣传"),
        ("区财政局", "负责经费保障"),
        ("区医保局", "负责经费保障"),
    ]


@pytest.mark.parametrize("bar", ["|", "\t", "  "])
def test_headings_between_the_rows_of_a_table_in_plain_text(bar):
    rows = [
        HEAD,
        ["一、强基层"],
        ["1", "建中心", "区卫健局", "区财政局", "6月底"],
        ["2", "引人才", "同上", "区人社局", "9月底"],
        ["二、促改革"],
        ["3", "控费用", "区医保局", "同上", "12月底"],
    ]
    read = paper("\n".join(["东湖区2024年任务清单", *(bar.join(row) for row in rows)]))
    assert [(section.label, section.title) for section in read.sections] == [
        ("一", "强基层"),
        ("二", "促改革"),
    ]
    assert [(it.ref, it.section_order, it.lead, it.cooperating) for it in read.tasks] == [
        ("1", 1, ("区卫健局",), ("区财政局",)),
        ("2", 1, ("区卫健局",), ("区人社局",)),
        ("3", 2, ("区医保局",), ("区人社局",)),
    ]


def test_a_section_behind_a_table_in_plain_text_is_no_heading_inside_it():
    read = paper(
        "东湖区2024年任务清单\n一、任务\n序号|任务|责任单位\n1|建中心|区卫健局\n"
        "二、保障措施\n（一）加强领导。明确专人。"
    )
    assert [section.title for section in read.sections] == ["任务", "保障措施"]
    assert [task.title for task in read.tasks] == ["建中心"]


def test_merged_categories_are_sections_where_none_stands_around_the_table():
    rows = [
        ("类别", "序号", "任务", "责任单位"),
        ("强基层", "1", "建中心", "区卫健局"),
        ("强基层", "2", "引人才", "区人社局"),
        ("促改革", "3", "控费用", "区医保局"),
    ]
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    read = parse([Line(1, "东湖区2024年任务清单"), *lines])
    assert [section.title for section in read.sections] == ["强基层", "促改革"]
    assert [task.section_order for task in read.tasks] == [1, 1, 2]
