"""The real program, run as people and other programs run it."""

import json
import os
import subprocess
import sys

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


def lines(directory, *said, **more):
    """`duban chat --json` given lines (bytes, or objects to be written as JSON): what came out."""
    written = [each if isinstance(each, bytes) else json.dumps(each).encode() for each in said]
    given = b"".join(line + b"\n" for line in written)
    done = duban(directory, "chat", "--json", "--now", NOW, given=given, **more)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def refused(done, status):
    """The one line that says what was wrong."""
    assert done.returncode == status, (done.stdout, done.stderr)
    assert done.stdout == ""
    assert done.stderr.endswith("\n")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr.strip()
