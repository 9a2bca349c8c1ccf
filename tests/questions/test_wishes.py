"""Wishes to change the ledger are told from questions about it."""

import pytest

from knowledge.questions.newtask import task_in
from knowledge.questions.wishes import wish_in


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("改第7项牵头为市医保局", "units", "市医保局"),
        ("把第7项的牵头单位由市财政局改为市医保局、市教委", "units", "市医保局、市教委"),
        ("第7项改由市医保局牵头", "units", "市医保局"),
        ("第5项配合单位去掉市财政局", "units", "市财政局"),
        ("第9项截止改到9月30日", "deadline", "9月30日"),
        ("第9项延期到年底", "deadline", "年底"),
        ("三（二）的完成时限调整为2025年6月底前", "deadline", "2025年6月底前"),
        ("第4项标题改为“加强站点建设”", "title", "加强站点建设"),
        ("第3项并入第2项", "merge", ""),
        ("把第3项合并到第2项", "merge", ""),
        ("第4项拆成两项：甲事；乙事", "split", "甲事;乙事"),
        ("新增任务：摸排诊所，牵头市卫健委", "add", "摸排诊所,牵头市卫健委"),
        ("撤销", "undo", ""),
        ("第12项增加配合单位市财政局", "units", "市财政局"),
        ("第12项去掉各区人民政府", "units", "各区人民政府"),
        ("第8项改名为加强站点建设", "title", "加强站点建设"),
        ("第13项牵头单位错了，应该是市医保局", "units", "市医保局"),
        ("第16项改为市教委、市科委共同牵头", "units", "市教委、市科委"),
        ("第5项 牵头单位 改 市卫健委", "units", "市卫健委"),
        ("把它的牵头改成市医保局", "units", "市医保局"),
        ("第22项牵头改为市教委，截止改为10月底", "units", "市教委"),
        ("加一个任务 调研站点 牵头市卫健委", "add", "调研站点,牵头市卫健委"),
        ("删除第14项", "unclear", ""),
    ],
)
def test_wishes(text, kind, value):
    wish = wish_in(text)
    assert wish
    assert (wish.kind, wish.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "第7项谁牵头",
        "第3项牵头单位改成谁了",
        "市医保局牵头哪些任务",
        "第12项完成60%",
        "第9项什么时候到期",
        "第5项的配合单位有哪些",
        "新增了哪些任务",
        "加强医疗质量管理",
        "改革任务有哪些",
        "第3项改善就医体验",
        "牵头的是哪几项",
    ],
)
def test_questions_and_reports_are_no_wishes(text):
    assert wish_in(text) is None


def test_a_task_typed_in_one_line_comes_apart():
    task = task_in("落实批示精神，摸排诊所，牵头市卫健委，市药监局、市财政局配合，9月底前完成")
    assert task.title == "落实批示精神，摸排诊所"
    assert task.lead == ("市卫健委",)
    assert task.cooperating == ("市药监局", "市财政局")
    assert task.due == "9月底前完成"
