"""Papers as an office might issue them, for the ledger tests."""

from dataclasses import replace
from datetime import UTC, date, datetime

from knowledge.papers.model import (
    Deadline,
    Duty,
    Indicator,
    Measure,
    Paper,
    Period,
    Phase,
    Quantity,
    Section,
    Target,
    Task,
)

NOW = datetime(2025, 3, 3, 1, 0, tzinfo=UTC)

SCREENING = Task(
    ref="1",
    section_order=1,
    title="推进儿童青少年近视防控",
    text="推进儿童青少年近视防控。在中小学开展视力筛查，建立视力健康档案，筛查覆盖率达到95%以上。",
    line=12,
    lead=("区卫生健康委",),
    cooperating=("区教育局", "市医保局"),
    deadline=Deadline("explicit", date(2025, 9, 30), "9月底前"),
    quantities=(Quantity("筛查覆盖率", "95%以上", 95, "%", op=">="),),
    measures=(Measure("一是", "开展视力筛查", 13), Measure("二是", "建立健康档案", 14)),
)
NURSING = Task(
    ref="2",
    section_order=1,
    title="发展老年护理服务",
    text="发展老年护理服务。新增护理床位200张，推动社区卫生服务中心开设家庭病床。",
    line=15,
    lead=("区民政局",),
    cooperating=("区卫生健康委（区中医药发展办公室）", "各街道办事处"),
    deadline=Deadline("period", date(2025, 12, 31)),
    quantities=(Quantity("护理床位", "新增护理床位200张", 200, "张"),),
)
HOTLINE = Task(
    ref="3",
    section_order=2,
    title="办好心理援助热线",
    text="办好心理援助热线，全天有人接听，每季度末报送接听情况。",
    line=18,
    responsible=("区精神卫生中心",),
    deadline=Deadline("recurring", recurrence="quarterly", text="每季度末"),
)

WORK_PLAN = Paper(
    slug="health2025",
    title="临江区2025年卫生健康工作要点",
    issuer="临江区卫生健康委员会",
    doc_number="临卫发〔2025〕3号",
    jurisdiction="海州市临江区",
    issued_on=date(2025, 2, 18),
    period=Period(date(2025, 1, 1), date(2025, 12, 31)),
    sections=(Section(1, "一", "提升服务能力", 10), Section(2, "二", "守护心理健康", 17)),
    tasks=(SCREENING, NURSING, HOTLINE),
    indicators=(
        Indicator(
            "千人口床位数",
            "张",
            2024,
            6.1,
            (Target(2025, 6.4), Target(2027, 7.0)),
            ">=",
            ("区卫生健康委",),
        ),
    ),
    phases=(Phase("部署阶段", date(2025, 3, 1), date(2025, 4, 30), "制定分工"),),
    duties=(Duty("区教育局", "组织学校配合视力筛查"), Duty("区财政局", "安排专项经费")),
    members=("区教育局", "区财政局"),
)


def with_tasks(*tasks: Task) -> Paper:
    """The work plan, issued again with these tasks."""
    return replace(WORK_PLAN, tasks=tasks)


def other_paper(number: int) -> Paper:
    """Some other paper with one task of its own."""
    task = replace(
        SCREENING,
        ref="1",
        section_order=None,
        title=f"建设第{number}家智慧医院",
        text=f"建设第{number}家智慧医院，年内上线互联网诊疗。",
        lead=(f"区第{number}人民医院",),
        measures=(),
    )
    return Paper(
        slug=f"paper{number}",
        title=f"临江区智慧医院建设方案（{number}）",
        doc_number=f"临卫发〔2024〕{number}号",
        jurisdiction="海州市临江区",
        tasks=(task,),
    )


def numbered(number: int) -> Paper:
    """The work plan of some district, otherwise the same."""
    return replace(
        WORK_PLAN,
        slug=f"plan{number}",
        title=f"第{number}区2025年卫生健康工作要点",
        doc_number=f"卫发〔2025〕{number}号",
    )
