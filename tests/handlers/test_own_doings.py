"""Nobody is told unasked of what they did themselves, whichever hat they wear."""

from db.records import Person
from tests.handlers.team import Member, Team

REPORT = "第7项已经办结"


async def told(team: Team, actor: Member, since: int) -> set[str]:
    """Who was told of what the actor did; never the actor."""
    people: dict[int, Person] = {one.id: one for one in await team.ledger.people.everyone()}
    names = {people[one.person].name for one in team.notices[since:] if one.person}
    assert actor.name not in names
    return names


async def test_whoever_does_something_does_not_hear_of_it(team: Team) -> None:
    """Everybody here could hear of everything: coordinators who work in the unit themselves."""
    await team.has("赵六", "admin", bureau="市医保局")
    one = await team.has("陈静", "coordinator", bureau="市医保局")
    other = await team.has("王芳", "coordinator", bureau="市医保局")
    doings = (
        (one, "催办第7项，原因：进度慢"),
        (other, "签收第7项"),
        (one, "第7项申请延期到2024年10月31日，因为等材料"),
        (other, "同意第7项延期到2024年10月31日"),
        (one, "批示第7项：抓紧办理"),
        (other, "中止第7项，原因：等政策"),
        (one, "恢复第7项"),
        (other, REPORT),
        (other, "确认"),
        (one, "退回第7项，原因：材料不全"),
        (one, "指派第7项给王芳"),
        (one, "确认"),
        (one, REPORT),
        (one, "确认"),
        (other, "审核通过第7项"),
    )
    heard: set[str] = set()
    for actor, words in doings:
        since = len(team.notices)
        await actor.says(words, document="sh2023-tcm")
        heard |= await told(team, actor, since)
        team.later(minutes=1)
    assert {"陈静", "王芳"} <= heard


async def test_who_is_let_in_by_their_own_invitation_is_not_told_of_it(team: Team) -> None:
    admin = await team.has("赵六", "admin")
    since = len(team.notices)
    await team.stranger("小李").says("申请开通")
    assert await told(team, team.stranger("小李"), since) == {"赵六"}
    since = len(team.notices)
    await admin.says("开通申请")
    assert await told(team, admin, since) == set()
