"""An amendment changes the paper it amends, as far as it is sure what it means."""

from dataclasses import replace
from datetime import date

from db.ledger import Ledger
from db.records import Task, TaskQuery
from knowledge.papers.model import Amends, Change, Paper
from tests.db.papers import NOW, WORK_PLAN

AMENDMENT = Paper(
    slug="amend",
    title="关于调整2025年卫生健康工作要点部分任务的通知",
    issuer="临江区卫生健康委员会",
    doc_number="临卫发〔2025〕19号",
    jurisdiction="海州市临江区",
    issued_on=date(2025, 6, 3),
    amends=Amends("临卫发[2025]3号", None),
    changes=(
        Change("1", "lead", "区卫生健康委", "区疾控局"),
        Change("2", "deadline", None, "2025年10月底前"),
        Change("9", "lead", None, "区民政局"),
        Change("2", "cooperating", "区公安局", "区城管局"),
    ),
)


async def tasks_of(ledger: Ledger) -> tuple[Task, ...]:
    return (await ledger.tasks(TaskQuery())).tasks


async def test_an_amendment_lies_over_the_paper_it_amends(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    plan = await ledger.preview(AMENDMENT)
    result = await ledger.import_paper(AMENDMENT, plan=plan, now=NOW)

    assert result.kind == "amendment"
    first, second, _ = await tasks_of(ledger)
    assert first.units("lead") == ("区疾控局",)
    assert first.corrected == ("lead",)
    assert second.deadline.date == date(2025, 10, 31)


async def test_what_does_not_fit_is_left_to_a_person(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)

    plan = await ledger.preview(AMENDMENT)

    left = {each.ref + each.field: each.reason for each in plan.amended if not each.applies}
    assert left == {"9lead": "没有这一项", "2cooperating": "与现有内容对不上，请人工更正"}


async def test_changed_words_of_the_text_are_left_and_said_to_be(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    changed = replace(AMENDMENT, changes=(Change("1", "text", "300场", "500场"),))

    (left,) = (await ledger.preview(changed)).amended

    assert left.reason == "任务内容里的文字和数量没有自动改，请人工更正"


async def test_an_article_is_found_by_its_number(ledger: Ledger) -> None:
    first, *others = WORK_PLAN.tasks
    articles = replace(WORK_PLAN, tasks=(replace(first, ref="第一条"), *others))
    await ledger.import_paper(articles, now=NOW)
    changed = replace(AMENDMENT, changes=(Change("一", "lead", "区卫生健康委", "区疾控局"),))

    (done,) = (await ledger.preview(changed)).amended

    assert done.applies


async def test_what_a_person_corrected_stays_over_the_amendment(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    first = (await tasks_of(ledger))[0]
    await ledger.set_units(first.id, "lead", ["区教育局"], by="李敏", now=NOW, key="k1")

    await ledger.import_paper(AMENDMENT, now=NOW)

    assert (await tasks_of(ledger))[0].units("lead") == ("区教育局",)


async def test_an_amendment_issued_again_replaces_what_it_said_before(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    await ledger.import_paper(AMENDMENT, now=NOW)

    shorter = replace(AMENDMENT, changes=AMENDMENT.changes[1:])
    await ledger.import_paper(shorter, now=NOW)

    first, second, _ = await tasks_of(ledger)
    assert first.units("lead") == ("区卫生健康委",)
    assert second.deadline.date == date(2025, 10, 31)
    assert await ledger.broken_audit() is None


async def test_an_amendment_of_an_unknown_paper_is_kept_and_says_so(ledger: Ledger) -> None:
    result = await ledger.import_paper(AMENDMENT, now=NOW)

    assert result.notes == ("台账中没有找到被修改的文件",)
    assert len(await ledger.documents()) == 1


async def test_units_may_be_taken_away_and_added(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    before = (await tasks_of(ledger))[1].units("cooperating")
    changes = (
        Change("2", "cooperating", None, "区残联", added=True),
        Change("1", "lead", "区卫生健康委", None),
    )

    await ledger.import_paper(replace(AMENDMENT, changes=changes), now=NOW)

    first, second, _ = await tasks_of(ledger)
    assert second.units("cooperating") == (*before, "区残联")
    assert "区卫生健康委" not in first.units("lead")


async def test_two_notices_titled_alike_are_two_papers_by_their_numbers(ledger: Ledger) -> None:
    await ledger.import_paper(WORK_PLAN, now=NOW)
    await ledger.import_paper(AMENDMENT, now=NOW)
    another = replace(AMENDMENT, doc_number="临卫发〔2025〕35号", changes=AMENDMENT.changes[:1])

    plan = await ledger.preview(another)

    assert (plan.kind, plan.document_id) == ("amendment", None)
