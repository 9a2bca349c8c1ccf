"""A unit asked for in a place's paper: 区城管局在巴南管哪条; a unit's name is no paper's."""

from tests.handlers.team import text


async def test_a_place_behind_the_unit_chooses_its_paper(team):
    zhou = await team.has("周督办", "coordinator", "市卫生健康委")
    asked = await zhou.says("区城管局在巴南管哪条")
    assert [(one.document, one.ref) for one in asked.tasks] == [("banan2024", "六/(一)")]


async def test_planning_in_a_units_name_is_no_paper(team):
    zhou = await team.has("周督办", "coordinator", "市卫生健康委")
    assert (await zhou.says("静安区规划资源局的职责是什么")).bureaus == ("区规划资源局",)


async def test_whose_unit_leads_nothing_or_is_unknown_is_asked_which_task(team):
    nobody = await team.has("周督办", "coordinator")
    asked = await nobody.says("我们牵头的那个完成70%了")
    assert asked.clarify
    assert "还没有写您的单位，没有登记" in text(asked)
    other = await nobody.says("市财政局牵头的那个完成70%了")
    assert other.clarify
    assert "市财政局在这里没有牵头的任务，没有登记" in text(other)
