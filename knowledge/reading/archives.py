"""Archives from outside, opened with care."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from knowledge.reading.lines import UnreadableError

_BROKEN = "文件不完整或已损坏，打不开。请重新下载，或打开原件另存为 .docx 再试。"
_TOO_LARGE = "文件解压后过大，不像一份正常的文件，已停止读取。请把正文复制到新文件再试。"
_LOCKED = "Word 文件加了密，读不了。请取消密码后另存为 .docx 再试。"


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """An archive for reading; whatever is wrong with it becomes an UnreadableError."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError),
        *(ArithmeticError, EOFError, LookupError, OSError, ValueError),
    ) as error:
        raise UnreadableError(_BROKEN) from error


def inflated(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """A member's bytes, b"" without such a member; stops at `limit`, whatever is claimed."""
    info = archive.NameToInfo.get(name)
    if info is None:
        return b""
    if info.flag_bits & 1:
        raise UnreadableError(_LOCKED)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnreadableError(_BROKEN)
    with archive.open(info) as member:
        data = member.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(_TOO_LARGE)
    return data
