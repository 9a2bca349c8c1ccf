"""What changed since some place in the audit chain, as far as a plan of reminders depends on it.

Every change appends one row to the chain, in the same transaction and in order of the commits (the
chain's end is locked), so that nothing changes behind the back of whoever reads it to its end.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, Select, select

from db.tables.figures import duties, indicators
from db.tables.papers import measures, tasks
from db.tables.records import audit, ledger
from db.tables.sending import notices

MANY = 5000
"""Changes that are no longer looked at one by one."""
MANY_PAPERS = 300
"""Papers that are no longer looked at by themselves."""
_AT_ONCE = 500
"""Rows of one question: SQLite takes a limited number of values."""
_OF_NO_MATTER = frozenset({"broadcast", "access_request"})
"""Subjects that no plan depends on: what came of them is written down as something else, too."""
_OF_ACCOUNTS = frozenset(
    f"person/{action}" for action in ("invite", "join", "link", "adopt", "unlink")
)
"""By which account somebody is reached is no matter of the plan either."""
_PAPER_OF: dict[str, Select[int, int | None]] = {
    "task": select(tasks.c.id, tasks.c.document_id),
    "measure": select(measures.c.id, tasks.c.document_id).join_from(measures, tasks),
    "indicator": select(indicators.c.id, indicators.c.document_id),
    "duty": select(duties.c.id, duties.c.document_id),
    "notice": select(notices.c.id, notices.c.document_id),
}
"""Subjects that belong to one paper; with any other, such as a person, all may be otherwise."""


@dataclass(frozen=True, slots=True)
class End:
    """An end of the chain: whoever reads facts afterwards knows of every change up to it."""

    id: int
    hash: str
    version: int
    """The ledger's version then."""


@dataclass(frozen=True, slots=True)
class Since:
    """Where the chain ends now, and which papers are otherwise than at an earlier end."""

    end: End
    everything: bool = False
    """More than single papers: people, chats, settings, or so much that it makes no difference."""
    papers: frozenset[int] = frozenset()


def since(connection: Connection, known: End | None) -> Since:
    """What changed since `known`; everything where that is none, or not of this chain."""
    end = _end(connection)
    if known is None or not _is_of(connection, known):
        return Since(end, everything=True)
    after = select(audit.c.subject, audit.c.subject_id, audit.c.action)
    after = after.where(audit.c.id > known.id)
    rows = connection.execute(after.order_by(audit.c.id).limit(MANY + 1)).all()
    if not rows:
        # Whoever fills a ledger in bulk writes no row for each of it, but counts its versions.
        return Since(end, everything=end.version != known.version)
    changed = {(row.subject, row.subject_id) for row in rows if row.action not in _OF_ACCOUNTS}
    if len(rows) > MANY or any(_reaches_far(*one) for one in changed):
        return Since(end, everything=True)
    papers = frozenset(_papers(connection, changed))
    return Since(end, papers=papers) if len(papers) <= MANY_PAPERS else Since(end, everything=True)


def _end(connection: Connection) -> End:
    last = select(audit.c.id, audit.c.hash).order_by(audit.c.id.desc()).limit(1)
    row = connection.execute(last).first()
    version = connection.scalar(select(ledger.c.version)) or 0
    return End(row.id, row.hash, version) if row else End(0, "", version)


def _is_of(connection: Connection, known: End) -> bool:
    """Whether the chain still holds it: a copy that was put back may have another one."""
    if not known.id:
        return True
    return connection.scalar(select(audit.c.hash).where(audit.c.id == known.id)) == known.hash


def _reaches_far(subject: str, subject_id: int | None) -> bool:
    if subject in _OF_NO_MATTER:
        return False
    return subject not in _PAPER_OF or subject_id is None


def _papers(connection: Connection, changed: Iterable[tuple[str, int | None]]) -> Iterator[int]:
    several = sorted((subject, each or 0) for subject, each in changed if subject in _PAPER_OF)
    for at in range(0, len(several), _AT_ONCE):
        for subject, group in groupby(several[at : at + _AT_ONCE], key=itemgetter(0)):
            query = _PAPER_OF[subject]
            mine = query.where(query.selected_columns[0].in_([each for _, each in group]))
            yield from (paper for _id, paper in connection.execute(mine) if paper is not None)
