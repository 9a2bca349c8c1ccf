"""Settings from the environment and a `.env` file (the `DUBAN_` variables of the README).

A variable may be given as `DUBAN_X` or, with the value in a file, as `DUBAN_X_FILE`; the first
found wins in the order: given by the caller, environment, files, `.env`.
"""

import re
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.errors import BadInputError

PREFIX = "DUBAN_"
DATABASE = "sqlite:///duban.db"


def _database_url(value: str) -> str:
    if not re.match(r"sqlite:///.|postgresql://.", value):
        raise ValueError("要写成 sqlite:///文件 或 postgresql://用户:密码@主机/库名")
    return value


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("没有这个时区，例如 Asia/Shanghai") from None
    return value


def _address(value: str) -> str:
    _host, colon, port = value.rpartition(":")
    if not (colon and port.isascii() and port.isdigit() and int(port) < 65536):
        raise ValueError("要写成 主机:端口，例如 127.0.0.1:8080")
    return value


def _web_address(value: str) -> str:
    if not re.match(r"https?://[^\s/]+", value):
        raise ValueError("要以 http:// 或 https:// 开头")
    return value


Address = Annotated[str, AfterValidator(_address)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class Settings(BaseSettings):
    """What an installation decides; tokens never show in a repr or an error."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(_database_url), Field(repr=False)] = DATABASE
    timezone: Annotated[str, AfterValidator(_timezone)] = "Asia/Shanghai"
    listen: Address = "127.0.0.1:8080"
    admin_listen: Address = "127.0.0.1:8081"
    public_url: WebAddress | None = None
    telegram_token: SecretStr | None = None
    telegram_api_url: WebAddress | None = None
    telegram_webhook_secret: SecretStr | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: WebAddress | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the office."""
        return ZoneInfo(self.timezone)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (pydantic's signature)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """`_FILE` variables stand between the environment and `.env`."""
        files = _FileVariables(settings_cls, env_settings, dotenv_settings)
        return init_settings, env_settings, files, dotenv_settings


class _FileVariables(PydanticBaseSettingsSource):
    """Values of the files named by `DUBAN_…_FILE`."""

    def __init__(
        self, settings_cls: type[BaseSettings], *sources: PydanticBaseSettingsSource
    ) -> None:
        super().__init__(settings_cls)
        self._variables: dict[str, str | None] = {}
        for source in reversed(sources):
            if isinstance(source, EnvSettingsSource | DotEnvSettingsSource):
                self._variables |= source.env_vars

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        """The file's text without the line end."""
        path = self._variables.get(f"{PREFIX}{field_name}_file".lower())
        return (_read(field_name, path) if path else None), field_name, False

    def __call__(self) -> dict[str, Any]:
        """All values that were given by file."""
        given = {
            name: self.get_field_value(field, name)[0]
            for name, field in self.settings_cls.model_fields.items()
        }
        return {name: value for name, value in given.items() if value}


def _read(field_name: str, path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadInputError(f"读不了 {_variable(field_name)}_FILE 指向的文件") from None


def _variable(field_name: str) -> str:
    return f"{PREFIX}{field_name.upper()}"


def load_settings(database: str | None = None) -> Settings:
    """The settings; raises `BadInputError` naming the variable that is wrong."""
    try:
        return Settings(database_url=database) if database else Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        reason = str(first.get("ctx", {}).get("error", "值不合规定"))
        field = str(first["loc"][0])
        name = "--database" if database and field == "database_url" else _variable(field)
        raise BadInputError(f"设置 {name} 不对：{reason}") from None
    except UnicodeDecodeError:
        raise BadInputError(".env 文件不是 UTF-8 编码") from None
    except OSError:
        raise BadInputError(".env 文件读不了") from None
