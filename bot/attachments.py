"""Files that come with an answer, kept where a terminal or a program can open them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from bot.errors import BadInputError
from handlers.reply import Attachment, Reply, faint, say

FOLDER = Path("duban-files")
"""In the working directory, made when the first file comes."""


def kept(reply: Reply, folder: Path) -> Reply:
    """The answer with the paths of its files, as text and in `files`. Raises `BadInputError`."""
    if not reply.attachments:
        return reply
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = tuple(str(_written(one, folder)) for one in reply.attachments)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise BadInputError(f"文件没有存成：{folder}：{reason}") from error
    line = say(faint(f"文件已存为：{'、'.join(paths)}"))
    return replace(reply, blocks=(*reply.blocks, line), files=paths)


def _written(one: Attachment, folder: Path) -> Path:
    """Never in the place of another: what has its name and other contents stays."""
    name = Path(one.name).name
    for path in _names(folder / name):
        try:
            with path.open("xb") as file:
                file.write(one.data)
        except FileExistsError:
            if path.is_file() and path.read_bytes() != one.data:
                continue
        return path
    raise AssertionError("there is always another name")


def _names(path: Path) -> Iterator[Path]:
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))
