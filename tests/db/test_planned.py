"""What the ledger claims to be planned, and what changed since: nothing that matters is missed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.channels import ChannelWish
from db.correcting import Order
from db.filing import Filing
from db.journal import End
from db.ledger import Ledger
from db.people import NewPerson
from db.planned import Mark
from db.records import Account, Place, TaskQuery
from db.stepping import Wish
from tests.db.papers import NOW, WORK_PLAN

PLACE = Place("telegram", "", "-1001")


def order(key: str) -> Order:
    return Order("张三", NOW, key)


@pytest.fixture
async def marked(ledger: Ledger) -> tuple[Ledger, int, int]:
    """A ledger that was planned; ids of its paper and of a task."""
    paper = await ledger.import_paper(WORK_PLAN, now=NOW, activate=True)
    end = (await ledger.planned.look()).since.end
    await ledger.planned.keep(Mark(end, NOW + timedelta(days=1), "rules"), NOW)
    (task, *_) = (await ledger.tasks(TaskQuery())).tasks
    return ledger, paper.document_id, task.id


async def test_a_new_ledger_claims_nothing(ledger: Ledger) -> None:
    looked = await ledger.planned.look()
    assert looked.mark is None
    assert looked.since.everything


async def test_what_was_claimed_holds_while_nothing_changes(
    marked: tuple[Ledger, int, int],
) -> None:
    looked = await marked[0].planned.look()
    assert looked.mark == Mark(looked.since.end, NOW + timedelta(days=1), "rules")
    assert (looked.since.everything, looked.since.papers) == (False, frozenset())


async def test_reports_and_steps_change_their_paper(marked: tuple[Ledger, int, int]) -> None:
    ledger, paper, task = marked
    filed = await ledger.progress.file(Filing("r1", "task", task, paper, NOW, "张三", percent=5))
    assert (await ledger.planned.look()).since.papers == {paper}
    before = (await ledger.planned.look()).since.end
    await ledger.progress.withdraw(filed.report_id, order("withdraw"))
    await ledger.progress.step(
        Wish("task", task, paper, "suspended", reason="等批复"), order("suspend")
    )
    after = (await ledger.planned.look()).since
    assert (after.everything, after.papers) == (False, frozenset({paper}))
    assert after.end.id > before.id


async def test_of_many_changes_none_is_overlooked(marked: tuple[Ledger, int, int]) -> None:
    ledger, paper, task = marked
    second = await ledger.import_paper(replace(WORK_PLAN, slug="second", title="另一份"), now=NOW)
    looked = await ledger.planned.look()
    assert looked.mark
    await ledger.planned.keep(replace(looked.mark, end=looked.since.end), NOW)
    of_second = (await ledger.due.of_documents([second.document_id]))[0]
    many = [Filing(f"r{n}", "task", task, paper, NOW, "张三", percent=5) for n in range(600)]
    many.append(Filing("last", "task", of_second, second.document_id, NOW, "张三", percent=5))
    await ledger.progress.file_all(many)
    since = (await ledger.planned.look()).since
    assert (since.everything, since.papers) == (False, frozenset({paper, second.document_id}))


async def test_a_corrected_task_changes_its_paper(marked: tuple[Ledger, int, int]) -> None:
    ledger, paper, task = marked
    await ledger.set_title(task, "另一个名称", by="张三", now=NOW, key="title")
    since = (await ledger.planned.look()).since
    assert (since.everything, since.papers) == (False, frozenset({paper}))


async def test_people_chats_and_settings_change_everything(
    marked: tuple[Ledger, int, int],
) -> None:
    ledger, paper, _task = marked

    async def changes() -> bool:
        looked = await ledger.planned.look()
        assert looked.mark
        await ledger.planned.keep(replace(looked.mark, end=looked.since.end), NOW)
        return looked.since.everything

    await ledger.channels.bind(PLACE, ChannelWish("组"), order("bind"))
    assert await changes()
    await ledger.people.add(NewPerson("李四", "staff"), order("add"))
    assert await changes()
    await ledger.due.settle("reminders", {"weekly": 3}, order("settle"))
    assert await changes()
    await ledger.set_state(paper, "archived", order("archive"))
    assert await changes()
    assert not await changes()


async def test_accounts_change_nothing_that_is_owed(marked: tuple[Ledger, int, int]) -> None:
    ledger, *_ = marked
    person = await ledger.people.add(NewPerson("李四", "staff"), order("add"))
    looked = await ledger.planned.look()
    assert looked.mark
    await ledger.planned.keep(replace(looked.mark, end=looked.since.end), NOW)
    await ledger.people.link(person, Account("telegram", "", "7"), order("link"))
    await ledger.people.invite(person, order("invite"))
    since = (await ledger.planned.look()).since
    assert (since.everything, since.papers) == (False, frozenset())
    assert since.end != looked.since.end


async def test_a_chain_that_is_another_one_is_not_believed(
    marked: tuple[Ledger, int, int],
) -> None:
    """As after an older copy was put back, or where rows were taken out by hand."""
    ledger, paper, task = marked
    await ledger.progress.file(Filing("r1", "task", task, paper, NOW, "张三", percent=5))
    end = (await ledger.planned.look()).since.end
    for other in (replace(end, hash="?"), End(end.id + 7, "?", end.version)):
        await ledger.planned.keep(Mark(other, NOW, "rules"), NOW)
        assert (await ledger.planned.look()).since.everything


async def test_what_counts_versions_without_a_row_changes_everything(
    marked: tuple[Ledger, int, int],
) -> None:
    ledger, *_ = marked
    end = (await ledger.planned.look()).since.end
    await ledger.planned.keep(Mark(replace(end, version=end.version - 1), NOW, "rules"), NOW)
    assert (await ledger.planned.look()).since.everything


async def test_a_claim_that_nobody_can_read_is_none(marked: tuple[Ledger, int, int]) -> None:
    ledger, *_ = marked
    await ledger.due.settle("planned", {"until": "soon"}, order("by hand"))
    assert (await ledger.planned.look()).mark is None
