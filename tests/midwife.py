"""Starts processes that are to be killed: one that has loaded everything bears them all."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[1]


class Midwife:
    """Hands on what is to be lived, a line of JSON each, and hears how it ended."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def bear(self, *order: Any) -> Any:
        """What the module says of this order, once all that it began is over."""
        print(json.dumps(order), file=_pipe(self._process.stdin), flush=True)
        return json.loads(_pipe(self._process.stdout).readline())


@contextmanager
def midwife(module: str) -> Iterator[Midwife]:
    """One that bears what `python -m module` reads of on its standard input."""
    command, pipe = [sys.executable, "-m", module], subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) as process:
        yield Midwife(process)
        _pipe(process.stdin).close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe
