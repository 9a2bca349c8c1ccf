"""Files that a person hands over: by path, or in a chat."""

from pathlib import Path

from bot.errors import BadInputError

MAX_FILE = 20 << 20
"""Bytes: what the chat platforms let a bot download, and the same everywhere."""


class UnfetchedError(Exception):
    """A file sent in a chat cannot be had; the message is for whoever sent it."""


def read_upload(path: Path) -> bytes:
    """The file's bytes; raises `BadInputError` saying why not."""
    try:
        if not path.is_file():
            raise BadInputError(f"没有这个文件：{path}")
        if path.stat().st_size > MAX_FILE:
            raise BadInputError(f"文件超过 {MAX_FILE >> 20} MiB：{path}")
        return path.read_bytes()
    except (OSError, ValueError):
        raise BadInputError(f"读不了这个文件：{path}") from None
