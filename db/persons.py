"""Who is on the roster and where people talk, as the ledger hands it out."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

PersonRole = Literal["staff", "manager", "coordinator", "admin"]
Position = Literal["head", "deputy", "staff"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody on a platform: `team` is '' where the platform has none (Telegram)."""

    platform: str
    team: str
    account: str


@dataclass(frozen=True, slots=True)
class Membership:
    """That a person works in a unit, or is its 分管领导 (`in-charge`); both days included."""

    bureau_id: int
    bureau: str
    kind: Literal["member", "in-charge"]
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster, with the memberships and accounts of today."""

    id: int
    name: str
    role: PersonRole
    position: Position = "staff"
    scope: str = "all"
    """What a manager looks after: `all`, `document:SLUG` or `bureau:NAME`."""
    email: str | None = None
    phone: str | None = None
    memberships: tuple[Membership, ...] = ()
    accounts: tuple[Account, ...] = ()
    left_at: datetime | None = None

    @property
    def bureaus(self) -> tuple[int, ...]:
        """Ids of the units the person works in."""
        return tuple(one.bureau_id for one in self.memberships if one.kind == "member")

    @property
    def in_charge_of(self) -> tuple[int, ...]:
        """Ids of the units whose 分管领导 the person is."""
        return tuple(one.bureau_id for one in self.memberships if one.kind == "in-charge")


@dataclass(frozen=True, slots=True)
class Place:
    """Where people talk: a private or shared chat; `topic` is a forum topic, '' where none."""

    platform: str
    team: str
    chat: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A registered shared chat, and what it subscribed to; empty means all that is active."""

    id: int
    place: Place
    name: str = ""
    documents: tuple[int, ...] = ()
    bureaus: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    quiet: tuple[time, time] | None = None
    """Hours of silence by the channel's clock, such as 18:00 to 08:30; may pass midnight."""
    timezone: str | None = None
    """Its own clock, such as Asia/Urumqi; None: the office's."""
    minimal: bool = False
    """Number, title and light only: nothing else leaves the office's machines."""
    closed_at: datetime | None = None
    closed_because: str | None = None


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A stranger who asked to be let in."""

    id: int
    account: Account
    name: str
    """As the platform shows it."""
    asked_at: datetime
    state: Literal["waiting", "approved", "refused"]
    person_id: int | None = None
