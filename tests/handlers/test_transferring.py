"""张三9月1日调到医保局: shown, confirmed, and true from that day on."""

from datetime import timedelta

import pytest

from db.people import NewPerson
from tests.handlers.team import text


@pytest.fixture
async def admin(team):
    await team.ledger.people.add(NewPerson("张三", "staff", "市财政局"), team.order())
    return await team.has("赵管", "admin")


async def units(team):
    (person,) = await team.ledger.people.named("张三")
    return [one.bureau for one in person.memberships]


@pytest.mark.parametrize("words", ["张三9月1日调到市医保局", "2024年9月1日起张三同志调任市医保局"])
async def test_a_transfer_to_come_is_made_on_its_day(team, admin, words):
    card = text(await admin.says(words))
    assert "单位：市财政局 → 市医保局" in card
    assert "从哪天起：2024年9月1日（周日）" in card
    assert "从2024年9月1日（周日）起在市医保局" in text(await admin.says("确认"))

    assert not await team.ledger.people.arrive(team.now)
    assert await units(team) == ["市财政局"]
    assert await team.ledger.people.arrive(team.now + timedelta(days=38))
    assert await units(team) == ["市医保局"]


async def test_without_a_day_it_is_today(team, admin):
    await admin.says("张三调到市医保局")
    await admin.says("确认")
    assert await units(team) == ["市医保局"]


async def test_what_is_not_known_changes_nothing(team, admin):
    assert "没有“市卫建委”" in text(await admin.says("张三9月1日调到市卫建委"))
    assert "名册里没有王五" in text(await admin.says("王五9月1日调到市医保局"))


async def test_the_roster_is_the_admins(team, admin):
    chief = await team.has("李四", "coordinator")
    refused = await chief.says("张三9月1日调到市医保局")
    assert refused.intent == "refused"
    assert "赵管" in text(refused)
