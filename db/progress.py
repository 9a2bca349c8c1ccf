"""Progress in the ledger: reports filed, steps taken, how everything stands and stood."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from db import audit, evidence, filing, standings, stepping
from db.combining import combined
from db.correcting import Order
from db.engine import Store
from db.errors import UnknownRecordError
from db.evidence import Evidence
from db.filing import Filed, Filing
from db.glances import Glances
from db.standing import Report, Standing, State, Step, StepKind, Target
from db.standings import Where
from db.stepping import Taken, Wish
from db.tables.progress import standings as standing_table
from db.tables.progress import steps as step_table
from db.tables.work import reports as report_table
from db.version import hold


@dataclass(frozen=True, slots=True)
class StandingQuery:
    """Which standings; every empty field means "any"."""

    target: Target = "task"
    documents: tuple[int, ...] = ()
    states: tuple[State, ...] = ()
    silent_since: datetime | None = None
    """Nobody reported since then."""
    limit: int = 500


class Progress:
    """What people reported, and what follows. All writing is durable when it returns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._file = combined(store, filing.file)
        self._glances = Glances(lambda wanted: store.look(lambda c: standings.load(c, wanted)))

    async def file(self, wish: Filing) -> Filed:
        """File a confirmed report; the same key again writes nothing and tells how it stands."""
        with self._glances.writing():
            return await self._file(wish)

    async def file_all(
        self, wishes: Sequence[Filing], files: Sequence[tuple[str, str]] = ()
    ) -> list[Filed]:
        """File what one message reported, all of it in one transaction or nothing.

        `files` are names and hashes of kept files, which become evidence of each report.
        """
        if len(wishes) == 1 and not files:
            return [await self.file(wishes[0])]
        with self._glances.writing():
            return await self._store.write(lambda c: _file_all(c, wishes, files))

    async def step(self, wish: Wish, order: Order) -> Taken:
        """Take a step. Raises `NotNowError`, with the reason, where it is not possible."""
        with self._glances.writing():
            return await self._store.write(lambda c: stepping.take(c, wish, order))

    async def withdraw(self, report_id: int, order: Order) -> Standing:
        """Take a report back: it stays in the history and counts no more.

        Raises `UnknownRecordError`.
        """
        with self._glances.writing():
            return await self._store.write(lambda c: _withdraw(c, report_id, order))

    async def standing(self, target: Target, ids: Collection[int]) -> dict[int, Standing]:
        """How those stand, by id; what nobody reported on is 未启动."""
        wanted = [(target, each) for each in dict.fromkeys(ids)]
        found = await self._glances.at(wanted)
        return {each: one for (_target, each), one in found.items()}

    async def standing_as_of(self, target: Target, target_id: int, until: datetime) -> Standing:
        """How it stood at that moment (截至6月30日)."""
        empty = Standing(target, target_id)
        return await self._store.read(lambda c: standings.settle(c, empty, until))

    async def standings(self, query: StandingQuery) -> tuple[Standing, ...]:
        """Standings of what was touched, those silent for longest first."""
        return await self._store.read(lambda c: _standings(c, query))

    async def reports(self, target: Target, target_id: int) -> tuple[Report, ...]:
        """Every report about it, the oldest first, also withdrawn and superseded ones."""
        return await self._store.read(
            lambda c: tuple(standings.reports_of(c, [(target, target_id)]))
        )

    async def report(self, report_id: int) -> Report | None:
        """One report."""
        return await self._store.read(lambda c: _report(c, report_id))

    async def steps(self, target: Target, target_id: int) -> tuple[Step, ...]:
        """Every step of it, the oldest first."""
        return await self._store.read(lambda c: tuple(standings.steps_of(c, [(target, target_id)])))

    async def taken(self, kind: StepKind, since: datetime) -> tuple[Step, ...]:
        """Steps of that kind since then, the oldest first."""
        return await self._store.read(lambda c: _taken(c, kind, since))

    async def add_file(self, report_id: int, name: str, data: bytes, now: datetime) -> str:
        """Keep a file as evidence of a report; its SHA-256. Raises `TooLargeError`."""
        return await self._store.write(lambda c: evidence.add_file(c, report_id, name, data, now))

    async def keep_file(self, data: bytes, now: datetime) -> str:
        """Keep a file until its report is confirmed; its SHA-256. Raises `TooLargeError`."""
        return await self._store.write(lambda c: evidence.keep(c, data, now))

    async def evidence(self, report_ids: Sequence[int]) -> tuple[Evidence, ...]:
        """What came with those reports."""
        return await self._store.read(lambda c: evidence.of_reports(c, list(report_ids)))

    async def content(self, digest: str) -> bytes | None:
        """The content of a kept file."""
        return await self._store.read(lambda c: evidence.content(c, digest))


def _file_all(
    connection: Connection, wishes: Sequence[Filing], files: Sequence[tuple[str, str]]
) -> list[Filed]:
    filed = filing.file(connection, wishes)
    for one, wish in zip(filed, wishes, strict=True):
        for name, digest in files:
            evidence.attach(connection, one.report_id, name, digest, wish.at)
    return filed


def _withdraw(connection: Connection, report_id: int, order: Order) -> Standing:
    hold(connection)
    report = _report(connection, report_id)
    if report is None:
        raise UnknownRecordError(f"没有编号为 {report_id} 的进展")
    where: Where = (report.target, report.target_id)
    before = standings.load(connection, [where])[where]
    if audit.earlier(connection, order.key) is not None:
        return before
    gone = {"withdrawn_at": order.now, "review": "none"}
    stands = (report_table.c.id == report_id) & report_table.c.withdrawn_at.is_(None)
    connection.execute(update(report_table).where(stands).values(gone))
    after = standings.settle(connection, before)
    standings.save(connection, [after])
    if report.target == "measure":
        standings.follow(connection, [report.target_id])
    told = filing.told(after) | {"report": report_id}
    deed = audit.Deed(order.key, order.now, order.by, "withdraw", *where, filing.told(before), told)
    audit.record(connection, deed)
    return after


def _report(connection: Connection, report_id: int) -> Report | None:
    row = connection.execute(select(report_table).where(report_table.c.id == report_id)).mappings()
    return next((standings.report_of(dict(each)) for each in row), None)


def _standings(connection: Connection, query: StandingQuery) -> tuple[Standing, ...]:
    columns = standing_table.c
    wanted = select(standing_table).where(columns.target == query.target)
    if query.documents:
        wanted = wanted.where(columns.document_id.in_(query.documents))
    if query.states:
        wanted = wanted.where(columns.state.in_(query.states))
    if query.silent_since:
        wanted = wanted.where(columns.heard_at < query.silent_since)
    rows = connection.execute(wanted.order_by(columns.heard_at).limit(query.limit)).mappings()
    return tuple(standings.standing_of(dict(row)) for row in rows)


def _taken(connection: Connection, kind: StepKind, since: datetime) -> tuple[Step, ...]:
    query = select(step_table).where(step_table.c.kind == kind, step_table.c.at >= since)
    rows = connection.execute(query.order_by(step_table.c.at, step_table.c.id)).mappings()
    return tuple(standings.step_of(dict(row)) for row in rows)
