"""The people of the ledger: who takes part, under which accounts, and how they come and go."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, func

from db import (
    access,
    enlisting,
    enrolling,
    identities,
    invitations,
    moving,
    roster,
    roster_plan,
)
from db.correcting import Order
from db.engine import Store
from db.errors import InvitationError
from db.moving import Coming
from db.records import AccessRequest, Account, Membership, Person
from db.roster import NewPerson as NewPerson
from db.roster import PersonChange as PersonChange
from db.roster_plan import RosterEntry, RosterPlan
from db.tables.people import persons

T = TypeVar("T")
ARRIVED = "按登记的调动日期"
"""By whom the audit says that a move dated ahead was made on its day."""


class Recall(Protocol):
    """Reads and remembers until the ledger's version changes."""

    def __call__(self, question: Hashable, read: Callable[[Connection], T]) -> Awaitable[T]:
        """What `read` gives, from memory where `question` was answered before."""


class People:
    """Persons and how they are known. Whoever changes something gives an `Order`.

    Each change raises `UnknownRecordError` for who is not on the roster, and `BadValueError`.
    """

    def __init__(self, store: Store, recall: Recall) -> None:
        self._store = store
        self._recall = recall

    async def everyone(self) -> tuple[Person, ...]:
        """Who has not left, in the order they were added."""
        return await self._recall("people", roster.read)

    async def by_id(self, person_id: int) -> Person | None:
        """The person, also one who has left."""
        return await self._recall(("person", person_id), lambda c: roster.by_id(c, person_id))

    async def named(self, name: str) -> tuple[Person, ...]:
        """Everybody of that name who has not left."""
        return tuple(one for one in await self.everyone() if one.name == name)

    async def with_email(self, email: str) -> tuple[Person, ...]:
        """Everybody with that e-mail who has not left; capitals make no difference."""
        wanted = email.strip().lower()
        here = (func.lower(persons.c.email) == wanted) & persons.c.left_at.is_(None)
        return await self._store.read(lambda c: roster.read(c, here)) if wanted else ()

    async def of_account(self, account: Account, now: datetime | None = None) -> Person | None:
        """Whose account it is; remembered, so asking with every message costs little.

        An account that was entered without its team fits any, and has it from then on.
        """
        question = ("account", account)
        person, adopt = await self._recall(question, lambda c: identities.known(c, account))
        if adopt and now is not None:
            await self._store.write(lambda c: identities.adopt(c, account, now))
        return person

    async def history(self, person_id: int) -> tuple[Membership, ...]:
        """Every unit the person ever worked in or was in charge of, the earliest first."""
        return await self._store.read(lambda c: roster.history(c, person_id))

    # Changes

    async def add(self, new: NewPerson, order: Order) -> int:
        """Put somebody on the roster; returns their id. A unit nobody named yet is made."""
        return await self._store.write(lambda c: enrolling.add(c, new, order))

    async def change(self, person_id: int, change: PersonChange, order: Order) -> None:
        """Change what the roster says of a person."""
        await self._store.write(lambda c: enrolling.change(c, person_id, change, order))

    async def move(
        self,
        person_id: int,
        bureau: str,
        since: date,
        order: Order,
        successor: int | None = None,
    ) -> None:
        """Let a person work in another unit from that day on; where they were stays known.

        A day ahead is kept until it comes (see `arrive`).

        What the person was in charge of (分管) goes to the successor, where one is named.
        """
        await self._store.write(
            lambda c: enrolling.move(c, person_id, bureau, since, order, successor)
        )

    async def coming(self) -> tuple[Coming, ...]:
        """Moves dated ahead, the nearest first."""
        return await self._recall("moves to come", moving.coming)

    async def arrive(self, now: datetime) -> bool:
        """Make the moves whose day has come; whether there were any. `now`: by the office's
        clock."""
        ahead = await self.coming()
        if not ahead or ahead[0].since > now.date():
            return False
        order = Order(ARRIVED, now, f"arrive/{now.isoformat()}")
        return await self._store.write(lambda c: enrolling.arrive(c, order))

    async def leave(self, person_id: int, order: Order, successor: int | None = None) -> None:
        """Let a person go: accounts and invitations no longer count, what they did stays."""
        await self._store.write(lambda c: enrolling.leave(c, person_id, order, successor))

    async def link(self, person_id: int, account: Account, order: Order) -> None:
        """Let the account be that person's. Raises `TakenError` when it is somebody else's."""
        await self._store.write(lambda c: identities.link(c, person_id, account, order))

    async def unlink(self, account: Account, order: Order) -> None:
        """Let the account be nobody's."""
        await self._store.write(lambda c: identities.unlink(c, account, order))

    async def compare(self, entries: Sequence[RosterEntry]) -> RosterPlan:
        """What a list of people would change, for somebody to look at first."""
        return await self._store.read(lambda c: roster_plan.compare(c, entries))

    async def enlist(self, entries: Sequence[RosterEntry], seen: RosterPlan, order: Order) -> None:
        """Do what `compare` said, all or nothing; nothing where it found errors.

        Raises `StalePlanError` when the roster changed in between.
        """
        await self._store.write(lambda c: enlisting.enlist(c, entries, seen, order))

    # Invitations

    async def invite(self, person_id: int, order: Order) -> str:
        """A code that links an account to the person: once, within seven days.

        It is shown now and kept nowhere; the person's earlier codes count no more.
        """
        code = invitations.new_code()
        await self._store.write(lambda c: invitations.invite(c, person_id, code, order))
        return code

    async def use_invitation(self, code: str, account: Account, name: str, now: datetime) -> Person:
        """Whose account it now is; `name` as the platform shows it. Raises `InvitationError`."""
        result = await self._store.write(lambda c: invitations.use(c, code, account, name, now))
        if isinstance(result, InvitationError):
            raise result
        return result

    async def inviter(self, person_id: int) -> Person | None:
        """Who invited the person when they last joined, where that is somebody on the roster."""
        by = await self._store.read(lambda c: invitations.inviter(c, person_id))
        people: Sequence[Any] = await self.named(by) if by else ()
        return people[0] if len(people) == 1 else None

    # Requests

    async def ask_access(
        self, account: Account, name: str, now: datetime, *, introduced: bool = False
    ) -> AccessRequest:
        """Note that a stranger asks to be let in; asking twice is one request. `introduced`: the
        name is what they say of themselves, not what the platform shows."""
        return await self._store.write(
            lambda c: access.ask(c, account, name, now, introduced=introduced)
        )

    async def requests(self) -> tuple[AccessRequest, ...]:
        """The requests nobody decided yet, the oldest first."""
        return await self._store.read(access.waiting)

    async def request(self, request_id: int) -> AccessRequest | None:
        """The request of that id."""
        return await self._store.read(lambda c: access.by_id(c, request_id))

    async def decide(
        self, request_id: int, person: int | NewPerson | None, order: Order
    ) -> AccessRequest:
        """Let somebody in, as a person of the roster or a new one, or refuse (None).

        Raises `TakenError` when somebody else decided otherwise.
        """
        return await self._store.write(lambda c: access.decide(c, request_id, person, order))
