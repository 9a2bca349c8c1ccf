"""Small facts of a task to and from JSON columns; what is empty becomes NULL."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping

from knowledge.papers.model import DatedPhrase, Deadline, Quantity

Json = dict[str, Any]


def pack_deadline(deadline: Deadline) -> Json:
    """The columns of `tasks` that hold a deadline."""
    more = {
        "all": [[phrase.date.isoformat(), phrase.text] for phrase in deadline.all],
        "recurrence": deadline.recurrence,
        "recurrence_day": deadline.recurrence_day,
    }
    return {
        "deadline_kind": deadline.kind,
        "due_on": deadline.date,
        "deadline_text": deadline.text,
        "deadline_more": {name: value for name, value in more.items() if value} or None,
    }


def unpack_deadline(row: Mapping[str, Any] | RowMapping) -> Deadline:
    """The inverse; `due_on` may be a date or its ISO form."""
    more = row["deadline_more"] or {}
    due = row["due_on"]
    return Deadline(
        kind=row["deadline_kind"],
        date=date.fromisoformat(due) if isinstance(due, str) else due,
        text=row["deadline_text"],
        all=tuple(DatedPhrase(date.fromisoformat(day), text) for day, text in more.get("all", ())),
        recurrence=more.get("recurrence"),
        recurrence_day=more.get("recurrence_day"),
    )


def plain_deadline(deadline: Deadline) -> Json:
    """The same columns as pure JSON, for corrections and the audit."""
    packed = pack_deadline(deadline)
    return packed | {"due_on": deadline.date and deadline.date.isoformat()}


def pack_quantities(quantities: Iterable[Quantity]) -> list[Json] | None:
    """Only the fields that say something."""
    return [_pack_quantity(quantity) for quantity in quantities] or None


def _pack_quantity(quantity: Quantity) -> Json:
    packed = {
        "name": quantity.name,
        "text": quantity.text,
        "value": quantity.value,
        "unit": quantity.unit,
        "value_max": quantity.value_max,
        "op": quantity.op,
        "per": quantity.per,
        "by": quantity.by and quantity.by.isoformat(),
    }
    return {name: value for name, value in packed.items() if value is not None}


def unpack_quantities(packed: Iterable[Json] | None) -> tuple[Quantity, ...]:
    """The inverse."""
    return tuple(
        Quantity(**{"name": None, **each, "by": each.get("by") and date.fromisoformat(each["by"])})
        for each in packed or ()
    )
