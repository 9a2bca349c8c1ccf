"""Everything that is no message: forms, edits, looking up from another chat."""

from handlers.reply import Item
from tests.handlers.team import labels, text


async def test_a_new_task_is_asked_for_by_a_form_and_confirmed_like_any_change(team):
    zhou = await team.has("周督办", "coordinator")
    asked = await zhou.says("新增任务")
    assert asked.form.name == "newtask"
    card = await zhou.fills_in(
        "newtask", title="摸排中医诊所，建档", lead="市卫健委", cooperating="", due="9月底前"
    )
    assert "摸排中医诊所、建档" in text(card)
    assert labels(card) == ["确认", "取消"]
    assert (await zhou.presses("确认", card)).intent == "corrected"


async def test_a_form_is_checked_when_it_comes_in(team):
    staff = await team.has("张三")
    assert (await staff.fills_in("newtask", title="摸排中医诊所")).intent == "refused"
    zhou = await team.has("周督办", "coordinator")
    assert (await zhou.fills_in("newtask", title=" ")).intent == "stale"
    assert (await staff.fills_in("unheard-of", title="x")).intent == "stale"


async def test_an_edited_message_is_answered_like_a_new_one(team):
    staff = await team.has("张三")
    assert len((await staff.edits("市医保局牵头哪些任务")).tasks) == 1


async def test_looking_up_from_another_chat_gives_tasks_one_by_one(team):
    staff = await team.has("张三", bureau="市医保局")
    found = await staff.looks_up("中医馆")
    assert found.private
    assert 0 < len(found.blocks) <= 10
    assert len(found.tasks) == len(found.blocks)
    assert all(isinstance(block, Item) for block in found.blocks)
    assert not (await staff.looks_up("星际航行")).blocks


async def test_before_anything_is_typed_ones_own_tasks_are_offered(team):
    staff = await team.has("张三", bureau="区教委")
    assert len((await staff.looks_up("")).blocks) == 6


async def test_looking_up_leaves_no_trace_in_the_conversation(team):
    staff = await team.has("张三")
    await staff.says("市医保局牵头哪些任务")
    await staff.looks_up("治未病")
    assert len((await staff.says("那配合的呢")).tasks) == 3


async def test_strangers_look_nothing_up(team):
    found = await team.stranger("王五").looks_up("中医馆")
    assert not found.tasks
    assert "不认识您" in text(found)


async def test_a_file_from_staff_is_evidence_or_asked_about_never_a_paper_to_import(team):
    reply = await (await team.has("张三")).sends("要点.docx")
    assert (reply.intent, reply.clarify) == ("evidence", True)


async def test_more_goes_on_from_the_answer_it_stood_under(team):
    staff = await team.has("张三")
    first = await staff.says("市中医药管理局牵头哪些任务")
    await staff.says("市教委配合哪些任务")
    more = await staff.presses("更多", first, answer="m1")
    assert "第9—16项，共27项" in text(more)


async def test_every_page_goes_on_where_the_one_it_stood_under_ended(team):
    staff = await team.has("张三")
    first = await staff.says("市中医药管理局牵头哪些任务")
    second = await staff.presses("更多", first, answer="m1")
    third = await staff.presses("更多", second, answer="m2")
    assert "第17—24项，共27项" in text(third)
    assert "第9—16项，共27项" in text(await staff.presses("更多", first, answer="m1"))
