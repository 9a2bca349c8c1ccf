"""Statements compiled once: every test opens a ledger of its own, all of them ask it the same."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

_ROOM = 4_000
_alike: dict[tuple[Any, ...], tuple[Any, Any]] = {}
"""Dialect and compiled statements, by what makes engines alike."""


def share_compiled() -> None:
    """Let all engines that are alike have one dialect and what it compiled."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    # Only now: connecting made the dialect ready.
    engine: Any = connection.engine
    own = engine.dialect
    alike = (type(own), own._on_connect_isolation_level, own._json_serializer)
    shared = _alike.setdefault(alike, (own, LRUCache(_ROOM)))
    engine.dialect, engine._compiled_cache = shared
    connection.dialect = engine.dialect
