"""What is logged never holds a token or what somebody wrote."""

import io
import logging
from zoneinfo import ZoneInfo

import pytest

from bot.serving.logs import PlainLines, log_to_stderr, secrets_of
from bot.settings import load_settings

GIVEN = "123456789:AAErandomrandomrandomrandomrandom"
SAID = "市医保局第12项完成60%"


@pytest.fixture
def logged():
    """Logs by any logger, and reads what came out."""
    sheet = io.StringIO()
    handler = logging.StreamHandler(sheet)
    handler.setFormatter(PlainLines(ZoneInfo("Asia/Shanghai"), ["hunter2"]))

    def log(name, level, message, *values, error=None):
        record = logging.LogRecord(
            name, level, "/somewhere/app.py", 7, message, values, error and (None, error, None)
        )
        handler.handle(record)
        return sheet.getvalue()

    return log


def test_our_own_lines_have_time_level_and_place(logged):
    line = logged("bot.serving.serve", logging.INFO, "HTTP 在 %s", "127.0.0.1:8080")
    assert line.endswith("+08:00 INFO bot.serving.serve HTTP 在 127.0.0.1:8080\n")


def test_tokens_are_blotted_out_wherever_they_stand(logged):
    line = logged(
        "bot.x", logging.INFO, f"https://api/bot{GIVEN}/getMe xoxb-12-ab xapp-1-A hunter2"
    )
    assert line.endswith("https://api/bot***/getMe *** *** ***\n")


def test_what_libraries_say_is_left_out(logged):
    line = logged("slack_bolt.App", logging.WARNING, f"Unhandled request {SAID} {GIVEN}")
    assert line.endswith("WARNING slack_bolt.App app.py:7\n")


def test_of_an_error_the_kind_is_told_never_its_words(logged):
    line = logged("bot.x", logging.ERROR, "没有做成", error=ValueError(SAID))
    assert "ValueError" in line
    assert SAID not in line


def test_one_record_is_one_line(logged):
    assert logged("bot.x", logging.INFO, "一\n二").count("\n") == 1


def test_every_secret_of_the_settings_is_known(monkeypatch):
    monkeypatch.setenv("DUBAN_TELEGRAM_TOKEN", GIVEN)
    settings = load_settings("postgresql://duban:hunter2@db/duban")
    assert set(secrets_of(settings)) == {GIVEN, "hunter2"}


def test_libraries_are_quiet(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    levels = {name: logging.getLogger(name).level for name in ("", "bot")}
    log_to_stderr(load_settings())
    try:
        assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
        assert not logging.getLogger("aiohttp.access").isEnabledFor(logging.INFO)
        assert logging.getLogger("bot.serving").isEnabledFor(logging.INFO)
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
