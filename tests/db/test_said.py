"""What stands in chats: what a message was about, what changed it, where its thread begins."""

from dataclasses import replace
from datetime import date, timedelta

from db.ledger import Ledger
from db.outbox import Ending, NewNotice
from db.records import TaskQuery
from db.stepping import Wish
from knowledge.papers.model import Deadline
from tests.db.outbox import Deliverer, channel, order
from tests.db.papers import NOW, WORK_PLAN


def about(task: int, key: str, channel_id: int) -> NewNotice:
    return NewNotice(key, "deadline", None, channel_id, {}, target="task", target_id=task)


async def said(ledger: Ledger, *notices: NewNotice, message: str = "m1") -> tuple[int, int]:
    """The ids of the try and of the destination."""
    await ledger.outbox.plan(notices, NOW)
    deliverer = Deliverer(ledger)
    claim = await deliverer.claim()
    attempt = await deliverer.begin(claim)
    ending = Ending("sent", "sent", messages=(message,), place="telegram:-1")
    await deliverer.end(claim, attempt, ending)
    return attempt.id, claim.destination


async def test_a_thread_begins_with_the_first_message_about_the_task_alone(
    ledger: Ledger,
) -> None:
    group = await channel(ledger, "-1")
    await said(ledger, about(7, "a", group), about(8, "b", group))
    alone, destination = await said(ledger, about(7, "c", group), message="m2")
    await said(ledger, about(7, "d", group), message="m3")

    found = await ledger.said.thread(destination, "task", 7, NOW)
    assert found is not None
    assert (found.id, found.message_id, found.place) == (alone, "m2", "telegram:-1")
    assert await ledger.said.thread(destination, "task", 8, NOW) is None


async def test_the_last_message_about_a_task_and_what_changed_it(ledger: Ledger) -> None:
    group = await channel(ledger, "-1")
    await said(ledger, about(7, "a", group))
    both, _ = await said(ledger, about(7, "b", group), about(8, "c", group))

    last = await ledger.said.last("task", [7, 8, 9], ("deadline",), NOW)
    assert {(one.notice.key, one.attempt) for one in last} == {("b", both), ("c", both)}
    attempt = await ledger.said.with_notice(last[0].notice.id)
    assert attempt is not None
    assert attempt.id == both

    edit = replace(about(7, "outdated/b", group), edits_id=both)
    await ledger.outbox.plan([edit], NOW)
    assert [one.key for one in await ledger.said.edits(both)] == ["outdated/b"]
    # What changes a message is none itself.
    assert len(await ledger.said.last("task", [7], ("deadline",), NOW)) == 1


async def test_what_happened_to_tasks_is_found_by_when(ledger: Ledger) -> None:
    done = await ledger.import_paper(WORK_PLAN, now=NOW - timedelta(days=9))
    (first, second, *_) = (await ledger.tasks(TaskQuery((done.document_id,)))).tasks
    assert await ledger.said.changed(NOW) == ()

    later = NOW + timedelta(days=1)
    wish = Wish("task", first.id, first.document_id, "suspended", reason="等政策")
    await ledger.progress.step(wish, order("step", NOW))
    date_ = Deadline("explicit", date(2025, 9, 30))
    await ledger.set_deadline(second.id, date_, by="张三", now=later, key="due")
    assert set(await ledger.said.changed(NOW)) == {first.id, second.id}
    assert await ledger.said.changed(later) == (second.id,)
