"""Units that a roster or a channel named before a paper of the office did.

The first such paper says where they are. Without that, a person of 教育局 would work in another
unit than the one that gets tasks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, CompoundSelect, Connection, delete, select, union, update

from db.tables.bureaus import bureau_names, bureaus
from db.tables.figures import duties
from db.tables.papers import assignments, documents
from db.tables.people import memberships
from db.tables.sending import subscriptions
from knowledge.names import unit

Same = Callable[[str, str], bool]


def take_in(
    connection: Connection, place: str, names: Iterable[str], known: Mapping[str, int], same: Same
) -> dict[str, int]:
    """Let units without a place that those names mean be units of `place`.

    Returns which name is whose.
    """
    taken: dict[str, int] = {}
    waiting = _homeless(connection) if place else {}
    for name in names:
        for bureau_id, called in list(waiting.items()):
            near = all(unit(each).place in place for each in called)
            if near and not known.keys() & set(called) and any(same(name, one) for one in called):
                here = bureaus.c.id == bureau_id
                connection.execute(update(bureaus).where(here).values(jurisdiction=place))
                taken[name] = bureau_id
                del waiting[bureau_id]
                break
    return taken


def bring_over(connection: Connection, made: Mapping[str, int], same: Same) -> None:
    """Let who joined a unit that only the samples name, to try things out, join the real one."""
    if not made:
        return
    names = _names_of(connection, bureaus.c.id.in_(_had()))
    sample, used = named_in(connection, list(names))
    for old in sample - used:
        real = (new for name, new in made.items() if any(same(name, one) for one in names[old]))
        new = next(real, None)
        if new is not None:
            _bring_over(connection, old, new)


def _bring_over(connection: Connection, old: int, new: int) -> None:
    now = memberships.c.until.is_(None)
    query = select(memberships.c.person_id, memberships.c.kind)
    here_already = connection.execute(query.where(memberships.c.bureau_id == new, now))
    there = {(person_id, kind) for person_id, kind in here_already}
    rows = select(memberships).where(memberships.c.bureau_id == old, now)
    for row in connection.execute(rows).mappings().all():
        mine = memberships.c.id == row["id"]
        if (row["person_id"], row["kind"]) in there:
            connection.execute(delete(memberships).where(mine))
        else:
            connection.execute(update(memberships).where(mine).values(bureau_id=new))
    here = subscriptions.c.bureau_id == old
    connection.execute(update(subscriptions).where(here).values(bureau_id=new))


def named_in(connection: Connection, ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Which of the units the built-in samples name, and which the office's own papers do."""
    if not ids:
        return set(), set()
    named = union(
        *(
            select(table.c.bureau_id, documents.c.state)
            .join(documents, documents.c.id == table.c.document_id)
            .where(table.c.bureau_id.in_(ids))
            .distinct()
            for table in (assignments, duties)
        )
    )
    rows = connection.execute(named).all()
    sample = {bureau_id for bureau_id, state in rows if state == "sample"}
    return sample, {bureau_id for bureau_id, state in rows if state != "sample"}


def _had() -> CompoundSelect[tuple[int]]:
    """Units that people or channels have."""
    return union(
        select(memberships.c.bureau_id).where(memberships.c.until.is_(None)),
        select(subscriptions.c.bureau_id).where(subscriptions.c.bureau_id.is_not(None)),
    )


def _homeless(connection: Connection) -> dict[int, list[str]]:
    """Units without a place that people or channels have and no paper names, with their names."""
    return _names_of(
        connection,
        (bureaus.c.jurisdiction == "")
        & bureaus.c.id.in_(_had())
        & ~select(assignments).where(assignments.c.bureau_id == bureaus.c.id).exists()
        & ~select(duties).where(duties.c.bureau_id == bureaus.c.id).exists(),
    )


def _names_of(connection: Connection, which: ColumnElement[bool]) -> dict[int, list[str]]:
    query = (
        select(bureau_names.c.bureau_id, bureau_names.c.name)
        .join(bureaus, bureaus.c.id == bureau_names.c.bureau_id)
        .where(which)
        .order_by(bureau_names.c.bureau_id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for bureau_id, name in connection.execute(query):
        found[bureau_id].append(name)
    return found
