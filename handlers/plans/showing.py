"""How the plan looks: by day and destination, each entry with its reason and what can be done."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from handlers import actions
from handlers.plans.looked_at import Viewed, number_of
from handlers.reply import Block, Button, Item, bold, faint, say, words
from handlers.wording import said_date
from knowledge.plans.asked import Point
from reminders.plan import Planned

PAGE = 6
_LONG = 140


def head(seen: Viewed, said: str, *, own: bool) -> Block:
    """How many there are, of which days."""
    days = said_date(seen.first)
    if seen.last != seen.first:
        days = f"{days}至{said_date(seen.last)}"
    whose = "会发给您的提醒" if own else "要发的提醒"
    going = [one for one in seen.entries if not one.dropped]
    dropped = len(seen.entries) - len(going)
    aside = f"（另有{dropped}条已撤下）" if dropped else ""
    messages = len({one.message for one in going})
    together = f"，合为{messages}条消息" if messages < len(going) else ""
    count = bold(f"{len(going)}条")
    return say(f"{said}（{days}）{whose}共", count, f"{together}{aside}", "：" if going else "。")


def first_message(entries: Sequence[Planned]) -> tuple[Planned, ...]:
    """What comes next."""
    going = [one for one in entries if not one.dropped]
    return tuple(one for one in going if one.message == going[0].message)


def gist(entries: Sequence[Planned], point: Point) -> Iterator[Block]:
    """In a line: on which days something is said, or to whom."""
    going = [one for one in entries if not one.dropped]
    if point == "days" and going:
        days = Counter(one.at.date() for one in going)
        said = "、".join(f"{said_date(day)}{count}条" for day, count in sorted(days.items()))
        yield say(f"{len(days)}天要发：", bold(said), "。")
    if point == "who" and going:
        whom = dict.fromkeys(one.destination.name for one in going)
        yield say(f"发给{len(whom)}处：", bold("、".join(whom)), "。")


def page(entries: Sequence[Planned], start: int) -> Iterator[Block]:
    """The entries of a page, the message they go in above them."""
    numbered = list(enumerate(entries, 1))[start : start + PAGE]
    for _, together in groupby(numbered, key=lambda one: (one[1].at, one[1].destination.key)):
        several = list(together)
        first = several[0][1]
        yield say(bold(f"{said_date(first.at.date())}{first.at:%H:%M} → {first.destination.name}"))
        for number, one in several:
            yield entry(one, f"第{number}条 ")


def entry(one: Planned, number: str = "") -> Item:
    """One entry with its reason."""
    state = "【已撤下】" if one.dropped else ""
    said = one.text if len(one.text) <= _LONG else f"{one.text[: _LONG - 1]}…"
    return Item(words(bold(number), state, said), (("为什么", words(faint(one.why))),))


def buttons(entries: Sequence[Planned], start: int) -> tuple[Button, ...]:
    """What can be done with each entry of a page."""
    return tuple(
        button
        for number, one in list(enumerate(entries, 1))[start : start + PAGE]
        for button in _doing(one, f"第{number}条")
    )


def _doing(one: Planned, name: str) -> tuple[Button, ...]:
    if one.decided:
        return (Button(f"{name}恢复", value("restore", one), name),)
    return (
        Button(f"{name}不发", value("drop", one), name),
        Button("并到下一条", value("merge", one), name),
        Button("改期…", value("open", one), name),
    )


def value(deed: str, one: Planned) -> str:
    """Enough to find the entry again whoever presses, whenever."""
    return actions.plan(deed, f"{one.at:%Y%m%d}", number_of(one.key))


def moving(one: Planned, days: Sequence[tuple[str, date]]) -> tuple[Button, ...]:
    """Days to which it can be moved by a press."""
    at, number = f"{one.at:%Y%m%d}", number_of(one.key)
    return tuple(
        Button(f"{name}（{day.month}月{day.day}日）", actions.plan(f"{day:%y%m%d}", at, number))
        for name, day in days
    )
