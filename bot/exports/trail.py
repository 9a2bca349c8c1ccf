"""The audit log as lines of JSON and as a table; read back, to see whether anybody touched it."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo
from io import StringIO
from typing import Any

from bot.exports.table import harmless
from db.audit import Deed
from db.trail import Kept

HEAD = ("编号", "时间", "谁", "做了什么", "对象", "对象编号", "改前", "改后", "前一行摘要", "摘要")


class NotATrailError(ValueError):
    """The file is no export of the audit log; the message says in which line."""


def line(one: Kept) -> str:
    """One row for programs: with what its hash was made of."""
    deed = one.deed
    fields = {name: getattr(deed, name) for name in Deed.__dataclass_fields__}
    at = deed.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = {"id": one.id, **fields, "at": at, "previous": one.previous, "hash": one.hash}
    return json.dumps(told, ensure_ascii=False)


def head() -> str:
    """The head of the table; begins with a byte order mark, for Excel."""
    return "\ufeff" + _csv(HEAD)


def row(one: Kept, zone: tzinfo | None) -> str:
    """One row of the table, by the office's clock."""
    deed = one.deed
    number = "" if deed.subject_id is None else str(deed.subject_id)
    cells = (deed.by, deed.action, deed.subject, number, _plain(deed.before), _plain(deed.after))
    at = f"{deed.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    return _csv((str(one.id), at, *map(harmless, cells), one.previous, one.hash))


def kept_in(lines: Iterable[str]) -> Iterator[Kept]:
    """The rows of an export as JSON. Raises `NotATrailError`."""
    for number, text in enumerate(lines, 1):
        if text.strip():
            try:
                yield _kept(json.loads(text))
            except (ValueError, TypeError, KeyError, AttributeError):
                raise NotATrailError(f"第 {number} 行不是审计记录") from None


def _kept(said: dict[str, Any]) -> Kept:
    fields = {name: said[name] for name in Deed.__dataclass_fields__}
    deed = Deed(**fields | {"at": datetime.fromisoformat(said["at"])})
    return Kept(int(said["id"]), deed, str(said["previous"]), str(said["hash"]))


def first_break(rows: Iterable[Kept]) -> int | None:
    """The first row that does not fit itself or the one before it; None where all fit."""
    previous: Kept | None = None
    for one in rows:
        if not one.fits or (previous is not None and one.previous != previous.hash):
            return one.id
        previous = one
    return None


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _csv(cells: Iterable[str]) -> str:
    sheet = StringIO()
    csv.writer(sheet).writerow(cells)
    return sheet.getvalue()
