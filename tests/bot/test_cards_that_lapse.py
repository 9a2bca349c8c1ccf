"""A card that nobody confirmed says so when it lapses."""

from bot.child import Children
from bot.dispatch import Dispatch
from bot.wiring import Wired
from db.people import NewPerson
from db.records import Account
from handlers.inbound import Message
from handlers.reply import plain_text
from handlers.turn import Speaker, Tools
from tests.bot.planned import at as at
from tests.bot.planned import office as office


async def card(office, *said):
    """Somebody reports and looks at the card; what they say after that."""
    new = NewPerson("李明", "coordinator", "区卫生健康委", accounts=(Account("telegram", "", "9"),))
    person = await office.ledger.people.add(new, office.order("add/9"))
    speaker = Speaker("李明", await office.ledger.people.by_id(person))
    tools = Tools(read_paper=Children().parse)
    dispatch = Dispatch(Wired(office.ledger, tools, office.clock, office.clock))
    for number, text in enumerate(said):
        event = f"telegram:{number}"
        given = await dispatch.answer(Message("t", text), speaker, office.now, event)
        assert "卡片已经过期" not in plain_text(given.reply.blocks)
    await dispatch.settled()


async def test_a_card_that_nobody_confirmed_says_so_when_it_lapses(office):
    office.now = at("09-19T10:00")
    await card(office, "新增任务：筹备中医药大会，牵头区卫生健康委，10月底前")
    await office.passes("09-20T09:59")
    assert not any("没有确认" in one for one in office.heard("9"))

    await office.passes("09-20T10:01")
    (said,) = [one for one in office.heard("9") if "没有确认" in one]
    assert said.startswith("9月19日 10:00的卡片")
    assert "什么都没有登记" in said


async def test_a_card_that_was_decided_on_says_nothing_more(office):
    office.now = at("09-19T10:00")
    await card(office, "新增任务：筹备中医药大会，牵头区卫生健康委，10月底前", "取消")
    await office.passes("09-20T10:01")
    (row,) = await office.rows("card")
    assert (row.state, row.reason) == ("suppressed", "卡片已处理")
