"""What an office settles in words, on messages of our own written beforehand."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.house_rules.understand import settled_in

HERE = Path(__file__).parent
TODAY = date(2026, 11, 20)  # a Friday
ROWS = [json.loads(line) for line in (HERE / "house_rules.jsonl").read_text("utf-8").splitlines()]


def plain(value):
    return [plain(one) for one in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("row", ROWS, ids=[row["said"] for row in ROWS])
def test_what_is_settled(row):
    said = settled_in(row["said"], TODAY)
    if "not" in row:
        assert said is None
        return
    assert said is not None
    if "problem" in row:
        assert row["problem"] in said.problem
        return
    assert [[one.name, plain(one.value)] for one in said.rulings] == row["rulings"]
    assert said.here == (row.get("scope") == "here")
    assert bool(said.about) == (row.get("scope") == "paper")


def test_no_message_of_the_other_data_settles_anything():
    places = (
        HERE.parent / "questions" / "data",
        HERE.parent / "reports",
        HERE.parent / "broadcasts",
    )
    files = [file for place in places for file in place.rglob("*.jsonl")]
    lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
    said = {text for line in lines for text in texts(json.loads(line))}
    assert len(said) > 1000
    assert [text for text in said if settled_in(text, TODAY)] == []


def texts(value):
    if isinstance(value, str):
        yield value
    several = value.values() if isinstance(value, dict) else value
    for one in several if not isinstance(several, (str, int, float, type(None))) else ():
        yield from texts(one)
