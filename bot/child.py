"""Files from outside are read in a process of their own: little memory, little time, no secrets.

The parent writes a header line of JSON and then the file to the child's standard input; the child
(`bot.reader`) answers with one JSON object, `result`, or `refused` with the reason. What it says is
checked against the record types, for a hostile file may have taken the child over.
"""

import asyncio
import json
import os
import re
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TypeVar, cast

from knowledge.papers.codec import Json, MalformedError, decode
from knowledge.papers.model import Paper
from knowledge.reading.lines import UnreadableError

SECONDS = 9.0
"""From the child's start to its whole answer: a refusal shall be there within ten."""

_COMMAND = (sys.executable, "-E", "-s", "-m", "bot.reader")
_ROOT = Path(__file__).resolve().parent.parent
_MAX_ANSWER = 64 * 1024 * 1024
_CHUNK = 256 * 1024

_TOO_SLOW = "读取这个文件用时过长，已停止。请只留正文和附件，另存为 .docx 或 .txt 再试。"
_FAILED = "读取这个文件时出错，文件可能已损坏。请打开原件，另存为 .docx 或 .txt 再试。"

AT_ONCE = 2
"""So many files of one process are read at once: the others wait, and conversations go on."""

_PAPER_NAMES = r"\.docx(?: 或 (?:UTF-8 编码的 )?\.txt)?"

T = TypeVar("T")
Sheets = tuple[tuple[tuple[str, ...], ...], ...]


class Children:
    """The reading children of one process; a file waits until one is free."""

    def __init__(self, most: int = AT_ONCE) -> None:
        self._free = asyncio.Semaphore(most)

    async def parse(self, data: bytes, name: str) -> Paper:
        """The paper in a file, as `parse_in_child` gives it."""
        async with self._free:
            return await parse_in_child(data, name)


async def parse_in_child(
    data: bytes, name: str, slug: str | None = None, seconds: float = SECONDS
) -> Paper:
    """The paper in a file, its slug the file's name if none is given.

    Raises UnreadableError for what cannot be read, takes too long or too much memory, or breaks
    the child.
    """
    header = {"job": "parse", "name": name, "slug": slug or Path(name).stem}
    answer = await _ask(header, data, seconds)
    return await asyncio.to_thread(_decoded, Paper, answer)


async def read_sheets_in_child(data: bytes, name: str, seconds: float = SECONDS) -> Sheets:
    """The tables of a file, as `knowledge.reading.sheets` gives them; raises UnreadableError."""
    try:
        answer = await _ask({"job": "sheets", "name": name}, data, seconds)
        return await asyncio.to_thread(_decoded, Sheets, answer)
    except UnreadableError as error:
        # What all readers say about broken files speaks of papers.
        advice = str(error).replace("只留正文和附件", "只留要用的那一张表")
        raise UnreadableError(re.sub(_PAPER_NAMES, ".xlsx 或 .csv", advice)) from error


async def _ask(header: dict[str, str], data: bytes, seconds: float) -> bytes:
    """The child's answer. The child never outlives the call, finished, failed or cancelled."""
    process = await asyncio.create_subprocess_exec(
        *_COMMAND,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(seconds):
            request = json.dumps(header).encode() + b"\n" + data
            # Both streams are pipes, so neither is None.
            written = _feed(cast("asyncio.StreamWriter", process.stdin), request)
            taken = _take(cast("asyncio.StreamReader", process.stdout))
            _, answer = await asyncio.gather(written, taken)
            status = await process.wait()
    except TimeoutError as error:
        raise UnreadableError(_TOO_SLOW) from error
    finally:
        await _end(process)
    if status:
        raise UnreadableError(_TOO_SLOW if status == -signal.SIGXCPU else _FAILED)
    return answer


async def _feed(child: asyncio.StreamWriter, request: bytes) -> None:
    # A child that died takes no more; its exit status tells why.
    with suppress(BrokenPipeError, ConnectionResetError):
        child.write(request)
        await child.drain()
    child.close()


async def _take(child: asyncio.StreamReader) -> bytes:
    answer = bytearray()
    while chunk := await child.read(_CHUNK):
        answer += chunk
        if len(answer) > _MAX_ANSWER:
            raise UnreadableError(_FAILED)
    return bytes(answer)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
        await process.communicate()


def _decoded(record: type[T], answer: bytes) -> T:
    try:
        said: Json = json.loads(answer)
        match said:
            case {"refused": str(reason)}:
                raise UnreadableError(reason)
            case {"result": result}:
                return decode(record, result)
        raise MalformedError("neither result nor refused")
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_FAILED) from error
