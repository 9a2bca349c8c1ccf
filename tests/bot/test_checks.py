import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.checks import check_clock, check_settings
from bot.settings import load_settings
from tests.bot.program import NOW, inside

WRONG = "not-a-token-but-kept-back"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_misspelt_variable_is_found():
    findings = check_settings(load_settings(), {"DUBAN_TELEGRAM_TOKN": WRONG, "HOME": "/root"})
    assert [each.what for each in findings if not each.well] == [
        "不认识的环境变量：DUBAN_TELEGRAM_TOKN"
    ]


def test_a_file_variable_is_no_misspelling():
    findings = check_settings(load_settings(), {"DUBAN_SLACK_BOT_TOKEN_FILE": "/run/secrets/x"})
    assert all(each.well for each in findings)


def test_a_token_of_the_wrong_shape_is_told_without_showing_it(monkeypatch):
    monkeypatch.setenv("DUBAN_SLACK_BOT_TOKEN", WRONG)
    wrong = [each for each in check_settings(load_settings(), {}) if not each.well]
    assert [each.what for each in wrong] == ["DUBAN_SLACK_BOT_TOKEN 形状不对"]
    assert "xoxb-" in wrong[0].advice
    assert WRONG not in repr(wrong)


def test_a_clock_before_this_program_was_written_is_wrong():
    assert not check_clock(datetime(1970, 1, 1, tzinfo=UTC)).well
    assert check_clock(datetime(2026, 1, 1, tzinfo=UTC)).well


def test_doctor_says_what_to_do_and_fails_when_something_is_not_well(tmp_path):
    done = inside(tmp_path, "doctor", "--now", NOW)
    assert done.returncode == 1
    assert "时钟太早" in done.stdout
    assert "还没有数据库 duban.db" in done.stdout
    assert not (tmp_path / "duban.db").exists()


def test_doctor_is_content_with_a_new_ledger(tmp_path):
    assert inside(tmp_path, "documents", "list").returncode == 0
    done = inside(tmp_path, "doctor")
    assert done.returncode == 0, done.stdout
    assert "数据库正常，有 5 份文件" in done.stdout
    assert "样例齐全" in done.stdout
    assert "修改记录前后相连" in done.stdout


def test_doctor_finds_that_somebody_rewrote_who_did_what(tmp_path):
    assert inside(tmp_path, "documents", "activate", "sh2023-tcm").returncode == 0
    with closing(sqlite3.connect(tmp_path / "duban.db")) as database, database:
        database.execute("UPDATE audit SET \"by\" = '别人'")
    done = inside(tmp_path, "doctor")
    assert done.returncode == 1
    assert "修改记录从第 1 条起对不上" in done.stdout


def test_doctor_names_a_setting_that_nobody_can_read(tmp_path):
    inside(tmp_path, "documents", "list")
    with closing(sqlite3.connect(tmp_path / "duban.db")) as ledger:
        ledger.execute(
            "INSERT INTO settings (name, value, changed_at) VALUES "
            "('lights', '{\"soon\": \"viel\"}', '2024-07-25 01:00:00')"
        )
        ledger.commit()
    done = inside(tmp_path, "doctor")
    assert done.returncode == 1
    assert "“lights.soon”的值 'viel' 读不懂" in done.stdout
    assert "duban settings set" in done.stdout
