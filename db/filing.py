"""Filing reports: many people's at once in one transaction, each kept exactly once.

Whoever comes first holds the row that ends the audit chain, so what is read here stands still
until it is written, on both databases.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from db import audit
from db.standing import REVIEWED, Report, Said, Standing, Target, reported
from db.standings import follow, load, save, settle
from db.tables.figures import readings
from db.tables.work import reports
from db.version import hold


@dataclass(frozen=True, slots=True)
class Filing(Said):
    """A report that was confirmed; `key` makes the same one, confirmed twice, one report."""

    key: str
    target: Target
    target_id: int
    document_id: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A report that is in the ledger: its id, its audit row, and how things stand with it."""

    report_id: int
    audit_id: int
    before: Standing
    after: Standing
    again: bool = False
    """It had been filed before; nothing was written now."""


_COLUMNS = tuple(name for name in Filing.__dataclass_fields__ if name != "quantities")


def file(connection: Connection, filings: Sequence[Filing]) -> list[Filed]:
    """File them in the order given; those filed before are left as they are."""
    hold(connection)
    earlier = _earlier(connection, filings)
    fresh = list({one.key: one for one in filings if one.key not in earlier}.values())
    filed = _write(connection, fresh) if fresh else {}
    now = load(connection, {(one.target, one.target_id) for one in filings})
    return [
        filed.get(one.key) or _again(earlier[one.key], now[one.target, one.target_id])
        for one in filings
    ]


def _earlier(connection: Connection, filings: Iterable[Filing]) -> dict[str, tuple[int, int]]:
    """Key → report and audit id of what was filed before."""
    keys = [one.key for one in filings]
    query = select(reports.c.key, reports.c.id).where(reports.c.key.in_(keys))
    known = {row.key: row.id for row in connection.execute(query)}
    audits = audit.ids_of(connection, known)
    return {key: (report_id, audits[key]) for key, report_id in known.items()}


def _again(earlier: tuple[int, int], standing: Standing) -> Filed:
    report_id, audit_id = earlier
    return Filed(report_id, audit_id, standing, standing, again=True)


def _write(connection: Connection, fresh: Sequence[Filing]) -> dict[str, Filed]:
    rows = [_row(one) for one in fresh]
    added = insert(reports).returning(reports.c.id, sort_by_parameter_order=True)
    ids = [int(report_id) for report_id in connection.scalars(added, rows)]
    given = [_report(one, report_id) for one, report_id in zip(fresh, ids, strict=True)]
    stood = load(connection, {(one.target, one.target_id) for one in fresh})
    changed: dict[tuple[Target, int], Standing] = {}
    steps: list[tuple[Standing, Standing]] = []
    for report in given:
        where = report.target, report.target_id
        before = changed.get(where) or stood[where]
        again = report.supersedes_id is not None
        after = settle(connection, before) if again else reported(before, report)
        changed[where] = after
        steps.append((before, after))
    save(connection, changed.values())
    follow(connection, [one.target_id for one in fresh if one.target == "measure"])
    _note_readings(connection, given)
    audits = audit.record_all(connection, map(_deed, given, fresh, steps))
    return {
        one.key: Filed(report.id, audit_id, *step)
        for one, report, audit_id, step in zip(fresh, given, audits, steps, strict=True)
    }


def _row(filing: Filing) -> dict[str, Any]:
    row = {name: getattr(filing, name) for name in _COLUMNS}
    figures = [asdict(figure) for figure in filing.quantities] or None
    applies = filing.status == "done" and filing.speaks and filing.target in REVIEWED
    review = "waiting" if applies else "none"
    return row | {"quantities": figures, "review": review, "speaks": int(filing.speaks)}


def _report(filing: Filing, report_id: int) -> Report:
    values = {name: getattr(filing, name) for name in _COLUMNS if name != "key"}
    return Report(id=report_id, quantities=filing.quantities, **values)


def _note_readings(connection: Connection, given: Iterable[Report]) -> None:
    """A figure reported for an indicator is a reading of it."""
    rows = [
        {
            "indicator_id": report.target_id,
            "read_on": report.done_on or report.at.date(),
            "value": figure.value,
            "report_id": report.id,
        }
        for report in given
        if report.target == "indicator"
        for figure in report.quantities[:1]
        if figure.mode == "total"
    ]
    if rows:
        connection.execute(insert(readings), rows)


def _deed(report: Report, filing: Filing, step: tuple[Standing, Standing]) -> audit.Deed:
    before, after = step
    return audit.Deed(
        key=filing.key,
        at=filing.at,
        by=filing.by,
        action="report",
        subject=filing.target,
        subject_id=filing.target_id,
        before=told(before),
        after=told(after) | {"report": report.id},
    )


def told(standing: Standing) -> dict[str, Any]:
    """What of a standing the audit row tells."""
    return {
        "state": standing.state,
        "percent": standing.percent,
        "totals": [[one.name, one.value, one.unit] for one in standing.totals],
    }
