"""Rules and calendar as the office settled them: JSON of the ledger to settings.

```json
{"rules": {"deadline": [14, 7, 0]}, "channels": {"3": {"off": ["silent"], "weekly": 3}},
 "documents": {"jingan2024": {"phase": [14, 7, 0]}}, "weekly": 3, "morning": "09:30",
 "quiet": ["18:00", "08:30"], "compulsory": ["overdue", "escalation"], "digest": [1, "10:00"],
 "days": {"2027-02-06": false}}
```

What cannot be read (somebody wrote to the database by hand) never stops the planning: the default
holds in its place, and `unreadable` says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from db.ledger import Ledger
from reminders.lights import NAME as LIGHTS
from reminders.lights import Thresholds, thresholds_of
from reminders.settable import RULES, STORED_AS, TABLE, Settable, UnreadableSettingError
from reminders.settings import Settings
from reminders.workdays import Workdays

NAME = "reminders"
_OFFICE = ("weekly", "morning", "quiet", "compulsory", "digest")
_PLACES = ("rules", "channels", "documents", "days")


async def settled(ledger: Ledger, zone: ZoneInfo) -> tuple[Settings, Workdays]:
    """What holds in the ledger; the defaults where it says nothing, or nothing readable."""
    said = await ledger.due.house_rules(NAME)
    return settings_of(said, zone), workdays_of(said)


async def thresholds(ledger: Ledger) -> Thresholds:
    """When lights change, by the office's own calendar."""
    days = await ledger.due.house_rules(NAME)
    return thresholds_of(await ledger.due.house_rules(LIGHTS), workdays_of(days))


async def doubts(ledger: Ledger) -> tuple[str, ...]:
    """What of all that was settled nobody can read; a line each."""
    lights = await ledger.due.house_rules(LIGHTS)
    return (*unreadable(await ledger.due.house_rules(NAME)), *_said(_lights(lights)))


def settings_of(said: Mapping[str, Any], zone: ZoneInfo) -> Settings:
    """What can be read of it, over the defaults."""
    read: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    channels: dict[int, dict[str, Any]] = {}
    documents: dict[str, dict[str, Any]] = {}
    for one in _readable(said):
        match one.place:
            case "rules":
                rules[one.name] = one.value
            case "channels":
                channels.setdefault(int(one.of), {})[one.name] = one.value
            case "documents":
                documents.setdefault(one.of, {})[one.name] = one.value
            case _:
                read[one.name] = one.value
    usual = Settings(channels=channels, documents=documents, zone=zone, **read)
    return replace(usual, rules=replace(usual.rules, **rules))


def workdays_of(said: Mapping[str, Any]) -> Workdays:
    """The calendar with the days that the office works on or not, whatever is published."""
    days = mapping(said.get("days"))
    known = ((_date(day), worked) for day, worked in days.items())
    return Workdays({day: worked for day, worked in known if day and isinstance(worked, bool)})


def unreadable(said: Mapping[str, Any]) -> tuple[str, ...]:
    """What of it holds nowhere, because nobody can read it; a line each."""
    return _said(_every(said))


def _said(every: Iterable["_One"]) -> tuple[str, ...]:
    return tuple(
        f"“{one.shown}”的值 {one.value!r:.80} 读不懂：{one.wrong}，现在按默认"
        for one in every
        if one.wrong is not None
    )


@dataclass(frozen=True, slots=True)
class _One:
    """One value as it stands there; read, or as it is with what is wrong with it."""

    place: str
    of: str
    name: str
    value: Any
    wrong: str | None = None

    @property
    def shown(self) -> str:
        """Where it stands."""
        return ".".join(part for part in (self.place, self.of, self.name) if part)


def _readable(said: Mapping[str, Any]) -> Iterator[_One]:
    return (one for one in _every(said) if one.wrong is None)


def _every(said: Mapping[str, Any]) -> Iterator[_One]:
    for name, value in said.items():
        if name in _OFFICE:
            yield _read("", "", TABLE[name], value)
        elif name not in _PLACES:
            yield _One("", "", name, value, "不认识这个名称")
        elif not isinstance(value, dict):
            yield _One("", "", name, value, "不是一组设置")
    yield from _rules("rules", "", said.get("rules"))
    yield from _channels(said.get("channels"))
    for slug, value in mapping(said.get("documents")).items():
        yield from _rules("documents", str(slug), value)
    for day, worked in mapping(said.get("days")).items():
        if _date(day) is None or not isinstance(worked, bool):
            yield _One("days", "", str(day), worked, "要写成日期和true（上班）或false（休息）")


def _channels(said: object) -> Iterator[_One]:
    for of, value in mapping(said).items():
        if str(of).isdecimal():
            yield from _rules("channels", str(of), value)
        else:
            yield _One("channels", str(of), "", value, "不是频道的编号")


def _lights(said: Mapping[str, Any]) -> Iterator[_One]:
    names = {STORED_AS.get(one.name, one.name): one for one in TABLE.values() if one.file == LIGHTS}
    for name, value in said.items():
        if name in names:
            yield _read(LIGHTS, "", names[name], value)
        else:
            yield _One(LIGHTS, "", name, value, "不认识这个名称")


def _rules(place: str, of: str, said: object) -> Iterator[_One]:
    if of and not isinstance(said, dict):
        yield _One(place, of, "", said, "不是一组设置")
    for name, value in mapping(said).items():
        if name in RULES or (name == "weekly" and place == "channels"):
            yield _read(place, of, TABLE[name], value)
        else:
            yield _One(place, of, str(name), value, "不认识这个名称")


def _read(place: str, of: str, settable: Settable, value: object) -> _One:
    try:
        return _One(place, of, settable.name, settable.read(value))
    except UnreadableSettingError as error:
        return _One(place, of, settable.name, value, str(error))


def mapping(value: object) -> Mapping[str, Any]:
    """Part of what was settled; nothing where somebody wrote something else there by hand."""
    return value if isinstance(value, dict) else {}


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None
