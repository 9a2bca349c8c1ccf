"""Digests for notices: made beside the deliveries, once for all who look after the same."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.serving.faults import told
from db.ledger import Ledger
from db.outbox import Attempt, Notice
from handlers.digesting import brief_reply, digest_reply
from handlers.reply import Attachment, Reply
from handlers.stored import load_reply
from reminders.digest import digest as digest_of
from reminders.digest_records import Digest
from reminders.rechecking.asked import Gone
from reminders.week import Scope, Week
from reminders.week_gathering import (
    UnknownScopeError,
    gather_week,
    scope_of,
    scope_of_channel,
)
from reminders.weekly import KIND

MakeFiles = Callable[[Digest], Awaitable[tuple[Attachment, ...]]]
_KEPT = 600.0
"""Seconds that a digest is kept for others who look after the same."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Later:
    """It is being made: asked again in a moment."""


_Made = tuple[Digest, tuple[Attachment, ...]]
_Key = tuple[str, datetime, datetime]


class Digests:
    """Makes digests, one after another, and gives each to whom it is due."""

    def __init__(self, ledger: Ledger, zone: ZoneInfo, files: MakeFiles | None = None) -> None:
        """`files`: none where nothing is to be attached."""
        self._ledger = ledger
        self._zone = zone
        self._files = files
        self._making: dict[_Key, asyncio.Task[_Made]] = {}
        self._free = asyncio.Semaphore(1)

    async def words(self, notice: Notice) -> Reply | Gone | Later:
        """What it says; nothing where nothing moved and nothing waits."""
        try:
            scope, minimal = await self._scope(notice)
        except UnknownScopeError as error:
            return Gone(str(error))
        made = self._made(scope, self._week(notice))
        if made is None:
            return Later()
        digest, files = made
        if not digest.papers:
            return Gone("没有在办的文件")
        if digest.weight == "nothing":
            return Gone("本周没有变化")
        if minimal:
            return brief_reply(digest)
        return replace(digest_reply(digest), attachments=files)

    async def again(self, notice: Notice, attempt: Attempt) -> Reply | Later:
        """The words as they were sent, with the same files. Raises `ValueError`, `KeyError`."""
        reply = load_reply(attempt.facts["reply"])
        said = await self.words(notice)
        match said:
            case Later():
                return said
            case Reply(attachments=files):
                return replace(reply, attachments=files)
        return reply

    async def made(self) -> None:
        """Wait until nothing is being made."""
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Make no more; what was not said comes again."""
        for one in self._making.values():
            one.cancel()
        await asyncio.gather(*self._making.values(), return_exceptions=True)

    async def _scope(self, notice: Notice) -> tuple[Scope, bool]:
        """What it is about, and whether only little may be said there."""
        names = await self._ledger.names()
        if notice.person is not None:
            person = await self._ledger.people.by_id(notice.person)
            if person is None or person.role != "manager":
                raise UnknownScopeError("已不是领导，不再发周报")
            return scope_of(person.scope, names), False
        channel = await self._ledger.channels.by_id(notice.channel or 0)
        if channel is None or KIND not in channel.kinds:
            raise UnknownScopeError("这个群（频道）已不再订阅周报")
        return scope_of_channel(channel, names), channel.minimal

    def _week(self, notice: Notice) -> Week:
        since = datetime.fromisoformat(notice.facts["since"]).astimezone(self._zone)
        until = datetime.fromisoformat(notice.facts["until"]).astimezone(self._zone)
        return Week(since, until)

    def _made(self, scope: Scope, week: Week) -> _Made | None:
        key = (scope.text, week.since, week.until)
        task = self._making.get(key)
        if task is None:
            task = asyncio.create_task(self._make(scope, week))
            self._making[key] = task
            task.add_done_callback(lambda done: self._keep(key, done))
        return task.result() if task.done() else None

    def _keep(self, key: _Key, done: asyncio.Task[_Made]) -> None:
        if done.cancelled() or done.exception():
            self._making.pop(key, None)
            if error := None if done.cancelled() else done.exception():
                _log.warning("周报没有做成，马上再做：%s", told(error))
        else:
            asyncio.get_running_loop().call_later(_KEPT, self._making.pop, key, None)

    async def _make(self, scope: Scope, week: Week) -> _Made:
        async with self._free:
            facts = await gather_week(self._ledger, week, scope)
            digest = await asyncio.to_thread(digest_of, facts)
            return digest, await self._attached(digest)

    async def _attached(self, digest: Digest) -> tuple[Attachment, ...]:
        """Files where the week is worth them; without, where they cannot be made."""
        if self._files is None or digest.weight != "full":
            return ()
        try:
            return await self._files(digest)
        except (OSError, TimeoutError, ValueError) as error:
            _log.warning("周报的图片和附件没有做成，只发文字：%s", told(error))
            return ()
