"""Evidence of a report: files with hash and size, links, the message itself."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from db.errors import TooLargeError
from db.tables.progress import files
from db.tables.work import evidence

MOST_BYTES = 20 << 20
"""What Telegram's Bot API lets a bot download at all."""

_UNCONFIRMED = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What came with a report; `hash` is the SHA-256 of a file's content."""

    id: int
    report_id: int
    kind: Literal["file", "link", "message"]
    name: str
    location: str | None
    hash: str | None
    size: int | None
    at: datetime


def add_file(connection: Connection, report_id: int, name: str, data: bytes, at: datetime) -> str:
    """Keep a file with the report, its content once however often it is sent; its hash.

    Raises `TooLargeError`.
    """
    digest = _kept(connection, data, at)
    attach(connection, report_id, name, digest, at)
    return digest


def keep(connection: Connection, data: bytes, at: datetime) -> str:
    """Keep a file's content for a report that is not confirmed yet; its hash.

    What nobody confirmed in a week goes. Raises `TooLargeError`.
    """
    digest = _kept(connection, data, at)
    used = select(evidence.c.content_hash).where(evidence.c.content_hash == files.c.hash)
    old = (files.c.at < at - _UNCONFIRMED) & (files.c.hash != digest) & ~used.exists()
    connection.execute(delete(files).where(old))
    return digest


def attach(connection: Connection, report_id: int, name: str, digest: str, at: datetime) -> None:
    """Make a kept file evidence of the report, once; nothing where its content is gone."""
    size = connection.scalar(select(files.c.size).where(files.c.hash == digest))
    known = select(evidence.c.id).where(
        evidence.c.report_id == report_id, evidence.c.content_hash == digest
    )
    if size is None or connection.scalar(known) is not None:
        return
    row = {"kind": "file", "name": name, "content_hash": digest, "size": size, "at": at}
    connection.execute(insert(evidence).values(row | {"report_id": report_id}))


def _kept(connection: Connection, data: bytes, at: datetime) -> str:
    if len(data) > MOST_BYTES:
        raise TooLargeError("佐证材料每份不能超过 20 MiB，请压缩或改发链接")
    digest = hashlib.sha256(data).hexdigest()
    if connection.scalar(select(files.c.hash).where(files.c.hash == digest)) is None:
        row = {"hash": digest, "size": len(data), "data": data, "at": at}
        connection.execute(insert(files).values(row))
    return digest


def of_reports(connection: Connection, report_ids: list[int]) -> tuple[Evidence, ...]:
    """What came with those reports, in the order it came."""
    query = select(evidence).where(evidence.c.report_id.in_(report_ids)).order_by(evidence.c.id)
    return tuple(
        Evidence(
            id=row.id,
            report_id=row.report_id,
            kind=row.kind,
            name=row.name,
            location=row.location,
            hash=row.content_hash,
            size=None if row.size is None else int(row.size),
            at=row.at,
        )
        for row in connection.execute(query)
    )


def content(connection: Connection, digest: str) -> bytes | None:
    """The content of a kept file."""
    return connection.scalar(select(files.c.data).where(files.c.hash == digest))
