"""What people correct lies over what is printed, leaves a trace, and can be taken back."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import update

from db.correcting import Order
from db.engine import open_store
from db.errors import HasHistoryError, UnknownRecordError
from db.ledger import Ledger
from db.records import Task, TaskQuery
from db.reshaping import NewTask
from db.tables.records import audit
from knowledge.papers.model import Deadline
from tests.db.papers import HOTLINE, NOW, NURSING, SCREENING, WORK_PLAN, with_tasks


async def first_task(ledger: Ledger) -> Task:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    return (await ledger.tasks(TaskQuery())).tasks[0]


async def again(ledger: Ledger, task: Task) -> Task:
    return (await ledger.tasks_by_id([task.id]))[0]


async def test_corrected_units_count_everywhere(ledger: Ledger) -> None:
    task = await first_task(ledger)

    await ledger.set_units(task.id, "lead", ["区疾控局", "区教育局"], by="李敏", now=NOW, key="k1")

    now = await again(ledger, task)
    assert now.units("lead") == ("区疾控局", "区教育局")
    assert now.units("cooperating") == task.units("cooperating")
    assert now.corrected == ("lead",)
    bureaus = {bureau.name: bureau.id for bureau in (await ledger.names()).bureaus}
    mine = TaskQuery(bureaus=(bureaus["区疾控局"],), roles=("lead",))
    assert [each.id for each in (await ledger.tasks(mine)).tasks] == [task.id]
    former = TaskQuery(bureaus=(bureaus["区卫生健康委"],), roles=("lead",))
    assert (await ledger.tasks(former)).tasks == ()


async def test_a_corrected_deadline_is_what_is_due(ledger: Ledger) -> None:
    task = await first_task(ledger)

    await ledger.set_deadline(
        task.id, Deadline("explicit", date(2025, 6, 30), "6月底"), by="李敏", now=NOW, key="k1"
    )

    due = TaskQuery(due_until=date(2025, 6, 30))
    (found,) = (await ledger.tasks(due)).tasks
    assert (found.id, found.deadline.text) == (task.id, "6月底")


async def test_a_corrected_title_is_found_and_the_old_one_is_not(ledger: Ledger) -> None:
    task = await first_task(ledger)

    await ledger.set_title(task.id, "守护儿童口腔健康", by="李敏", now=NOW, key="k1")

    assert await found(ledger, "口腔") == [task.id]
    assert (await again(ledger, task)).title == "守护儿童口腔健康"


async def test_undoing_brings_back_what_lies_beneath(ledger: Ledger) -> None:
    task = await first_task(ledger)
    one = await ledger.set_title(task.id, "第一稿", by="李敏", now=NOW, key="k1")
    two = await ledger.set_title(task.id, "第二稿", by="李敏", now=NOW, key="k2")

    await ledger.undo(two, by="李敏", now=NOW, key="k3")
    assert (await again(ledger, task)).title == "第一稿"
    await ledger.undo(one, by="李敏", now=NOW, key="k4")
    assert await again(ledger, task) == task

    with pytest.raises(UnknownRecordError, match="没有可以撤销"):
        await ledger.undo(one, by="李敏", now=NOW, key="k5")


async def test_corrected_back_to_the_printed_value_is_not_corrected(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.set_title(task.id, "第一稿", by="李敏", now=NOW, key="k1")

    await ledger.set_title(task.id, SCREENING.title, by="李敏", now=NOW, key="k2")

    assert (await again(ledger, task)).corrected == ()


async def test_the_same_wish_sent_many_times_is_one_change(ledger: Ledger) -> None:
    task = await first_task(ledger)

    wishes = [
        ledger.set_title(task.id, "新名称", by="李敏", now=NOW, key="press-7") for _ in range(10)
    ]
    assert len(set(await asyncio.gather(*wishes))) == 1


async def test_fifty_people_correct_at_once_and_nothing_is_lost(ledger: Ledger, url: str) -> None:
    task = await first_task(ledger)

    ids = await asyncio.gather(
        *(
            ledger.set_units(
                task.id, "lead", [f"区第{n}人民医院"], by=f"第{n}人", now=NOW, key=f"k{n}"
            )
            for n in range(50)
        )
    )

    assert len(set(ids)) == 50
    assert await ledger.broken_audit() is None
    last = (await again(ledger, task)).units("lead")
    for audit_id in sorted(ids, reverse=True):
        assert (await again(ledger, task)).corrected == ("lead",)
        await ledger.undo(audit_id, by="李敏", now=NOW, key=f"undo{audit_id}")
    assert last != task.units("lead")
    assert await again(ledger, task) == task


async def test_a_merged_task_goes_on_in_the_other(ledger: Ledger) -> None:
    one, other, _ = await all_tasks(ledger)

    merged = await ledger.merge(one.id, other.id, by="李敏", now=NOW, key="k1")

    assert [task.ref for task in await standing(ledger)] == ["2", "3"]
    assert (await again(ledger, one)).continued_by == other.id
    assert (await again(ledger, other)).merged == ("1",)
    assert await found(ledger, "视力筛查") == [other.id]

    await ledger.undo(merged, by="李敏", now=NOW, key="k2")
    assert await all_again(ledger, one, other) == (one, other)
    assert await found(ledger, "视力筛查") == [one.id]


async def test_a_split_task_gives_place_to_its_parts(ledger: Ledger) -> None:
    one, other, last = await all_tasks(ledger)
    parts = [
        NewTask("开展视力筛查", lead=("区教育局",)),
        NewTask("建立视力档案", lead=("区疾控局",)),
    ]

    split = await ledger.split(one.id, parts, by="李敏", now=NOW, key="k1")

    assert [(task.ref, task.title) for task in await standing(ledger)] == [
        ("1-1", "开展视力筛查"),
        ("1-2", "建立视力档案"),
        ("2", other.title),
        ("3", last.title),
    ]
    await ledger.undo(split, by="李敏", now=NOW, key="k2")
    assert await standing(ledger) == (one, other, last)


async def test_a_task_without_paper_stands_for_itself(ledger: Ledger) -> None:
    asked = NewTask(
        "三日内报送高温中暑应急方案",
        lead=("区疾控局",),
        deadline=Deadline("explicit", date(2025, 7, 9), "7月9日前"),
    )

    audit_id, task_id = await ledger.add_task(None, asked, by="李敏", now=NOW, key="k1")

    (task,) = await ledger.tasks_by_id([task_id])
    assert (task.ref, task.printed, task.units("lead")) == ("1", False, ("区疾控局",))
    (document,) = await ledger.documents("active")
    assert document.title == "领导批示和会议议定事项"
    assert await found(ledger, "高温中暑") == [task_id]
    await ledger.undo(audit_id, by="李敏", now=NOW, key="k2")
    assert await standing(ledger) == ()


async def test_a_task_added_to_a_paper_survives_its_reissue(ledger: Ledger) -> None:
    await first_task(ledger)
    (document,) = await ledger.documents()
    extra = NewTask("增设夜间门诊", lead=("区卫生健康委",))
    _, task_id = await ledger.add_task(document.id, extra, by="李敏", now=NOW, key="k1")

    await ledger.import_paper(with_tasks(NURSING, HOTLINE), now=NOW)

    assert [task.ref for task in await standing(ledger)] == ["2", "3", "补1"]
    assert (await ledger.tasks_by_id([task_id]))[0].title == "增设夜间门诊"


async def test_a_document_with_corrections_is_not_removed(ledger: Ledger) -> None:
    task = await first_task(ledger)
    await ledger.set_title(task.id, "新名称", by="李敏", now=NOW, key="k1")

    with pytest.raises(HasHistoryError, match="可以归档"):
        await ledger.remove_document(task.document_id, Order("李敏", NOW, "r"))

    await ledger.set_state(task.document_id, "archived", Order("李敏", NOW, "s"))
    assert len(await ledger.documents("archived")) == 1


async def test_an_unknown_task_or_document_is_said(ledger: Ledger) -> None:
    with pytest.raises(UnknownRecordError):
        await ledger.set_title(99, "x", by="李敏", now=NOW, key="k1")
    with pytest.raises(UnknownRecordError):
        await ledger.merge(98, 99, by="李敏", now=NOW, key="k2")
    with pytest.raises(UnknownRecordError):
        await ledger.add_task(99, NewTask("x"), by="李敏", now=NOW, key="k3")
    with pytest.raises(UnknownRecordError):
        await ledger.set_state(99, "active", Order("李敏", NOW, "u"))


async def test_tampering_with_the_audit_shows(ledger: Ledger, url: str) -> None:
    task = await first_task(ledger)
    tampered = await ledger.set_title(task.id, "新名称", by="李敏", now=NOW, key="k1")
    await ledger.set_title(task.id, "再改", by="王强", now=NOW, key="k2")
    assert await ledger.broken_audit() is None

    store = open_store(url)
    change = update(audit).where(audit.c.id == tampered).values(by="王强")
    await store.write(lambda connection: connection.execute(change).rowcount)
    await store.close()

    assert await ledger.broken_audit() == tampered


async def found(ledger: Ledger, term: str) -> list[int]:
    return [hit.id for hit in await ledger.find([term]) if hit.kind == "task"]


async def all_tasks(ledger: Ledger) -> tuple[Task, ...]:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    return await standing(ledger)


async def standing(ledger: Ledger) -> tuple[Task, ...]:
    return (await ledger.tasks(TaskQuery())).tasks


async def all_again(ledger: Ledger, *tasks: Task) -> tuple[Task, ...]:
    return await ledger.tasks_by_id([task.id for task in tasks])
