"""What a person is asked to check, and what is not worth asking."""

import pytest

from tests.papers.paper import paper, work


def messages(read):
    return [doubt.message for doubt in read.doubts]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.修食堂。国庆节前完成改造。", "国庆节前"),
        ("1.办诉求。接件后10个工作日内办结。", "10个工作日内"),
        ("1.修食堂。完成时限：开学前", "开学前"),
    ],
)
def test_a_time_that_no_date_is_read_from_is_doubtful(text, words):
    (message,) = messages(work(text))
    assert words in message


def test_a_month_for_an_assessment_is_a_deadline():
    (task,) = work("1.迎评估。10月份接受省级评估。").tasks
    assert (str(task.deadline.date), task.deadline.text) == ("2024-10-31", "10月份")


def test_the_date_of_issue_is_missed_only_where_a_deadline_counts_from_it():
    assert messages(work("1.印方案。6月底前完成。")) == []
    (message,) = messages(work("1.印方案。本文件印发后30日内完成。"))
    assert "成文日期" in message


@pytest.mark.parametrize(
    "text",
    [
        "第一章 起风\n那天雪停了，他推开门。\n“你来了。”她说，没有抬头。",
        "Annual plan\n1. Improve primary care. (Lead: Health Bureau)\n2. Report monthly.",
    ],
)
def test_a_text_that_is_no_work_paper_says_so(text):
    assert any("不是工作文件" in message for message in messages(paper(text)))


def test_a_plain_plan_is_a_work_paper():
    read = paper("临河市健康行动方案\n一、任务\n1.建网络。")
    assert not any("不是工作文件" in message for message in messages(read))


@pytest.mark.parametrize(
    "text",
    [
        "→建设医院。（牵头单位：县卫健局）\n→培训医生。（牵头单位：县教育局）",
        "建设医院\n责任单位：县卫健局\n培训医生\n责任单位：县教育局",
        "甲：建设医院。（县卫健局负责，6月底前）\n乙：培训医生。（县教育局负责，9月底前）",
    ],
)
def test_several_notes_of_units_in_one_item_are_doubtful(text):
    assert any("可能是2项" in message for message in messages(work(text)))
