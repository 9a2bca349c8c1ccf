"""What people put off or let themselves be reminded of, in words; for themselves alone."""

import pytest

from handlers.unasked.own import KIND
from tests.handlers.team import task_of, text


@pytest.fixture
async def wang(team):
    task = await task_of(team, "12")
    unit = next(one.name for one in task.assignments if one.role == "lead")
    return await team.has("王芳", bureau=unit)


async def hushes(team):
    task = await task_of(team, "12")
    return await team.ledger.hushes.about("task", [task.id])


async def test_an_item_rests_for_some_days(team, wang):
    told = text(await wang.says("第12项先放一放，过三天再说"))
    assert "第12项" in told
    assert "2024年7月29日（周一）之前不再提醒您" in told  # the 28th is a Sunday
    assert "只对您本人" in told
    (hush,) = await hushes(team)
    assert (hush.person, hush.kind) == (1, "snoozed")
    assert f"{hush.until:%m-%d}" == "07-29"


async def test_an_item_is_left_alone_until_its_own_day(team, wang):
    for said in ("别再催我第12项了", "第12项不用提醒我", "第12项先别催了"):
        given = await wang.says(said)
        assert "之前不再提醒您" in text(given), said
        assert given.private


async def test_what_was_put_off_is_told_again(team, wang):
    await wang.says("第12项先放一放，过三天再说")
    assert "“恢复第12项的提醒”可以反悔" in text(await wang.says("别再催我第12项了"))
    for said in ("恢复第12项的提醒", "第12项继续提醒我吧", "还是提醒我第12项吧"):
        assert "已恢复提醒" in text(await wang.says(said)), said
        assert await hushes(team) == ()
        assert "没有放下过" in text(await wang.says(said)), said
        await wang.says("第12项先别催了")


async def test_nothing_was_said_that_could_be_put_off(team, wang):
    assert "最近没有提醒过您什么" in text(await wang.says("稍后"))


async def test_a_reminder_of_ones_own(team, wang):
    told = text(await wang.says("明天下午3点提醒我交材料"))
    assert "2024年7月26日（周五）15:00提醒您：交材料" in told
    (row,) = await team.ledger.outbox.waiting(1, KIND)
    assert row.due_at.astimezone(team.now.tzinfo).hour == 15
    await wang.says("下周三提醒我第12项")
    assert "2. 2024年7月31日（周三）09:00 第12项" in text(await wang.says("我自己设的提醒有哪些"))

    assert "有2条" in text(await wang.says("取消提醒"))
    assert "已取消：2024年7月31日" in text(await wang.says("取消下周三那个提醒"))
    assert "已取消：2024年7月26日" in text(await wang.says("取消提醒"))
    assert await team.ledger.outbox.waiting(1, KIND) == ()
    assert "不再给您发" in text(await wang.says("取消提醒"))


async def test_what_is_not_said_is_asked(team, wang):
    assert text(await wang.says("提醒我一下")).startswith("什么时候提醒您什么？")
    assert "什么时候提醒您“交表”" in text(await wang.says("提醒我交表"))
    assert "已经过了" in text(await wang.says("今天9点提醒我交表"))
    assert await team.ledger.outbox.waiting(1, KIND) == ()
