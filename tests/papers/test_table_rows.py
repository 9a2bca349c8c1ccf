"""Rows of a table as tasks: names, units, dates, measures in their cells; what was skipped."""

import pytest

from knowledge.papers.parse import parse
from knowledge.reading.lines import Line
from tests.papers.paper import paper
from tests.papers.table import HEAD, TITLE


def test_a_space_between_the_names_of_a_cell():
    rows = [("序号", "任务", "责任单位"), ("1", "建中心", "区卫健局 区财政局")]
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    read = parse([Line(1, "东湖区2024年任务清单"), *lines])
    assert read.tasks[0].responsible == ("区卫健局", "区财政局")


def test_measures_under_one_number_with_units_of_their_own_are_tasks():
    rows = [
        ("序号", "重点任务", "工作举措", "牵头单位", "完成时限"),
        ("1", "强基层", "1.建设中医馆5个", "区卫健局", "6月底"),
        ("1", "强基层", "培训村医300人", "区人社局", "9月底"),
        ("2", "促改革", "推行总额付费", "区医保局", "12月底"),
    ]
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    read = parse([Line(1, "东湖区2024年任务清单"), *lines])
    assert [(it.title, it.lead, str(it.deadline.date)) for it in read.tasks] == [
        ("建设中医馆5个", ("区卫健局",), "2024-06-30"),
        ("培训村医300人", ("区人社局",), "2024-09-30"),
        ("促改革", ("区医保局",), "2024-12-31"),
    ]


def test_a_column_of_goals_with_their_dates():
    read = paper(
        "东湖区2024年任务清单\n序号|任务|目标任务及完成时限|责任单位\n"
        "1|强基层|6月底完成培训200人|区卫健局"
    )
    (task,) = read.tasks
    assert str(task.deadline.date) == "2024-06-30"
    assert [quantity.value for quantity in task.quantities] == [200]


def table(*rows, title="东湖区2024年任务清单"):
    lines = [Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(rows, start=2)]
    return parse([Line(1, title), *lines])


def test_a_name_that_its_column_broke_is_one_name():
    read = table(
        ("序号", "任务", "牵头单位", "配合单位"),
        ("1", "建中心", "区市场\n监管局\n区商务局", "区卫生健康委\n（区爱卫办）\n各镇\n人民政府"),
        ("2", "引人才", "区人社局\n区财政局", "区政府\n办公室"),
    )
    assert [(it.lead, it.cooperating) for it in read.tasks] == [
        (("区市场监管局", "区商务局"), ("区卫生健康委（区爱卫办）", "各镇人民政府")),
        (("区人社局", "区财政局"), ("区政府办公室",)),
    ]


def test_blank_units_are_those_above_and_doubtful_where_a_dash_is_nobody():
    read = table(
        tuple(HEAD),
        ("1", "建中心", "区卫健局", "区财政局", "6月底"),
        ("2", "引人才", "", "", ""),
        ("3", "控费用", "区医保局", "", ""),
        ("4", "促改革", "-", "-", "9月底"),
    )
    assert [(it.lead, it.cooperating, it.deadline.kind) for it in read.tasks] == [
        (("区卫健局",), ("区财政局",), "explicit"),
        (("区卫健局",), ("区财政局",), "explicit"),
        (("区医保局",), (), "period"),
        ((), (), "explicit"),
    ]
    assert [doubt.line for doubt in read.doubts if "单位栏为空" in doubt.message] == [4]


def test_one_task_whose_units_and_dates_stand_in_several_rows():
    read = table(
        tuple(HEAD),
        ("1", "老年人体检", "区卫健局", "区民政局", "9月底"),
        ("1", "老年人体检", "区医保局", "区财政局", "12月底"),
    )
    (task,) = read.tasks
    assert (task.lead, task.cooperating) == (("区卫健局", "区医保局"), ("区民政局", "区财政局"))
    assert [str(each.date) for each in task.deadline.all] == ["2024-09-30", "2024-12-31"]


def test_numbered_lines_of_a_cell_are_measures():
    read = table(
        ("序号", "任务", "责任单位", "完成时限"),
        ("1", "整治街巷。\n1.整治背街小巷48条；\n2.建成示范街巷6条。", "区城管局", "全年"),
    )
    (task,) = read.tasks
    assert [each.title for each in task.measures] == ["整治背街小巷48条", "建成示范街巷6条"]
    assert [each.name for each in task.quantities] == ["背街小巷", "示范街巷"]
    assert [str(each.date) for each in task.deadline.all] == ["2024-12-31"]


@pytest.mark.parametrize("bar", [" | ", "\t", "cells"])
@pytest.mark.parametrize(
    "heads",
    [
        ("序号", "督查事项", "工作标准", "责任股室", "责任领导", "完成时限"),
        ("序号", "督办事项", "具体要求", "承办单位", "包保领导", "时间节点"),
        ("序号", "今年怎么干", "干到什么程度", "责任部门", "局长点评", "何时完成"),
    ],
)
def test_heads_by_what_they_are_called_last_and_strange_ones_beside_them(heads, bar):
    rows = [
        heads,
        ("1", "建中心", "新增床位200张", "规划财务股", "王建国", "2024年8月底前"),
        ("2", "引人才", "招录30名", "人事股、医政股", "李敏", "11月底前"),
    ]
    title = "东湖区2024年督查清单"
    if bar == "cells":
        read = table(*rows, title=title)
    else:
        read = paper("\n".join([title, *(bar.join(row) for row in rows)]))
    assert [(it.ref, it.title, it.responsible) for it in read.tasks] == [
        ("1", "建中心", ("规划财务股",)),
        ("2", "引人才", ("人事股", "医政股")),
    ]


def test_a_list_of_names_broken_inside_a_name_in_a_table_of_lines():
    rows = [
        ["1", "查贷款", "市金融监管局", "市公安局、人民银行海州", "市分行", "9月底前"],
        ["2", "公布案例", "市卫健委", "各参加部门", "每月"],
    ]
    heads = ["序号", "治理任务", "牵头部门", "参加部门", "完成时限"]
    read = paper("\n".join([TITLE, *heads, *(cell for row in rows for cell in row)]))
    assert [(it.title, it.lead, it.cooperating) for it in read.tasks] == [
        ("查贷款", ("市金融监管局",), ("市公安局", "人民银行海州市分行")),
        ("公布案例", ("市卫健委",), ("各参加部门",)),
    ]


def test_a_table_without_a_header_that_says_who_answers_for_what():
    read = table(
        ("县委宣传部", "负责新闻宣传。"), ("县教育体育局", "负责健康学校建设。"), title="某县方案"
    )
    assert [(it.bureau, it.text) for it in read.duties] == [
        ("县委宣传部", "负责新闻宣传。"),
        ("县教育体育局", "负责健康学校建设。"),
    ]


def test_a_year_over_what_was_meant_and_what_came_of_it():
    read = table(
        ("指标", "2025年", "2025年", "2026年目标"),
        ("指标", "目标", "实际", "2026年目标"),
        ("健康管理率（%）", "65", "66.3", "68"),
        title="某市2026年分工",
    )
    (one,) = read.indicators
    assert (one.baseline_year, one.baseline) == (2025, 66.3)
    assert [(it.year, it.value) for it in one.targets] == [(2026, 68)]


@pytest.mark.parametrize(
    ("start", "end"),
    [("开工时间", "完工时间"), ("启动时间", "完成时间"), ("计划开工日期", "计划竣工日期")],
)
def test_a_column_of_starts_holds_no_deadlines(start, end):
    (task,) = paper(
        f"某县2024年项目清单\n| 序号 | 项目名称 | 责任单位 | {start} | {end} |\n"
        "| 1 | 县医院 | 县卫健局 | 3月 | 10月底前 |"
    ).tasks
    assert (str(task.deadline.date), task.deadline.text) == ("2024-10-31", "10月底前")


_LIST = (
    "某县2024年任务清单\n| 序号 | 工作任务 | 责任单位 | 完成时限 |\n"
    "| 1 | 建设医院 | 县卫健局 | 6月底前 |\n"
)


def test_a_number_skipped_in_a_table_is_doubtful():
    read = paper(f"{_LIST}| 4 | 培训医生 | 县教育局 | 9月底前 |")
    assert any("从1到4" in doubt.message for doubt in read.doubts)


@pytest.mark.parametrize(
    "rest", ["2 培训医生 县教育局 9月底前", "2\n培训医生\n县教育局\n9月底前", "第2页\n2　培训医生"]
)
def test_a_row_that_was_not_read_is_doubtful(rest):
    read = paper(f"{_LIST}{rest}")
    assert any("像是下一行" in doubt.message for doubt in read.doubts) or len(read.tasks) == 2


@pytest.mark.parametrize(
    "rest",
    [
        "2024年3月1日",
        "2. 各单位要抓好落实。",
        "| 2 | 培训医生 | 县教育局 | 9月底前 |\n县卫健局\n2024年3月1日",
    ],
)
def test_what_is_no_row_is_not_doubtful(rest):
    assert not any("表格" in doubt.message for doubt in paper(f"{_LIST}{rest}").doubts)
