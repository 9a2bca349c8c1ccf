"""What Slack does not take as laid out is said in plain words."""

import pytest

from bot.bench.fakes.slack import Fault
from db.records import Account
from handlers.reply import Button, Reply, say
from tests.bot.slack.saying import said

pytestmark = pytest.mark.usefixtures("short_waits")


async def test_what_slack_does_not_take_as_laid_out_is_said_in_plain_words(desk):
    desk.script.answer = lambda event: Reply("x", (say("第1项 <推进> & 说明"),))
    desk.slack.faults.add("chat.postMessage", Fault("refused", "invalid_blocks"))
    await desk.slack.writes("UALICE", "第1项")
    await desk.slack.until(lambda: desk.screen.said("DALICE", by="UBOT"))
    (shown,) = desk.screen.said("DALICE", by="UBOT")
    assert (shown.blocks, shown.text) == ([], "第1项 &lt;推进&gt; &amp; 说明")


@pytest.mark.parametrize(("refused", "labels"), [(1, ["签收"]), (2, [])])
async def test_without_layout_the_buttons_stay_where_they_can(desk, refused, labels):
    desk.script.answer = lambda event: Reply(
        "x", (say("请签收"),), buttons=(Button("签收", "got"),)
    )
    desk.slack.faults.add("chat.postMessage", Fault("refused", "invalid_blocks"), times=refused)
    await desk.slack.writes("UALICE", "第1项")
    await desk.slack.until(lambda: desk.screen.said("DALICE", by="UBOT"))
    (shown,) = desk.screen.said("DALICE", by="UBOT")
    assert shown.words == "请签收"
    assert [one["text"]["text"] for one in shown.buttons] == labels


@pytest.mark.parametrize(("refused", "labels"), [(1, ["签收"]), (2, [])])
async def test_a_notice_that_is_not_taken_as_laid_out_goes_out_in_plain_words(
    desk, refused, labels
):
    place = await desk.bot.outlet.private(Account("slack", "T1", "UBOB"))
    desk.slack.faults.add("chat.postMessage", Fault("refused", "invalid_blocks"), times=refused)
    notice = Reply("x", (say("第3项明天到期"),), buttons=(Button("签收", "got"),))
    await desk.bot.outlet.send(place, notice, delivery="17")
    (shown,) = desk.screen.said("DBOB", by="UBOT")
    assert shown.words == "第3项明天到期"
    assert [one["text"]["text"] for one in shown.buttons] == labels


async def test_home_that_is_not_taken_as_laid_out_is_shown_in_plain_words(desk):
    desk.script.answer = lambda event: Reply(
        "my_work", (say("张三的任务"),), buttons=(Button("确认", "yes"),), private=True
    )
    desk.slack.faults.add("views.publish", Fault("refused", "invalid_blocks"))
    view = await desk.slack.opens_home("UALICE")
    assert [one["type"] for one in view["blocks"]] == ["section", "actions"]
    assert "张三的任务" in str(view)


async def test_where_plain_words_are_not_taken_either_the_asker_hears_that(desk, caplog):
    desk.slack.faults.add("chat.postMessage", Fault("refused", "invalid_blocks"), times=2)
    await desk.slack.writes("UALICE", "第1项")
    await desk.slack.until(lambda: desk.screen.said("DALICE", by="UBOT"))
    assert said(desk) == ["回答没有发出来，请换个说法或稍后再试。"]
    assert "invalid_blocks" in caplog.text
    assert "第1项" not in caplog.text


async def test_a_whisper_falls_back_to_plain_words_in_the_same_place(desk):
    desk.script.answer = lambda event: Reply("x", (say("只给您看"),), private=True)
    desk.slack.faults.add("chat.postEphemeral", Fault("refused", "invalid_blocks"))
    await desk.slack.writes("UALICE", "<@UBOT> 第1项", channel="CTEAM")
    await desk.slack.until(lambda: desk.screen.for_one("CTEAM", "UALICE"))
    assert not said(desk)
