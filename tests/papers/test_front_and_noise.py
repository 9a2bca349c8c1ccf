"""What a paper says about itself, and what a web page or a scan adds to it."""

from datetime import date

import pytest

from knowledge.papers.model import Period
from knowledge.papers.slugs import slug_of
from tests.papers.paper import paper

LETTER = """首页 > 政务公开 > 规划计划
索引号：0012 发布日期：2024年3月21日
字体：【大 中 小】 打印 分享
云川市东湖区人民政府办公室文件
东府办发〔2024〕12号
云川市东湖区人民政府办公室
关于印发《东湖区中医药振兴行动计划（2024—2026年）》的通知
各镇街，区级各部门：
现将《东湖区中医药振兴行动计划（2024—2026年）》印发给你们。
附件：任务分工表
云川市东湖区人民政府办公室
2024年3月18日
（此件公开发布）
- 1 -
东湖区中医药振兴行动计划
（2024—2026年）
一、总体要求
坚持传承创新。
二、主要任务
1.建馆。办好中医馆，
— 2 —
方便群众就医。（责任单位：区卫生健康委）
2.育人。培养骨干。（责任单位：区人力社保局）
抄送：区委各部门。
扫一扫在手机打开当前页
上一篇：关于开展健康讲座的通知
主办单位：东湖区人民政府 承办：区大数据中心
1.相关新闻
"""


def test_the_front_of_a_letter_with_its_plan():
    read = paper(LETTER)
    assert read.title == "东湖区中医药振兴行动计划（2024—2026年）"
    assert read.issuer == "云川市东湖区人民政府办公室"
    assert read.doc_number == "东府办发〔2024〕12号"
    assert read.issued_on == date(2024, 3, 18)
    assert read.jurisdiction == "云川市东湖区"
    assert read.period == Period(date(2024, 1, 1), date(2026, 12, 31))


def test_page_furniture_and_copies_are_no_text():
    read = paper(LETTER.replace("1.相关新闻\n", ""))
    assert [(task.ref, task.responsible) for task in read.tasks] == [
        ("1", ("区卫生健康委",)),
        ("2", ("区人力社保局",)),
    ]
    assert "方便群众就医" in read.tasks[0].text
    assert "抄送" not in read.tasks[1].text
    assert "扫一扫" not in read.tasks[1].text


def test_a_paper_alone_without_a_letter():
    read = paper("2024年静河区卫生工作要点\n一、任务\n1.建网络。")
    assert read.title == "2024年静河区卫生工作要点"
    assert (read.issuer, read.doc_number, read.issued_on) == (None, None, None)
    assert read.jurisdiction == "静河区"
    assert read.period == Period(date(2024, 1, 1), date(2024, 12, 31))


def test_the_number_of_another_paper_is_not_its_own():
    read = paper(
        "某县实施方案\n根据《省方案》（省卫发〔2023〕9号）制定本方案。\n一、任务\n1.建网络。"
    )
    assert read.doc_number is None


def test_dates_in_chinese_numerals_and_several_signers():
    read = paper(
        "关于做好签约服务的通知\n一、任务\n1.建网络。\n云川市卫生健康委员会\n"
        "云川市医疗保障局\n二〇二四年五月八日"
    )
    assert read.issued_on == date(2024, 5, 8)
    assert read.issuer == "云川市卫生健康委员会、云川市医疗保障局"


def test_a_municipality_by_its_short_name_and_a_district_with_its_city():
    assert paper("2024年上海卫生健康工作要点\n一、任务\n1.建网络。").jurisdiction == "上海市"
    assert (
        paper("2024年静河区工作要点\n按照重庆市部署制定。\n一、任务\n1.建网络。").jurisdiction
        == "重庆市静河区"
    )


def test_traditional_papers_are_read_and_quoted_as_printed():
    read = paper(
        "渝山縣全民健身計劃（2024—2026年）\n一、總體要求\n（一）指導思想。堅持。\n"
        "二、主要任務\n1、建設步道。（責任單位：縣文化旅遊局）"
    )
    (task,) = read.tasks
    assert (task.title, task.responsible) == ("建設步道", ("縣文化旅遊局",))


def test_scanned_digits_spaces_and_dashes():
    read = paper(
        "临河市专项方案\n—、总体要求\n坚持统筹。\n二、主要任务\n"
        "（ 一 ）建 中 心 。2O25年l0月底前建成。"
    )
    (task,) = read.tasks
    assert task.title == "建中心"
    assert task.deadline.date == date(2025, 10, 31)


def test_a_slug_is_stable_and_comes_from_the_paper():
    assert slug_of("某区方案", "某府办发〔2024〕6号") == slug_of("某区方案", "某府办发〔2024〕6号")
    assert slug_of("某区方案", "某府办发〔2024〕6号").startswith("2024-6-")
    assert slug_of("某区2023年要点").startswith("2023-")
    assert slug_of("某区方案") != slug_of("某县方案")
    assert paper("2024年静河区工作要点\n1.建网络。").slug == slug_of("2024年静河区工作要点")


def test_years_on_a_line_below_the_title_are_its_own_and_the_period():
    read = paper("云川市养老服务三年行动方案\n（2024－2026年）\n一、任务\n1.建网络。")
    assert read.title == "云川市养老服务三年行动方案（2024－2026年）"
    assert read.period == Period(date(2024, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("二、活动时间\n2024年4月至2024年12月", date(2024, 4, 1), date(2024, 12, 31)),
        (
            "二、工作时间\n从2024年11月1日开始，至2025年2月28日结束。",
            date(2024, 11, 1),
            date(2025, 2, 28),
        ),
        (
            "二、工作目标\n专项行动自2024年4月起至2024年9月底结束。",
            date(2024, 4, 1),
            date(2024, 9, 30),
        ),
        ("二、活动时间：2024年3—6月。", date(2024, 3, 1), date(2024, 6, 30)),
    ],
)
def test_the_period_that_a_paper_states(said, first, last):
    read = paper(f"云川市专项整治方案\n一、任务\n1.建网络。\n{said}")
    assert read.period == Period(first, last)


def test_a_line_below_the_heading_that_begins_otherwise_is_no_period():
    read = paper("云川市专项方案\n一、活动时间\n与省同步，2024年总结。\n二、任务\n1.建网络。")
    assert read.period is None


def test_joint_issuers_on_one_line_stay_apart():
    read = paper(
        "关于印发临河市家庭医生签约实施方案的通知\n各县区卫生健康局：\n现印发给你们。\n"
        "临河市卫生健康委员会    临河市财政局\n2024年6月3日"
    )
    assert read.issuer == "临河市卫生健康委员会、临河市财政局"


def test_a_book_inside_a_title_is_not_the_title():
    read = paper(
        "云川市人民政府办公室\n关于印发2024年《政府工作报告》重点任务分工方案的通知\n"
        "一、任务\n1.建网络。"
    )
    assert read.title == "2024年《政府工作报告》重点任务分工方案"
    assert read.period == Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("新云市红旗区2024年卫生健康工作要点", "新云市红旗区"),
        ("东川市民生实事任务分工方案", "东川市"),
        ("云川市民政局2024年工作要点", "云川市"),
        ("云川市医疗保障局2024年工作要点", "云川市"),
        ("恩施州2024年卫生健康工作要点", "恩施州"),
        ("凉山州西昌市健康行动方案", "凉山州西昌市"),
        ("广州市2024年卫生健康工作要点", "广州市"),
    ],
)
def test_the_place_that_a_title_names(title, place):
    assert paper(f"{title}\n一、任务\n1.建网络。").jurisdiction == place


@pytest.mark.parametrize("name", ["云川县总医院集团", "云川县医疗卫生共同体", "云川市中心血站"])
def test_a_house_may_issue_a_paper_too(name):
    read = paper(
        f"{name}关于印发2024年重点工作分工的通知\n现将《2024年重点工作分工》印发给你们。\n{name}\n"
        f"2024年3月1日\n{name}2024年重点工作分工\n1.建网络。"
    )
    assert (read.issuer, read.title) == (name, f"{name}2024年重点工作分工")


@pytest.mark.parametrize(
    ("title", "first", "second", "years"),
    [
        ("云川市疾控任务分工", "6月底前", "2025年11月底前", (2024, 2025)),
        ("云川市惠民实事清单", "6月底前", "年底前", (2024, 2024)),
    ],
)
def test_the_years_of_work_without_a_year_in_its_title(title, first, second, years):
    read = paper(
        f"{title}\n云卫发〔2024〕3号\n1.建甲。{first}完成。（市卫健委）\n2.建乙。{second}完成。（市卫健委）"
    )
    assert read.period
    assert (read.period.start.year, read.period.end.year) == years


def test_rules_without_a_year_hold_for_no_span_of_time():
    assert (
        paper("云川市督查办法\n云卫发〔2024〕3号\n第一条 定期督查。\n第二条 通报。").period is None
    )


def test_who_printed_a_paper_issued_it_where_nothing_else_says_so():
    read = paper("健康行动方案\n一、任务\n1.建网络。\n云川市卫生健康委员会办公室 2024年5月6日印发")
    assert read.issuer == "云川市卫生健康委员会办公室"
    assert read.issued_on == date(2024, 5, 6)


def test_a_broken_title_below_a_web_pages_head_and_above_its_links():
    read = paper(
        "发布时间：2026-04-02 16:20    来源：市卫生健康委    浏览次数： 1024\n"
        "关于开展2026年海州市医疗美容行业突出问题\n专项治理的实施方案\n各区（市）卫生健康局：\n"
        "    市卫生健康委、市公安局、市市场监\n管局等8部门决定开展专项治理，制定本方案\n。\n"
        "一 、 治理内容\n1.打击无证行医。\n海州市卫生健康委员会\n2026年4月1日\n相关文档\n"
        "· 关于印发海州市手足口病防控方案的通知"
    )
    assert read.title == "关于开展2026年海州市医疗美容行业突出问题专项治理的实施方案"
    assert [task.title for task in read.tasks] == ["打击无证行医"]


def test_the_year_whose_work_the_preface_announces_is_the_period():
    said = (
        "关于明确重点任务分工的通知\n为确保2026年创建省级健康县工作落实，{}明确如下：\n"
        "一、任务\n1.改厕。\n某县爱卫会\n2026年3月20日"
    )
    year = Period(date(2026, 1, 1), date(2026, 12, 31))
    assert paper(said.format("现")).period == year
    assert paper(said.format("根据2027年全国会议精神，")).period == year
    rules = said.replace("重点任务分工", "工作规则")
    assert paper(rules.format("对照2027年工作任务，")).period is None


def test_a_table_of_contents_holds_no_sections():
    read = paper(
        "2026年全省科教工作要点\n目  录\n一、科技创新……………1\n二、人才队伍………………4\n"
        "一、科技创新\n（一）建平台。建设中心5个。\n二、人才队伍\n（二）引人才。"
    )
    assert [section.title for section in read.sections] == ["科技创新", "人才队伍"]
    assert not any("跳到" in doubt.message for doubt in read.doubts)


def test_a_province_nobody_listed_is_one_before_its_office():
    read = paper("湘河省卫生健康委员会办公室文件\n2026年全省科教工作要点\n一、任务\n1.建平台。")
    assert read.jurisdiction == "湘河省"


def test_number_and_date_of_print_on_one_line():
    read = paper("某区实施方案\n凉江府办〔2026〕30号　　2026年5月6日印发\n一、任务\n1.建平台。")
    assert read.doc_number == "凉江府办〔2026〕30号"


def test_lines_broken_inside_words_where_spaces_hide_the_width():
    body = "\n".join(
        f"{number}.{name}监测点覆盖全部县区并持续稳定运行，{end}\n月采样不少于2次。（牵头单位：市疾控中心）"
        for number, name, end in [(1, "污水", "每"), (2, "大气", "每"), (3, "医院", "每")]
    )
    read = paper(f"２０２６年白云市疾病预防控制工作\n要点\n一、提升能力\n{body}")
    assert read.title == "2026年白云市疾病预防控制工作要点"
    assert read.tasks[0].title == "污水监测点覆盖全部县区并持续稳定运行，每月采样不少于2次"


def test_the_number_beside_the_running_title_and_a_party_groups_signature():
    read = paper(
        "临泽县妇幼健康专项方案                临卫健〔2026〕27 号\n一、工作\n1.建门诊。\n"
        "中共临泽县卫生健康局党组\n2026年5月20日"
    )
    assert (read.doc_number, read.issuer) == ("临卫健〔2026〕27号", "中共临泽县卫生健康局党组")
