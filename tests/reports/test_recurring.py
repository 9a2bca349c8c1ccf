"""A recurring task reported 办结: this period is done with, the task goes on."""

import json

import pytest

from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.questions.asking import program
from tests.reports.judging import DATA

PAPER = DATA / "invented/tuoyu.txt"
"""Its sixth task is due every quarter."""


async def told(lines, conversation, *texts):
    at = {"conversation": conversation, "document": "tuoyu", "now": "2025-06-20T10:00"}
    for text in texts:
        reply = json.loads(await lines.answer(json.dumps(at | {"text": text}).encode()))
    return reply


@pytest.fixture
async def lines(tmp_path):
    paper = parse(read(PAPER.read_bytes(), PAPER.name), "tuoyu")
    async with program(tmp_path, [paper]) as lines:
        yield lines
        await lines.dispatch.settled()


async def test_its_end_is_that_of_the_period(lines):
    card = await told(lines, "a", "第6项办结了")
    assert card["drafts"][0]["status"] == "in_progress"
    assert "2025年6月30日（周一）前的这一期已完成" in card["text"]
    recorded = await told(lines, "a", "确认")
    assert recorded["recorded"][0]["state"] == "in_progress"
    assert "这一期已完成" in recorded["text"]


async def test_who_says_the_whole_of_it_applies_for_its_end(lines):
    card = await told(lines, "b", "第6项办结了", "整项办结")
    assert card["drafts"][0]["status"] == "done"
    assert (await told(lines, "b", "确认"))["recorded"][0]["state"] == "waiting"


async def test_other_tasks_end_as_they_did(lines):
    card = await told(lines, "c", "第8项办结了")
    assert card["drafts"][0]["status"] == "done"
    assert "这一期" not in card["text"]
