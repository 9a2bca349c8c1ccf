"""What coordinators, managers and staff say about reminders, digests and 通知, written down before
the program was tried on it; `first`: whether it was understood at the first try."""

import json
from pathlib import Path

import pytest

from db.channels import ChannelWish
from db.importing import Import
from db.records import Place
from knowledge.papers.parse import parse
from knowledge.reading.lines import Line
from tests.handlers.team import NOW, text

DATA = Path(__file__).parent / "data"
SETS = ("said-1", "said-2")
PEOPLE = {
    "K": ("陈静", "coordinator", "区卫生健康委"),
    "M": ("刘明", "manager", "区政府办公室"),
    "S": ("王芳", "staff", "区民政局"),
    "T": ("李强", "staff", "区医保局"),
    "G": ("赵刚", "staff", "区体育局"),
    "H": ("何敏", "staff", "区卫生健康委"),
}
CHATS = {"g": "-100111", "a": "-100777"}


def rows(name):
    return [json.loads(one) for one in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture
async def office(team):
    """Two papers in hand since June, six people, the chat of a unit and one for everything."""
    team.now = NOW.replace(month=6, day=5, hour=9, minute=0)
    said = (DATA / "healthy-communities.txt").read_text("utf-8")
    paper = parse([Line(n, line) for n, line in enumerate(said.split("\n"), start=1)])
    await team.ledger.import_papers([paper], Import(team.now, activate=True))
    (sample,) = [one for one in await team.ledger.documents() if one.slug == "jingan2024"]
    await team.ledger.set_state(sample.id, "active", team.order())
    people = {key: await team.has(*who) for key, who in PEOPLE.items()}
    unit = next(one.id for one in (await team.ledger.names()).bureaus if one.name == "区民政局")
    for chat, wish in (("g", ChannelWish("民政", bureaus=(unit,))), ("a", ChannelWish("全部"))):
        await team.ledger.channels.bind(Place("telegram", "", CHATS[chat]), wish, team.order())
    team.now = NOW.replace(day=17, hour=10, minute=0)
    return people


@pytest.mark.parametrize("name", SETS)
async def test_what_is_said_is_answered_by_what_it_is_about(office, name):
    wrong = []
    for row in rows(name):
        who = office[row["who"]]
        if row["where"] != "p":
            who = who.in_chat(CHATS[row["where"]])
        given = await who.says(row["said"])
        if given.intent != row["intent"] or row.get("has", "") not in text(given):
            wrong.append((row, given.intent, text(given)[:80]))
    assert wrong == []


def test_how_much_was_understood_at_the_first_try():
    """The record of it: the second set shows what the first one taught."""
    scores = [(sum(row["first"] for row in rows(name)), len(rows(name))) for name in SETS]
    assert scores == [(23, 80), (39, 61)]
