"""Puts the parts together: ledger, clock, tools. The only place that reads a clock."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.child import Children
from bot.errors import BadInputError
from bot.persons import person_of
from bot.settings import Settings
from db.importing import Import
from db.ledger import Ledger
from handlers.turn import Speaker, Tools
from knowledge.catalog import load_all

Clock = Callable[[], datetime]

LOCAL_COORDINATOR = Speaker("本机")


@dataclass(frozen=True, slots=True)
class Wired:
    """What a command works with."""

    ledger: Ledger
    tools: Tools
    clock: Clock
    """The office's time, or where `--now` stopped it."""
    wall_clock: Clock
    """Never stopped: for what lives beside the ledger, such as how long to remember."""


@asynccontextmanager
async def wired(settings: Settings, now: str | None) -> AsyncIterator[Wired]:
    """An open ledger (a new one knows the samples) and its tools; closed at the end.

    `now` is ISO 8601 and stops the clock there. Raises `BadInputError`.
    """
    clock, wall_clock = clock_of(settings, now), clock_of(settings, None)
    async with await Ledger.open(settings.database_url) as ledger:
        if await ledger.version() == 0:
            # Two that begin at once both do this; the second finds nothing to change.
            await ledger.import_papers(load_all(), Import(clock(), "sample"))
        yield Wired(ledger, Tools(read_paper=Children().parse), clock, wall_clock)


def clock_of(settings: Settings, now: str | None) -> Clock:
    """A clock in the office's time zone, stopped at `now` where that is given."""
    if now is None:
        zone = settings.zone  # looked up once: several are asked what time it is with each message
        return lambda: datetime.now(zone)  # noqa: TID251 (the one place)
    stopped = moment(now, settings)
    return lambda: stopped


def moment(text: str, settings: Settings) -> datetime:
    """An ISO 8601 moment, in the office's time zone where it names none."""
    try:
        given = datetime.fromisoformat(text)
        zoned = given if given.tzinfo else given.replace(tzinfo=settings.zone)
        return zoned.astimezone(settings.zone)
    except (ValueError, OverflowError):
        raise BadInputError(f"时间要写成 2024-07-25 或 2024-07-25T09:00：{text}") from None


async def speaker_of(ledger: Ledger, person: str | None) -> Speaker:
    """Who speaks, by id or unique name: without one the local coordinator, who has all rights.

    Raises `BadInputError` for a name that nobody or more than one has.
    """
    if person is None:
        return LOCAL_COORDINATOR
    found = await person_of(ledger, person)
    return Speaker(found.name, found)
