"""Laying corrections over what a paper prints. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from db.packing import Json, pack_deadline, plain_deadline, unpack_deadline
from knowledge.papers.model import Task

Field = Literal["title", "deadline", "lead", "cooperating", "responsible"]

UNITS: tuple[Field, ...] = ("lead", "cooperating", "responsible")
FIELDS: tuple[Field, ...] = ("title", "deadline", *UNITS)


@dataclass(frozen=True, slots=True)
class Overlay:
    """One correction: the value that stands, and the one beneath that it was made against."""

    task_id: int
    field: str
    seen: Any
    value: Any
    source: str = "person"


@dataclass(frozen=True, slots=True)
class Standing:
    """A task as it stands, with the printed values that corrections cover."""

    task: Task
    covered: Json
    fields: tuple[str, ...]


def value_of(task: Task, field: str) -> Any:  # noqa: ANN401 - JSON
    """The field's value as JSON."""
    if field == "deadline":
        return plain_deadline(task.deadline)
    value = getattr(task, field)
    return list(value) if field in UNITS else value


def with_value(task: Task, field: str, value: Any) -> Task:  # noqa: ANN401 - JSON
    """The task with that field as given by `value_of`; units said anew are not inherited."""
    if field == "deadline":
        return replace(task, deadline=unpack_deadline(value))
    if field in UNITS:
        units: dict[str, Any] = {field: tuple(value)}
        return replace(task, inherited=False, **units)
    return replace(task, title=value)


def standing(printed: Task, overlays: Iterable[Overlay]) -> Standing:
    """`printed` with all corrections over it, later ones over earlier ones.

    A field corrected back to what is printed is not corrected.
    """
    task, fields = printed, dict[str, None]()
    for overlay in overlays:
        task = with_value(task, overlay.field, overlay.value)
        fields[overlay.field] = None
    for field in [each for each in fields if value_of(task, each) == value_of(printed, each)]:
        task = replace(task, inherited=printed.inherited)
        del fields[field]
    covered = {field: value_of(printed, field) for field in fields}
    if fields.keys() & set(UNITS):
        covered["inherited"] = printed.inherited
    return Standing(task, covered, tuple(fields))


def uncovered(task: Task, covered: Mapping[str, Any]) -> Task:
    """The inverse: a task as it stands, back to what the paper prints."""
    for field in FIELDS:
        if field in covered:
            task = with_value(task, field, covered[field])
    return replace(task, inherited=covered.get("inherited", task.inherited))


def task_columns(stands: Standing) -> Json:
    """The columns of `tasks` that corrections reach."""
    return {
        "title": stands.task.title,
        **pack_deadline(stands.task.deadline),
        "printed": stands.covered or None,
        "corrected": list(stands.fields) or None,
    }
