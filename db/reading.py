"""Asking the ledger: async methods that give frozen records."""

from collections.abc import Awaitable, Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from db import documents, figures, hits, index, listing, search, tasks
from db import names as naming
from db import version as versions
from db.engine import Store
from db.printed import printed_by_id
from db.records import (
    Changed,
    Document,
    DocumentState,
    Duty,
    Hit,
    Indicator,
    Listed,
    Listing,
    Names,
    Page,
    Phase,
    Task,
    TaskMeasure,
    TaskQuery,
)
from db.remembering import Remembered
from knowledge.papers.model import Deadline, Section
from knowledge.shelf import Candidate, Shelf

T = TypeVar("T")

States = tuple[DocumentState, ...]


class Reading:
    """What can be asked of a ledger.

    What was read is kept until the ledger's version grows, so asking again costs little.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remembered = Remembered()
        self._people = Remembered()
        self._answers = Remembered()
        self._index_checked = False

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

    async def documents_by_id(self, ids: Collection[int]) -> tuple[Document, ...]:
        """Some hundred documents, in the order they came in."""
        return await self._store.read(lambda c: documents.by_id(c, ids))

    async def sections(self, document_id: int) -> tuple[Section, ...]:
        """The document's top headings in printed order."""
        question = ("sections", document_id)
        return await self._recall(question, lambda c: documents.outline(c, document_id))

    async def tasks(self, query: TaskQuery) -> Page:
        """The tasks that `query` means; those that left the lists (已移出) are not among them."""
        asked = await self._asked(query)
        return await self._recall(asked, lambda c: tasks.page(c, asked))

    async def listing(self, query: TaskQuery) -> Listing:
        """The same tasks as `tasks` gives, as a long list knows them, and whose they are."""
        asked = await self._asked(query)
        return await self._recall(("listing", asked), lambda c: listing.listing(c, asked))

    async def listed(self, query: TaskQuery) -> tuple[Listed, ...]:
        """The same without whose they are."""
        return (await self.listing(query)).tasks

    async def listed_by_id(self, ids: Sequence[int]) -> tuple[Listed, ...]:
        """The same tasks as `tasks_by_id` gives, as a long list knows them."""
        return await self._store.read(lambda c: listing.listed_by_id(c, tuple(ids)))

    async def printed_deadline(self, task_id: int) -> Deadline | None:
        """When it is due without corrections; None for no such task."""
        found = await self._store.read(lambda c: printed_by_id(c, [task_id]))
        return found[task_id].deadline if task_id in found else None

    async def tasks_by_id(self, ids: Sequence[int]) -> tuple[Task, ...]:
        """Those tasks in the order given, also those that left the lists; unknown ids left out."""
        wanted = tuple(ids)
        return await self._recall(("tasks", wanted), lambda c: tasks.by_id(c, wanted))

    async def measures(self, task_id: int) -> tuple[TaskMeasure, ...]:
        """The measures of a task with their own ids, in printed order."""
        return await self._recall(("measures", task_id), lambda c: tasks.measures_of(c, task_id))

    async def indicators(self, document_ids: Sequence[int] = ()) -> tuple[Indicator, ...]:
        """The indicators of those documents (all when empty), in printed order."""
        which = await self._by_state(tuple(document_ids))
        return await self._recall(("indicators", which), lambda c: figures.indicators(c, *which))

    async def phases(self, document_ids: Sequence[int] = ()) -> tuple[Phase, ...]:
        """The phases of those documents (all when empty), in printed order."""
        which = await self._by_state(tuple(document_ids))
        return await self._recall(("phases", which), lambda c: figures.phases(c, *which))

    async def changes(self, document_ids: Sequence[int]) -> tuple[Changed, ...]:
        """What those amendments change, in printed order."""
        ids = tuple(document_ids)
        return await self._recall(("changes", ids), lambda c: figures.changes(c, ids))

    async def duties(
        self, document_ids: Sequence[int] = (), bureau_ids: Sequence[int] = ()
    ) -> tuple[Duty, ...]:
        """What member units answer for, in printed order."""
        ids, states = await self._by_state(tuple(document_ids))
        which = (ids, tuple(bureau_ids), states)
        return await self._recall(("duties", which), lambda c: figures.duties(c, *which))

    async def members(self, document_id: int) -> tuple[str, ...]:
        """Printed names of the members of the document's 专班 or joint conference."""
        return (await self.every_member((document_id,))).get(document_id, ())

    async def every_member(self, document_ids: Sequence[int] = ()) -> dict[int, tuple[str, ...]]:
        """The same of those documents (all when empty), where they name any."""
        which = await self._by_state(tuple(document_ids))
        return await self._recall(("members", which), lambda c: figures.members(c, *which))

    async def find(
        self,
        terms: Sequence[str],
        documents: Sequence[int] = (),
        limit: int = 100,
        states: Sequence[DocumentState] = (),
    ) -> tuple[Hit, ...]:
        """At most `limit` tasks and duties that hold the terms, unranked, newest first.

        Those that hold all terms; when they are few, after them those that hold all but one, then
        those with fewer. `documents` and `states` say where to look; both empty means everywhere.
        """
        scope = await self._scope(documents, states)
        question = ("find", tuple(terms), scope, limit)
        return await self._recall(question, lambda c: search.find(c, terms, scope, limit))

    async def _scope(
        self, documents: Sequence[int], states: Sequence[DocumentState] = ()
    ) -> search.Scope:
        if not self._index_checked:
            await self._check_index()
        return search.Scope(*await self._by_state(tuple(documents), tuple(states)))

    async def _asked(self, query: TaskQuery) -> TaskQuery:
        ids, states = await self._by_state(query.documents, query.states)
        return replace(query, documents=ids, states=states)

    async def _by_state(
        self, ids: tuple[int, ...], states: States = ()
    ) -> tuple[tuple[int, ...], States]:
        """States in the place of ids that are all their documents: thousands of ids are slow to
        ask with and large to remember. Ids in the place of states with few documents."""
        if states:
            every = () if ids else tuple(each.id for each in await self.documents(*states))
            return (every, ()) if 0 < len(every) <= search.SCOPE_TOKENS else (ids, states)
        if len(ids) <= search.SCOPE_TOKENS:
            return ids, ()
        shelves = await self._recall("shelves", documents.shelves)
        found = next((states for states, every in shelves if every == ids), None)
        return ((), found) if found else (ids, ())

    async def _check_index(self) -> None:
        if not await self._store.read(index.is_current):
            await self._store.write(index.rebuild)
        self._index_checked = True

    async def shelf(self, document_ids: Sequence[int]) -> Shelf[Hit]:
        """All tasks and duties of those documents: for small scopes, ranked by whoever asks."""
        ids = tuple(document_ids)
        return await self._recall(("shelf", ids), lambda c: _shelf(hits.of_documents(c, ids)))

    async def found(
        self, terms: Sequence[str], documents: Sequence[int] = (), limit: int = 100
    ) -> Shelf[Hit]:
        """What `find` finds, ready to be ranked."""
        scope = await self._scope(documents)
        question = ("found", tuple(terms), scope, limit)
        return await self._recall(question, lambda c: _shelf(search.find(c, terms, scope, limit)))

    async def remembered(
        self, version: int, question: Hashable, answer: Callable[[], Awaitable[T]]
    ) -> T:
        """What `answer` made of the ledger as of `version` or later, kept until it changes."""
        return await self._answers.get(version, question, answer)

    async def _recall(self, question: Hashable, read: Callable[[Connection], T]) -> T:
        """What `read` gives, kept in memory until the ledger changes."""
        return await self._kept(self._remembered, question, read)

    async def _recall_people(self, question: Hashable, read: Callable[[Connection], T]) -> T:
        """The same of who takes part: asked with every message, so no long list drives it out."""
        return await self._kept(self._people, question, read)

    async def _kept(
        self, where: Remembered, question: Hashable, read: Callable[[Connection], T]
    ) -> T:
        version = await self.version()
        return await where.get(version, question, lambda: self._store.look(read))


def _shelf(found: Iterable[Hit]) -> Shelf[Hit]:
    return Shelf(Candidate(hit, hit.title, hit.text, hit.section) for hit in found)
