"""What a line typed at the terminal means: words, a button's number, a file, leaving."""

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from handlers.reply import Button

LEAVING = frozenset({"退出", "再见", "exit", "quit", "/exit", "/quit", "/退出"})
HELP = frozenset({"/help", "/帮助", "帮助", "help", "/?"})
PAPER_ENDINGS = (".txt", ".html", ".htm", ".docx", ".pdf")
_IMPORT = ("导入", "/import", "import")


@dataclass(frozen=True, slots=True)
class Leave:
    """The person goes."""


@dataclass(frozen=True, slots=True)
class Help:
    """How does this work?"""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button shown right now."""

    button: Button


@dataclass(frozen=True, slots=True)
class FileNamed:
    """A file to read, by path."""

    path: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words for the bot."""

    text: str


Typed = Leave | Help | Pressed | FileNamed | Spoken


def understand(line: str, shown: tuple[Button, ...], is_file: Callable[[str], bool]) -> Typed:
    """A number or label presses only a button that is shown; else it is a message."""
    text = line.strip()
    if text.lower() in LEAVING:
        return Leave()
    if text.lower() in HELP:
        return Help()
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(shown):
        return Pressed(shown[int(text) - 1])
    for button in shown:
        if text == button.label:
            return Pressed(button)
    path = _path(text, is_file)
    return FileNamed(path) if path else Spoken(text)


def _path(text: str, is_file: Callable[[str], bool]) -> str | None:
    """The path of `导入 <path>`, or of a file dragged into the window."""
    verb, _space, rest = text.partition(" ")
    if verb.lower() in _IMPORT and rest.strip():
        return _unquoted(rest.strip(), is_file)
    if not text.rstrip("'\"").lower().endswith(PAPER_ENDINGS):
        return None
    path = _unquoted(text, is_file)
    return path if is_file(path) else None


def _unquoted(text: str, is_file: Callable[[str], bool]) -> str:
    """Terminals quote a dragged path, escape its blanks, or give it as a `file://` address."""
    if is_file(text):
        return text
    if text.startswith("file://"):
        return unquote(urlsplit(text).path)
    try:
        parts = shlex.split(text)
    except ValueError:
        return text
    return str(Path(parts[0]).expanduser()) if len(parts) == 1 else text
