"""Reports in staff's own words: understood, shown, confirmed, written; nothing guessed."""

from datetime import timedelta

from db.records import Place
from db.subscribing import ChannelWish
from tests.handlers.team import PAPER, labels, led, stands, text


async def test_a_report_is_shown_beside_what_stands_and_written_once_confirmed(team):
    staff = await team.has("张三", bureau=await led(team))

    card = await staff.says("第12项完成60%，新建站点5个", document=PAPER)
    assert card.intent == "report"
    assert labels(card) == ["确认", "修改", "取消"]
    assert "现在：未启动" in text(card)
    assert "更新为：推进中，60%" in text(card)
    assert (await stands(team)).counted == 0

    done = await staff.presses("确认", card)
    assert done.intent == "recorded"
    assert "推进中，60%" in text(done)
    [fact] = done.recorded
    assert (fact.state, fact.said.percent, fact.said.ref) == ("in_progress", 60, "12")
    standing = await stands(team)
    assert (standing.percent, standing.counted) == (60, 1)


async def test_an_open_card_is_changed_in_words_and_the_old_one_confirms_nothing(team):
    staff = await team.has("张三", bureau=await led(team))
    first = await staff.says("第12项完成60%", document=PAPER)
    second = await staff.says("不对，不是60%是50%")
    assert "50%" in text(second)

    assert (await staff.presses("确认", first)).intent == "stale"
    assert (await stands(team)).counted == 0
    await staff.presses("确认", second)
    assert (await stands(team)).percent == 50


async def test_a_new_report_leaves_the_card_before_it_open(team):
    chief = await team.has("李四", "coordinator")
    first = await chief.says("第12项完成60%", document=PAPER)
    second = await chief.says("第8项完成50%")
    assert "仍可点它的按钮：“第12项完成60%”" in text(second)
    form = (await chief.presses("修改", first)).form
    await chief.says("第9项完成40%")
    given = {one.name: one.value for one in form.fields} | {"percent": "70"}
    await chief.presses("确认", await chief.fills_in("amend", **given))
    await chief.presses("确认", second)
    assert [(await stands(team, ref)).percent for ref in ("12", "8", "9")] == [70, 50, None]


async def test_after_confirming_a_correction_takes_the_place_of_the_report(team):
    staff = await team.has("张三", bureau=await led(team))
    await staff.says("第12项完成60%，新建站点5个", document=PAPER)
    await staff.says("确认")

    card = await staff.says("更正：不是60%是50%")
    assert card.drafts[0].corrects
    await staff.presses("确认", card)

    standing = await stands(team)
    assert (standing.percent, standing.counted) == (50, 1)
    assert [one.value for one in standing.totals] == [5]


async def test_what_does_not_concern_ones_unit_is_refused_with_whom_to_ask(team):
    await team.has("李四", "coordinator")
    staff = await team.has("王五", bureau="市体育局")

    reply = await staff.says("第12项完成60%", document=PAPER)
    assert reply.intent == "refused"
    assert "李四" in text(reply)
    assert not labels(reply)


async def test_rights_are_looked_at_again_when_confirming(team):
    staff = await team.has("张三", bureau=await led(team))
    card = await staff.says("第12项完成60%", document=PAPER)
    person = await team.ledger.people.of_account(staff.account)
    await team.ledger.people.move(person.id, "市体育局", team.now.date(), team.order())

    assert (await staff.presses("确认", card)).intent == "refused"
    assert (await stands(team)).counted == 0


async def test_a_card_expires_and_says_so(team):
    staff = await team.has("张三", bureau=await led(team))
    card = await staff.says("第12项完成60%", document=PAPER)
    team.now += timedelta(hours=25)
    reply = await staff.presses("确认", card)
    assert "过期" in text(reply)
    assert (await stands(team)).counted == 0


async def test_a_number_of_several_papers_is_asked_back_and_picked(team):
    chief = await team.has("李四", "coordinator")
    asked = await chief.says("第3项完成60%")
    assert asked.clarify
    card = await chief.presses("中医药工作要点", asked)
    assert card.intent == "report"
    assert card.drafts[0].document == PAPER
    assert (await chief.presses("确认", card)).recorded


async def test_the_answer_replied_to_says_which_task(team):
    staff = await team.has("张三", bureau=await led(team))
    await staff.says("第12项", document=PAPER)
    await staff.says("第8项")
    card = await staff.says("完成60%", reply_to="m1")
    assert [one.ref for one in card.drafts] == ["12"]


async def test_which_task_is_meant_can_be_said_in_words(team):
    chief = await team.has("李四", "coordinator")
    asked = await chief.says("人才培养完成六成", document=PAPER)
    assert asked.clarify
    card = await chief.says("第二个")
    assert card.drafts
    assert card.drafts[0].label in text(asked) + "".join(labels(asked))


async def test_what_is_not_found_is_said_beside_what_is(team):
    chief = await team.has("李四", "coordinator")
    card = await chief.says("第99项完成60%，第12项办结", document=PAPER)
    assert "“第99项完成60%”没有找到" in text(card)
    assert [one.ref for one in card.drafts] == ["12"]


async def test_in_a_chat_of_few_words_the_card_is_for_the_speaker(team):
    names = await team.ledger.names()
    papers = tuple(one.id for one in names.documents if one.slug == PAPER)
    wish = ChannelWish("群", papers, minimal=True)
    await team.ledger.channels.bind(Place("telegram", "", "-1"), wish, team.order())
    staff = (await team.has("张三", bureau=await led(team))).in_chat("-1")

    card = await staff.says("第12项完成60%，卡在经费", document=PAPER)
    assert card.private
    assert labels(card) == ["确认", "修改", "取消"]
    assert (await staff.presses("确认", card)).private


async def test_chat_and_questions_are_no_reports(team):
    staff = await team.has("张三", bureau=await led(team))
    for said in ("第12项完成了吗", "第12项月底前办完", "如果第12项完成60%怎么办", "谢谢，辛苦了"):
        assert not (await staff.says(said, document=PAPER)).drafts


async def test_what_is_vague_is_asked_and_answered_in_a_word(team):
    staff = await team.has("张三", bureau=await led(team))
    asked = await staff.says("第12项不到六成", document=PAPER)
    assert asked.clarify
    card = await staff.says("55%")
    assert [(one.ref, one.percent) for one in card.drafts] == [("12", 55)]
