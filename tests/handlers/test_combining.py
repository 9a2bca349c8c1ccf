"""Units' parts put together: some asked for, some ruled out."""

import pytest

TCM = {"document": "sh2023-tcm"}


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


@pytest.mark.parametrize(
    ("said", "refs"),
    [
        ("市医保局参与但不牵头的", ["19", "34", "35"]),
        ("不是市中管局牵头的里面有申康的", ["5", "6", "7"]),
        ("市科委不牵头只配合的", ["16", "17"]),
        ("市卫健委牵头的任务里申康没份的", ["19", "35"]),
        ("市科委、市教委一块配合的", ["16"]),
    ],
)
async def test_what_is_wanted_and_what_is_not(zhou, said, refs):
    reply = await zhou.says(said, **TCM)
    assert [one.ref for one in reply.tasks] == refs
    assert reply.intent == "tasks_of_unit"


async def test_leads_and_takes_part_in_are_both_asked_for(zhou):
    assert len((await zhou.says("市卫健委牵头的和参与的", **TCM)).tasks) == 20


async def test_the_parts_of_an_earlier_question_are_not_kept(zhou):
    await zhou.says("市医保局参与但不牵头的", **TCM)
    assert [one.ref for one in (await zhou.says("市科委呢", **TCM)).tasks] == [
        *("16", "17", "19", "20")
    ]
