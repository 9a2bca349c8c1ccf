"""How things stood at an earlier moment, and what was reported in a span: for looking back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, or_, select

from db.engine import Store
from db.standing import Report, Standing, Step, StepKind, following, replayed
from db.standings import Where, report_of, step_of
from db.tables.figures import readings
from db.tables.papers import measures, tasks
from db.tables.progress import steps
from db.tables.work import reports

_EXTENSIONS: tuple[StepKind, ...] = ("extension_asked", "extension_granted", "extension_refused")


class Past:
    """What can be asked of earlier moments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def standings(self, documents: Sequence[int], until: datetime) -> dict[int, Standing]:
        """Task → how it stood at that moment; what nobody had touched by then is left out."""
        return await self._store.read(lambda c: _standings(c, documents, until))

    async def reports(
        self, documents: Sequence[int], since: datetime, until: datetime
    ) -> tuple[Report, ...]:
        """What was reported in that span and not taken back, the oldest first."""
        return await self._store.read(lambda c: _reports(c, documents, since, until))

    async def readings(
        self, indicators: Sequence[int], until: date
    ) -> dict[int, tuple[date, float]]:
        """The last figure of each indicator that had any by that day."""
        return await self._store.read(lambda c: _readings(c, indicators, until))

    async def asking(self, documents: Sequence[int], until: datetime) -> dict[int, date | None]:
        """Tasks whose 延期申请 nobody had decided on by then, with the day that is asked for."""
        return await self._store.read(lambda c: _asking(c, documents, until))


def _standings(
    connection: Connection, documents: Sequence[int], until: datetime
) -> dict[int, Standing]:
    said: dict[Where, list[Report]] = defaultdict(list)
    done: dict[Where, list[Step]] = defaultdict(list)
    for report in _all_reports(connection, documents, until):
        said[report.target, report.target_id].append(report)
    for step in _all_steps(connection, documents, until):
        done[step.target, step.target_id].append(step)
    stood = {
        where: replayed(Standing(*where), said[where], done[where], until)
        for where in dict.fromkeys((*said, *done))
    }
    found = {where[1]: one for where, one in stood.items() if where[0] == "task"}
    return found | _followed(connection, documents, stood)


def _followed(
    connection: Connection, documents: Sequence[int], stood: dict[Where, Standing]
) -> dict[int, Standing]:
    """Tasks that followed their measures then."""
    parts: dict[int, list[Standing]] = defaultdict(list)
    query = (
        select(measures.c.task_id, measures.c.id)
        .join(tasks, tasks.c.id == measures.c.task_id)
        .where(tasks.c.document_id.in_(documents), measures.c.gone.is_(None))
    )
    if any(target == "measure" for target, _id in stood):
        for task_id, measure_id in connection.execute(query):
            empty = Standing("measure", measure_id)
            parts[task_id].append(stood.get(("measure", measure_id), empty))
    return {
        task_id: following(stood.get(("task", task_id), Standing("task", task_id)), every)
        for task_id, every in parts.items()
        if any(one.counted for one in every)
    }


def _all_reports(
    connection: Connection, documents: Sequence[int], until: datetime
) -> Iterable[Report]:
    query = select(reports).where(
        reports.c.document_id.in_(documents),
        reports.c.target.in_(("task", "measure")),
        reports.c.at <= until,
    )
    return [report_of(dict(row)) for row in connection.execute(query).mappings()]


def _all_steps(
    connection: Connection,
    documents: Sequence[int],
    until: datetime,
    kinds: Sequence[StepKind] = (),
) -> Iterable[Step]:
    """Of those kinds; of all when empty."""
    own = select(tasks.c.id).where(tasks.c.document_id.in_(documents))
    query = select(steps).where(
        steps.c.target == "task", steps.c.target_id.in_(own), steps.c.at <= until
    )
    query = query.where(steps.c.kind.in_(kinds)) if kinds else query
    return [step_of(dict(row)) for row in connection.execute(query).mappings()]


def _reports(
    connection: Connection, documents: Sequence[int], since: datetime, until: datetime
) -> tuple[Report, ...]:
    query = select(reports).where(
        reports.c.document_id.in_(documents), reports.c.at > since, reports.c.at <= until
    )
    stands = or_(reports.c.withdrawn_at.is_(None), reports.c.withdrawn_at > until)
    query = query.where(stands).order_by(reports.c.at, reports.c.id)
    return tuple(report_of(dict(row)) for row in connection.execute(query).mappings())


def _readings(
    connection: Connection, indicators: Sequence[int], until: date
) -> dict[int, tuple[date, float]]:
    superseded = select(reports.c.supersedes_id).where(reports.c.supersedes_id.is_not(None))
    query = (
        select(readings.c.indicator_id, readings.c.read_on, readings.c.value)
        .outerjoin(reports, reports.c.id == readings.c.report_id)
        .where(readings.c.indicator_id.in_(indicators), readings.c.read_on <= until)
        .where(reports.c.withdrawn_at.is_(None))
        .where(or_(readings.c.report_id.is_(None), readings.c.report_id.not_in(superseded)))
        .order_by(readings.c.read_on, readings.c.id)
    )
    return {row.indicator_id: (row.read_on, row.value) for row in connection.execute(query)}


def _asking(
    connection: Connection, documents: Sequence[int], until: datetime
) -> dict[int, date | None]:
    found: dict[int, Step] = {}
    every = _all_steps(connection, documents, until, _EXTENSIONS)
    for step in sorted(every, key=lambda one: (one.at, one.id)):
        found[step.target_id] = step
    return {each: one.on for each, one in found.items() if one.kind == "extension_asked"}
