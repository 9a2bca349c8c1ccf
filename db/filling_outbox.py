"""Filling an outbox as if every reminder of every task had been said: for measuring planning."""

import asyncio

from sqlalchemy import Connection, text

from db.engine import open_store
from db.filling import roomy

REMINDERS = ("deadline", "overdue", "escalation", "T-7", "T-3", "T-1")

_FILL = """
INSERT INTO notices (key, kind, destination_id, document_id, target, target_id, due_at, state,
                     facts, ended_at)
SELECT 'bench/' || id || '/{label}', '{kind}', (SELECT min(id) FROM destinations), document_id,
       'task', id, '2099-01-01 01:00:00.000000', 'sent', '{{"text":"到期提醒"}}',
       '2099-01-01 01:00:00.000000'
FROM tasks WHERE id > :after AND id <= :until AND gone IS NULL
"""
_CHUNK = 50_000
SCAN = "SELECT count(*) FROM notices NOT INDEXED WHERE state <> 'planned' AND kind <> ''"


async def fill_outbox(url: str) -> int:
    """Six notices for each task of a SQLite ledger; how many there are."""
    store = await asyncio.to_thread(open_store, url)
    try:
        await store.write(roomy)
        await store.write(_destination)
        last = await store.read(lambda c: int(c.scalar(text("SELECT max(id) FROM tasks")) or 0))
        for after in range(0, last, _CHUNK):
            await store.write(lambda c, after=after: _fill(c, after))  # type: ignore[misc]
        return await store.read(lambda c: int(c.scalar(text("SELECT count(*) FROM notices")) or 0))
    finally:
        await store.close()


async def scan(url: str) -> int:
    """All rows of the outbox looked at one after another."""
    store = await asyncio.to_thread(open_store, url)
    try:
        return await store.read(lambda c: int(c.scalar(text(SCAN)) or 0))
    finally:
        await store.close()


def _destination(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO channels (platform, team, chat, topic, minimal, scope, created_at) "
            "VALUES ('telegram', '', '-1', '', 0, 'all', '2020-01-01 00:00:00.000000')"
        )
    )
    connection.execute(text("INSERT INTO destinations (channel_id) SELECT id FROM channels"))


def _fill(connection: Connection, after: int) -> None:
    for label in REMINDERS:
        kind = "deadline" if label.startswith("T-") else label
        filled = _FILL.format(label=label, kind=kind)
        connection.execute(text(filled), {"after": after, "until": after + _CHUNK})
