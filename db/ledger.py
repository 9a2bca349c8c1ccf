"""The ledger as the floors above see it: async methods, frozen records, no SQL."""

import asyncio
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Connection

from db import contexts, documents, figures, hits, importing, reissue, search, tasks
from db import names as naming
from db import version as versions
from db.backup import back_up, put_back
from db.engine import Store, open_store
from db.importing import Import
from db.opening import prepare, upgrade
from db.plan import ImportPlan, ImportResult
from db.records import (
    Document,
    DocumentState,
    Duty,
    Hit,
    Indicator,
    Names,
    Page,
    Phase,
    Task,
    TaskQuery,
)
from db.remembering import Remembered
from knowledge.papers.model import Paper, Section

T = TypeVar("T")


class Ledger:
    """One open ledger. Safe to use from any number of tasks of one event loop.

    What was read is kept until the ledger's version grows, so asking again costs little.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered = Remembered()
        self._index_checked = False

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

    # What is in it

    async def version(self) -> int:
        """Grows with every change to names, documents or tasks."""
        at_once = self._store.version()
        return await self._store.read(versions.version) if at_once is None else at_once

    async def names(self) -> Names:
        """All that the lexicon is made from."""
        return await self._recall("names", naming.names)

    async def documents(self, *states: DocumentState) -> tuple[Document, ...]:
        """Documents in one of `states` (all when none is given), in the order they came in."""
        return await self._recall(("documents", states), lambda c: documents.of_states(c, states))

    async def sections(self, document_id: int) -> tuple[Section, ...]:
        """The document's top headings in printed order."""
        question = ("sections", document_id)
        return await self._recall(question, lambda c: documents.outline(c, document_id))

    async def tasks(self, query: TaskQuery) -> Page:
        """The tasks that `query` means; those that left the lists (已移出) are not among them."""
        return await self._recall(query, lambda c: tasks.page(c, query))

    async def tasks_by_id(self, ids: Sequence[int]) -> tuple[Task, ...]:
        """Those tasks in the order given, also those that left the lists; unknown ids left out."""
        wanted = tuple(ids)
        return await self._recall(("tasks", wanted), lambda c: tasks.by_id(c, wanted))

    async def indicators(self, document_ids: Sequence[int] = ()) -> tuple[Indicator, ...]:
        """The indicators of those documents (all when empty), in printed order."""
        ids = tuple(document_ids)
        return await self._recall(("indicators", ids), lambda c: figures.indicators(c, ids))

    async def phases(self, document_ids: Sequence[int] = ()) -> tuple[Phase, ...]:
        """The phases of those documents (all when empty), in printed order."""
        ids = tuple(document_ids)
        return await self._recall(("phases", ids), lambda c: figures.phases(c, ids))

    async def duties(
        self, document_ids: Sequence[int] = (), bureau_ids: Sequence[int] = ()
    ) -> tuple[Duty, ...]:
        """What member units answer for, in printed order."""
        which = (tuple(document_ids), tuple(bureau_ids))
        return await self._recall(("duties", which), lambda c: figures.duties(c, *which))

    async def members(self, document_id: int) -> tuple[str, ...]:
        """Printed names of the members of the document's 专班 or joint conference."""
        question = ("members", document_id)
        return await self._recall(question, lambda c: figures.members(c, document_id))

    # Finding by words

    async def find(
        self,
        terms: Sequence[str],
        documents: Sequence[int] = (),
        limit: int = 200,
        states: Sequence[DocumentState] = (),
    ) -> tuple[Hit, ...]:
        """At most `limit` tasks and duties that hold the terms, unranked, newest first.

        Those that hold all terms come before those that hold all but one, and so on. `documents`
        and `states` say where to look; both empty means everywhere.
        """
        if not self._index_checked:
            await self._check_index()
        scope = search.Scope(tuple(documents), tuple(states))
        question = ("find", tuple(terms), scope, limit)
        return await self._recall(question, lambda c: search.find(c, terms, scope, limit))

    async def _check_index(self) -> None:
        if not await self._store.read(search.is_current):
            await self._store.write(search.rebuild)
        self._index_checked = True

    async def shelf(self, document_ids: Sequence[int]) -> tuple[Hit, ...]:
        """All tasks and duties of those documents: for small scopes, ranked by whoever asks."""
        ids = tuple(document_ids)
        return await self._recall(("shelf", ids), lambda c: hits.of_documents(c, ids))

    async def _recall(self, question: Hashable, read: Callable[[Connection], T]) -> T:
        """What `read` gives, kept in memory until the ledger changes."""
        version = await self.version()
        return await self._remembered.get(version, question, lambda: self._store.read(read))

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
    ) -> ImportResult:
        """Store one paper in one transaction; the same paper again changes nothing.

        `state` is that of a new document; an existing one keeps its own unless `activate`.
        Raises `StalePlanError` when the ledger is no longer what `plan` was made from.
        """
        how = Import(now, state, activate, slug, plan)
        return (await self.import_papers([paper], how))[0]

    async def import_papers(self, papers: Sequence[Paper], how: Import) -> tuple[ImportResult, ...]:
        """Store several papers in one transaction, all or none."""
        await asyncio.to_thread(search.warm_up)
        return await self._write(
            lambda c: tuple(importing.import_paper(c, paper, how) for paper in papers)
        )

    async def add_samples(self, papers: Sequence[Paper], now: datetime) -> None:
        """Give a ledger that never held anything (`version()` is 0) the built-in papers."""
        await self._write(lambda c: importing.add_samples(c, papers, now))

    # States

    async def set_state(self, document_id: int, state: DocumentState, now: datetime) -> None:
        """Activate or archive a document. Raises `UnknownRecordError`."""
        await self._write(lambda c: documents.set_state(c, document_id, state, now))

    async def remove_document(self, document_id: int) -> None:
        """Take a document out. Raises `HasHistoryError` when people reported on or corrected it."""
        await self._write(lambda c: documents.remove(c, document_id))

    # Conversations

    async def load_context(self, conversation: str) -> str | None:
        """What was saved for the conversation, as it was given."""
        return await self._store.read(lambda c: contexts.load(c, conversation))

    async def save_context(self, conversation: str, text: str, now: datetime) -> None:
        """Keep `text` for the conversation; what nobody came back to for a week goes."""
        await self._write(lambda c: contexts.save(c, conversation, text, now))

    async def seen_event(self, key: str, now: datetime) -> bool:
        """Whether the event was noted before; it is from now on."""
        return await self._write(lambda c: contexts.seen(c, key, now))

    async def _write(self, function: Callable[[Connection], T]) -> T:
        return await self._store.write(function)
