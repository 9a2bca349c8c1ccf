"""A backup that an older program made is restored, and has what the newer tables ask for."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from db.engine import open_store
from db.errors import UnusableBackupError
from db.ledger import Ledger
from db.migrating import migrate
from db.tables.people import invitations, persons
from db.tables.records import settings
from tests.db.papers import NOW, WORK_PLAN

PERSON = {
    "id": 7,
    "name": "张三",
    "role": "coordinator",
    "position": "staff",
    "scope": "all",
    "created_at": "2025-03-03T01:00:00+00:00",
}
INVITATION = {
    "id": 3,
    "person_id": 7,
    "code_hash": "abc",
    "expires_at": "2025-03-10T01:00:00+00:00",
    "attempts": 0,
}
DOCUMENT = {
    "id": 5,
    "slug": "health2025",
    "kind": "paper",
    "state": "active",
    "title": "临江区2025年卫生健康工作要点",
    "issued_on": "2025-02-18",
    "full_text": True,
    "imported_at": "2025-03-03T01:00:00+00:00",
}
SETTING = {"name": "notes", "value": {"a": ["甲"]}, "changed_at": "2025-03-03T01:00:00+00:00"}
ROWS = [
    ["ledger", {"id": 1, "version": 41, "audit_hash": ""}],
    ["settings", SETTING],
    ["persons", PERSON],
    ["documents", DOCUMENT],
    ["invitations", INVITATION],
]


def dumped(path: Path, revision: str = "0001") -> Path:
    """The lines that a program of that revision wrote from PostgreSQL."""
    lines = [{"duban": revision}, *ROWS]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


async def copied(path: Path) -> Path:
    """The file that a program of revision 0001 wrote from SQLite."""
    store = open_store(f"sqlite:///{path}")
    await store.write(_old)
    await store.close()
    return path


def _old(connection: Connection) -> None:
    migrate(connection, "0001")
    connection.execute(text("UPDATE ledger SET version = 41"))
    for name, row in ROWS[1:]:
        assert isinstance(row, dict)
        plain = {key: _plain(value) for key, value in row.items()}
        columns, marks = ", ".join(plain), ", ".join(f":{key}" for key in plain)
        into = f"INSERT INTO {name} ({columns}) VALUES ({marks})"  # noqa: S608 - our own rows
        connection.execute(text(into), plain)


def _plain(value: object) -> object:
    """As SQLite keeps it."""
    if isinstance(value, str):
        return value.replace("T", " ").removesuffix("+00:00")
    return json.dumps(value) if isinstance(value, dict) else value


@pytest.mark.parametrize("made_on", ["sqlite", "postgresql"])
async def test_an_older_backup_is_restored(url: str, tmp_path: Path, made_on: str) -> None:
    file = tmp_path / "old"
    await copied(file) if made_on == "sqlite" else dumped(file)
    before = file.read_bytes()

    await Ledger.restore(url, file)

    assert file.read_bytes() == before
    async with await Ledger.open(url) as ledger:
        assert await ledger.version() > 41
        (document,) = await ledger.documents()
        assert (document.slug, document.issued_on) == ("health2025", WORK_PLAN.issued_on)
        (person,) = await ledger.people.everyone()
        assert (person.id, person.name, person.phone) == (7, "张三", None)
        assert await ledger._store.read(_kept) == ("", NOW.isoformat(), {"a": ["甲"]})


def _kept(connection: Connection) -> tuple[str, str, object]:

    invited = connection.execute(invitations.select()).mappings().one()["invited_by"]
    joined = connection.execute(persons.select()).mappings().one()["created_at"]
    setting = connection.execute(settings.select()).mappings().one()["value"]
    return invited, joined.isoformat(), setting


@pytest.mark.parametrize(
    "lines",
    [
        '{"duban": "0000"}\n',
        '{"duban": "0001"}\n["minutes", {"id": 1}]\n',
        '{"duban": "0001"}\n["persons", {"id": 1, "created_at": "yesterday"}]\n',
        '{"duban": "0001"}\n["persons", {"id":',
    ],
)
async def test_an_older_backup_that_is_damaged_changes_nothing(
    url: str, tmp_path: Path, lines: str
) -> None:
    file = tmp_path / "old"
    file.write_text(lines, "utf-8")
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)

        with pytest.raises(UnusableBackupError):
            await Ledger.restore(url, file)

        assert len(await ledger.documents()) == 1
