"""What runs in the child process: `python -m bot.reader`, see `bot.child`."""

import json
import os
import resource
import sys
from collections.abc import Sequence
from importlib import import_module

from knowledge.guard import refusal_of
from knowledge.papers.codec import Json, encode
from knowledge.reading import read
from knowledge.reading.lines import UnreadableError
from knowledge.reading.sheets import Rows, read_sheets

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""

_CPU_SECONDS = 9
_NICER = 5
_TOO_LARGE = "读取这个文件要占用过多内存，已停止。请只留正文和附件，另存为 .docx 或 .txt 再试。"

_LIMITS = (
    (resource.RLIMIT_AS, MEMORY),
    (resource.RLIMIT_CPU, _CPU_SECONDS),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, 64),
    # No process or thread more; does not bind root, whom the memory and time bind all the same.
    (resource.RLIMIT_NPROC, 0),
)


def main() -> None:
    """Read one request from standard input, answer on standard output."""
    limit_itself()
    header = json.loads(sys.stdin.buffer.readline())
    answer = json.dumps(_answer(header, sys.stdin.buffer.read()), ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode())


def limit_itself() -> None:
    """Take from this process, for good, what reading a paper does not need."""
    for limit, most in _LIMITS:
        resource.setrlimit(limit, (most, most))
    os.nice(_NICER)


def _answer(header: dict[str, str], data: bytes) -> dict[str, Json]:
    try:
        return {"result": _result(header, data)}
    except UnreadableError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": _TOO_LARGE}


def _result(header: dict[str, str], data: bytes) -> Json:
    if header["job"] == "sheets":
        return encode(_tables(data))
    lines = read(data, header["name"])
    _guard([line.text for line in lines])
    # Loaded on need: understanding papers takes more tables than reading them.
    understanding = import_module("knowledge.papers.parse")
    return encode(understanding.parse(lines, header["slug"]))


def _tables(data: bytes) -> tuple[Rows, ...]:
    tables = read_sheets(data)
    _guard(["\t".join(row) for rows in tables for row in rows])
    return tables


def _guard(texts: Sequence[str]) -> None:
    found = refusal_of(texts)
    if found:
        raise UnreadableError(f"文件里有{found.found}，没有保存。{found.advice}")


if __name__ == "__main__":
    main()
