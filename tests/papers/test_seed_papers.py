"""What must be read in the five source papers, where these are at hand."""

from datetime import date

import pytest

from knowledge.papers.model import Paper, Period
from tests.papers.paper import paper


@pytest.fixture
def seed(seed_text):
    def read(slug) -> Paper:
        return paper(seed_text(slug))

    return read


def test_thirty_five_items_numbered_through_restarting_sections(seed):
    read = seed("sh2023-tcm")
    assert [task.ref for task in read.tasks] == [str(number) for number in range(1, 36)]
    assert all(task.lead and task.cooperating for task in read.tasks)
    assert read.tasks[6].lead == ("市医保局",)
    assert read.tasks[34].lead == ("市中医药管理局", "市卫生健康委")
    assert read.issuer == "上海市中医药事业发展领导小组办公室"
    assert read.issued_on == date(2023, 3, 28)


def test_steps_with_and_without_units_and_a_flat_table(seed):
    read = seed("banan2024")
    refs = [task.ref for task in read.tasks]
    assert refs[:7] == [
        *("一/(一)/一是", "一/(一)/二是"),
        *("一/(二)/一是", "一/(二)/二是", "一/(二)/三是", "一/(二)/四是"),
        "二/(一)",
    ]
    assert len(refs) == 26
    assert all(task.responsible for task in read.tasks)
    assert [len(task.measures) for task in read.tasks[6:9]] == [3, 3, 3]
    (clinic,) = (it for it in read.indicators if it.name == "中医馆")
    assert (clinic.baseline_year, clinic.baseline, clinic.targets[0].value) == (2023, 23, 24)
    assert len(read.indicators) == 14
    assert read.period == Period(date(2024, 1, 1), date(2027, 12, 31))


def test_sections_marked_as_steps(seed):
    read = seed("sh2024-health")
    assert [section.label for section in read.sections] == [
        *("一是", "二", "三是", "四是", "五", "六", "七"),
    ]
    assert [task.ref for task in read.tasks] == [str(number) for number in range(1, 28)]


def test_misprinted_sections(seed):
    read = seed("jingan2020")
    assert [section.label for section in read.sections] == [
        "1",
        "二",
        "三",
        "3",
        "四",
        "7",
        "八",
        "九",
    ]
    assert [task.ref for task in read.tasks] == [str(number) for number in range(1, 21)]
    assert [it.targets[0].value for it in read.indicators] == [95, 70, 90]


def test_a_scheme_with_duties_and_phases(seed):
    read = seed("jingan2024")
    assert [task.ref for task in read.tasks] == ["(一)", "(二)", "(三)", "(四)", "(五)", "(六)"]
    assert len(read.duties) == len(read.members) == 15
    assert [(phase.name, phase.end) for phase in read.phases] == [
        ("创建部署阶段", date(2024, 6, 30)),
        ("创建推进阶段", date(2024, 7, 31)),
        ("迎接评审阶段", date(2024, 9, 30)),
    ]
    assert read.doc_number == "静府办发〔2024〕6号"
    assert read.period == Period(date(2024, 5, 1), date(2024, 9, 30))
