"""When a task is due, and of what kind that is."""

from datetime import date

import pytest

from knowledge.papers.model import Period
from tests.papers.paper import only, paper


def due(text):
    deadline = only(text).deadline
    return (deadline.kind, deadline.date.isoformat() if deadline.date else None, deadline.text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.建中心。2024年9月底前建成。", ("explicit", "2024-09-30", "2024年9月底前")),
        ("1.建中心。上半年完成主体工程。", ("explicit", "2024-06-30", "上半年")),
        ("1.建中心。到2027年全部达标。", ("explicit", "2027-12-31", "到2027年")),
        ("1.查隐患。8—9月开展专项检查。", ("explicit", "2024-09-30", "8—9月")),
        ("1.建中心。完成时限：11月中旬", ("explicit", "2024-11-20", "11月中旬")),
        ("1.报信息。每月5日前报送。", ("recurring", None, "每月5日前")),
        ("1.报信息。按季度通报情况。", ("recurring", None, "按季度")),
        ("1.查隐患。每月开展一次督查。", ("recurring", None, "每月")),
        ("1.查隐患。每季度组织应急演练。", ("recurring", None, "每季度")),
        ("1.听汇报。常务会议每半年听取汇报1次。", ("recurring", None, "每半年")),
        ("1.评效果。每年评估一次。", ("recurring", None, "每年")),
        ("1.报信息。完成时限：每季度末", ("recurring", None, "每季度末")),
        ("1.守底线。完成时限：长期坚持", ("open", None, "长期坚持")),
        ("1.守底线。（持续推进）", ("open", None, "持续推进")),
        ("1.建中心。", ("period", "2024-12-31", None)),
    ],
)
def test_kinds_and_dates(text, expected):
    assert due(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.抓落实。落实《行动计划（2023—2025年）》各项任务。",
        "1.抓落实。巩固2023年启动的试点成果。",
        "1.抓落实。截至2024年3月底，已建成8家。",
        "1.抓落实。自2024年6月起施行的办法要宣传到位。",
        "1.抓落实。用好2024年度绩效考核结果。",
        "1.抓落实。持续推进医联体建设。",
        "1.抓落实。每年开展活动4次。",
        "1.抓落实。每名医生每月下乡巡诊一次。",
        "1.抓落实。每季度为老人体检。",
        "1.抓宣传。5月19日前后开展世界家庭医生日宣传活动。",
    ],
)
def test_dates_that_set_no_time(text):
    assert due(text)[0] == "period"


def test_several_dates_are_all_kept_and_the_last_binds():
    deadline = only("1.建平台。6月底前完成设计，11月底前上线运行。").deadline
    assert [(it.date.isoformat(), it.text) for it in deadline.all] == [
        ("2024-06-30", "6月底前"),
        ("2024-11-30", "11月底前"),
    ]
    assert deadline.text == "11月底前"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "1.建驿站。进度安排：一季度完成选址；二季度完成8家；10月底全部建成。责任单位：市民政局",
            ["2024-03-31", "2024-06-30", "2024-10-31"],
        ),
        ("1.种疫苗。8月底前采购到位；9—11月接种。", ["2024-08-31", "2024-11-30"]),
        ("1.建驿站。完成时限：9月底；市财政局于12月底前结算。", ["2024-09-30"]),
    ],
)
def test_steps_of_a_schedule_are_all_kept(text, dates):
    deadline = only(text).deadline
    assert [it.date.isoformat() for it in deadline.all] == dates
    assert deadline.date
    assert deadline.date.isoformat() == dates[-1]


def test_what_several_years_shall_see_is_due_at_their_end():
    text = "某市行动计划（2024—2026年）\n一、任务\n1.建驿站。三年新建36家，2024年建成10家。"
    (task,) = paper(text).tasks
    assert (str(task.deadline.date), task.deadline.text) == ("2026-12-31", "三年")
    assert [str(it.date) for it in task.deadline.all] == ["2024-12-31", "2026-12-31"]


def test_a_date_alone_in_brackets_binds_the_whole():
    deadline = only("1.建平台（2024年10月底前完成）。12月底前总结经验。").deadline
    assert deadline.text == "2024年10月底前"


def test_recurring_deadlines_say_how_often():
    deadline = only("1.报信息。每月5日前报送。").deadline
    assert (deadline.recurrence, deadline.recurrence_day) == ("monthly", "5")


def test_months_of_each_year_say_how_often():
    twice = only("1.报信息。每年6月底、12月底前各报送一次。").deadline
    four = only("1.报信息。每年3月、6月、9月和12月底前报送。").deadline
    assert (twice.kind, twice.recurrence) == ("recurring", "half-yearly")
    assert (four.kind, four.recurrence) == ("recurring", "quarterly")


def test_days_after_issue_need_the_date_of_issue():
    text = "某县2024年工作要点\n一、任务\n1.印方案。本文件印发后30日内完成。\n{}"
    (dated,) = paper(text.format("某县卫生健康局\n2024年5月8日")).tasks
    (undated,) = paper(text.format("")).tasks
    assert str(dated.deadline.date) == "2024-06-07"
    assert undated.deadline.kind == "period"


def test_a_phase_named_as_the_deadline():
    text = (
        "某区专项方案\n一、任务\n1.排隐患。完成时限：集中整治阶段\n"
        "2.建机制。在巩固提升阶段形成制度。\n"
        "二、实施步骤\n（一）集中整治阶段（2024年5—8月）。\n（二）巩固提升阶段（2024年9—10月）。"
    )
    read = paper(text)
    assert [
        (task.deadline.kind, str(task.deadline.date), task.deadline.text) for task in read.tasks
    ] == [
        ("phase", "2024-08-31", "集中整治阶段"),
        ("phase", "2024-10-31", "巩固提升阶段"),
    ]
    assert read.period == Period(date(2024, 5, 1), date(2024, 10, 31))


def test_a_report_recurs_until_the_date_that_is_set():
    deadline = only(
        "1.建驿站。每月5日前报送进度。完成时限：2024年9月底。责任单位：市民政局"
    ).deadline
    assert deadline.date
    assert deadline.date.isoformat() == "2024-09-30"
    assert (deadline.recurrence, deadline.recurrence_day) == ("monthly", "5")


def test_what_the_whole_year_shall_see_binds_a_task_with_a_half_year_step():
    text = (
        "某市2025年工作要点\n一、重点任务\n1.建设门诊。上半年建成20家，全年建成40家。（医政处牵头）"
    )
    (task,) = paper(text).tasks
    assert task.deadline.date == date(2025, 12, 31)
    assert [each.date for each in task.deadline.all] == [date(2025, 6, 30), date(2025, 12, 31)]


def test_an_approximate_day_is_no_deadline_and_is_shown():
    read = paper(
        "临河市2024年工作要点\n一、重点任务\n1.抓宣传。5月19日前后开展主题宣传。\n2.建馆。6月底前建成。"
    )
    assert [task.deadline.kind for task in read.tasks] == ["period", "explicit"]
    assert any("5月19日前后" in doubt.message for doubt in read.doubts)


def test_what_the_goals_name_last_is_assumed_where_no_period_is_printed():
    read = paper(
        "关于推进社区医院建设的实施意见\n一、工作目标\n到2024年底，建成30家；到2025年底，建成45家。"
        "展望2035年，全面普及。\n二、重点任务\n（一）科学布局。编制建设规划。\n"
        "临江市卫生健康委员会\n2023年3月20日"
    )
    assert read.period == Period(date(2023, 3, 20), date(2025, 12, 31))
    (task,) = read.tasks
    assert (task.deadline.kind, task.deadline.date) == ("period", date(2025, 12, 31))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1.扩大参保。完成时限：7月1日起实施", "period"),
        ("1.抓水体。动态清零，长效保持。", "open"),
        ("1.保藏菌种。长期抓好保藏中心运行管理。", "open"),
        ("1.建辅导室。2024年秋季学期前配备到位。", "period"),
    ],
)
def test_beginnings_terms_and_what_goes_on(text, kind):
    assert due(text)[0] == kind


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("第四季度投入使用", ("explicit", "2024-12-31")),
        ("9-10月", ("explicit", "2024-10-31")),
        ("2024年三季度", ("explicit", "2024-09-30")),
        ("不晚于8月15日", ("explicit", "2024-08-15")),
        ("2024.10.31前", ("explicit", "2024-10-31")),
        ("2024/9/30前", ("explicit", "2024-09-30")),
        ("逐月通报", ("recurring", None)),
        ("按季度开展督导", ("recurring", None)),
        ("长期坚持推进", ("open", None)),
    ],
)
def test_times_in_the_last_clause(when, expected):
    assert due(f"1.抓筛查。完成筛查任务，{when}。")[:2] == expected


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("3月启动，8月底前完成。", "2024-08-31"),
        ("8月底前完成采购，12月启动。", "2024-08-31"),
        ("开工时间：3月；完工时间：10月底前", "2024-10-31"),
        ("2024年3月开工，2025年6月竣工。", "2025-06-30"),
        ("6月底前开工建设。", "2024-06-30"),
    ],
)
def test_a_start_is_not_what_binds(text, due):
    assert str(only(f"1.建设医院。{text}").deadline.date) == due


@pytest.mark.parametrize("text", ["3月启动。", "启动时间：3月", "2024年4月正式开工。"])
def test_a_start_alone_is_no_deadline(text):
    assert only(f"1.建设医院。{text}").deadline.kind == "period"


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("演练。每年不少于2次演练。", "yearly"),
        ("评估。每半年至少开展2次评估。", "half-yearly"),
        ("义诊。每月至少组织两次义诊。（责任单位：区卫生健康委）", "monthly"),
        ("每年提交提案不少于2件。", "yearly"),
    ],
)
def test_at_least_so_often_a_year_recurs_and_stays_a_quantity(text, recurrence):
    task = only(f"1.{text}")
    assert (task.deadline.kind, task.deadline.recurrence) == ("recurring", recurrence)
    assert [quantity.op for quantity in task.quantities] == [">="]


@pytest.mark.parametrize(
    "text", ["每年开展不少于2次培训，培训300人。", "为每名老人每年至少体检2次。"]
)
def test_how_often_beside_other_work_does_not_recur(text):
    assert only(f"1.{text}").deadline.recurrence is None


@pytest.mark.parametrize(
    "text",
    [
        "抓好控烟，常态长效。",
        "抓好控烟。持续。",
        "抓好控烟工作（长期）",
        "抓好控烟，常态化长效化推进。",
        "抓好控烟。完成时限：长效",
    ],
)
def test_lasting_words_alone_leave_it_open(text):
    assert only(f"1.{text}").deadline.kind == "open"
