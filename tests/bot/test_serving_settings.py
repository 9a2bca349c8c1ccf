"""`duban serve` with settings that cannot work: it says what to do, a line each, and ends."""

import pytest

from bot.serving.credentials import problems, wanted
from bot.settings import load_settings
from tests.bot.program import inside

TELEGRAM = "123456789:AAErandomrandomrandomrandomrandom"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def found(monkeypatch):
    def given(**variables):
        for name, value in variables.items():
            monkeypatch.setenv(f"DUBAN_{name}", value)
        settings = load_settings()
        return problems(settings), wanted(settings)

    return given


def test_without_any_token_it_names_both_ways(found):
    (line,), platforms = found()
    assert "DUBAN_TELEGRAM_TOKEN" in line
    assert "DUBAN_SLACK_BOT_TOKEN" in line
    assert platforms == ()


@pytest.mark.parametrize(
    ("variables", "platforms"),
    [
        ({"TELEGRAM_TOKEN": TELEGRAM}, ("telegram",)),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, ("slack",)),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}, ("slack",)),
        ({"TELEGRAM_TOKEN": TELEGRAM, "PUBLIC_URL": "https://d.example.cn"}, ("telegram",)),
    ],
)
def test_what_is_complete_is_served(found, variables, platforms):
    assert found(**variables) == ((), platforms)


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"TELEGRAM_TOKEN": "AAE-no-colon"}, "@BotFather"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "DUBAN_SLACK_APP_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "缺少 DUBAN_SLACK_BOT_TOKEN"),
        ({"SLACK_SIGNING_SECRET": "s"}, "缺少 DUBAN_SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xapp-1", "SLACK_APP_TOKEN": "xapp-1"}, "填反了"),
        ({"TELEGRAM_TOKEN": TELEGRAM, "PUBLIC_URL": "http://d.example.cn"}, "https://"),
        ({"TELEGRAM_TOKEN": TELEGRAM, "TELEGRAM_WEBHOOK_SECRET": "有空格 的"}, "WEBHOOK_SECRET"),
    ],
)
def test_what_is_missing_or_misplaced_is_named(found, variables, said):
    lines, _platforms = found(**variables)
    assert len(lines) == 1
    assert said in lines[0]


def test_the_command_says_a_line_each_and_ends_with_2(tmp_path, monkeypatch):
    monkeypatch.setenv("DUBAN_TELEGRAM_TOKEN", "not-a-token-but-kept-back")
    monkeypatch.setenv("DUBAN_SLACK_BOT_TOKEN", "xoxb-not-shown-either")
    done = inside(tmp_path, "serve")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2
    assert "kept-back" not in done.stderr
    assert "not-shown" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_serving_as_somebody_makes_no_sense(tmp_path):
    done = inside(tmp_path, "serve", "--as", "张三")
    assert done.returncode == 2
    assert "--as" in done.stderr
