"""Broadcasts from the command line: listed, looked at, and among what is to come."""

import json

import pytest

from tests.bot.program import NOW, inside

WORDS = "静安创建进入迎接评审阶段，请周五前确认"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """One broadcast is out, one is scheduled; both were drafted and confirmed in conversation."""
    place = tmp_path_factory.mktemp("office")
    assert duban(place, *("people", "add", "李明", "--bureau", "区医保局", "--role", "staff"))
    assert duban(place, "channels", "add", "--telegram", "-1001234567890")
    assert "正在发出" in duban(place, "ask", f"通知所有人：{WORDS}", "确认")
    assert "已定时" in duban(place, "ask", f"明天上午9点通知所有人：{WORDS}", "确认")
    return place


def duban(place, *arguments):
    done = inside(place, "--now", NOW, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_list_says_how_each_stands(office):
    shown = duban(office, "broadcasts", "list")
    assert "签收中" in shown
    assert "0/1个单位、0人" in shown
    assert "待发出" in shown
    latest, first = map(json.loads, duban(office, "broadcasts", "list", "--json").splitlines())
    assert (first["state"], latest["state"]) == ("sent", "approved")
    assert first["expected"] == {"persons": 1, "units": 1}
    assert first["receipt_by"].startswith("2024-07-26T18:00")


def test_one_is_shown_with_its_words_and_who_has_not_confirmed(office):
    shown = duban(office, "broadcasts", "show", "1")
    assert WORDS in shown
    assert "李明（没有绑定聊天账号" in shown
    plain = json.loads(duban(office, "broadcasts", "show", "1", "--json"))
    assert [each["name"] for each in plain["readers"]] == ["李明"]
    assert [each["approved_by"] for each in plain["versions"]] == ["本机"]


def test_what_there_is_not_is_said(office):
    done = inside(office, "broadcasts", "show", "9")
    assert done.returncode == 2
    assert "没有编号为 9 的通知" in done.stderr


def test_scheduled_ones_are_among_what_is_to_come(office):
    lines = duban(office, "upcoming", "--from", "2024-07-26", "--to", "2024-07-26", "--json")
    said = [json.loads(line) for line in lines.splitlines()]
    (one,) = [each for each in said if each["kind"] == "broadcast"]
    assert one["at"] == "2024-07-26T09:00:00+08:00"
    assert one["text"] == WORDS
    assert one["to"] == {"channel": "telegram:-1001234567890"}
    assert "本机起草" in one["why"]
