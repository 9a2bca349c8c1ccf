"""What commands print: JSON as UTF-8 whatever the locale, blocks as the terminal can show them."""

import sys

from bot.platforms.terminal.screen import screen
from handlers.reply import Block, Reply


def put_json(line: str) -> None:
    """One line of JSON, at once."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def put(*blocks: Block) -> None:
    """Blocks for a person."""
    screen().show(Reply("", blocks))
