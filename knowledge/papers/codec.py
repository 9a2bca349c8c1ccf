"""Records to JSON and back, strictly: nothing comes in that the record types do not name.

For frozen dataclasses made of str, int, float, bool, date, tuples of one type, Literal, unions and
other such records. Used where records cross from one process into another.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    Literal,
    TypeAlias,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

T = TypeVar("T")
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Reader: TypeAlias = Callable[[Json], object]


class MalformedError(ValueError):
    """JSON that does not describe the record it should."""


def encode(value: object) -> Json:
    """A record as JSON values; dates as ISO 8601, tuples as lists."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if is_dataclass(value):
        return {field.name: encode(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no record: {type(value).__name__}")


def decode(record: type[T], value: Json) -> T:
    """The record that `value` describes; raises MalformedError."""
    return cast("T", _reader(cast("Hashable", record))(value))


@cache
def _reader(kind: Hashable) -> Reader:
    """How values of a type are read; made once for each type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _union([_reader(argument) for argument in arguments])
    if origin is Literal:
        return _literal(frozenset(arguments))
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return _items(_reader(arguments[0]))
    if is_dataclass(kind):
        return _record(cast("type[Any]", kind))
    return _scalar(cast("type", kind))


def _scalar(kind: type) -> Reader:
    def read(value: Json) -> object:
        if kind is date and isinstance(value, str):
            return _date(value)
        if kind is float and type(value) is int:
            return float(value)
        if type(value) is not kind:
            raise MalformedError(f"{kind.__name__} expected")
        return value

    if kind not in {str, int, float, bool, date, NoneType}:
        raise TypeError(f"no record type: {kind}")
    return read


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise MalformedError("date expected") from error


def _literal(allowed: frozenset[object]) -> Reader:
    def read(value: Json) -> object:
        if isinstance(value, list | dict) or value not in allowed:
            raise MalformedError("value not allowed")
        return value

    return read


def _union(readers: list[Reader]) -> Reader:
    def read(value: Json) -> object:
        for reader in readers:
            try:
                return reader(value)
            except MalformedError:
                continue
        raise MalformedError("none of the types fits")

    return read


def _items(reader: Reader) -> Reader:
    def read(value: Json) -> object:
        if not isinstance(value, list):
            raise MalformedError("list expected")
        return tuple(reader(item) for item in value)

    return read


def _record(kind: type[Any]) -> Reader:
    hints: Mapping[str, Any] = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(value: Json) -> object:
        if not isinstance(value, dict) or value.keys() != readers.keys():
            raise MalformedError(f"{kind.__name__} expected")
        return kind(**{name: reader(value[name]) for name, reader in readers.items()})

    return read
