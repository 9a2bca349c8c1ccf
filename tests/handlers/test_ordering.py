"""Orders about a task's life as people type them: which paper, which unit, several at once."""

from tests.handlers.team import PAPER, labels, led, stands, task_of, text

OTHER = "jingan2020"


async def test_what_several_papers_have_is_done_once_the_paper_is_pressed(team, chief):
    asked = await chief.says("催办第12项，省里要来检查")
    assert asked.clarify
    label = next(one for one in labels(asked) if "2023年上海市中医药" in one)
    assert "省里要来检查" in text(await chief.presses(label, asked))
    task = await task_of(team)
    assert [one.kind for one in await team.ledger.progress.steps("task", task.id)] == ["urged"]


async def test_or_is_named_in_words(team, chief):
    assert (await chief.says("催办第12项，省里要来检查")).clarify
    assert "省里要来检查" in text(await chief.says("2023年上海市中医药工作要点"))


async def test_a_paper_may_be_named_before_the_number(team, chief):
    urged = await chief.says("催办上海市中医药工作要点第12项，省里要来检查", document=OTHER)
    assert [(one.document, one.ref) for one in urged.tasks] == [(PAPER, "12")]


async def test_a_report_may_name_its_paper_so_as_well(team, staff):
    card = await staff.says("上海市中医药工作要点第12项完成60%", document=OTHER)
    assert [(one.document, one.ref) for one in card.drafts] == [(PAPER, "12")]


async def test_of_several_only_what_can_be_decided_on_is_meant(team, staff, chief):
    await staff.says("第12项已全部办结", document=PAPER)
    await staff.says("确认")
    await chief.says("第12项审核通过")
    assert (await stands(team)).state == "done"


async def test_who_may_take_it_with_none_of_them_hears_whose_it_is(team):
    other = await team.has("王五", bureau="市体育局")
    refused = await other.says("签收第7项")
    assert refused.intent == "refused"
    assert "请找督办人员" in text(refused) or "承办单位" in text(refused)


async def test_all_that_is_ones_own_is_signed_for_at_once(team, staff):
    signed = await staff.says("全部签收", document=PAPER)
    assert len(signed.tasks) > 1
    assert "没有等您签收的任务" in text(await staff.says("全部签收"))


async def test_an_application_for_more_time_is_taken_back_by_who_made_it(team, staff, chief):
    await staff.says("第12项申请延期到2025年3月31日，招标没有完成", document=PAPER)
    colleague = await team.has("赵六", bureau=await led(team))
    refused = await colleague.says("撤回第12项延期申请", document=PAPER)
    assert "由提出的人（张三）撤回" in text(refused)

    assert "延期申请已撤回" in text(await staff.says("撤回第12项延期申请"))
    assert "没有等待审批" in text(await chief.says("同意第12项延期", document=PAPER))
    assert "撤回延期申请" in text(await staff.says("第12项的过程"))


async def test_a_later_date_is_granted_without_a_reason_and_may_be_another(team, staff, chief):
    await staff.says("第12项申请延期到2025年3月31日，招标没有完成", document=PAPER)
    granted = await chief.says("同意第12项延期到2025年1月31日", document=PAPER)
    assert not granted.clarify
    assert (await task_of(team)).deadline.date.isoformat() == "2025-01-31"


async def test_several_are_given_at_once_and_each_unit_hears_of_each(team, chief):
    worker = await team.has("王五", bureau="市卫生健康委")
    card = await chief.says("交办第3、4项给市卫生健康委，市医保局配合", document="sh2024-health")
    assert "配合：（未写明） → 市医保局" in text(card)
    await chief.says("确认")
    told = await team.hears("王五")
    assert [one.tasks[0].ref for one in told] == ["3", "4"]
    assert "已签收" in text(await worker.presses("签收", told[0]))


async def test_a_unit_and_the_person_in_it_are_told_apart(team, chief):
    await team.has("王芳", bureau="市卫生健康委")
    card = text(await chief.says("第3项交给市卫生健康委王芳负责", document="sh2024-health"))
    assert "承办人：王芳" in card
    assert "→ 市卫生健康委\n" in card
    assert "请核对名称" not in card


async def test_what_the_paper_gives_to_units_is_handed_to_them_as_printed(team, chief):
    await team.has("张三", bureau=await led(team))
    card = await chief.says("交办第12项", document=PAPER)
    assert "→" not in text(card)
    await chief.says("确认")
    assert "请签收" in text((await team.hears("张三"))[0])
    assert (await task_of(team)).corrected == ()


async def test_what_names_no_unit_is_not_handed_to_nobody(chief):
    asked = await chief.says("交办第3项", document="sh2024-health")
    assert "要指派给谁" in text(asked)
    assert asked.not_found
