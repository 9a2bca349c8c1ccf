"""Spans of a paper, what member units answer for, and papers that change earlier ones."""

import pytest

from knowledge.papers.model import Amends
from tests.papers.paper import paper


def phases(text):
    return [
        (it.name, it.start and it.start.isoformat(), it.end and it.end.isoformat())
        for it in paper(text).phases
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (
            (
                "（一）创建部署阶段（2024年5-6月）\n开会部署。\n"
                "（二）迎评阶段（2024年8月1日至9月15日）\n自查。"
            ),
            [
                ("创建部署阶段", "2024-05-01", "2024-06-30"),
                ("迎评阶段", "2024-08-01", "2024-09-15"),
            ],
        ),
        (
            "1.动员阶段。2024年3月至4月，制定方案。\n2.整治阶段。2024年5月至10月，全面检查。",
            [("动员阶段", "2024-03-01", "2024-04-30"), ("整治阶段", "2024-05-01", "2024-10-31")],
        ),
        (
            "（一）启动阶段（2024年3月底前）。部署。\n（二）总结阶段（2024年10—12月）。评估。",
            [("启动阶段", None, "2024-03-31"), ("总结阶段", "2024-10-01", "2024-12-31")],
        ),
        (
            (
                "（一）动员（2024年11月1日-11月15日）。部署。\n"
                "（二）整治（11月16日-2025年1月25日）。检查。\n（三）总结（2月）。评估。"
            ),
            [
                ("动员", "2024-11-01", "2024-11-15"),
                ("整治", "2024-11-16", "2025-01-25"),
                ("总结", "2025-02-01", "2025-02-28"),
            ],
        ),
        (
            "2024年3月，制定方案；4月至10月，组织实施，逐项检查；11月，总结评估。",
            [
                ("制定方案", "2024-03-01", "2024-03-31"),
                ("组织实施", "2024-04-01", "2024-10-31"),
                ("总结评估", "2024-11-01", "2024-11-30"),
            ],
        ),
        (
            "第一阶段：2024年11月底前，动员部署；第二阶段：12月，自查；第三阶段：1月，总结。",
            [
                ("第一阶段", None, "2024-11-30"),
                ("第二阶段", "2024-12-01", "2024-12-31"),
                ("第三阶段", "2025-01-01", "2025-01-31"),
            ],
        ),
        (
            "2024年4月，启动阶段，部署；2024年5月至6月，实施阶段，推进。",
            [("启动阶段", "2024-04-01", "2024-04-30"), ("实施阶段", "2024-05-01", "2024-06-30")],
        ),
    ],
)
def test_phases_of_a_section_of_steps(steps, expected):
    assert phases(f"某区创建方案\n一、主要任务\n1.建网络。\n二、实施步骤\n{steps}") == expected


def test_phases_are_no_tasks_and_their_text_is_kept():
    read = paper(
        "某区方案\n一、任务\n1.建网络。\n二、工作安排\n"
        "1.自查（4月15日—5月31日）。逐项自查。\n"
        "2.检查（6月1日—9月30日）。专班检查。\n某区卫生健康局\n2024年4月8日"
    )
    assert [task.title for task in read.tasks] == ["建网络"]
    assert [phase.text for phase in read.phases] == ["逐项自查。", "专班检查。"]


DUTIES = {
    "lines": (
        "区教育局：负责校园宣传。\n区财政局、区医保局：保障经费\n\n投入。\n"
        "区体育局（区全民健身中心）：组织健身。"
    ),
    "items": (
        "（一）区教育局。负责校园宣传。\n（二）区财政局、区医保局：保障经费投入。\n"
        "（三）区体育局（区全民健身中心）：组织健身。"
    ),
}


@pytest.mark.parametrize("form", DUTIES)
def test_duties_by_unit(form):
    text = (
        f"某区专班方案\n一、组织体系\n专班成员单位包括区教育局、区财政局、区医保局等。\n"
        f"二、职责分工\n{DUTIES[form]}\n三、任务\n1.建网络。"
    )
    read = paper(text)
    assert [(duty.bureau, duty.text) for duty in read.duties] == [
        ("区教育局", "负责校园宣传。"),
        ("区财政局", "保障经费投入。"),
        ("区医保局", "保障经费投入。"),
        ("区体育局（区全民健身中心）", "组织健身。"),
    ]
    assert read.members == ("区教育局", "区财政局", "区医保局")
    assert [task.title for task in read.tasks] == ["建网络"]


def test_members_between_from_and_composed():
    text = (
        "某区制度\n一、成员单位\n"
        "联席会议由区卫生健康委、区教育局、区医保局等3个部门组成，区卫生健康委为牵头单位。"
    )
    assert paper(text).members == ("区卫生健康委", "区教育局", "区医保局")


@pytest.mark.parametrize(
    "persons",
    [
        (
            "组长：冯涛（区教育局党组书记、局长）\n"
            "成员：李明（区财政局副局长）、王芳（区医保局总会计师）"
        ),
        "组  长：区教育局局长\n成  员：区财政局副局长、区医保局分管负责同志",
    ],
)
def test_persons_stand_for_their_units(persons):
    read = paper(f"某区方案\n一、组织领导\n成立领导小组。\n{persons}\n二、任务\n1.建网络。")
    assert read.members == ("区教育局", "区财政局", "区医保局")


def test_duties_below_a_line_of_their_own():
    read = paper(
        "某区方案\n一、组织领导\n成立专班。\n成员单位职责：\n区教育局：负责校园宣传。\n"
        "区财政局：保障经费。\n二、任务\n1.建网络。"
    )
    assert [(duty.bureau, duty.text) for duty in read.duties] == [
        ("区教育局", "负责校园宣传。"),
        ("区财政局", "保障经费。"),
    ]


AMENDMENT = """关于调整《青禾县健康行动任务分工》部分内容的通知
青健办〔2024〕5号
各成员单位：
对《青禾县健康行动任务分工》（青健办〔2023〕2号）作如下调整：
一、将第7项牵头单位由县卫生健康局调整为县疾控局。
二、第12项完成时限由2024年6月底前调整为2024年12月底前，配合单位增加县医保局。
三、删去第15项。
四、将第二部分第（三）项责任单位“县教育局”修改为“县教育局、县体育中心”。
五、新增第21项：开展无烟单位建设，由县卫生健康局牵头。
六、“健康素养水平”2025年目标值由28%调整为30%。
七、增补县林业局为成员单位，县商务局不再作为成员单位。
青禾县健康促进委员会办公室
2024年5月20日"""


def test_an_amendment_says_which_paper_and_what_changes():
    read = paper(AMENDMENT)
    assert read.amends == Amends("青健办〔2023〕2号", "青禾县健康行动任务分工")
    assert [(it.ref, it.field, it.old, it.new) for it in read.changes] == [
        ("7", "lead", "县卫生健康局", "县疾控局"),
        ("12", "deadline", "2024-06-30", "2024-12-31"),
        ("12", "cooperating", None, "县医保局"),
        ("15", "task", None, None),
        ("二/(三)", "responsible", "县教育局", "县教育局、县体育中心"),
        ("21", "task", None, "开展无烟单位建设，由县卫生健康局牵头"),
        ("健康素养水平", "target", "28%", "30%"),
        ("成员单位", "members", None, "县林业局"),
        ("成员单位", "members", "县商务局", None),
    ]
    assert read.tasks == ()


def test_a_paper_about_improving_something_amends_nothing():
    read = paper("关于完善分级诊疗制度的通知\n一、任务\n1.建网络。由市卫健委牵头，市医保局配合。")
    assert read.amends is None
    assert [task.title for task in read.tasks] == ["建网络"]


def amendment(items):
    return paper(
        "关于调整《青禾县健康行动任务分工》部分内容的通知\n各成员单位：\n现作如下调整：\n"
        f"{items}\n青禾县健康促进委员会办公室\n2024年5月20日"
    )


def test_an_item_added_by_its_place():
    read = amendment("一、增加一项，作为第20项：开展无烟单位建设。\n二、删去第3项。")
    assert [(it.ref, it.field, it.new) for it in read.changes] == [
        ("20", "task", "开展无烟单位建设"),
        ("3", "task", None),
    ]
    assert read.sections == ()


def test_a_change_that_is_not_read_is_doubtful():
    read = amendment(
        "一、删去第3项。\n二、将第11、12项合并。\n三、原县商务局承担的任务由县工信局承担。"
    )
    assert [doubt.line for doubt in read.doubts if "没有读懂" in doubt.message] == [5, 6]


def test_a_phase_is_called_by_its_name_not_its_number():
    text = (
        "某县实施方案\n一、实施步骤\n（一）第一阶段：启动部署（2024年4月—5月）\n开会。\n"
        "（二）第二阶段：全面实施（2024年6月—12月）\n推进。"
    )
    assert [phase.name for phase in paper(text).phases] == ["启动部署", "全面实施"]


def test_a_number_in_a_bracket_under_the_title():
    read = paper("某县创建工作方案\n（某政办发〔2024〕12号  2024年4月9日）\n一、任务\n（一）建站。")
    assert read.doc_number == "某政办发〔2024〕12号"


@pytest.mark.parametrize("bullet", ["——", "－", "●", "• "])
def test_duties_behind_a_bullet(bullet):
    read = paper(
        "某区方案\n一、组织领导\n成立专班。\n各成员单位职责：\n"
        f"{bullet}区教育局：负责校园宣传。\n{bullet}区民政局、区医保局：负责救助。\n二、任务\n1.建网络。"
    )
    assert [(duty.bureau, duty.text) for duty in read.duties] == [
        ("区教育局", "负责校园宣传。"),
        ("区民政局", "负责救助。"),
        ("区医保局", "负责救助。"),
    ]
    assert [task.title for task in read.tasks] == ["建网络"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "第（四）项“新生儿疾病筛查”责任单位删去县医保局。",
            [("responsible", "县医保局", None, False)],
        ),
        (
            "第5项配合单位删除县医保局，增加县妇联、县残联。",
            [
                ("cooperating", "县医保局", None, False),
                ("cooperating", None, "县妇联、县残联", True),
            ],
        ),
        ("第3项县医保局不再作为责任单位。", [("responsible", "县医保局", None, False)]),
        ("将第4项责任单位中的县编办删除。", [("responsible", "县编办", None, False)]),
        (
            "第3项牵头单位由县发改委调整为县卫健局，配合单位中不再包括县商务局。",
            [("lead", "县发改委", "县卫健局", False), ("cooperating", "县商务局", None, False)],
        ),
    ],
)
def test_units_taken_from_an_item_and_added_to_it(said, expected):
    read = paper(f"某县关于调整《某县工作要点》部分任务的通知\n一、{said}")
    assert [(it.field, it.old, it.new, it.added) for it in read.changes] == expected


def test_working_groups_with_their_duties_are_no_tasks():
    read = paper(
        "某市迎检方案\n二、组织机构及职责\n指挥部下设：\n（一）综合协调组。牵头单位：市政府办公室。职责：统筹协调。\n"
        "（二）督导组。牵头单位：市委督查室；成员单位：市政府督查室。职责：每月通报。\n三、任务\n1.整治街巷。"
    )
    assert [task.title for task in read.tasks] == ["整治街巷"]
    assert [(it.bureau, it.text) for it in read.duties] == [
        ("市政府办公室", "统筹协调。"),
        ("市委督查室", "每月通报。"),
    ]


def test_articles_of_the_amended_paper_are_what_is_changed_not_items():
    read = paper(
        "某市卫生健康委\n关于修改《某市心理专项行动方案》部分内容的通知\n对方案作如下修改：\n"
        "第一条工作内容“300场”修改为“500场”。\n第二条责任单位由市科协调整为市关工委。"
    )
    assert [(change.field, change.old, change.new) for change in read.changes] == [
        ("text", "300场", "500场"),
        ("responsible", "市科协", "市关工委"),
    ]
    assert read.tasks == ()
