from bot.preview.difference import difference, done
from db.plan import Amended, Conflict, ImportPlan, ImportResult, Leaving, TaskChoice, TaskMatch
from handlers.reply import plain_text


def shown(kind, **more):
    return plain_text(difference(ImportPlan(kind, "qh2024", "清河区工作要点", **more)))


def test_a_new_paper_is_told_as_one():
    assert shown("new") == "台账里还没有这份文件，将新增 qh2024。"


def test_the_same_paper_changes_nothing():
    assert "没有变化" in shown("same")


def test_a_new_edition_says_what_becomes_of_every_task_that_changes():
    text = shown(
        "reissue",
        matches=(
            TaskMatch(0, "1", "签约服务", 11, changed=("deadline", "lead")),
            TaskMatch(1, "2", "护理站", 12, changed=("text",)),
            TaskMatch(2, "一/(三)", "智慧公卫"),
            TaskMatch(3, "4", "药品", None, False, (TaskChoice(13, "3", "药品配备", 0.6),)),
        ),
        leaving=(Leaving(14, "5", "义诊", True), Leaving(15, "6", "宣传", False)),
        conflicts=(Conflict(12, "2", "deadline", "2024-11-30", "2024-10-31"),),
    )
    assert "第1项 签约服务：时限、牵头单位" in text
    assert "护理站：" not in text
    assert "只有内容文字不同的 1 项" in text
    assert "新增（1）\n  一/（三） 智慧公卫" in text
    assert "第4项 药品 ← 原第3项 药品配备" in text
    assert "原第5项 义诊（有办理记录，标为已移出）" in text
    assert "原第6项 宣传（将删去）" in text
    assert "第2项 时限：更正为 2024-11-30，新印为 2024-10-31" in text


def test_an_amendment_says_what_it_changes_and_what_a_person_must_look_at():
    text = shown(
        "amendment",
        amended=(
            Amended("3", "lead", "区民政局", "区数据局", 12, "护理站", ("区数据局",)),
            Amended("9", "deadline", None, "10月底", reason="原文件没有第9项"),
        ),
    )
    assert "第3项 护理站 牵头单位：区民政局 → 区数据局" in text
    assert "10月底（没有照改：原文件没有第9项）" in text


def test_what_was_done_is_one_line():
    result = ImportResult("reissue", 1, "qh2024", added=2, removed=1)
    assert done(result) == "已存入台账：qh2024（新增 2 项任务，移出 1 项任务）"
    assert done(ImportResult("merge", 1, "banan2024")) == "已存入台账：banan2024"
