"""What was to be said is seen from the command line, sent again, taken out."""

import asyncio
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from db.ledger import Ledger
from db.outbox import Ending
from tests.bot.notices import to_channel, to_person
from tests.bot.program import inside, refused
from tests.db.outbox import Deliverer, channel, person

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2024-07-25T10:00:00+08:00")


@pytest.fixture
def office(tmp_path):
    """A ledger with one notice sent, one failed, one that nobody said yet."""
    asyncio.run(_fill(f"sqlite:///{tmp_path / 'duban.db'}"))
    return tmp_path


async def _fill(url):
    async with await Ledger.open(url) as ledger:
        crew = Deliverer(ledger, now=NOW)
        group = await channel(ledger, "-1001")
        await ledger.outbox.plan([to_channel(group, "第7项今天到期")], NOW)
        await crew.deliver(Ending("sent", "sent", messages=("451",)))
        await ledger.outbox.plan([to_channel(group, "第8项明天到期")], NOW)
        await crew.deliver(Ending("failed", "failed", "机器人已不在群里"))
        zhang = await person(ledger, "张三")
        await ledger.outbox.plan([to_person(zhang, "欢迎")], NOW)


def outbox(office, *arguments, status=0):
    done = inside(office, "--now", NOW.isoformat(), "outbox", *arguments)
    assert done.returncode == status, done.stderr
    return done.stdout


def states(office):
    return [json.loads(line)["state"] for line in outbox(office, "list", "--json").splitlines()]


def test_the_list_says_what_became_of_each(office):
    rows = outbox(office, "list").splitlines()

    assert [row.split("｜")[:5] for row in rows[1:]] == [
        ["1", "2024-07-25 10:00", "已发", "“-1001”", "deadline"],
        ["2", "2024-07-25 10:00", "没发成", "“-1001”", "deadline"],
        ["3", "2024-07-25 10:00", "待发", "张三", "deadline"],
    ]
    assert rows[2].endswith("机器人已不在群里")


def test_the_list_shows_what_was_asked_for(office):
    assert len(outbox(office, "list", "--state", "failed", "--state", "待发").splitlines()) == 3
    assert "没有这样的通知" in outbox(office, "list", "--state", "dropped")
    assert len(outbox(office, "list", "--limit", "1").splitlines()) == 2
    told = refused(inside(office, "outbox", "list", "--state", "lost"), 2)
    assert "planned" in told


def test_one_is_shown_with_its_words_and_tries(office):
    told = outbox(office, "show", "2")

    assert "没发成（机器人已不在群里）" in told
    assert "第 1 次 07-25 10:00:00 没发成" in told
    assert "第7项今天到期" in told  # the words of the try, as sent
    assert "欢迎" in outbox(office, "show", "3")


def test_json_has_the_documented_keys(office):
    (documented,) = re.findall(
        r'^```json\n(\{"id"[^`]*?"attempts".*?)^```$',
        (ROOT / "README.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    example = json.loads(documented)
    shown = json.loads(outbox(office, "show", "1", "--json"))
    listed = json.loads(outbox(office, "list", "--json").splitlines()[0])

    assert shown.keys() == example.keys()
    assert shown["attempts"][0].keys() == example["attempts"][0].keys()
    assert listed.keys() == example.keys() - {"text", "attempts"}
    assert shown["to"] == {"channel": "telegram:-1001"}
    assert shown["attempts"][0]["messages"] == ["451"]


def test_what_failed_is_sent_again(office):
    outbox(office, "resend", "2", "--yes")

    assert states(office) == ["sent", "planned", "planned"]


def test_what_waits_is_taken_out_and_what_was_said_is_not(office):
    outbox(office, "drop", "3", "--yes")
    assert states(office) == ["sent", "failed", "dropped"]

    assert "已经发出" in refused(inside(office, "outbox", "drop", "1", "--yes"), 2)
    assert "没有编号为 99" in refused(inside(office, "outbox", "drop", "99", "--yes"), 2)
    assert "--yes" in refused(inside(office, "outbox", "resend", "2"), 2)
