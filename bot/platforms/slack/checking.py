"""Whether the credentials work, and exactly what to do where they do not."""

from dataclasses import dataclass

from bot.platforms.slack.api import Api
from bot.platforms.slack.failures import TOKEN_CODES, RefusedError
from bot.serving.sending import CredentialsError

SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
    }
)
"""What the bot needs, no more; deploy/slack-manifest.yaml asks for the same."""

_ABOUT_BOT = (
    "Slack 不认 DUBAN_SLACK_BOT_TOKEN（{code}）。到 https://api.slack.com/apps 打开你的应用，在 "
    "OAuth & Permissions 点 Install（或 Reinstall）to Workspace，再整行复制 Bot User OAuth Token"
    "（xoxb- 开头）"
)
_ABOUT_APP = (
    "Slack 不认 DUBAN_SLACK_APP_TOKEN（{code}）。到 https://api.slack.com/apps 打开你的应用，在 "
    "Basic Information → App-Level Tokens 生成一个，权限选 connections:write，整行复制"
    "（xapp- 开头）；并确认 Socket Mode 页的开关已打开"
)


@dataclass(frozen=True, slots=True)
class Own:
    """Who the bot is in this workspace."""

    team: str
    user: str
    who: str


async def own(api: Api) -> Own:
    """Who the bot token belongs to. Raises `CredentialsError`, and `SendError` on a bad line."""
    try:
        answer = await api.call("auth.test")
    except RefusedError as error:
        raise _wrong(_ABOUT_BOT, error) from None
    _see_scopes(str(answer["headers"].get("X-OAuth-Scopes", "")))
    who = f"{answer.get('user') or answer['user_id']}（{answer.get('team') or answer['team_id']}）"
    return Own(str(answer["team_id"]), str(answer["user_id"]), who)


async def see_app_token(api: Api, token: str) -> None:
    """See that Socket Mode opens. Raises `CredentialsError`, and `SendError` on a bad line."""
    try:
        await api.call("apps.connections.open", token)
    except RefusedError as error:
        raise _wrong(_ABOUT_APP, error) from None


def _wrong(advice: str, error: RefusedError) -> Exception:
    if error.code not in TOKEN_CODES:
        return error
    return CredentialsError(advice.format(code=error.code))


def _see_scopes(header: str) -> None:
    given = {scope.strip() for scope in header.split(",") if scope.strip()}
    missing = sorted(SCOPES - given)
    if given and missing:
        raise CredentialsError(
            f"Slack 应用缺少权限 {'、'.join(missing)}。到 https://api.slack.com/apps 打开你的应用，"
            "在 OAuth & Permissions → Bot Token Scopes 加上（或在 App Manifest 页换成 "
            "deploy/slack-manifest.yaml 的内容），再点 Reinstall to Workspace"
        )
