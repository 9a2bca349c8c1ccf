"""What was said and is no longer so: what stands below it then, in the users' words. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from db.standing import State
from reminders.facts import TaskFact
from reminders.wording import said_date

KINDS = ("deadline", "overdue", "escalation", "recurring", "blocked", "receipt")
"""Kinds of reminders about a task, which what happens to it puts out of date."""
_OVER: dict[State, str] = {
    "done": "已办结，不用再管",
    "closed": "已销号，不用再管",
    "suspended": "已中止，暂时不用管",
    "waiting": "已申请办结，等待审核",
}
_OF_A_DATE = ("deadline", "overdue", "escalation")
_NUMBER = re.compile(r"（\d+号）$")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a task: a step, by its kind, or a report."""

    key: str
    at: datetime
    by: str
    kind: str


@dataclass(frozen=True, slots=True)
class Outdated:
    """What is so now; `key` tells it from what was so before. `back`: it was over before."""

    key: str
    words: str
    back: bool = False


def outdated(kind: str, key: str, fact: TaskFact) -> Outdated | None:
    """Why a reminder of that kind with that key no longer says how things are."""
    if fact.task.removed:
        return Outdated("removed", "已移出台账，不用再管")
    state = fact.standing.state
    if words := _OVER.get(state):
        return Outdated(state, words)
    if kind in _OF_A_DATE and (moved := _moved(key, fact)):
        return moved
    if kind == "blocked" and state != "blocked":
        return Outdated("unblocked", "已不再受阻")
    return None


def _moved(key: str, fact: TaskFact) -> Outdated | None:
    due = fact.task.deadline.date
    if due is None:
        return Outdated("open", "已没有时限，不用再管")
    if f"/{due:%Y%m%d}/" in key:
        return None
    return Outdated(f"{due:%Y%m%d}", f"时限已改为{said_date(due)}")


_CAUSES: dict[str, tuple[str, ...]] = {
    "done": ("accepted",),
    "closed": ("closed",),
    "suspended": ("suspended",),
    "waiting": ("reported done",),
    "resumed": ("returned", "resumed"),
    "unblocked": ("reported",),
}
"""What happened by which state comes about; a date may move in other ways as well."""


def cause(key: str, events: Iterable[Event]) -> Event | None:
    """The last event that made it so, as far as one can be named."""
    kinds = _CAUSES.get(key, ("extension_granted",) if key.isdecimal() else ())
    made = [one for one in events if any(one.kind.startswith(kind) for kind in kinds)]
    return max(made, key=lambda one: one.at, default=None)


def resumed(event: Event | None) -> str:
    """What stands there where it had been over and is not any more."""
    words = {"returned": "已退回，还要继续办", "resumed": "已恢复，还要继续办"}
    return words.get(event.kind if event else "", "还要继续办")


def said_note(words: str, event: Event | None, zone: tzinfo | None) -> str:
    """7月25日 李明：已办结，不用再管."""
    if event is None:
        return words
    day = event.at.astimezone(zone).date()
    return f"{day.month}月{day.day}日 {_NUMBER.sub('', event.by)}：{words}"
