"""Which platforms the settings ask for, and what is missing or misplaced; pure."""

import re
from collections.abc import Callable

from bot.settings import Settings

NONE_SET = (
    "没有设置任何平台的令牌，不知道要接哪里。用 Telegram：向 @BotFather 发送 /newbot，把令牌设为 "
    "DUBAN_TELEGRAM_TOKEN（步骤见 docs/setup-telegram.md）；用 Slack：设 DUBAN_SLACK_BOT_TOKEN 和 "
    "DUBAN_SLACK_APP_TOKEN（步骤见 docs/setup-slack.md）"
)


def wanted(settings: Settings) -> tuple[str, ...]:
    """The platforms that have a token."""
    given = {"telegram": settings.telegram_token, "slack": settings.slack_bot_token}
    return tuple(name for name, token in given.items() if token)


def problems(settings: Settings) -> tuple[str, ...]:
    """What has to be put right before serving, a line each saying exactly what to do."""
    found = tuple(line for check in _CHECKS if (line := check(settings)))
    return found if found or wanted(settings) else (NONE_SET,)


def _telegram_token(settings: Settings) -> str | None:
    token = settings.telegram_token
    if token is None or re.fullmatch(r"\d+:[\w-]+", token.get_secret_value(), re.ASCII):
        return None
    return (
        "DUBAN_TELEGRAM_TOKEN 不是一个令牌：应形如 123456789:AA…，中间有冒号，前后没有空格。"
        "请从 @BotFather 的消息里重新整行复制"
    )


def _public_url(settings: Settings) -> str | None:
    url = settings.public_url
    if not (settings.telegram_token and url) or settings.telegram_api_url:
        return None
    if url.startswith("https://"):
        return None
    return (
        "DUBAN_PUBLIC_URL 要以 https:// 开头，Telegram 只把消息送到 https 地址。"
        "没有 https 地址就不设它，改用默认的长轮询"
    )


def _webhook_secret(settings: Settings) -> str | None:
    secret = settings.telegram_webhook_secret
    if secret is None or re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
        return None
    return (
        "DUBAN_TELEGRAM_WEBHOOK_SECRET 只能有字母、数字、下划线和减号，最多 256 个。"
        "不设它，督办助手会自己定一个"
    )


def _slack_bot_token(settings: Settings) -> str | None:
    token = settings.slack_bot_token
    if token is None:
        others = settings.slack_app_token or settings.slack_signing_secret
        missing = (
            "缺少 DUBAN_SLACK_BOT_TOKEN：Slack 应用设置页 OAuth & Permissions 里的 "
            "Bot User OAuth Token，以 xoxb- 开头"
        )
        return missing if others else None
    if token.get_secret_value().startswith("xoxb-"):
        return None
    return (
        "DUBAN_SLACK_BOT_TOKEN 要以 xoxb- 开头，请到 Slack 应用设置页 OAuth & Permissions 复制 "
        f"Bot User OAuth Token{_mixed_up(token.get_secret_value())}"
    )


def _slack_app_token(settings: Settings) -> str | None:
    token = settings.slack_app_token
    if token is None or token.get_secret_value().startswith("xapp-"):
        return None
    return (
        "DUBAN_SLACK_APP_TOKEN 要以 xapp- 开头，请到 Slack 应用设置页 Basic Information → "
        "App-Level Tokens 生成一个，权限选 connections:write" + _mixed_up(token.get_secret_value())
    )


def _slack_way_in(settings: Settings) -> str | None:
    ways = settings.slack_app_token or settings.slack_signing_secret
    if settings.slack_bot_token is None or ways:
        return None
    return (
        "只有 DUBAN_SLACK_BOT_TOKEN 收不到消息：还要设 DUBAN_SLACK_APP_TOKEN（Socket Mode，"
        "Slack 应用设置页 Basic Information → App-Level Tokens 生成，以 xapp- 开头）；"
        "用网址接收则设 DUBAN_SLACK_SIGNING_SECRET"
    )


def _mixed_up(token: str) -> str:
    return "（两个 Slack 令牌好像填反了）" if token.startswith(("xapp-", "xoxb-")) else ""


_CHECKS: tuple[Callable[[Settings], str | None], ...] = (
    _telegram_token,
    _public_url,
    _webhook_secret,
    _slack_bot_token,
    _slack_app_token,
    _slack_way_in,
)
