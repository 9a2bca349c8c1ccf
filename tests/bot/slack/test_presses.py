"""Buttons in Slack: which answer they stood under, and whose they are."""

from dataclasses import replace

from handlers.inbound import Press
from tests.bot.slack.saying import CHOICE, told


async def test_a_pressed_button_says_which_answer_it_stood_under(desk):
    desk.script.answer = lambda event: CHOICE
    card = await desk.slack.ask("UALICE", "第12项完成60%")
    desk.script.answer = lambda event: told("已登记：张三 10:00", settles=True)
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.press("UALICE", card, "确认")
    assert (await waiting).ts == card.ts
    assert (card.words, card.buttons) == ("已登记：张三 10:00", [])
    pressed = Press("slack:DALICE", "yes:1", answer="m1", forms=True)
    assert desk.script.events[-1].inbound == pressed


async def test_a_button_is_good_only_where_it_was_handed_out(desk):
    desk.script.answer = lambda event: CHOICE
    card = await desk.slack.ask("UALICE", "第12项完成60%")
    other = replace(card, channel="CTEAM")
    for shown in (other, replace(card, blocks=[_forged(block) for block in card.blocks])):
        waiting = desk.slack.space.expect("DALICE" if shown is not other else "CTEAM")
        await desk.slack.press("UALICE", shown, "确认")
        assert "已失效" in (await waiting).words
    assert len(desk.script.events) == 1


def _forged(block):
    if block["type"] != "actions":
        return block
    return block | {"elements": [each | {"value": "yes:2"} for each in block["elements"]]}


async def test_where_the_card_is_gone_the_answer_comes_anew(desk):
    desk.script.answer = lambda event: CHOICE
    card = await desk.slack.ask("UALICE", "第12项完成60%")
    del desk.screen.channels["DALICE"][card.ts]
    desk.script.answer = lambda event: told("已登记", settles=True)
    waiting = desk.slack.space.expect("DALICE")
    await desk.slack.press("UALICE", card, "确认")
    assert (await waiting).words == "已登记"


async def test_a_button_pressed_by_somebody_else_names_the_asker_s_answer(desk):
    desk.script.answer = lambda event: CHOICE
    card = await desk.slack.ask("UALICE", "<@UBOT> 第12项完成60%", channel="CTEAM")
    desk.script.answer = lambda event: told("不是你的草稿", private=True)
    given = await desk.slack.press("UBOB", card, "确认")
    await given.acked
    inbound = desk.script.events[-1].inbound
    assert inbound.conversation == f"slack:CTEAM:{card.thread}:UBOB"
    assert inbound.answer == f"slack:CTEAM:{card.thread}:UALICE#m1"
    assert [m.words for m in desk.screen.for_one("CTEAM", "UBOB")] == ["不是你的草稿"]
    assert card.words == "要登记吗？"
