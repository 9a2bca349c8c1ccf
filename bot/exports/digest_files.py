"""The files of a digest, made in a process of their own so that nobody waits for their answer."""

import asyncio
import os
import sys
from pathlib import Path

import msgspec

from handlers.digest_words import called, headline
from handlers.reply import Attachment
from reminders.digest_records import Digest

SECONDS = 60.0
"""So long drawing may take on a machine that is busy."""
_COMMAND = (sys.executable, "-m", "bot.exports.drawer")
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "MPLCONFIGDIR", "XDG_CACHE_HOME", "SYSTEMROOT")
"""Of the surroundings: nothing that may hold a token."""


class DigestFiles:
    """Makes the files of digests, one after another."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(1)

    async def __call__(self, digest: Digest) -> tuple[Attachment, ...]:
        """Picture, workbook and document. Raises `OSError` or `TimeoutError`."""
        async with self._free:
            made = await _drawn(msgspec.msgpack.encode(digest))
        title = called(digest.week).digest
        name = f"{title}-{digest.week.today:%Y%m%d}"
        pictured, workbook, document = msgspec.msgpack.decode(made, type=tuple[bytes, bytes, bytes])
        return (
            Attachment(f"{name}.png", pictured, "picture", alt=f"{title}：{headline(digest)}"),
            Attachment(f"{name}.xlsx", workbook),
            Attachment(f"{name}.docx", document),
        )


async def _drawn(digest: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
    )
    try:
        async with asyncio.timeout(SECONDS):
            made, _ = await process.communicate(digest)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise OSError("画周报的进程没有做完")
    return made
