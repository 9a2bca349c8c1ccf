import pytest

from bot.errors import BadInputError
from bot.settings import load_settings

KEPT_BACK = "7012345678:AAH-not-a-real-one"


@pytest.fixture(autouse=True)
def _own_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_everything_has_a_default():
    settings = load_settings()
    assert settings.database_url == "sqlite:///duban.db"
    assert str(settings.zone) == "Asia/Shanghai"
    assert settings.telegram_token is None


def test_the_environment_wins_over_a_file_and_a_file_over_dotenv(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("DUBAN_TIMEZONE=Asia/Urumqi\nDUBAN_LISTEN=0.0.0.0:1\n", "utf-8")
    (tmp_path / "zone").write_text("Asia/Tokyo\n", "utf-8")
    assert load_settings().timezone == "Asia/Urumqi"
    monkeypatch.setenv("DUBAN_TIMEZONE_FILE", str(tmp_path / "zone"))
    assert load_settings().timezone == "Asia/Tokyo"
    monkeypatch.setenv("DUBAN_TIMEZONE", "Asia/Seoul")
    assert load_settings().timezone == "Asia/Seoul"
    assert load_settings().listen == "0.0.0.0:1"


def test_a_file_variable_may_stand_in_dotenv(tmp_path):
    (tmp_path / "token").write_text(KEPT_BACK + "\n", "utf-8")
    (tmp_path / ".env").write_text(f"DUBAN_TELEGRAM_TOKEN_FILE={tmp_path / 'token'}\n", "utf-8")
    token = load_settings().telegram_token
    assert token is not None
    assert token.get_secret_value() == KEPT_BACK


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("DUBAN_DATABASE_URL", "")
    assert load_settings().database_url == "sqlite:///duban.db"


def test_secrets_never_show(monkeypatch):
    monkeypatch.setenv("DUBAN_SLACK_BOT_TOKEN", KEPT_BACK)
    monkeypatch.setenv("DUBAN_DATABASE_URL", "postgresql://duban:geheim@db/duban")
    shown = repr(load_settings())
    assert KEPT_BACK not in shown
    assert "geheim" not in shown


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DUBAN_DATABASE_URL", "mysql://x", "DUBAN_DATABASE_URL 不对：要写成 sqlite:///"),
        ("DUBAN_TIMEZONE", "Asia/Shangai", "DUBAN_TIMEZONE 不对：没有这个时区"),
        ("DUBAN_LISTEN", "localhost:http", "DUBAN_LISTEN 不对：要写成 主机:端口"),
        ("DUBAN_PUBLIC_URL", "duban.example", "DUBAN_PUBLIC_URL 不对：要以 http"),
        ("DUBAN_SLACK_APP_TOKEN_FILE", "/nowhere/token", "读不了 DUBAN_SLACK_APP_TOKEN_FILE"),
    ],
)
def test_a_wrong_variable_is_named_but_its_value_kept_back(monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)
    with pytest.raises(BadInputError) as refused:
        load_settings()
    assert told in str(refused.value)
    assert value not in str(refused.value)


def test_a_wrong_database_option_is_named_as_the_option():
    with pytest.raises(BadInputError, match="--database"):
        load_settings("oracle://x")


def test_a_dotenv_that_is_not_utf8_is_refused_in_words(tmp_path):
    (tmp_path / ".env").write_bytes("DUBAN_TIMEZONE=亚洲".encode("gb18030"))
    with pytest.raises(BadInputError, match="UTF-8"):
        load_settings()
