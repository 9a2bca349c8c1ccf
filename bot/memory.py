"""Conversations that end with the process."""

from collections.abc import Sequence
from datetime import datetime

from db.contexts import Remembrance


class OwnMemory:
    """What conversations remember, kept in this process only."""

    shared = False

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._results: dict[str, str] = {}

    async def load_context(self, conversation: str) -> str | None:
        """What was saved last, or None."""
        return self._texts.get(conversation)

    async def event_result(self, key: str) -> str | None:
        """What the event was answered with, where that was kept."""
        return self._results.get(key)

    async def answered(self, answers: Sequence[Remembrance], now: datetime) -> None:  # noqa: ARG002
        """Keep what stays of these answers."""
        for one in answers:
            self._texts[one.conversation] = one.body
            if one.event and one.result:
                self._results.setdefault(one.event, one.result)
