"""All that serves, put together: platforms, reception, inbox, delivery, and how they are."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib import import_module
from typing import get_args
from zoneinfo import ZoneInfo

from bot.dispatch import Dispatch
from bot.exports.digest_files import DigestFiles
from bot.platforms.platform import Platform
from bot.serving.auditor import Auditor
from bot.serving.broadcasting import Broadcasting
from bot.serving.credentials import wanted
from bot.serving.delivery import Delivery
from bot.serving.digests import Digests
from bot.serving.faults import told
from bot.serving.heartbeat import Beat, Heartbeat
from bot.serving.holders import new_holder
from bot.serving.inbox import Inbox
from bot.serving.metrics import Metrics
from bot.serving.office import Office
from bot.serving.outdating import Outdating
from bot.serving.reception import Reception
from bot.serving.sifting import Sifting
from bot.serving.ticking import Ticking
from bot.serving.tokens import Tokens
from bot.serving.words_now import WordsNow
from bot.settings import Settings
from bot.wiring import Wired
from db.ledger import Ledger
from db.outbox import NoticeState
from knowledge.words import warm_up

Factory = Callable[[Settings, Office], Platform]


@dataclass(frozen=True, slots=True)
class House:
    """All that serves, put together and not yet running."""

    office: Office
    dispatch: Dispatch
    platforms: tuple[Platform, ...]
    delivery: Delivery
    digests: Digests
    heartbeat: Heartbeat
    auditor: Auditor

    @property
    def ready(self) -> dict[str, bool]:
        """Platform → whether events arrive from it."""
        return {platform.name: platform.ready for platform in self.platforms}

    async def state(self) -> dict[str, str]:
        """For `/readyz`: each part and whether it is well, and what its platforms add."""
        states = {name: "ok" if ready else "waiting" for name, ready in self.ready.items()}
        try:
            async with asyncio.timeout(2):
                await self.office.ledger.version()
                for platform in self.platforms:
                    states |= await platform.details()
            database = "ok"
        except Exception as error:  # noqa: BLE001 - whatever it is, the database does not answer
            database = told(error)
        return {"database": database, **states}

    async def figures(self) -> bytes:
        """For `/metrics`."""
        inbox = self.office.ledger.inbox
        rows = {
            ("inbox", "waiting"): await inbox.waiting(),
            ("inbox", "stuck"): await inbox.stuck(),
        }
        states = await self.office.ledger.outbox.counts()
        rows |= {("outbox", state): states.get(state, 0) for state in get_args(NoticeState)}
        self.office.metrics.undone(await self.auditor.figures(self.office.wall_clock()))
        return self.office.metrics.show(self.ready, rows)


async def built(settings: Settings, parts: Wired) -> House:
    """The house of these settings."""
    metrics = Metrics()
    files = DigestFiles()
    running = replace(parts.tools, platforms=wanted(settings), digest_files=files)
    dispatch = Dispatch(replace(parts, tools=running))
    holder = new_holder()
    office = Office(
        settings=settings,
        ledger=parts.ledger,
        reception=Reception(parts, dispatch, metrics),
        inbox=Inbox(parts.ledger, holder, parts.wall_clock),
        tokens=Tokens(await parts.ledger.secret("buttons")),
        holder=holder,
        clock=parts.clock,
        wall_clock=parts.wall_clock,
        metrics=metrics,
    )
    platforms = tuple(_factory(name)(settings, office) for name in wanted(settings))
    # Dictionary and names take seconds to load: better now than at the first question.
    await asyncio.to_thread(warm_up)
    await dispatch.warm_up()
    outlets = {platform.name: platform.outlet for platform in platforms}
    digests = Digests(parts.ledger, settings.zone, files)
    words_now = WordsNow(parts.ledger, settings.zone, digests)
    sifting = Sifting(parts.ledger, words_now, settings.zone, parts.clock)
    delivery = Delivery(parts.ledger, outlets, holder, parts.wall_clock, sifting=sifting)
    auditor = Auditor(parts.ledger, settings.zone)
    beats = _beats(parts.ledger, settings.zone, auditor)
    heartbeat = Heartbeat(beats, parts.clock, parts.wall_clock, metrics)
    return House(office, dispatch, platforms, delivery, digests, heartbeat, auditor)


def _beats(ledger: Ledger, zone: ZoneInfo, auditor: Auditor) -> tuple[Beat, ...]:
    """What comes round, in the order in which it comes first."""
    return (
        Beat("提醒计划", timedelta(minutes=1), Ticking(ledger, zone).tick),
        Beat("已说的改对", timedelta(minutes=1), Outdating(ledger, zone).look),
        Beat("对账", timedelta(minutes=10), auditor.audit),
        Beat("通知", timedelta(seconds=20), Broadcasting(ledger).beat),
    )


def _factory(name: str) -> Factory:
    """Loaded on need: each platform's libraries take half a second."""
    factory: Factory = getattr(import_module(f"bot.platforms.{name}.platform"), name)
    return factory
