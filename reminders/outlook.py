"""The plan of a span as things are now, read and made, and what can be made of one of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from db.ledger import Ledger
from db.replanning import Action, Decision
from reminders.facts import Facts
from reminders.gathering import Needs, gather
from reminders.house_rules import settled
from reminders.occasions import DAY
from reminders.placing import is_quiet, morning
from reminders.plan import Planned, Span, days_of, plan
from reminders.settings import Settings
from reminders.weekly import KIND as DIGEST
from reminders.wording import said_date
from reminders.workdays import Workdays

HORIZON = timedelta(days=92)
"""So far ahead a notice is looked for, and may be moved."""


class NotThenError(ValueError):
    """It cannot be said then; the message says why."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants made of a notice: `day` and `clock` where it is to be moved."""

    action: Action
    now: datetime
    day: date | None = None
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be said in a span, what was dropped from it included, and what it is made from."""

    planned: tuple[Planned, ...]
    facts: Facts
    settings: Settings
    workdays: Workdays

    @property
    def owed(self) -> tuple[Planned, ...]:
        """Without what was dropped."""
        return tuple(one for one in self.planned if not one.dropped)

    def following(self, one: Planned) -> Planned | None:
        """What begins the next message there after that one; a digest is a message of its own."""
        later = (
            each
            for each in self.planned
            if each.destination.key == one.destination.key and each.at > one.at
        )
        return next((one for one in later if not one.dropped and one.kind != DIGEST), None)

    def decided(self, one: Planned, wish: Wish) -> Decision:
        """The wish as a decision about that one. Raises `NotThenError`."""
        was = one.decided.was if one.decided else one.at
        match wish.action:
            case "drop":
                return Decision(one.key, "drop", was)
            case "move":
                return Decision(one.key, "move", was, self._moment(one, wish))
        following = self.following(one)
        if following is None:
            raise NotThenError("之后那里没有别的消息可以并，请改到某一天")
        return Decision(one.key, "merge", was, following.at)

    def _moment(self, one: Planned, wish: Wish) -> datetime:
        """On that day: at that time, else in the morning."""
        settings, there, day = self.settings, one.destination, wish.day or one.at.date()
        quiet = there.quiet or settings.quiet
        if wish.clock and is_quiet(wish.clock, quiet):
            hours = f"{quiet[0]:%H:%M}—{quiet[1]:%H:%M}"
            raise NotThenError(f"{wish.clock:%H:%M}在那里是免打扰时段（{hours}）")
        if not self.workdays.is_workday(day):
            before = self.workdays.on_or_before(day)
            raise NotThenError(f"{said_date(day)}是休息日，可以改到{said_date(before)}")
        usual = morning(day, there, settings)
        at = usual.replace(hour=wish.clock.hour, minute=wish.clock.minute) if wish.clock else usual
        if at <= wish.now:
            raise NotThenError(f"{said_date(at.date())}{at:%H:%M}已经过了")
        if at > wish.now + HORIZON:
            raise NotThenError(f"最多改到{HORIZON.days}天之内")
        return at


async def outlook(
    ledger: Ledger, span: Span, now: datetime, zone: ZoneInfo, *, samples: bool = False
) -> Outlook:
    """What the rules owe in the span. `samples`: with the terminal's own channel."""
    settings, workdays = await settled(ledger, zone)
    needs = Needs(days_of(span, workdays, settings), settings, samples=samples)
    facts = await gather(ledger, needs)
    # Beside the loop: of a large ledger it takes a second, and people wait for answers.
    planned = await asyncio.to_thread(plan, facts, span, now, workdays, settings, dropped=True)
    return Outlook(planned, facts, settings, workdays)


def span_of(start: date, end: date, zone: ZoneInfo) -> Span:
    """These days, both included."""
    return Span(datetime.combine(start, time(), zone), datetime.combine(end + DAY, time(), zone))


def with_keys(planned: Sequence[Planned], keys: Sequence[str]) -> list[Planned]:
    """Those with these keys, in the order of the keys; unknown ones are left out."""
    by_key = {one.key: one for one in planned}
    return [by_key[key] for key in keys if key in by_key]
