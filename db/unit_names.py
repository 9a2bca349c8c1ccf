"""Which unit of the ledger somebody means by a name that no paper stands around.

A roster or a channel names units without a place, and units that no paper names (科室): those
are made.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, select, union

from db.bureaus import all_bureaus, resolve
from db.errors import AmbiguousNameError, BadValueError, UnknownRecordError
from db.records import Bureau
from db.tables.figures import duties
from db.tables.papers import assignments, documents
from knowledge.names import fold, forms, is_group, same_unit, tidy, unit

_LONGEST = 60

Fits = Callable[[Bureau, str], bool]


class UnitNames:
    """Finds units by name within one transaction, reading the ledger's units once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bureaus = all_bureaus(connection)
        self._found: dict[str, int] = {}

    def known(self, name: str) -> int | None:
        """Id of the unit of that name, None when nobody named it yet.

        Raises `AmbiguousNameError`, and `BadValueError` for what is no unit's name.
        """
        said = tidy(name)
        if not said:
            raise BadValueError("缺少单位名称")
        if said not in self._found:
            for fits in _TIERS:
                found = self._own([one for one in self._bureaus if fits(one, said)])
                if found:
                    self._found[said] = _only(said, found).id
                    break
        return self._found.get(said)

    def of(self, name: str) -> int:
        """Id of the unit of that name, made when it is new. Raises like `known`."""
        said = tidy(name)
        bureau_id = self.known(name)
        if bureau_id is None:
            self.check(said)
            bureau_id = resolve(self._connection, [said], None)[said]
            self._bureaus = all_bureaus(self._connection)
        return self._found.setdefault(said, bureau_id)

    def check(self, name: str) -> None:
        """Raise `BadValueError` for what cannot be a new unit's name."""
        if is_group(name):
            raise BadValueError(f"“{name}”是一批单位的统称，请写具体的单位")
        if len(name) > _LONGEST:
            raise BadValueError(f"单位名称太长：{name[:_LONGEST]}…")

    def name_of(self, name: str) -> str:
        """The unit's name in the ledger. Raises like `known`, and `UnknownRecordError`."""
        bureau_id = self.known(name)
        for bureau in self._bureaus:
            if bureau.id == bureau_id:
                return bureau.name
        raise UnknownRecordError(f"台账里没有这个单位：{name}")

    def _own(self, bureaus: Sequence[Bureau]) -> Sequence[Bureau]:
        """Those of the office's own papers; those of the built-in samples only without any."""
        if len(bureaus) < 2:
            return bureaus
        ids = [one.id for one in bureaus]
        sample, used = _named_in(self._connection, ids)
        return [one for one in bureaus if one.id in used or one.id not in sample] or bureaus


def existing(connection: Connection, bureau_ids: Sequence[int]) -> tuple[int, ...]:
    """Those ids, all of units. Raises `UnknownRecordError`."""
    known = {one.id for one in all_bureaus(connection)} if bureau_ids else set()
    for bureau_id in bureau_ids:
        if bureau_id not in known:
            raise UnknownRecordError(f"没有编号为 {bureau_id} 的单位")
    return tuple(dict.fromkeys(bureau_ids))


def _named_in(connection: Connection, ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Which of the units the samples name, and which the office's own papers do."""
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


def _printed(bureau: Bureau, said: str) -> bool:
    return said == bureau.name or said in bureau.aliases


def _another_form(bureau: Bureau, said: str) -> bool:
    return forms(bureau.name, bureau.jurisdiction or "").get(fold(said), False)


def _by_rule(bureau: Bureau, said: str) -> bool:
    place = unit(said).place
    home = bureau.jurisdiction or ""
    return same_unit(said, bureau.name) and (not place or not home or place in home)


_TIERS: tuple[Fits, ...] = (_printed, _another_form, _by_rule)


def _only(said: str, bureaus: Sequence[Bureau]) -> Bureau:
    units = [one for one in bureaus if not one.is_group]
    if not units:
        raise BadValueError(f"“{said}”是一批单位的统称，请写具体的单位")
    if len(units) > 1:
        listed = "、".join(dict.fromkeys(_full(one) for one in units))
        raise AmbiguousNameError(f"“{said}”不止一个：{listed}，请写全称")
    return units[0]


def _full(bureau: Bureau) -> str:
    """The unit's name with its place before it: 上海市医保局."""
    home = bureau.jurisdiction or ""
    level = bureau.name[:1]
    return home + bureau.name[1:] if home.endswith(level) else home + bureau.name
