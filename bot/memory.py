"""Conversations that end with the process."""

from datetime import datetime


class OwnMemory:
    """What conversations remember, kept in this process only."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    async def load_context(self, conversation: str) -> str | None:
        """What was saved last, or None."""
        return self._texts.get(conversation)

    async def save_context(self, conversation: str, text: str, now: datetime) -> None:  # noqa: ARG002
        """Keep `text` for the next message."""
        self._texts[conversation] = text
