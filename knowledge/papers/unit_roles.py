"""The units of an item by role, and those of several parts together."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Units:
    """The units of an item by role, in printed order."""

    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.cooperating or self.responsible)

    @property
    def named(self) -> tuple[str, ...]:
        """All names once, leads first."""
        return tuple(dict.fromkeys((*self.lead, *self.responsible, *self.cooperating)))


NO_UNITS = Units()


def together(parts: Iterable[Units]) -> Units:
    """All units of the parts; one named in two roles leads, else cooperates."""
    several = list(parts)
    lead = dict.fromkeys(name for each in several for name in each.lead)
    helping = dict.fromkeys(name for each in several for name in each.cooperating)
    rest = dict.fromkeys(name for each in several for name in each.responsible)
    cooperating = tuple(name for name in helping if name not in lead)
    responsible = tuple(name for name in rest if name not in lead and name not in helping)
    return Units(tuple(lead), cooperating, responsible)
