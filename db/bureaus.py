"""Bureaus as records, and telling which bureau a printed name means."""

import re
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, insert, select

from db.homeless import bring_over, take_in
from db.records import Bureau
from db.tables.bureaus import bureau_names, bureaus
from knowledge.names import canonical, is_group, same_unit

_WITHIN_CITY = re.compile(r"(.+?市)(.+[区县旗])$")


def all_bureaus(connection: Connection) -> tuple[Bureau, ...]:
    """Every bureau with all the names it was printed under."""
    names = defaultdict(list)
    for bureau_id, name in connection.execute(
        select(bureau_names.c.bureau_id, bureau_names.c.name).order_by(bureau_names.c.name)
    ):
        names[bureau_id].append(name)
    columns = (
        bureaus.c.id,
        bureaus.c.name,
        bureaus.c.jurisdiction,
        bureaus.c.short_name,
        bureaus.c.is_group,
        bureaus.c.leader,
    )
    return tuple(
        Bureau(
            id=bureau_id,
            name=name,
            jurisdiction=place or None,
            short_name=short,
            aliases=tuple(alias for alias in names[bureau_id] if alias != name),
            is_group=group,
            leader=leader,
        )
        for bureau_id, name, place, short, group, leader in connection.execute(
            select(*columns).order_by(bureaus.c.id)
        )
    )


def home(name: str, jurisdiction: str | None) -> str:
    """The jurisdiction that a printed name belongs to; '' where unknown.

    A district's paper that says 市医保局 means its city's bureau.
    """
    place = jurisdiction or ""
    within = _WITHIN_CITY.match(place)
    return within[1] if within and name.startswith("市") else place


def resolve(
    connection: Connection, names: Iterable[str], jurisdiction: str | None
) -> dict[str, int]:
    """The bureau of each printed name; unknown ones are made, new variants remembered."""
    by_home: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        by_home[home(name, jurisdiction)].append(name)
    return {
        name: bureau_id
        for place, wanted in by_home.items()
        for name, bureau_id in _resolve_at(connection, place, wanted).items()
    }


def _resolve_at(connection: Connection, place: str, wanted: list[str]) -> dict[str, int]:
    known = _known(connection, place)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        heads = _heads(list(known), unknown)
        made = [name for name in unknown if heads[name] == name]
        taken = take_in(connection, place, made, known, _same)
        printed = _known(connection, place) if taken else known
        new = _make(connection, place, [name for name in made if name not in taken])
        bring_over(connection, new if place else {}, _same)
        heads_of = known | taken | new
        variants = {name: heads_of[heads[name]] for name in unknown}
        _also_called(connection, {name: variants[name] for name in unknown if name not in printed})
        known |= variants
    return {name: known[name] for name in wanted}


def _also_called(connection: Connection, names: dict[str, int]) -> None:
    rows = [{"bureau_id": bureau_id, "name": name} for name, bureau_id in names.items()]
    if rows:
        connection.execute(insert(bureau_names), rows)


def _known(connection: Connection, place: str) -> dict[str, int]:
    query = (
        select(bureau_names.c.name, bureau_names.c.bureau_id)
        .join(bureaus, bureaus.c.id == bureau_names.c.bureau_id)
        .where(bureaus.c.jurisdiction == place)
    )
    return {name: bureau_id for name, bureau_id in connection.execute(query)}  # noqa: C416 - Row


def _make(connection: Connection, place: str, names: list[str]) -> dict[str, int]:
    if not names:
        return {}
    rows = [{"jurisdiction": place, "name": name, "is_group": is_group(name)} for name in names]
    connection.execute(insert(bureaus), rows)
    query = select(bureaus.c.name, bureaus.c.id).where(
        bureaus.c.jurisdiction == place, bureaus.c.name.in_(names)
    )
    return {name: bureau_id for name, bureau_id in connection.execute(query)}  # noqa: C416 - Row


def _heads(known: list[str], unknown: list[str]) -> dict[str, str]:
    """For each unknown name the name it is a variant of, or itself when it is a new unit."""
    seen = list(known)
    by_form = {canonical(name): name for name in reversed(known)}
    heads: dict[str, str] = {}
    for name in unknown:
        head = by_form.get(canonical(name)) or next(
            (other for other in seen if _same(name, other)), name
        )
        heads[name] = heads.get(head, head)
        by_form.setdefault(canonical(name), name)
        seen.append(name)
    return heads


def _same(one: str, other: str) -> bool:
    """A group is never a unit, however alike their names."""
    return is_group(one) == is_group(other) and same_unit(one, other)
