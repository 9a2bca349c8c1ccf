"""`duban`, also as `python -m bot`."""

import codecs
import io
import os
import sys
from collections.abc import Sequence

import typer

from bot.cli.app import app
from bot.cli.common import hoisted
from bot.cli.usage import UsageError, usage_line
from bot.errors import CommandError
from bot.printable import one_line, shortened
from db.errors import BadValueError, LedgerError, UnknownRecordError


def main() -> None:
    """Run the command line and exit with its status."""
    status = run(sys.argv[1:])
    sys.stderr.flush()
    # All is closed and flushed. Taking a dictionary of words apart would take longer than a reply.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Exit status: 0 done, 1 failed, 2 wrong usage or input; errors are one line on stderr."""
    _speak_unicode()
    try:
        result = app(hoisted(arguments), prog_name="duban", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except (KeyboardInterrupt, typer.Abort):
        return 130
    except Exception as error:
        if sys.flags.dev_mode:
            raise
        return _refuse(*_verdict(error))
    return result if isinstance(result, int) else 0


def _verdict(error: Exception) -> tuple[str, int]:
    """What to say about an error, and the exit status."""
    if isinstance(error, CommandError):
        return str(error), error.status
    if isinstance(error, UsageError):
        return usage_line(error), 2
    if isinstance(error, LedgerError):
        return str(error), 2 if isinstance(error, (UnknownRecordError, BadValueError)) else 1
    return f"没有做成：{type(error).__name__} {shortened(one_line(str(error)), 200)}", 1


def _refuse(message: str, status: int) -> int:
    try:
        sys.stderr.write(one_line(message) + "\n")
    except BrokenPipeError:
        return _reader_left()
    return status


def _reader_left() -> int:
    """The reader of our output closed it: say nothing more, also not at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    return 1


def _speak_unicode() -> None:
    """Never fail on a character the terminal's encoding lacks; ASCII means nobody set one."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            ascii_only = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if ascii_only else None, errors="replace")


if __name__ == "__main__":
    main()
