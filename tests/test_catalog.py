"""The five built-in papers: complete, right in the spots people ask about, and in our own words."""

import re
from datetime import date

import pytest

from knowledge import catalog
from knowledge.catalog import CatalogError
from knowledge.papers.model import Paper, Quantity, Task
from tests.seeds import seed_path

PAPERS = {paper.slug: paper for paper in catalog.load_all()}


def task(slug: str, ref: str) -> Task:
    return next(task for task in PAPERS[slug].tasks if task.ref == ref)


def seed_text(slug: str) -> str:
    return seed_path(slug).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("slug", "sections", "tasks", "indicators"),
    [
        ("sh2023-tcm", 9, 35, 0),
        ("banan2024", 11, 26, 14),
        ("sh2024-health", 7, 27, 0),
        ("jingan2020", 8, 20, 3),
        ("jingan2024", 6, 6, 0),
    ],
)
def test_it_has_everything_that_the_paper_numbers(slug, sections, tasks, indicators):
    paper = PAPERS[slug]
    assert (len(paper.sections), len(paper.tasks)) == (sections, tasks)
    assert len(paper.indicators) == indicators
    assert len({task.ref for task in paper.tasks}) == tasks


@pytest.mark.parametrize("slug", catalog.SLUGS)
def test_every_task_says_what_it_is_about(slug):
    paper = PAPERS[slug]
    assert paper.title
    assert paper.jurisdiction
    for each in paper.tasks:
        assert 2 <= len(each.points) <= 6, each.ref
        assert all(point in each.text for point in each.points)
        assert paper.sections[(each.section_order or 0) - 1].order == each.section_order


@pytest.mark.parametrize("slug", catalog.SLUGS)
def test_a_task_without_a_printed_date_is_due_when_the_paper_ends(slug):
    paper = PAPERS[slug]
    assert paper.period
    assumed = [task.deadline for task in paper.tasks if task.deadline.kind == "period"]
    assert assumed
    assert {(due.date, due.text, due.all) for due in assumed} == {(paper.period.end, None, ())}


def test_units_stand_by_their_role_as_printed():
    medical_insurance = task("sh2023-tcm", "7")
    assert medical_insurance.lead == ("市医保局",)
    assert medical_insurance.cooperating == ("市中医药管理局", "市卫生健康委", "申康中心")
    assert task("sh2023-tcm", "27").lead == ("市中医药管理局", "市文化旅游局")
    assert "各区人民政府" in task("sh2023-tcm", "1").cooperating
    herbs = task("banan2024", "五/(四)")
    assert "国际生物城" in herbs.responsible
    assert not herbs.lead


def test_a_date_printed_in_a_task_is_its_deadline():
    due = task("banan2024", "一/(二)/三是").deadline
    assert (due.kind, due.date, due.text) == ("explicit", date(2027, 12, 31), "到2027年")


def test_figures_keep_range_bound_and_rate():
    (centres,) = task("sh2024-health", "2").quantities
    assert (centres.value, centres.value_max, centres.unit) == (1, 2, "个")
    (teams,) = task("sh2024-health", "14").quantities
    assert (teams.value, teams.unit, teams.op) == (1, "支", ">=")
    assert {figure.per for figure in task("banan2024", "三/(三)").quantities} == {"year"}
    assert [figure.value for figure in task("sh2024-health", "23").quantities] == [30, 15, 50]
    assert task("sh2024-health", "15").quantities[0] == Quantity(
        "社区慢性病健康管理支持中心", "新建56个", 56, "个"
    )


def test_indicators_have_baseline_and_target():
    indicators = {one.name: one for one in PAPERS["banan2024"].indicators}
    clinics = indicators["中医馆"]
    assert (clinics.unit, clinics.baseline_year, clinics.baseline) == ("个", 2023, 23)
    assert [(target.year, target.value) for target in clinics.targets] == [(2027, 24)]
    assert indicators["市级中医名科"].unit is None
    assert indicators["精品中医馆达标率"].op == ">="
    assert [one.targets[0].value for one in PAPERS["jingan2020"].indicators] == [95, 70, 90]


def test_the_pilot_zone_has_its_phases_and_the_duties_of_fifteen_units():
    paper = PAPERS["jingan2024"]
    assert paper.doc_number == "静府办发〔2024〕6号"
    assert paper.issued_on == date(2024, 8, 21)
    assert [(phase.name, phase.start, phase.end) for phase in paper.phases] == [
        ("创建部署阶段", date(2024, 5, 1), date(2024, 6, 30)),
        ("创建推进阶段", date(2024, 7, 1), date(2024, 7, 31)),
        ("迎接评审阶段", date(2024, 8, 1), date(2024, 9, 30)),
    ]
    assert len(paper.members) == 15
    assert tuple(duty.bureau for duty in paper.duties) == paper.members
    assert "八段锦" in next(duty.text for duty in paper.duties if duty.bureau == "区体育局")


@pytest.mark.parametrize(
    ("term", "slug", "ref"),
    [
        ("DRG", "sh2023-tcm", "7"),
        ("海派中医", "sh2023-tcm", "18"),
        ("治未病", "sh2023-tcm", "13"),
        ("名中医", "banan2024", "四/(一)"),
        ("电子病历", "banan2024", "七/(二)"),
        ("互联网医院", "sh2024-health", "4"),
        ("孤独症筛查", "sh2024-health", "21"),
        ("HPV", "sh2024-health", "21"),
        ("安宁疗护", "jingan2020", "8"),
        ("中药安心达", "jingan2024", "(五)"),
    ],
)
def test_a_term_of_the_paper_leads_to_its_task(term, slug, ref):
    assert term in task(slug, ref).text


@pytest.mark.parametrize("slug", catalog.SLUGS)
def test_no_sentence_of_the_paper_is_copied(slug):
    original = characters(seed_text(slug))
    titles = [characters(title) for title in printed_titles(PAPERS[slug])]
    for words in own_words(PAPERS[slug]):
        for run in runs(characters(re.sub(r"《[^》]*》|“[^”]*”", "|", words)), 16):
            assert run not in original or any(run in title for title in titles), words


def own_words(paper: Paper) -> list[str]:
    points = [point for task in paper.tasks for point in task.points]
    duties = [duty.text for duty in paper.duties]
    return points + duties + [phase.text for phase in paper.phases]


def printed_titles(paper: Paper) -> list[str]:
    sections = [section.title for section in paper.sections]
    return sections + [task.title for task in paper.tasks]


def characters(text: str) -> str:
    """Only what is read aloud, so that punctuation cannot hide a copied run."""
    return re.sub(r"[^0-9A-Za-z\u4e00-\u9fff|]", "", text)


def runs(text: str, length: int) -> list[str]:
    """Every run of that length inside the parts between bars."""
    return [
        part[start : start + length]
        for part in text.split("|")
        for start in range(len(part) - length + 1)
    ]


GOOD = 'title = "甲"\nperiod = { start = 2024-01-01, end = 2024-12-31 }\n'
TASK = '[[sections]]\ntitle = "一节"\n[[sections.tasks]]\nref = "1"\ntitle = "一项"\n'


@pytest.mark.parametrize(
    ("toml", "complaint"),
    [
        (GOOD + "titel = 1", "甲.toml: unknown key titel"),
        (GOOD.replace('"甲"', "3"), "甲.toml: title must be str"),
        ('title = "甲"', "甲.toml: period is missing"),
        (GOOD + "issued_on = 2024-05-01T08:00:00", "甲.toml: issued_on must be date"),
        (GOOD + TASK + 'lead = ["市医保局", 3]', "甲.toml.sections[1].tasks[1]: lead must be"),
        (GOOD + TASK + "leed = []", "甲.toml.sections[1].tasks[1]: unknown key leed"),
        (GOOD + TASK + 'quantities = [{ text = "5个", value = true }]', "value must be a number"),
        (GOOD + '[[indicators]]\nname = "率"\nop = ">"', "indicators[1]: op must be one of"),
        (GOOD + "sections = [3]", "甲.toml: sections[1] must be a table"),
        ("title = ", "甲.toml: Invalid value"),
    ],
)
def test_a_slip_in_a_catalogue_file_is_named(toml, complaint):
    with pytest.raises(CatalogError, match=re.escape(complaint)):
        catalog.read("甲", toml)
