"""邀请王芳 市医保局 staff: who may invite whom, and that the code stays nowhere."""

import json

import pytest

from db.people import NewPerson
from handlers.stored import MASK, dump_reply
from knowledge.questions.invitations import Invited, invitation_in
from tests.handlers.team import text


def code_in(reply):
    return text(reply).partition("邀请码：")[2].split()[0]


async def test_somebody_new_is_put_on_the_roster_and_joins_with_the_code(team, chief):
    reply = await chief.says("邀请王芳 市医保局 staff")
    assert reply.private
    assert "已加进名册：王芳，市医保局，工作人员" in text(reply)

    stranger = team.stranger("王芳")
    assert "王芳，您好" in text(await stranger.says(f"加入 {code_in(reply)}"))
    (person,) = await team.ledger.people.named("王芳")
    assert person.accounts == (stranger.account,)


async def test_the_code_is_in_nothing_that_is_kept(team, chief):
    reply = await chief.says("邀请王芳 市医保局 staff", event="e1")
    kept = dump_reply(reply)
    assert code_in(reply) not in kept
    assert MASK in json.loads(kept)["blocks"][1]["words"][-1]["text"]
    assert code_in(reply) not in "".join(team.contexts.values())


async def test_somebody_known_is_invited_by_name_alone(team, chief):
    await team.ledger.people.add(NewPerson("王芳", "staff", "市医保局"), team.order())
    assert "王芳的邀请码" in text(await chief.says("邀请王芳"))
    assert "王芳的邀请码" in text(await chief.says("给王芳发邀请码"))
    assert len(await team.ledger.people.named("王芳")) == 1


async def test_namesakes_are_told_apart_by_their_unit(team, chief):
    for unit in ("市医保局", "市财政局"):
        await team.ledger.people.add(NewPerson("王芳", "staff", unit), team.order())
    assert "名册里有2位王芳" in text(await chief.says("邀请王芳"))
    assert "王芳的邀请码" in text(await chief.says("邀请市财政局的王芳"))


async def test_who_is_called_so_in_another_unit_is_somebody_else(team, chief):
    await team.ledger.people.add(NewPerson("王芳", "staff", "市医保局"), team.order())
    assert "没有“市卫建委”" in text(await chief.says("邀请王芳 市卫建委"))
    assert "已加进名册：王芳，市财政局" in text(await chief.says("邀请王芳 市财政局"))
    assert len(await team.ledger.people.named("王芳")) == 2


@pytest.mark.parametrize("words", ["邀请王芳 市医保局 督办人员", "邀请王芳 市医保局 admin"])
async def test_who_decides_for_others_is_invited_by_an_admin(team, chief, words):
    admin = await team.has("赵管", "admin")
    refused = await chief.says(words)
    assert refused.intent == "refused"
    assert "赵管" in text(refused)
    assert "王芳的邀请码" in text(await admin.says(words))


async def test_a_code_for_an_account_that_is_somebodys_already_is_an_admins_to_give(team, chief):
    await team.has("赵管", "admin")
    await team.has("王芳", bureau="市医保局")
    assert "已经关联了账号，要由管理员重新邀请（赵管）" in text(await chief.says("邀请王芳"))


async def test_a_unit_that_nobody_knows_is_asked_about(team, chief):
    assert "没有“市卫建委”这个单位" in text(await chief.says("邀请王芳 市卫建委"))
    assert "请写上单位" in text(await chief.says("邀请王芳"))
    assert await team.ledger.people.named("王芳") == ()


async def test_staff_invite_nobody(team, chief):
    staff = await team.has("张三", bureau="市医保局")
    refused = await staff.says("邀请王芳 市医保局 staff")
    assert refused.intent == "refused"
    assert "李四" in text(refused)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("邀请王芳 区卫健委 staff", Invited("王芳", "区卫健委", "staff")),
        ("邀请区卫生健康委的王芳，工作人员", Invited("王芳", "区卫生健康委", "staff")),
        ("邀请阿依古丽·买买提 市医保局", Invited("阿依古丽·买买提", "市医保局")),
        ("邀请专家参加评审会", None),
        ("邀请了哪些人", None),
        ("邀请市医保局参加", None),
        ("第3项邀请专家", None),
    ],
)
def test_how_an_invitation_is_typed(words, wish):
    assert invitation_in(words) == wish
