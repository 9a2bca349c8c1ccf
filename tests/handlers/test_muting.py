"""Who wants to hear less says so: for themselves, or as a coordinator for a chat."""

import pytest

from db.channels import ChannelWish
from db.records import Place
from tests.handlers.team import text


@pytest.fixture
async def wang(team):
    return await team.has("王芳", bureau="市医保局")


async def test_one_kind_is_left_out_and_told_again(team, wang):
    told = text(await wang.says("不要再发阶段提醒"))
    assert told.startswith("好的，从现在起不再给您发：阶段提醒。")
    assert "您关闭了：阶段提醒。" in text(await wang.says("我的提醒设置"))
    (out,) = await team.ledger.opt_outs.of(1, team.now)
    assert out.kind == "phase"

    assert "已恢复：阶段提醒" in text(await wang.says("恢复提醒"))
    assert "没有关闭任何提醒" in text(await wang.says("我的提醒设置"))
    assert "您没有关闭过提醒。" in text(await wang.says("恢复提醒"))


async def test_who_finds_it_too_much_is_told_what_can_be_left_out(team, wang):
    for said in ("提醒太多了", "太吵了", "静音", "免打扰"):
        assert "要少收一些，可以说" in text(await wang.says(said))
    assert await team.ledger.opt_outs.of(1, team.now) == ()
    assert "要少收一些" not in text(await wang.says("任务太多了"))


async def test_the_same_event_again_changes_nothing(team, wang):
    for _ in range(2):
        await wang.says("别再提醒我没动静的", event="telegram:77")
    assert [one.kind for one in await team.ledger.opt_outs.of(1, team.now)] == ["silent"]


async def test_of_one_paper_alone(team, wang):
    told = text(await wang.says("不要再发《静安区创建全国基层中医药工作示范区实施方案》的阶段提醒"))
    assert "的阶段提醒" in told
    (out,) = await team.ledger.opt_outs.of(1, team.now)
    names = await team.ledger.names()
    assert [one.slug for one in names.documents if one.id == out.document_id] == ["jingan2024"]


async def test_what_must_be_told_is_told(team, wang):
    told = text(await wang.says("不要再发逾期提醒"))
    assert told.startswith("逾期催办是规定必须提醒承办人的，不能关闭。")
    assert await team.ledger.opt_outs.of(1, team.now) == ()
    every = text(await wang.says("别再提醒我了"))
    assert "可以关闭的全部提醒" in every
    assert "逾期催办、升级提醒是规定必须提醒承办人的" in every


async def test_the_office_says_what_must_be_told(team, wang):
    await team.ledger.due.settle("reminders", {"compulsory": ["phase"]}, team.order())
    assert "不能关闭" in text(await wang.says("不要再发阶段提醒"))
    assert "不再给您发：逾期催办" in text(await wang.says("不要再发逾期提醒"))


async def test_a_chat_is_quietened_by_coordinators(team, wang):
    chen = await team.has("陈静", "coordinator")
    place = Place("telegram", "", "-1")
    await team.ledger.channels.bind(place, ChannelWish(timezone="Asia/Urumqi"), team.order())

    refused = await wang.in_chat("-1").says("不要再发阶段提醒")
    assert refused.private
    assert "由督办人员（陈静）设置" in text(refused)

    assert "这个群（频道）现在发：" in text(await chen.in_chat("-1").says("不要再发阶段提醒"))
    channel = await team.ledger.channels.of_place(place)
    assert "phase" not in channel.kinds
    assert "deadline" in channel.kinds
    assert "digest" not in channel.kinds  # which a chat has to ask for
    assert channel.timezone == "Asia/Urumqi"

    assert "现在发：全部" in text(await chen.in_chat("-1").says("恢复提醒"))
    assert "解除绑定" in text(await chen.in_chat("-1").says("群里不要再发提醒了"))
    # In a group one may still speak for oneself.
    own = await wang.in_chat("-1").says("别再提醒我没动静的")
    assert "不再给您发：没有动静" in text(own)


async def test_what_is_ones_own_is_told_in_private_also_where_it_was_said_in_a_chat(team, wang):
    wang.place = Place("telegram", "", "-1")
    given = await wang.says("别再提醒我了")
    assert given.private
    assert "可以关闭的全部提醒" in text(given)


async def test_a_paper_is_known_by_a_part_of_its_title(team, wang):
    assert "《2024年上海卫生健康工作要点》的" in text(await wang.says("卫生健康的阶段提醒别发我"))
    asked = text(await wang.says("中医药工作要点的阶段提醒别发我"))
    assert asked.startswith("请说清楚是哪一份文件：")
    assert len(await team.ledger.opt_outs.of(1, team.now)) == 1


async def test_a_pause_ends_by_itself(team, wang):
    told = text(await wang.says("下周一之前别找我"))
    assert "到2024年7月28日（周日）不给您发" in told
    assert "（到7月29日 00:00）" in text(await wang.says("我的提醒设置"))
    team.later(days=7)
    assert "您没有关闭任何提醒" in text(await wang.says("我的提醒设置"))
