"""A new ledger and a migrated one have the same tables, on both databases."""

import re
from collections.abc import Callable

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text, update

from db.engine import open_store
from db.ledger import Ledger
from db.migrating import migrate
from db.opening import create
from db.tables import HEAD, records
from tests.db.papers import NOW, WORK_PLAN

_COLUMNS = """
SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
WHERE table_schema = 'public' ORDER BY 1, 2
"""
_CONSTRAINTS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2
"""
_INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
# An added column stands behind the constraints in SQLite's own text, so columns are asked for.
_SQLITE_COLUMNS = """
SELECT t.name, c.name, c.type, c."notnull", c.dflt_value, c.pk
FROM sqlite_master t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' ORDER BY 1, 2
"""
_SQLITE_LINKS = """
SELECT t.name, k."from", k."table", k."to", k.on_delete
FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY 1, 2
"""
_SQLITE_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name"
_SQLITE_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"


def _tables(connection: Connection) -> list[tuple[object, ...]]:
    sqlite = connection.dialect.name == "sqlite"
    questions = (
        (_SQLITE_COLUMNS, _SQLITE_LINKS, _SQLITE_INDEXES)
        if sqlite
        else (_COLUMNS, _CONSTRAINTS, _INDEXES)
    )
    rows = [tuple(row) for sql in questions for row in connection.execute(text(sql))]
    if sqlite:
        for name, sql in connection.execute(text(_SQLITE_TABLES)):
            rows.append((name, *sorted(re.findall(r"CHECK\s*\(.*\)|AUTOINCREMENT", sql))))
    return [tuple("".join(str(cell).split()) for cell in row) for row in rows]


async def test_made_new_and_migrated_are_the_same(new_url: Callable[[], str]) -> None:
    tables = []
    for make in (create, migrate):
        store = open_store(new_url())
        await store.write(make)
        tables.append(await store.read(_tables))
        await store.close()

    made, migrated = tables
    assert len(made) > 80
    assert migrated == made


def test_the_newest_revision_is_the_one_new_ledgers_get() -> None:
    config = Config()
    config.set_main_option("script_location", "db:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


async def test_a_migrated_ledger_works(empty_url: str) -> None:
    store = open_store(empty_url)
    await store.write(migrate)
    await store.close()

    async with await Ledger.open(empty_url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)
        assert len(await ledger.find(["近视"])) == 1


async def test_an_older_ledger_keeps_its_rows_when_it_is_moved(empty_url: str) -> None:
    store = open_store(empty_url)
    await store.write(lambda c: migrate(c, "0001"))
    joined = text(
        "INSERT INTO persons (name, role, position, scope, created_at) "
        "VALUES ('张三', 'staff', 'staff', 'all', :now)"
    )
    await store.write(lambda c: c.execute(joined, {"now": NOW.isoformat()}).rowcount)
    await store.close()

    await Ledger.upgrade(empty_url)

    store = open_store(empty_url)
    found = text("SELECT name, phone FROM persons")
    assert await store.read(lambda c: tuple(c.execute(found).one())) == ("张三", None)
    await store.close()


async def test_upgrading_a_ledger_that_is_up_to_date_leaves_it(url: str) -> None:
    async with await Ledger.open(url) as ledger:
        await ledger.import_paper(WORK_PLAN, now=NOW)

    await Ledger.upgrade(url)

    async with await Ledger.open(url) as ledger:
        assert len(await ledger.documents()) == 1


async def set_revision(url: str, revision: str) -> None:
    """Make the ledger look as if another version of the program had made it."""
    store = open_store(url)
    change = update(records.alembic_version).values(version_num=revision)
    await store.write(lambda connection: connection.execute(change).rowcount)
    await store.close()
