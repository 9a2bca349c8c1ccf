"""Questions about the plan are told from everything else."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.plans.asked import asked_in

TODAY = date(2024, 7, 25)  # a Thursday


def asked(text):
    return asked_in(text, TODAY, 2024)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("下周会提醒什么", "07-29", "08-04"),
        ("这个月要发哪些提醒？", "07-01", "07-31"),
        ("明天发什么", "07-26", "07-26"),
        ("静安创建下周的提醒", "07-29", "08-04"),
        ("我下周会收到什么提醒", "07-29", "08-04"),
        ("未来两周有什么提醒", "07-25", "08-08"),
        ("8月的提醒计划", "08-01", "08-31"),
        ("提醒计划", "07-25", "07-31"),
        ("看看下周的提醒安排", "07-29", "08-04"),
        ("后天要提醒谁", "07-27", "07-27"),
        ("这个群明天会发什么提醒", "07-26", "07-26"),
        ("下周给市医保局发什么", "07-29", "08-04"),
        ("我会收到什么提醒", "07-25", "07-31"),
        ("8月1日会发什么通知", "08-01", "08-01"),
        ("下周有多少条提醒", "07-29", "08-04"),
        ("市医保局下周会收到哪些提醒", "07-29", "08-04"),
        ("下周催办哪些任务", "07-29", "08-04"),
        ("列出本周的提醒清单", "07-22", "07-28"),
        ("今天还会发哪些提醒", "07-25", "07-25"),
        ("下周哪几天会发消息？", "07-29", "08-04"),
        ("这周还会发什么给市医保局", "07-22", "07-28"),
        ("明天都会提醒到谁", "07-26", "07-26"),
        ("你最近打算催哪些单位", "07-25", "08-08"),
        ("你下次什么时候提醒我", "07-25", "08-24"),
        ("下周三会发消息吗", "07-31", "07-31"),
    ],
)
def test_the_days_that_are_asked_for(text, start, end):
    found = asked(text)
    assert found is not None
    assert (f"{found.window.start:%m-%d}", f"{found.window.end:%m-%d}") == (start, end)


def test_whose_plan_it_is():
    assert asked("我下周会收到什么提醒").mine
    assert asked("明天会提醒我什么").mine
    assert asked("这个群下周会发什么提醒").here
    assert not asked("下周会提醒什么").mine
    assert asked("你下次什么时候提醒我").mine


def test_what_of_it_is_asked():
    said = ("下周哪几天会发消息", "明天会提醒到谁", "下次什么时候提醒我", "下周会提醒什么")
    assert [asked(one).point for one in said] == ["days", "who", "next", ""]
    assert asked("这周还会发什么给市医保局").about == "市医保局"


@pytest.mark.parametrize(
    "text",
    [
        "提醒市医保局报进展",
        "提醒大家明天开会",
        "截止提醒提前几天发",
        "截止提醒改为提前10、5、1个工作日",
        "提醒时间改成9点半",
        "不再提醒没动静",
        "为什么明天没有提醒",
        "下周到期的有哪些",
        "下周要完成什么",
        "通知：明天发什么",
        "昨天发了什么提醒",
        "上周提醒了谁",
        "第7项什么时候发文",
        "市卫生健康委要发什么文件",
        "下周的周报",
        "下周要开什么会",
        "最近有哪些任务",
        "本月谁的任务到期",
    ],
)
def test_anything_else_is_no_question_about_the_plan(text):
    assert asked(text) is None


def test_no_message_of_the_other_data_is_taken_for_one():
    places = (
        Path(__file__).parents[1] / "questions" / "data",
        Path(__file__).parents[1] / "reports",
    )
    lines = [
        line
        for place in places
        for file in place.rglob("*.jsonl")
        for line in file.read_text("utf-8").splitlines()
    ]
    said = {text for line in lines for text in _texts(json.loads(line))}
    assert len(said) > 1000
    assert [text for text in said if asked(text)] == []


def _texts(value):
    if isinstance(value, str):
        yield value
    for one in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        yield from _texts(one)
