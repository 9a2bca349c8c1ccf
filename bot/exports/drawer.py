"""What runs in the drawing child: `python -m bot.exports.drawer`, see `digest_files`.

Drawing takes a core for half a second and some memory for good: both stay in a process that ends.
"""

import os
import sys

import msgspec

from bot.exports.digest_document import document
from bot.exports.digest_picture import picture
from bot.exports.digest_workbook import workbook
from reminders.digest_records import Digest

_NICER = 5


def main() -> None:
    """Read a digest from standard input, write picture, workbook and document to the other."""
    os.nice(_NICER)
    digest = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Digest)
    made = [make(digest) for make in (picture, workbook, document)]
    sys.stdout.buffer.write(msgspec.msgpack.encode(made))


if __name__ == "__main__":
    main()
