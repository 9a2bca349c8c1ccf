"""启用 and 归档 in conversation: by coordinators, by name, once, with the person's name kept."""

import pytest
from sqlalchemy import select

from db.tables.records import audit
from tests.db.papers import WORK_PLAN
from tests.handlers.team import labels, text

SLUG = "jingan2024"


@pytest.fixture
async def zhou(team):
    return await team.has("周督办", "coordinator", "市卫生健康委")


async def state(team, slug=SLUG):
    return next(one.state for one in await team.ledger.documents() if one.slug == slug)


async def deeds(team, action):
    query = select(audit.c.by).where(audit.c.action == action).order_by(audit.c.id)
    return await team.ledger._store.read(lambda connection: list(connection.scalars(query)))


async def test_the_paper_in_talk_is_activated_and_archived_in_words(team, zhou):
    done = await zhou.says("启用这份文件", document=SLUG)
    assert "已启用" in text(done)
    assert "周督办 7月25日 14:05 已启用" in text(done)
    assert await state(team) == "active"
    assert "已经启用了" in text(await zhou.says("启用这份文件", document=SLUG))
    assert "已归档" in text(await zhou.says("归档这份文件", document=SLUG))
    assert await state(team) == "archived"
    kept = await deeds(team, "document/state")
    assert len(kept) == 2
    assert all("周督办" in one for one in kept)


async def test_a_named_paper_is_meant_and_without_one_it_is_asked_back(team, zhou):
    title = next(one.title for one in await team.ledger.documents() if one.slug == SLUG)
    asked = await zhou.says("启用")
    assert asked.clarify
    assert labels(asked)
    await zhou.says(f"把《{title}》归档")
    assert await state(team) == "archived"


async def test_only_coordinators_may_and_reports_stay_reports(team, zhou):
    staff = await team.has("张三", bureau="市医保局")
    refused = await staff.says("归档这份文件", document=SLUG)
    assert refused.intent == "refused"
    assert await state(team) == "sample"
    assert (await zhou.says("档案归档了吗", document=SLUG)).intent != "documents"


async def test_an_imported_paper_says_who_imported_it_and_is_activated_by_a_button(
    team, zhou, monkeypatch
):
    async def read(_data, _name):
        return WORK_PLAN

    monkeypatch.setattr("tests.handlers.team._no_paper", read)
    card = await zhou.sends("要点.txt")
    done = await zhou.presses("确认导入", card)
    assert labels(done) == ["启用"]
    activated = await zhou.presses("启用", done)
    assert activated.settles
    (new,) = [one for one in await team.ledger.documents() if one.title == WORK_PLAN.title]
    assert new.state == "active"
    assert "周督办" in (await deeds(team, "import"))[-1]
