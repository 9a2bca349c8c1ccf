"""The ledger as the floors above see it: async methods, frozen records, no SQL."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection

from db import (
    audit,
    contexts,
    correcting,
    documents,
    holders,
    importing,
    index_words,
    refusals,
    reissue,
    reshaping,
)
from db.backup import back_up, put_back
from db.broadcasts import Broadcasts
from db.channels import Channels
from db.contexts import Remembrance
from db.correcting import Order
from db.due import Due
from db.engine import Store, open_store
from db.hushes import Hushes
from db.importing import Import
from db.inbox import Inbox
from db.leases import Leases
from db.opening import prepare, upgrade
from db.opt_outs import OptOuts
from db.outbox import Outbox
from db.packing import plain_deadline
from db.past import Past
from db.people import People
from db.plan import ImportPlan, ImportResult
from db.planned import PlannedSoFar
from db.posts import Posts
from db.progress import Progress
from db.reading import Reading
from db.records import DocumentState
from db.replanning import Replanning
from db.reshaping import NewTask
from db.said import Said
from db.secret import secret
from db.trail import Trail
from knowledge.papers.model import Deadline, Paper, Role

T = TypeVar("T")


class Ledger(Reading):
    """One open ledger. Safe to use from any number of tasks of one event loop."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.people = People(store, self._recall_people)
        self.channels = Channels(store, self._recall_people)
        self.inbox = Inbox(store)
        self.leases = Leases(store)
        self.posts = Posts(store)
        self.progress = Progress(store)
        self.outbox = Outbox(store)
        self.broadcasts = Broadcasts(store)
        self.said = Said(store)
        self.hushes = Hushes(store)
        self.opt_outs = OptOuts(store)
        self.due = Due(store, self._recall)
        self.past = Past(store)
        self.replanning = Replanning(store)
        self.planned = PlannedSoFar(store)
        self.trail = Trail(store)

    @classmethod
    async def open(cls, url: str) -> Self:
        """Open the ledger behind a `sqlite:///FILE` or `postgresql://…` URL; make a new one.

        Raises `UnusableLedgerError`, in particular `NewerLedgerError` and `OutdatedLedgerError`.
        """
        store = await asyncio.to_thread(open_store, url)
        try:
            # A file of one's own is brought up to date at once; a shared database never unasked.
            await store.write(prepare if store.shared else upgrade)
        except BaseException:
            await store.close()
            raise
        return cls(store)

    @staticmethod
    async def upgrade(url: str) -> None:
        """Bring the tables to this program's revision. Raises `UnusableLedgerError`."""
        store = await asyncio.to_thread(open_store, url)
        try:
            await store.write(upgrade)
        finally:
            await store.close()

    @classmethod
    async def restore(cls, url: str, path: Path) -> None:
        """Replace all the ledger holds by a backup, in one transaction.

        Raises `UnusableBackupError`, `NewerLedgerError`; nothing is changed then.
        """
        async with await cls.open(url) as ledger:
            await ledger._write(lambda c: put_back(c, path))  # noqa: SLF001 - its own class

    @property
    def shared(self) -> bool:
        """Whether other machines may work with the same ledger."""
        return self._store.shared

    async def backup(self, path: Path) -> None:
        """Write everything as it is now to `path`, while others go on working."""
        await self._store.read(lambda c: back_up(c, path))

    async def close(self) -> None:
        """Finish what was asked, then let go of the database."""
        await self._store.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    # Importing

    async def preview(self, paper: Paper, slug: str | None = None) -> ImportPlan:
        """What importing the paper would do, for a person to look at and decide doubts."""
        return await self._store.read(lambda c: reissue.preview(c, paper, slug))

    async def import_paper(
        self,
        paper: Paper,
        *,
        now: datetime,
        plan: ImportPlan | None = None,
        slug: str | None = None,
        state: DocumentState = "archived",
        activate: bool = False,
        by: str = "本机",
    ) -> ImportResult:
        """Store one paper in one transaction; the same paper again changes nothing.

        `state` is that of a new document; an existing one keeps its own unless `activate`.
        Raises `StalePlanError` when the ledger is no longer what `plan` was made from.
        """
        how = Import(now, state, activate, slug, plan, by=by)
        return (await self.import_papers([paper], how))[0]

    async def import_papers(self, papers: Sequence[Paper], how: Import) -> tuple[ImportResult, ...]:
        """Store several papers in one transaction, all or none."""
        await asyncio.to_thread(index_words.warm_up)
        return await self._write(
            lambda c: tuple(importing.import_paper(c, paper, how) for paper in papers)
        )

    async def add_samples(self, papers: Sequence[Paper], now: datetime) -> None:
        """Give a ledger that never held anything (`version()` is 0) the built-in papers."""
        await self._write(lambda c: importing.add_samples(c, papers, now))

    # States

    async def set_state(self, document_id: int, state: DocumentState, order: Order) -> None:
        """Activate or archive a document. Raises `UnknownRecordError`."""
        await self._write(lambda c: documents.set_state(c, document_id, state, order))

    async def remove_document(self, document_id: int, order: Order) -> None:
        """Take a document out. Raises `HasHistoryError` when people reported on or corrected it."""
        await self._write(lambda c: documents.remove(c, document_id, order))

    # Corrections. `key` makes the same wish, sent twice, one change; each returns the audit id,
    # by which it can be undone, and raises `UnknownRecordError`.

    async def set_units(
        self, task_id: int, role: Role, names: Sequence[str], *, by: str, now: datetime, key: str
    ) -> int:
        """Let those units have that role, in place of whoever has it."""
        return await self._correct(task_id, role, list(names), Order(by, now, key))

    async def set_deadline(
        self, task_id: int, deadline: Deadline, *, by: str, now: datetime, key: str
    ) -> int:
        """Give the task another deadline."""
        value = plain_deadline(deadline)
        return await self._correct(task_id, "deadline", value, Order(by, now, key))

    async def set_title(self, task_id: int, title: str, *, by: str, now: datetime, key: str) -> int:
        """Give the task another title."""
        return await self._correct(task_id, "title", title, Order(by, now, key))

    async def merge(self, task_id: int, into: int, *, by: str, now: datetime, key: str) -> int:
        """Let a task go on as part of another: 第3项并入第2项."""
        order = Order(by, now, key)
        return await self._write(lambda c: reshaping.merge(c, task_id, into, order))

    async def split(
        self, task_id: int, parts: Sequence[NewTask], *, by: str, now: datetime, key: str
    ) -> int:
        """Put several tasks in the place of one."""
        order = Order(by, now, key)
        return await self._write(lambda c: reshaping.split(c, task_id, parts, order))

    async def add_task(
        self, document_id: int | None, task: NewTask, *, by: str, now: datetime, key: str
    ) -> tuple[int, int]:
        """Add a task that no paper prints; without a document it stands for itself.

        Returns the audit id and the task's.
        """
        order = Order(by, now, key)
        return await self._write(lambda c: reshaping.add_task(c, document_id, task, order))

    async def undo(self, audit_id: int, *, by: str, now: datetime, key: str) -> int:
        """Take a correction back."""
        order = Order(by, now, key)
        return await self._write(lambda c: correcting.undo(c, audit_id, order))

    async def _correct(self, task_id: int, field: str, value: object, order: Order) -> int:
        return await self._write(lambda c: correcting.correct(c, task_id, field, value, order))

    async def change_made(self, key: str) -> int | None:
        """Audit id of the change that was made under that key, if it was."""
        return await self._store.read(lambda c: audit.earlier(c, key))

    async def broken_audit(self) -> int | None:
        """The first audit id that somebody tampered with; None when the chain holds."""
        return await self._store.read(audit.broken)

    # Conversations

    async def load_context(self, conversation: str) -> str | None:
        """What was saved for the conversation, as it was given."""
        return await self._store.look(lambda c: contexts.load(c, conversation))

    async def save_context(self, conversation: str, text: str, now: datetime) -> None:
        """Keep `text` for the conversation; what nobody came back to for a week goes."""
        await self.answered([Remembrance(conversation, text)], now)

    async def answered(self, answers: Sequence[Remembrance], now: datetime) -> None:
        """Keep what stays of these answers, all in one transaction."""
        await self._write(lambda c: contexts.remember(c, answers, now))

    async def event_result(self, key: str) -> str | None:
        """What the event was answered with; None where it is new or changed nothing."""
        return await self._store.look(lambda c: contexts.result(c, key))

    async def refuse_event(self, key: str, reason: str, now: datetime) -> None:
        """Note that the 涉密 guard refused the event: its id and the reason, nothing more."""
        await self._write(lambda c: refusals.note(c, key, reason, now))

    async def holders(self) -> tuple[str, ...]:
        """Which processes hold a lease or an event now, dead or alive."""
        return await self._store.read(holders.holders)

    async def let_go(self, holder: str) -> None:
        """Make free at once what a process held that is gone."""
        await self._write(lambda c: holders.let_go(c, holder))

    async def secret(self, name: str) -> bytes:
        """32 random bytes of this installation, made on first use and kept."""
        return await self._write(lambda c: secret(c, name))

    async def _write(self, function: Callable[[Connection], T]) -> T:
        return await self._store.write(function)
