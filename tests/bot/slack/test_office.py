"""The whole house behind a fake Slack: who is known, who is not, and what is told where."""

import asyncio
import shutil
from datetime import UTC, datetime

import pytest

from bot.bench.fakes.slack import FakeSlack
from bot.serving.house import built
from bot.settings import load_settings
from bot.wiring import wired
from db.correcting import Order
from db.ledger import Ledger
from db.people import PersonChange
from tests.bot.serving import enrolled, on_slack
from tests.bot.slack.conftest import settings_for


@pytest.fixture(scope="module")
def ledger_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("ledger") / "duban.db"
    people = [
        ("陈静", "coordinator", [on_slack("UCHEN")]),
        ("管理员", "admin", [on_slack("UADMIN")]),
        ("李明", "staff", []),
    ]
    asyncio.run(enrolled(load_settings(f"sqlite:///{file}"), *people))
    return file


@pytest.fixture
async def ledger(tmp_path, ledger_file):
    shutil.copy(ledger_file, tmp_path / "duban.db")
    async with await Ledger.open(f"sqlite:///{tmp_path / 'duban.db'}") as ledger:
        yield ledger


@pytest.fixture
async def office(tmp_path, ledger):
    async with FakeSlack() as fake:
        for user, name in (("UCHEN", "陈静"), ("UADMIN", "管理员"), ("ULI", "李明")):
            fake.space.person(user, name)
        settings = settings_for(fake, database_url=f"sqlite:///{tmp_path / 'duban.db'}")
        async with wired(settings, None) as parts:
            house = await built(settings, parts)
            (bot,) = house.platforms
            await bot.check()
            running = asyncio.create_task(bot.run())
            await fake.sockets.connected()
            yield fake
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await house.office.inbox.settled()
            await house.dispatch.settled()
            await bot.close()


async def test_a_question_is_answered_in_private_and_in_a_thread(office):
    assert "医保" in (await office.ask("UCHEN", "市医保局牵头哪些任务")).words
    answer = await office.ask("UCHEN", "<@UBOT> 市医保局牵头哪些任务", channel="CTEAM")
    assert "医保" in answer.words
    assert answer.thread


async def test_a_stranger_is_told_how_to_be_let_in(office):
    office.space.person("UNEW", "路人")
    told = await office.ask("UNEW", "市医保局牵头哪些任务")
    assert "医保" not in told.words
    assert "申请开通" in [button["text"]["text"] for button in told.buttons]


async def test_who_asks_to_be_let_in_is_named_as_slack_names_them(office, ledger):
    office.space.person("UNEW", "路人")
    told = await office.ask("UNEW", "你好")
    await office.press("UNEW", told, "申请开通")
    answers = office.space.screen.channels["DNEW"].values()
    await office.until(lambda: sum(1 + m.edits for m in answers if m.user == "UBOT") > 1)
    (request,) = await ledger.people.requests()
    assert request.name == "路人"


@pytest.mark.parametrize(("flags", "known"), [({}, True), ({"is_restricted": True}, False)])
async def test_a_full_member_is_known_by_their_e_mail_a_guest_is_not(ledger, office, flags, known):
    (li,) = await ledger.people.named("李明")
    order = Order("测试", datetime(2024, 7, 25, tzinfo=UTC), "mail")
    await ledger.people.change(li.id, PersonChange(email="li@example.cn"), order)
    office.space.person("ULI", "李明", email="li@example.cn", **flags)
    answer = await office.ask("ULI", "市医保局牵头哪些任务")
    assert ("医保" in answer.words) is known


async def test_home_is_my_work(office):
    view = await office.opens_home("UCHEN")
    assert view["type"] == "home"
    assert "任务" in str(view["blocks"])


async def test_the_command_helps_and_binds_a_channel(office):
    await office.command("UCHEN", "帮助", channel="CTEAM")
    await office.until(lambda: office.space.screen.for_one("CTEAM", "UCHEN"))
    (help_,) = office.space.screen.for_one("CTEAM", "UCHEN")
    assert "可以这样问" in help_.words
    await office.command("UCHEN", "bind", channel="CTEAM")
    await office.until(lambda: len(office.space.screen.for_one("CTEAM", "UCHEN")) == 2)
    card = office.space.screen.for_one("CTEAM", "UCHEN")[1]
    await office.press("UCHEN", card, "确认")
    await office.until(lambda: card.edits or len(office.space.screen.for_one("CTEAM", "UCHEN")) > 2)
    shown = "\n".join(m.words for m in office.space.screen.for_one("CTEAM", "UCHEN"))
    assert "已" in shown


async def test_what_is_marked_secret_is_refused(office):
    answer = await office.ask("UCHEN", "机密★1年 第12项完成60%")
    assert "没有处理" in answer.words
