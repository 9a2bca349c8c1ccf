"""Units by all that they may be called, made once for many names."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from db.records import Bureau
from knowledge.names import fold, forms, same_unit, unit

ByName = defaultdict[str, list[Bureau]]


class UnitIndex:
    """Looks units up by name; what takes long to prepare waits until it is needed."""

    def __init__(self, bureaus: Iterable[Bureau]) -> None:
        self._bureaus = list(bureaus)
        self.names = {one.id: one.name for one in self._bureaus}

    def add(self, bureau: Bureau) -> None:
        """Know one more, by the name it has now."""
        self._bureaus.append(bureau)
        self.names[bureau.id] = bureau.name
        self._printed[bureau.name].append(bureau)

    def printed(self, said: str) -> list[Bureau]:
        """Units printed so."""
        return self._printed[said]

    def formed(self, said: str) -> list[Bureau]:
        """Units whose name takes that form: 上海市医保局 for 市医保局 of 上海市."""
        return self._formed[fold(said)]

    def alike(self, said: str) -> list[Bureau]:
        """Units whose name means the same by rule, where their place is not another one."""
        place = unit(said).place
        return [
            one
            for one in self._cores[unit(said).core]
            if same_unit(said, one.name)
            and (not place or not one.jurisdiction or place in one.jurisdiction)
        ]

    @cached_property
    def _printed(self) -> ByName:
        found: ByName = defaultdict(list)
        for one in self._bureaus:
            for name in dict.fromkeys((one.name, *one.aliases)):
                found[name].append(one)
        return found

    @cached_property
    def _formed(self) -> ByName:
        found: ByName = defaultdict(list)
        for one in self._bureaus:
            for form, sure in forms(one.name, one.jurisdiction or "").items():
                if sure:
                    found[form].append(one)
        return found

    @cached_property
    def _cores(self) -> ByName:
        found: ByName = defaultdict(list)
        for one in self._bureaus:
            found[unit(one.name).core].append(one)
        return found
