"""Strict reading of a TOML table: every key is asked for by type, and none may be left over."""

from collections.abc import Callable, Mapping
from typing import TypeVar

T = TypeVar("T")


class CatalogError(ValueError):
    """A built-in paper that is written wrongly; the message names file and key."""


class Table:
    """One table whose keys are taken one by one; `where` is its place, for error messages.

    What is asked for and absent is None (empty for lists), or an error where it is `need`ed.
    A value of another type is always an error.
    """

    __slots__ = ("_cells", "_where")

    def __init__(self, cells: Mapping[str, object], where: str) -> None:
        self._cells = dict(cells)
        self._where = where

    def read(self, build: Callable[["Table"], T]) -> T:
        """What `build` makes of the table; a key that it did not take is an error."""
        made = build(self)
        if self._cells:
            raise CatalogError(f"{self._where}: unknown key {', '.join(self._cells)}")
        return made

    def get(self, key: str, kind: type[T]) -> T | None:
        value = self._cells.pop(key, None)
        # Exact types: TOML's true is no number, and a date with a time is no day.
        if value is not None and type(value) is not kind:
            raise self._wrong(key, kind.__name__)
        return value

    def need(self, key: str, kind: type[T]) -> T:
        return self._present(key, self.get(key, kind))

    def number(self, key: str) -> float | None:
        value = self._cells.pop(key, None)
        if value is None or type(value) is int or type(value) is float:
            return value
        raise self._wrong(key, "a number")

    def need_number(self, key: str) -> float:
        return self._present(key, self.number(key))

    def choice(self, key: str, allowed: tuple[T, ...]) -> T | None:
        value = self._cells.pop(key, None)
        if value is not None and value not in allowed:
            raise self._wrong(key, f"one of {allowed}")
        return value

    def need_choice(self, key: str, allowed: tuple[T, ...]) -> T:
        return self._present(key, self.choice(key, allowed))

    def texts(self, key: str) -> tuple[str, ...]:
        items = self.get(key, list) or []
        if not all(type(item) is str for item in items):
            raise self._wrong(key, "a list of strings")
        return tuple(items)

    def each(self, key: str, build: Callable[["Table"], T]) -> tuple[T, ...]:
        """The tables of a list, each read by `build`."""
        items = self.get(key, list) or []
        return tuple(self._inner(f"{key}[{n}]", item, build) for n, item in enumerate(items, 1))

    def one(self, key: str, build: Callable[["Table"], T]) -> T | None:
        """An inner table, read by `build`."""
        item = self._cells.pop(key, None)
        return None if item is None else self._inner(key, item, build)

    def need_one(self, key: str, build: Callable[["Table"], T]) -> T:
        return self._present(key, self.one(key, build))

    def _inner(self, key: str, item: object, build: Callable[["Table"], T]) -> T:
        if not isinstance(item, dict):
            raise self._wrong(key, "a table")
        return Table(item, f"{self._where}.{key}").read(build)

    def _present(self, key: str, value: T | None) -> T:
        if value is None:
            raise CatalogError(f"{self._where}: {key} is missing")
        return value

    def _wrong(self, key: str, expected: str) -> CatalogError:
        return CatalogError(f"{self._where}: {key} must be {expected}")
