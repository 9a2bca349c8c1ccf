"""Which e-mail Slack vouches for: only that of a full member of this very team."""

from collections.abc import Mapping
from typing import Any

from bot.platforms.slack.api import Api

_NOT_FULL = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


async def email_of(api: Api, user: str, team: str) -> str | None:
    """The person's e-mail, None where it proves nothing. Raises `SendError`."""
    answer = await api.form("users.info", user=user)
    return vouched_email(answer["user"], team)


def vouched_email(user: Mapping[str, Any], team: str) -> str | None:
    """Never that of guests, bots, people of other companies (Slack Connect) or who has left.

    `user`: as users.info describes them; `team`: our own team's id.
    """
    if user.get("team_id") != team or any(user.get(flag) for flag in _NOT_FULL):
        return None
    if user.get("is_email_confirmed") is False:
        return None
    email = (user.get("profile") or {}).get("email")
    return str(email) if email else None
