"""Which e-mail Slack vouches for: only that of a full member of this very team."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.platforms.slack.api import Api

GOOD_FOR = 60.0
"""Seconds for which an answer is good: a stranger may write often, and Slack counts the calls."""
MANY = 1000

_NOT_FULL = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")


class Strangers:
    """What Slack says about people whom the roster does not know, asked once in a while."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[str, tuple[float, Mapping[str, Any]]] = {}

    async def email(self, user: str, team: str) -> str | None:
        """The person's e-mail, None where it proves nothing. Raises `SendError`."""
        now = asyncio.get_running_loop().time()
        asked_at, told = self._known.get(user, (-GOOD_FOR, {}))
        if now - asked_at >= GOOD_FOR:
            told = (await self._api.form("users.info", user=user))["user"]
            if len(self._known) >= MANY:
                self._known.clear()
            self._known[user] = (now, told)
        return vouched_email(told, team)

    def name(self, user: str) -> str:
        """What the person is called, '' where Slack was not asked."""
        _asked_at, told = self._known.get(user, (0.0, {}))
        profile = told.get("profile") or {}
        return str(profile.get("display_name") or told.get("real_name") or "")


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
