"""What asks for the course of a task, and what only sounds like it."""

import pytest

from knowledge.reports.traces import trace_in


@pytest.mark.parametrize(
    "text",
    [
        "四（二）的来龙去脉",
        "四（二）谁说卡住了，什么时候说的",
        "第12项上次报的是什么",
        "第12项办完了吗",
        "那个办完了没",
        "第12项的进展",
    ],
)
def test_the_course_of_a_task(text):
    assert trace_in(text)


@pytest.mark.parametrize(
    "text", ["第12项做完了", "第3项谁牵头", "第3项什么时候报送", "第12项没完成", "那个项目办了没"]
)
def test_other_things_said_of_a_task(text):
    assert trace_in(text) is None
