"""A title written out in full means its task, whatever its words would say elsewhere."""

from dataclasses import replace

import pytest

from knowledge.reports.matter import Matter
from knowledge.reports.matters import Matters
from knowledge.reports.understand import understand
from tests.reports.judging import shown, surroundings

TITLES = {
    "4": "持续实施中医药发展三年行动计划",
    "5": "推进国家医学中心（中医类）、国家区域医疗中心等重大项目建设",
    "11": "重点做好中医药应急和传染病防控工作",
    "二/(三)": "完善基本药物制度建设工作",
}
TASKS = Matters(
    Matter("task", key, title, ref=ref) for key, (ref, title) in enumerate(TITLES.items())
)


def told(text):
    reading = understand(text, replace(surroundings(), matters=TASKS))
    return [(one["target"]["item"], one["status"]) for one in map(shown, reading.claims)]


@pytest.mark.parametrize("form", ["{}", "“{}”", "《{}》", "关于{}，", "{}这项"])
@pytest.mark.parametrize("ref", TITLES)
def test_a_title_is_its_number(form, ref):
    item = "2/3" if "/" in ref else ref
    assert told(form.format(TITLES[ref]) + "推进到一半") == [(item, "in_progress")]
    assert told(form.format(TITLES[ref]) + "已办结") == [(item, "done")]


@pytest.mark.parametrize("text", ["第5项{}完成了", "第5项（{}）已完成", "{}（第5项）：办结"])
def test_beside_its_own_number_it_says_nothing_more(text):
    assert told(text.format(TITLES["5"])) == [("5", "done")]


@pytest.mark.parametrize("text", ["{}", "{}谁牵头", "{}下月办结", "{}还没办结"])
def test_it_reports_nothing_by_itself(text):
    assert not [told(text.format(title)) for title in TITLES.values() if told(text.format(title))]


def test_it_is_sure_where_several_papers_have_its_number():
    """What of them is meant is the title's, not a question."""
    twice = Matters((Matter("task", 1, TITLES["4"], ref="4"), Matter("task", 2, "别的事", ref="4")))
    reading = understand(f"{TITLES['4']}推进到一半", replace(surroundings(), matters=twice))
    assert [one.target.matter for one in reading.claims] == [("task", 1)]
