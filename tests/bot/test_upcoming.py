"""What would be said is seen from the command line before anything is sent."""

import asyncio
import json
import re
from datetime import datetime
from pathlib import Path

import pytest

from db.correcting import Order
from db.filing import Filing
from db.ledger import Ledger
from db.records import TaskQuery
from db.stepping import Wish
from tests.bot.program import inside, refused

ROOT = Path(__file__).parents[2]
NOW = datetime.fromisoformat("2024-07-25T10:00:00+08:00")


def upcoming(place, start, end, *more, now="2024-05-01"):
    done = inside(place, "--now", now, "upcoming", "--from", start, "--to", end, *more)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines(place, start, end, **more):
    return [json.loads(line) for line in upcoming(place, start, end, "--json", **more).splitlines()]


def test_a_new_ledger_shows_what_the_samples_would_say(tmp_path):
    rows = [one for one in lines(tmp_path, "2024-07-01", "2024-08-01") if one["kind"] == "phase"]

    assert [row["at"] for row in rows] == [
        "2024-07-01T09:00:00+08:00",
        "2024-07-24T09:00:00+08:00",
        "2024-07-31T09:00:00+08:00",
        "2024-08-01T09:00:00+08:00",
    ]
    assert {row["document"] for row in rows} == {"jingan2024"}
    assert {row["to"]["channel"] for row in rows} == {"terminal"}
    assert "2024年7月31日（周三）" in rows[1]["text"]
    assert "7天" in rows[1]["why"]


def test_json_has_the_documented_keys(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    (documented,) = re.findall(r'^```json\n(\{"at".*?)^```$', readme, re.MULTILINE | re.DOTALL)
    rows = lines(tmp_path, "2024-07-24", "2024-07-24")
    (row,) = [row for row in rows if row["kind"] == "phase"]
    assert row.keys() == json.loads(documented).keys()
    kept = ("at", "kind", "key", "to", "message", "document", "tasks")
    assert {name: row[name] for name in kept} == {
        name: value for name, value in json.loads(documented).items() if name in kept
    }


def test_people_read_each_message_with_its_reasons(tmp_path):
    told = upcoming(tmp_path, "2024-07-24", "2024-07-24")

    assert "2024年7月24日（周三）09:00 → 本机终端" in told
    assert "阶段结束前7天" in told
    assert "没有要提醒的" in upcoming(tmp_path, "2030-01-01", "2030-01-02")


@pytest.mark.parametrize(
    "wrong",
    [("2024-13-01", "2024-12-01"), ("2024-12-02", "2024-12-01"), ("1990-01-01", "2024-12-01")],
)
def test_days_that_make_no_sense_are_refused(tmp_path, wrong):
    start, end = wrong
    refused(inside(tmp_path, "upcoming", "--from", start, "--to", end), 2)


def office(place, *commands, now="2024-05-01T08:00"):
    for command in commands:
        done = inside(place, "--now", now, *command.split())
        assert done.returncode == 0, done.stderr


def heard(place, start, end, to, **more):
    return [row for row in lines(place, start, end, **more) if row["to"] == to]


CHAT = {"channel": "telegram:-1001"}


def test_a_channel_hears_of_a_paper_once_it_is_active(tmp_path):
    office(tmp_path, "channels add --telegram -1001 --quiet 17:00-10:00")
    assert heard(tmp_path, "2024-07-01", "2024-07-31", CHAT) == []

    office(tmp_path, "documents activate jingan2024", now="2024-07-10T08:00")
    rows = heard(tmp_path, "2024-07-01", "2024-07-31", CHAT, now="2024-07-10")
    assert [(row["at"], row["kind"]) for row in rows] == [
        ("2024-07-24T10:00:00+08:00", "phase"),
        ("2024-07-31T10:00:00+08:00", "phase"),
    ]

    office(tmp_path, "documents archive jingan2024", now="2024-07-20T08:00")
    assert heard(tmp_path, "2024-07-01", "2024-07-31", CHAT, now="2024-07-20") == []


def test_nothing_older_than_a_subscription(tmp_path):
    office(tmp_path, "documents activate jingan2024")
    office(tmp_path, "channels add --telegram -1001 --kind phase", now="2024-07-28T08:00")
    rows = heard(tmp_path, "2024-05-01", "2024-08-01", CHAT)
    assert [row["at"][:10] for row in rows] == ["2024-07-31", "2024-08-01"]


def test_units_hear_of_their_own_and_lateness_climbs(tmp_path):
    office(
        tmp_path,
        "documents activate sh2023-tcm",
        "people add 张三 --bureau 市医保局 --role staff",
        "people add 李四 --bureau 市医保局 --role staff --position head",
        "people add 王五 --bureau 市政府办公厅 --role manager --in-charge-of 市医保局",
        now="2023-01-01T08:00",
    )
    rows = lines(tmp_path, "2023-12-29", "2024-01-19", now="2023-06-01")
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        if "person" in row["to"]:
            first.setdefault((row["to"]["person"], row["kind"]), row["at"][:10])

    assert first == {
        ("1", "deadline"): "2023-12-29",
        ("1", "overdue"): "2024-01-02",
        ("2", "escalation"): "2024-01-04",
        ("3", "escalation"): "2024-01-15",
        ("3", "digest"): "2024-01-02",  # New Year's Day is a Monday
    }
    mine = {ref for row in rows if row["to"] == {"person": "1"} for ref in row["tasks"]}
    assert mine
    assert len(mine) < 10


def test_what_is_done_is_not_planned_any_more(tmp_path):
    office(tmp_path, "documents activate jingan2024")
    asyncio.run(_finish(f"sqlite:///{tmp_path / 'duban.db'}"))
    rows = lines(tmp_path, "2024-09-30", "2024-09-30")
    refs = {ref for row in rows if row["kind"] == "deadline" for ref in row["tasks"]}
    assert refs == {f"({number})" for number in "一二四五六"}


async def _finish(url):
    async with await Ledger.open(url) as ledger:
        (paper,) = await ledger.documents("active")
        task = (await ledger.tasks(TaskQuery((paper.id,)))).tasks[2]
        done = Filing("r1", "task", task.id, paper.id, NOW, "张三", status="done")
        await ledger.progress.file(done)
        await ledger.progress.step(
            Wish("task", task.id, paper.id, "accepted"), Order("李四", NOW, "accept")
        )


def test_blockers_and_missing_receipts_are_facts_of_the_ledger(tmp_path):
    office(
        tmp_path,
        "documents activate jingan2024",
        "people add 张三 --bureau 区卫生健康委 --role staff",
        "people add 王五 --bureau 区政府办公室 --role manager",
    )
    asyncio.run(_block_and_hand_over(f"sqlite:///{tmp_path / 'duban.db'}"))
    rows = [row for row in lines(tmp_path, "2024-07-25", "2024-08-05") if "person" in row["to"]]

    told = [(row["kind"], row["at"][:16], row["to"]["person"]) for row in rows if row["tasks"]]
    assert told == [
        ("blocked", "2024-07-25T10:00", "2"),
        ("receipt", "2024-07-29T09:00", "1"),
        ("receipt", "2024-08-01T09:00", "1"),
        ("receipt", "2024-08-01T09:00", "2"),
    ]
    assert "缺人手" in rows[0]["text"]


async def _block_and_hand_over(url):
    async with await Ledger.open(url) as ledger:
        (paper,) = await ledger.documents("active")
        first, second = (await ledger.tasks(TaskQuery((paper.id,)))).tasks[:2]
        stuck = Filing("r1", "task", first.id, paper.id, NOW, "张三", blocker="缺人手", person_id=1)
        await ledger.progress.file(stuck)
        wish = Wish("task", second.id, paper.id, "assigned", to_person_id=1)
        await ledger.progress.step(wish, Order("王五", NOW, "hand over"))


def test_the_plan_is_thinned_out_and_put_back(tmp_path):
    span = ("2024-07-22", "2024-08-02")
    first, *_, last = lines(tmp_path, *span, now="2024-07-20")

    office(
        tmp_path,
        f"upcoming drop {first['key']}",
        f"upcoming move --to 2024-08-02 {last['key']}",
        now="2024-07-20",
    )
    rows = {one["key"]: one for one in lines(tmp_path, *span, now="2024-07-20")}
    assert rows[first["key"]]["decided"]["action"] == "drop"
    assert rows[last["key"]]["at"] == "2024-08-02T09:00:00+08:00"
    assert rows[last["key"]]["decided"]["was"] == last["at"]
    told = upcoming(tmp_path, *span, now="2024-07-20")
    assert "× 不发：" in told
    assert "本机撤下" in told

    office(tmp_path, f"upcoming restore {first['key']} {last['key']}", now="2024-07-20")
    assert [one["decided"] for one in lines(tmp_path, *span, now="2024-07-20")] == [None] * len(
        rows
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("drop nosuch", "没有这一条"),
        ("move --to 2024-07-28 {key}", "休息日"),
        ("move --to 2024-07-19 {key}", "已经过了"),
        ("restore {key}", "没有撤下"),
    ],
)
def test_what_cannot_be_decided_is_refused(tmp_path, words, why):
    (key, *_) = (
        one["key"] for one in lines(tmp_path, "2024-07-22", "2024-07-31", now="2024-07-20")
    )
    said = words.format(key=key).split()
    told = refused(inside(tmp_path, "--now", "2024-07-20", "upcoming", *said), 2)
    assert why in told
