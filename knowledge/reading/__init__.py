"""Files become lines: one module per format."""

from importlib import import_module
from typing import Protocol, cast

from knowledge.reading.lines import Line, UnreadableError
from knowledge.reading.sniffing import Format, sniff

MAX_BYTES = 20 * 1024 * 1024
"""What a chat platform hands out at most (Telegram Bot API, getFile)."""


class Reader(Protocol):
    """Bytes of one format to lines; raises UnreadableError."""

    def __call__(self, data: bytes, /) -> tuple[Line, ...]: ...


def read(data: bytes, name: str) -> tuple[Line, ...]:
    """The lines of a file, its format known by its content first and its name second.

    Raises UnreadableError, in words for the person who sent the file, for whatever cannot be read.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError("文件超过 20 MB。请删去图片或只留正文和附件后再试。")
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("文件是空的。请确认发来的是有内容的原件。")
    try:
        lines = _reader(sniff(data, name))(data)
    except RecursionError as error:
        raise UnreadableError("文件结构套得太深，读不了。请把正文复制到新文件再试。") from error
    if not lines:
        raise UnreadableError("文件里没有文字。请确认发来的是有正文的原件。")
    return lines


def _reader(kind: Format) -> Reader:
    # Loaded on need: pypdf alone takes 0.4 s, lxml 0.1 s.
    module = import_module(f"knowledge.reading.{kind}")
    return cast("Reader", getattr(module, f"read_{kind}"))
