"""Reading a line from the person: with editing and history, or plainly."""

import os
import sys
from pathlib import Path
from typing import Protocol

from prompt_toolkit import PromptSession
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from bot.printable import one_line


class Keyboard(Protocol):
    """Where typed lines come from."""

    async def read(self, topic: str) -> str:
        """The next line; `topic` is shown in the prompt. EOFError: the person left;
        KeyboardInterrupt: the person dropped the line."""


class Editing:
    """A terminal with line editing and, where a file is given, history across sessions."""

    def __init__(self, history: Path | None) -> None:
        self._session: PromptSession[str] = PromptSession(history=_history(history))

    async def read(self, topic: str) -> str:
        """The next line."""
        parts = [("ansibrightblack", f"{one_line(topic)} " if topic else ""), ("bold", "› ")]
        return await self._session.prompt_async(FormattedText(parts))


class Plain:
    """Lines as they come: a pipe, a file, a terminal that can do nothing."""

    def __init__(self) -> None:
        self._prompt = sys.stdin.isatty() and sys.stdout.isatty()

    async def read(self, topic: str) -> str:
        """The next line. Nothing else runs meanwhile, so waiting for it here is right."""
        if self._prompt:
            sys.stdout.write(f"{one_line(topic)} > " if topic else "> ")
            sys.stdout.flush()
        line = sys.stdin.buffer.readline()
        if not line:
            raise EOFError
        return _decoded(line)


def _decoded(line: bytes) -> str:
    """UTF-8 where it is UTF-8, else what the terminal is set to."""
    for encoding in ("utf-8-sig", sys.stdin.encoding, "gb18030"):
        try:
            return line.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return line.decode("utf-8", errors="replace")


def _history(path: Path | None) -> History:
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def history_path() -> Path:
    """In the person's own state directory (XDG base directories, `%LOCALAPPDATA%`)."""
    given = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(given) if given else Path.home() / ".local" / "state") / "duban" / "history"
