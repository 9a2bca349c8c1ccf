"""What was done, what is not, and what is to be done by some day are three questions."""

import pytest

TCM = {"document": "sh2023-tcm"}
AUGUST = {"now": "2023-08-01T10:00"}


@pytest.fixture
async def one_done(talk):
    await talk.says("第7项办结了", **TCM, **AUGUST)
    await talk.says("确认", **AUGUST)
    await talk.says("第7项审核通过", **AUGUST)
    return talk


@pytest.mark.parametrize(
    "said",
    ["哪些完成了", "已办结的有哪些", "完成了多少项", "上半年完成了哪些", "哪些任务已经办结了"],
)
async def test_what_is_done_is_listed(one_done, said):
    reply = await one_done.says(said, **AUGUST)
    assert [task["ref"] for task in reply["tasks"]] == ["7"]


@pytest.mark.parametrize("said", ["还有哪些没完成", "哪些还没办结", "未完成的有哪些"])
async def test_what_is_not_done_is_listed_without_it(one_done, said):
    reply = await one_done.says(said, **AUGUST)
    refs = [task["ref"] for task in reply["tasks"]]
    assert "7" not in refs
    assert len(refs) == 34


@pytest.mark.parametrize(
    "said", ["三季度要完成哪些", "本月要完成的有哪些", "年底前要完成的任务有哪些"]
)
async def test_what_is_to_be_done_by_some_day_is_a_matter_of_deadlines(one_done, said):
    assert (await one_done.says(said, **AUGUST))["intent"] == "due"
