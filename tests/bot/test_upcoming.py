"""What would be said is seen from the command line before anything is sent."""

import json
import re
from pathlib import Path

import pytest

from tests.bot.program import inside, refused

ROOT = Path(__file__).parents[2]


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
    [("2024-13-01", "2024-12-01"), ("2024-12-02", "2024-12-01"), ("2020-01-01", "2024-12-01")],
)
def test_days_that_make_no_sense_are_refused(tmp_path, wrong):
    start, end = wrong
    refused(inside(tmp_path, "upcoming", "--from", start, "--to", end), 2)
