"""The real program, run as people and other programs run it."""

import contextlib
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout

from bot.__main__ import run

NOW = "2024-07-25T10:00:00+08:00"


def environment(**more):
    """The tests' environment without settings of this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DUBAN_")}
    return {**kept, "TERM": "dumb", **more}


def duban(directory, *arguments, given=None, **more):
    """Run to the end in `directory`; output as text. `given`: bytes or text for its input."""
    done = subprocess.run(  # noqa: PLW1510 (the status is what tests look at)
        [sys.executable, "-m", "bot", *arguments],
        cwd=directory,
        input=given.encode() if isinstance(given, str) else given or b"",
        env=environment(**more),
        capture_output=True,
        timeout=60,
    )
    done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
    return done


def inside(directory, *arguments, given=b""):
    """The same in this process, for what a command does rather than how the program runs."""
    out, err = _sheet(), _sheet()
    with contextlib.chdir(directory), redirect_stdout(out), redirect_stderr(err), _stdin(given):
        status = run(arguments)
        out.flush()
        err.flush()
    texts = (stream.buffer.getvalue().decode() for stream in (out, err))
    return subprocess.CompletedProcess(arguments, status, *texts)


def _sheet(text=b""):
    return io.TextIOWrapper(io.BytesIO(text), encoding="utf-8")


@contextlib.contextmanager
def _stdin(given):
    before, sys.stdin = sys.stdin, _sheet(given)
    try:
        yield
    finally:
        sys.stdin = before


def lines(directory, *said):
    """`duban chat --json` given lines (bytes, or objects to be written as JSON): what came out."""
    return heard(inside(directory, *TALK, given=written(*said)))


TALK = ("chat", "--json", "--now", NOW)


def written(*said):
    """Input lines: bytes as they are, objects as JSON."""
    each = (line if isinstance(line, bytes) else json.dumps(line).encode() for line in said)
    return b"".join(line + b"\n" for line in each)


def heard(done):
    """Output lines as objects."""
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def refused(done, status):
    """The one line that says what was wrong."""
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert done.stderr.endswith("\n")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()
