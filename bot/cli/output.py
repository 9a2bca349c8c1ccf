"""What commands print: JSON as UTF-8 whatever the locale, blocks as the terminal can show them."""

import sys
from collections.abc import Mapping

from bot.platforms.terminal.screen import screen
from bot.printable import json_line
from handlers.reply import Block, Reply


def put_json(*several: Mapping[str, object]) -> None:
    """Each as one line of JSON, at once."""
    for one in several:
        put_line(json_line(one))


def put_line(line: str) -> None:
    """One line as it is, in UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def put(*blocks: Block) -> None:
    """Blocks for a person."""
    screen().show(Reply("", blocks))
