"""What a chat platform works with, handed to each by `bot.serving.serve`."""

from dataclasses import dataclass, field

from bot.serving.inbox import Inbox
from bot.serving.metrics import Metrics
from bot.serving.reception import Reception
from bot.serving.tokens import Tokens
from bot.settings import Settings
from bot.wiring import Clock
from db.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Office:
    """The parts that all platforms of one process share."""

    settings: Settings
    ledger: Ledger
    reception: Reception
    inbox: Inbox
    tokens: Tokens
    holder: str
    """Who this process is in leases: host, process and a random word."""
    clock: Clock
    """The office's time, or where `--now` stopped it."""
    wall_clock: Clock
    """Never stopped: for leases and what waits."""
    metrics: Metrics = field(default_factory=Metrics)
    """A platform counts its sends here: `office.metrics.sends.labels(name, outcome).inc()`."""
