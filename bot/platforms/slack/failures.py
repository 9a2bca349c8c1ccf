"""Slack's errors, translated once: what is permanent, what passes, what may have happened.

The names are those of docs.slack.dev/reference/methods; a limit comes as HTTP 429 and as
`ok:false` alike.
"""

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.serving.sending import SendError, TooFastError

PASSING = 1.0
"""Seconds to wait where Slack names none."""
TOKEN_PAUSE = 300.0
"""Seconds until a token that Slack refuses is tried again: no chat is given up for it."""

_LIMITED = ("ratelimited", "rate_limited", "message_limit_exceeded")
TOKEN_CODES = (
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "missing_scope",
    "not_allowed_token_type",
    "no_permission",
    "forbidden_team",
    "access_denied",
)
"""The token is wrong or lacks a right: for a person to put right."""
LAYOUT_CODES = (
    "invalid_blocks",
    "invalid_blocks_format",
    "msg_too_long",
    "msg_blocks_too_long",
    "invalid_arguments",
    "invalid_payload",
    "no_text",
)
"""Slack takes the words, but not as they were laid out."""
_NOT_THE_CHAT = (*TOKEN_CODES, "org_login_required", "ekm_access_denied")
_PASSING = ("service_unavailable", "team_added_to_org", "accesslimited", "request_timeout")
_MAYBE_DONE = ("internal_error", "fatal_error")
"""Slack's own words: some part of it may have succeeded."""
_GONE = (
    "is_archived",
    "channel_not_found",
    "not_in_channel",
    "restricted_action",
    "user_not_found",
    "user_disabled",
)

_REASONS = {
    "is_archived": "频道已归档",
    "channel_not_found": "找不到频道（或机器人不在里面）",
    "not_in_channel": "机器人不在频道里",
    "user_not_found": "找不到这个人",
    "user_disabled": "这个人的账号已停用",
    "missing_scope": "机器人缺少权限",
}


class RefusedError(SendError):
    """Slack's own `ok:false`, by its name."""

    code = ""


def is_layout(error: SendError) -> bool:
    """Whether the same words may be taken as plain text."""
    return isinstance(error, RefusedError) and error.code in LAYOUT_CODES


def failure(error: Exception) -> SendError:
    """What went wrong, as a decision: give up, wait, or find out."""
    if isinstance(error, SlackApiError):
        return _refused(error)
    if isinstance(error, aiohttp.ClientConnectorError):
        return SendError("连不上 Slack", retry_after=PASSING)
    return SendError("与 Slack 的连接中断", unknown=True)


def _refused(error: SlackApiError) -> SendError:
    response = error.response
    status = getattr(response, "status_code", 0)
    data = getattr(response, "data", None)
    name = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or name in _LIMITED:
        return TooFastError(_seconds(response))
    return of_name(name) if name else SendError(f"Slack 出错（HTTP {status}）", unknown=True)


def of_name(name: str) -> RefusedError:
    """What an `ok:false` with that error means."""
    refused = _decided(name)
    refused.code = name
    return refused


def _decided(name: str) -> RefusedError:
    reason = _REASONS.get(name, "Slack 没有接受") + f"（{name}）"
    if name in _NOT_THE_CHAT:
        return RefusedError(reason, retry_after=TOKEN_PAUSE)
    if name in _PASSING:
        return RefusedError(reason, retry_after=PASSING)
    if name in _MAYBE_DONE:
        return RefusedError(reason, unknown=True)
    return RefusedError(reason, permanent=True, gone=name in _GONE)


def _seconds(response: object) -> float:
    given = {str(k).lower(): v for k, v in dict(getattr(response, "headers", {})).items()}
    try:
        return max(0.0, float(given.get("retry-after", PASSING)))
    except ValueError:
        return PASSING
