"""Logs as plain lines that never hold a token or what somebody wrote.

Our own lines are written with that in mind, and known secrets are blotted out all the same. What a
library logs may quote anything (Bolt prints whole events, httpx URLs with the token in them): of
its lines only the place and the kind of error are kept.
"""

import logging
import re
import sys
from collections.abc import Iterable
from datetime import datetime, tzinfo

from pydantic import SecretStr

from bot.serving.faults import told
from bot.settings import Settings

_OURS = ("bot", "handlers", "reminders", "knowledge", "db")
_TOKEN = re.compile(r"(?<!\d)\d{5,}:[\w-]{16,}|x(?:ox[a-z]|app)-[\w-]+", re.ASCII)
_BLOT = "***"


class PlainLines(logging.Formatter):
    """`2026-11-22T14:05:09+08:00 WARNING bot.serving.serve what happened`."""

    def __init__(self, zone: tzinfo, secrets: Iterable[str]) -> None:
        super().__init__()
        self._zone = zone
        self._secrets = sorted({secret for secret in secrets if secret}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        at = datetime.fromtimestamp(record.created, self._zone).isoformat(timespec="seconds")
        said = self._without_secrets(_said(record))
        return f"{at} {record.levelname} {record.name} {said}"

    def _without_secrets(self, said: str) -> str:
        for secret in self._secrets:
            said = said.replace(secret, _BLOT)
        return " ".join(_TOKEN.sub(_BLOT, said).split())


def _said(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    kind = f"（{told(error)}）" if error else ""
    if record.name.partition(".")[0] in _OURS:
        return record.getMessage() + kind
    return f"{record.filename}:{record.lineno}{kind}"


def log_to_stderr(settings: Settings) -> None:
    """Let the whole process log plain lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(PlainLines(settings.zone, secrets_of(settings)))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Every secret of the settings, as it stands in a URL or header."""
    values = (getattr(settings, name) for name in Settings.model_fields)
    given = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
    password = re.search(r"://[^/@]*:([^/@]+)@", settings.database_url)
    return (*given, *(password.groups() if password else ()))
