"""Which unit of the ledger somebody means by a name that no paper stands around.

A roster or a channel names units without a place, and units that no paper names (科室): those
are made.
"""

import re
from collections.abc import Sequence

from sqlalchemy import Connection, select

from db.bureaus import all_bureaus, resolve
from db.errors import AmbiguousNameError, BadValueError, UnknownRecordError
from db.homeless import named_in
from db.records import Bureau
from db.tables.bureaus import bureaus
from db.tables.people import memberships
from db.unit_index import UnitIndex
from knowledge.names import is_group, tidy

_LONGEST = 60
_BEHIND = re.compile(r"[(（][^()（）]*[)）]$")
"""What a name has beside it: 区卫生健康委（区中医药发展办公室） is one of the 区卫生健康委."""

Fitting = dict[int, tuple[int, Bureau]]
"""Unit → how surely it is meant (0 surest), and itself."""


class UnitNames:
    """Finds units by name within one transaction, reading the ledger's units once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = UnitIndex(all_bureaus(connection))
        self._found: dict[str, tuple[int, ...]] = {}

    def known(self, name: str) -> tuple[int, ...]:
        """Ids of the unit of that name, none when nobody named it yet.

        Several only where the built-in samples alone have the name, each for its own place: there
        it is for trying. Raises `AmbiguousNameError`, and `BadValueError` for no unit's name.
        """
        said = tidy(name)
        if not said:
            raise BadValueError("缺少单位名称")
        if said not in self._found:
            found = self._meant(said)
            if found:
                self._found[said] = found
        return self._found.get(said, ())

    def of(self, name: str) -> tuple[int, ...]:
        """Ids of the unit of that name, made when it is new. Raises like `known`."""
        said = tidy(name)
        if not self.known(name):
            self.check(said)
            made = resolve(self._connection, [said], None)[said]
            self._index.add(Bureau(made, said))
            self._found[said] = (made,)
        return self._found[said]

    def check(self, name: str) -> None:
        """Raise `BadValueError` for what cannot be a new unit's name."""
        if is_group(name):
            raise BadValueError(f"“{name}”是一批单位的统称，请写具体的单位")
        if len(name) > _LONGEST:
            raise BadValueError(f"单位名称太长：{name[:_LONGEST]}…")

    def name_of(self, name: str) -> str:
        """The unit's name in the ledger. Raises like `known`, and `UnknownRecordError`."""
        ids = self.known(name)
        if not ids:
            raise UnknownRecordError(f"台账里没有这个单位：{name}")
        return self._index.names[ids[0]]

    def _meant(self, said: str) -> tuple[int, ...]:
        """The unit of the office's own papers before those that only the samples name."""
        tried: Fitting = {}
        own: Fitting = {}
        for rank, look in enumerate((self._index.printed, self._index.formed, self._index.alike)):
            # 区政府 is said of a group (各区人民政府) and is a unit all the same.
            found = [one for one in look(said) if rank == 0 or not one.is_group]
            sample, used = named_in(self._connection, [one.id for one in found])
            for one in found:
                (tried if one.id in sample - used else own).setdefault(one.id, (rank, one))
            if own:
                break
        nearest = _nearest(own or tried)
        units = [one for one in nearest if not one.is_group]
        if nearest and not units:
            raise BadValueError(f"“{said}”是一批单位的统称，请写具体的单位")
        if len(units) > 1 and not own:
            units = self._joined(units) or units
        alike = {_BEHIND.sub("", one.name) for one in units}
        if len(units) > 1 and (own or len(alike) > 1):
            listed = "、".join(dict.fromkeys(map(_full, units)))
            raise AmbiguousNameError(f"“{said}”不止一个：{listed}，请写全称")
        return tuple(one.id for one in units)

    def _joined(self, units: Sequence[Bureau]) -> list[Bureau]:
        """Those of them where somebody of the roster works already."""
        query = select(memberships.c.bureau_id).where(
            memberships.c.bureau_id.in_([one.id for one in units]), memberships.c.until.is_(None)
        )
        there = set(self._connection.scalars(query))
        return [one for one in units if one.id in there]


def existing(connection: Connection, bureau_ids: Sequence[int]) -> tuple[int, ...]:
    """Those ids, all of units. Raises `UnknownRecordError`."""
    known = set(connection.scalars(select(bureaus.c.id).where(bureaus.c.id.in_(bureau_ids))))
    for bureau_id in bureau_ids:
        if bureau_id not in known:
            raise UnknownRecordError(f"没有编号为 {bureau_id} 的单位")
    return tuple(dict.fromkeys(bureau_ids))


def _nearest(fitting: Fitting) -> list[Bureau]:
    best = min((rank for rank, _bureau in fitting.values()), default=0)
    return [bureau for rank, bureau in fitting.values() if rank == best]


def _full(bureau: Bureau) -> str:
    """The unit's name with its place before it: 上海市医保局."""
    home = bureau.jurisdiction or ""
    level = bureau.name[:1]
    return home + bureau.name[1:] if home.endswith(level) else home + bureau.name
