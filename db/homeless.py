"""Units that a roster or a channel named before any paper did: the first paper says where."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection, select, union, update

from db.tables.bureaus import bureau_names, bureaus
from db.tables.figures import duties
from db.tables.papers import assignments
from db.tables.people import memberships
from db.tables.sending import subscriptions
from knowledge.names import unit

Same = Callable[[str, str], bool]


def take_in(
    connection: Connection, place: str, names: Iterable[str], known: Mapping[str, int], same: Same
) -> dict[str, int]:
    """Let units without a place that those names mean be units of `place`.

    Returns which name is whose. Without it a person of 教育局 would work in another unit than
    the one that a paper, imported later, gives tasks to.
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


def _homeless(connection: Connection) -> dict[int, list[str]]:
    """Units without a place that people or channels have and no paper names, with their names."""
    had = union(
        select(memberships.c.bureau_id),
        select(subscriptions.c.bureau_id).where(subscriptions.c.bureau_id.is_not(None)),
    )
    query = (
        select(bureau_names.c.bureau_id, bureau_names.c.name)
        .join(bureaus, bureaus.c.id == bureau_names.c.bureau_id)
        .where(
            bureaus.c.jurisdiction == "",
            bureaus.c.id.in_(had),
            ~select(assignments).where(assignments.c.bureau_id == bureaus.c.id).exists(),
            ~select(duties).where(duties.c.bureau_id == bureaus.c.id).exists(),
        )
        .order_by(bureau_names.c.bureau_id)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for bureau_id, name in connection.execute(query):
        found[bureau_id].append(name)
    return found
