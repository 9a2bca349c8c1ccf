"""Settling something: rulings laid over what was settled, what changes by it, where each holds.

Pure: JSON of the ledger in, JSON out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from knowledge.house_rules.model import Ruling
from reminders.settable import (
    STORED_AS,
    TABLE,
    File,
    Settable,
    UnreadableSettingError,
)
from reminders.wording import said_date

Files = Mapping[File, Mapping[str, Any]]
"""What is settled, by the name it is kept under."""
FILES: tuple[File, ...] = ("reminders", "lights")


@dataclass(frozen=True, slots=True)
class Where:
    """For what it is to hold: everything, one paper (its slug), one chat (its id)."""

    kind: Literal["office", "documents", "channels"] = "office"
    of: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one setting, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Settling:
    """All that some rulings change: the words of it, and the files as they are afterwards."""

    changes: tuple[Change, ...]
    files: dict[File, dict[str, Any]]

    @property
    def different(self) -> tuple[Change, ...]:
        """What is otherwise afterwards."""
        return tuple(one for one in self.changes if one.before != one.after)

    @property
    def alters(self) -> bool:
        """Whether anything is different afterwards."""
        return bool(self.different)


def settling(said: Files, rulings: Sequence[Ruling], where: Where) -> Settling:
    """Raises `UnreadableSettingError` where one of them cannot be."""
    files: dict[File, dict[str, Any]] = {}
    changes = []
    for one in _each(said, rulings, where):
        file = _file(one)
        now = files.get(file) or _copy(said.get(file, {}))
        changes.append(_day(now, one) if one.name == "day" else _set(now, one, where))
        files[file] = now
    if "lights" in files:
        _check_lights(files["lights"])
    return Settling(tuple(changes), files)


def _each(said: Files, rulings: Sequence[Ruling], where: Where) -> Iterator[Ruling]:
    """`default` stands for everything that is settled there."""
    for ruling in rulings:
        if ruling.name != "default":
            yield ruling
            continue
        for one in TABLE.values():
            may = where.kind == "office" or one.level != "office"
            if may and source_of(said.get(one.file, {}), one.name, where) == where:
                yield Ruling(one.name, None)


def _check_lights(said: Mapping[str, Any]) -> None:
    yellow, red = (value_of(said, name, Where()) for name in ("lagging", "far_behind"))
    if yellow >= red:
        raise UnreadableSettingError(f"亮黄灯的落后要小于亮红灯的，现在是{yellow}%和{red}%")


def source_of(said: Mapping[str, Any], name: str, where: Where) -> Where | None:
    """Where the value comes from that holds there; None: the default."""
    for place in (where, Where()):
        if STORED_AS.get(name, name) in _at(said, TABLE[name], place):
            return place
    return None


def value_of(said: Mapping[str, Any], name: str, where: Where) -> Any:  # noqa: ANN401 - JSON
    """What holds there, as JSON; the default where nothing readable is settled."""
    settable = TABLE[name]
    source = source_of(said, name, where)
    stored = _at(said, settable, source)[STORED_AS.get(name, name)] if source else settable.usual
    try:
        settable.read(stored)
    except UnreadableSettingError:
        return settable.usual
    return stored


def said_value(settable: Settable, value: object) -> str:
    """In words."""
    return "不用" if value is None else settable.said(settable.read(value))


def _file(one: Ruling) -> File:
    known = TABLE.get(_MEANS.get(one.name, one.name))
    if known is None and one.name != "day":
        raise UnreadableSettingError(f"没有这项设置：{one.name}")
    return known.file if known else "reminders"


def _copy(said: Mapping[str, Any]) -> dict[str, Any]:
    """Deep enough to be changed."""
    return {
        name: _copy(value) if isinstance(value, dict) else value for name, value in said.items()
    }


def _at(said: Mapping[str, Any], settable: Settable, where: Where) -> Mapping[str, Any]:
    """What is settled at that place."""
    if settable.file != "reminders" or (where.kind == "office" and settable.level != "rule"):
        return said
    inner = said.get("rules" if where.kind == "office" else where.kind)
    inner = inner if isinstance(inner, dict) else {}
    if where.kind == "office":
        return inner
    own = inner.get(where.of)
    return own if isinstance(own, dict) else {}


def _set(said: dict[str, Any], one: Ruling, where: Where) -> Change:
    settable = TABLE[_MEANS.get(one.name, one.name)]
    if where.kind != "office" and settable.level == "office":
        raise UnreadableSettingError(f"“{settable.label}”对全部起作用，不能只对一份文件或一个群设")
    if where.kind == "documents" and settable.level == "cap":
        raise UnreadableSettingError(f"“{settable.label}”可以对全部或一个群设，不能对一份文件设")
    before = value_of(said, settable.name, where)
    after = _after(one, before)
    if after is not None:
        settable.read(after)
    _store(said, settable, where, after)
    _exclude(said, settable)
    holds = value_of(said, settable.name, where)
    return Change(settable.label, said_value(settable, before), said_value(settable, holds))


_MEANS = {"on": "off", "optional": "compulsory"}
_LIST: Mapping[str, Callable[[set[str], str], set[str]]] = {
    "off": lambda now, kind: now | {kind},
    "on": lambda now, kind: now - {kind},
    "compulsory": lambda now, kind: now | {kind},
    "optional": lambda now, kind: now - {kind},
}


def _after(one: Ruling, before: Any) -> Any:  # noqa: ANN401 - JSON
    if one.name in _LIST and isinstance(one.value, str):
        return sorted(_LIST[one.name](set(before or ()), one.value))
    value = _plain(one.value)
    return _merged(value, before) if one.name == "quiet" else value


def _merged(value: Any, before: Any) -> Any:  # noqa: ANN401 - JSON
    """Of two hours one may stay as it is."""
    if isinstance(value, list) and isinstance(before, list) and len(value) == len(before):
        return [old if new is None else new for new, old in zip(value, before, strict=True)]
    return value


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _store(said: dict[str, Any], settable: Settable, where: Where, value: object) -> None:
    place: dict[str, Any] = said
    if settable.file == "reminders" and (where.kind != "office" or settable.level == "rule"):
        place = _inner(said, "rules" if where.kind == "office" else where.kind)
        place = _inner(place, where.of) if where.of else place
    name = STORED_AS.get(settable.name, settable.name)
    if value is None:
        place.pop(name, None)
    else:
        place[name] = value


def _inner(said: dict[str, Any], name: str) -> dict[str, Any]:
    if not isinstance(said.get(name), dict):
        said[name] = {}
    inner: dict[str, Any] = said[name]
    return inner


def _exclude(said: dict[str, Any], settable: Settable) -> None:
    """黄灯 goes by working days or by days of the calendar: the one said last."""
    other = {"soon": "soon_workdays", "soon_workdays": "soon"}.get(settable.name)
    if other and settable.name in said:
        said.pop(other, None)


def _day(said: dict[str, Any], one: Ruling) -> Change:
    said_of, worked = one.value if isinstance(one.value, tuple) else ("", None)
    day = str(said_of)
    days = _inner(said, "days")
    before = days.get(day)
    if worked is None:
        days.pop(day, None)
    else:
        days[day] = bool(worked)
    label = said_date(date.fromisoformat(day))
    return Change(label, _worked(before), _worked(worked))


def _worked(value: object) -> str:
    if not isinstance(value, bool):
        return "按放假安排"
    return "上班" if value else "休息"
