"""`duban settings` shows what holds and from where, and settles it after showing what changes."""

import json
import re
from pathlib import Path

import pytest

from tests.bot.program import inside, refused

ROOT = Path(__file__).parents[2]


def shown(place, *more):
    done = inside(place, "settings", "show", "--json", *more)
    assert done.returncode == 0, done.stderr
    return {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}


def settle(place, *words):
    done = inside(place, "--now", "2026-11-20", "settings", "set", *words, "--yes")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_words_and_values_are_settled_and_shown_with_their_source(tmp_path):
    told = settle(tmp_path, "截止提醒改为提前10、5、1个工作日")
    assert "提前30、14、7、3、1个工作日和当天 → 提前10、5、1个工作日" in told
    settle(tmp_path, "phase=[14, 7, 0]", "--document", "jingan2024")
    settle(tmp_path, "morning=09:30")
    rows = shown(tmp_path, "--document", "jingan2024")
    assert (rows["deadline"]["value"], rows["deadline"]["from"]) == ([10, 5, 1], "all")
    assert (rows["phase"]["value"], rows["phase"]["from"]) == ([14, 7, 0], "document")
    assert rows["weekly"]["from"] == "default"
    table = inside(tmp_path, "settings", "show").stdout
    assert "提前7个日历日和当天" in table
    assert "09:30" in table
    settle(tmp_path, "deadline=null")
    assert shown(tmp_path)["deadline"]["from"] == "default"
    assert "没有改动" in settle(tmp_path, "morning=09:30")


def test_json_has_the_documented_keys(tmp_path):
    readme = (ROOT / "README.md").read_text("utf-8")
    (documented,) = re.findall(r'^```json\n(\{"name".*?)^```$', readme, re.MULTILINE | re.DOTALL)
    assert shown(tmp_path)["deadline"].keys() == json.loads(documented).keys()
    assert set(re.findall(r"`(\w+)`", readme)) >= set(shown(tmp_path))


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["天气不错"], "没有看懂"),
        (["截止提醒改为提前1000个工作日"], "0到366"),
        (["weekly=lots"], "整数"),
        (["morning=09:30", "--document", "jingan2024"], "不能只对一份文件"),
        (["这个群每周最多3条"], "--channel"),
        (["weekly=3", "--channel", "9"], "没有这个频道"),
        (["weekly=3", "--document", "nosuch"], "没有这份文件"),
    ],
)
def test_what_cannot_be_settled_is_refused(tmp_path, words, why):
    told = refused(inside(tmp_path, "settings", "set", *words, "--yes"), 2)
    assert why in told
    assert all(row["from"] == "default" for row in shown(tmp_path).values())
