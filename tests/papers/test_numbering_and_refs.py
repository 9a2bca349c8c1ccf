"""What is a task, what its number is, whatever the numbering looks like."""

import pytest

from tests.papers.paper import paper, tasks, work


def test_items_numbered_through_keep_their_bare_number():
    assert tasks(
        "某市2024年卫生工作要点\n一、强基层\n1.建设中心。\n2．培训人员。\n"
        "二、促改革\n3、推进集采。\n"
    ) == [("1", "建设中心"), ("2", "培训人员"), ("3", "推进集采")]


def test_where_numbers_begin_again_the_path_is_printed():
    assert tasks(
        "某市2024年卫生工作要点\n一、强基层\n（一）建设中心。\n（二）培训人员。\n"
        "二、促改革\n(一)推进集采。\n"
    ) == [("一/(一)", "建设中心"), ("一/(二)", "培训人员"), ("二/(一)", "推进集采")]


def test_items_below_a_bracket_are_the_tasks_and_the_bracket_their_heading():
    assert tasks(
        "某市2024年卫生工作要点\n一、主要任务\n（一）强基层\n1.建设中心。\n2.培训人员。\n"
        "（二）促改革\n1.推进集采。\n2.调整价格。\n"
    ) == [
        ("(一)/1", "建设中心"),
        ("(一)/2", "培训人员"),
        ("(二)/1", "推进集采"),
        ("(二)/2", "调整价格"),
    ]


def test_only_tasks_decide_whether_a_number_is_unique():
    text = (
        "某市工作方案\n一、总体要求\n（一）指导思想。坚持。\n（二）基本原则。稳妥。\n"
        "二、主要任务\n（一）建网络。\n（二）育人才。\n三、保障措施\n（一）加强领导。\n"
    )
    assert tasks(text) == [("(一)", "建网络"), ("(二)", "育人才")]


def test_a_step_with_units_of_its_own_is_a_task_and_its_parent_a_heading():
    text = (
        "某区责任分工\n一、建体系\n（一）健全网络。\n一是做强龙头。(责任单位：区财政局)\n"
        "二是夯实网底。(责任单位：区民政局)\n（二）提升能力。\n一是抓培训。(责任单位：区教育局)\n"
        "（三）优化服务。一是抓签约。二是抓巡诊。(责任单位：区医保局)\n"
    )
    found = paper(text).tasks
    assert [task.ref for task in found] == ["(一)/一是", "(一)/二是", "(二)/一是", "(三)"]
    assert found[3].responsible == ("区医保局",)
    assert [measure.title for measure in found[3].measures] == ["抓签约", "抓巡诊"]


@pytest.mark.parametrize(
    "steps",
    [
        "第一，摸清底数；第二，建立台账；第三，逐项整改。",
        "①摸清底数。②建立台账。③逐项整改。",
        "\n（1）摸清底数；\n（2）建立台账；\n（3）逐项整改。",
        "一是摸清底数；二是建立台账；三是逐项整改。",
    ],
)
def test_steps_of_every_kind_are_measures(steps):
    (task,) = work(f"1.开展排查。{steps}").tasks
    assert [measure.title for measure in task.measures] == ["摸清底数", "建立台账", "逐项整改"]


def test_items_run_together_on_one_line():
    text = (
        "某市专项方案\n"
        "一、总体目标。明显好转。二、重点任务（一）打击黑诊所。严查。（二）规范美容。严管。"
        "三、工作要求（一）提高认识。（二）密切配合。"
    )
    assert tasks(text) == [("(一)", "打击黑诊所"), ("(二)", "规范美容")]


def test_a_misprinted_heading_is_still_a_heading_and_said_to_be_doubtful():
    text = (
        "某区2024年工作要点\n一、打基础\n1、建好中心，配齐人员。\n2、用好设备，管好药品。\n"
        "3、抓服务\n3、做实签约，提高质量。\n4、开展巡诊，送医上门。\n三、强监管\n"
        "5、加强执法，严查违规。"
    )
    read = paper(text)
    assert [task.ref for task in read.tasks] == ["1", "2", "3", "4", "5"]
    assert [section.title for section in read.sections] == ["打基础", "抓服务", "强监管"]
    assert 5 in [doubt.line for doubt in read.doubts]


def test_a_section_marked_as_a_step():
    text = (
        "某市2024年工作要点\n一是围绕能力提升\n1.建专科。\n2.引人才。\n"
        "二、围绕改革\n3.控费用。\n三是围绕监管\n4.严执法。"
    )
    read = paper(text)
    assert [section.label for section in read.sections] == ["一是", "二", "三是"]
    assert [task.section_order for task in read.tasks] == [1, 1, 2, 3]


def test_skipped_numbers_are_doubtful_but_kept():
    read = work("1.建中心。\n2.引人才。\n4.控费用。")
    assert [task.ref for task in read.tasks] == ["1", "2", "4"]
    assert any(doubt.line == 5 and "不连续" in doubt.message for doubt in read.doubts)


def test_a_number_printed_twice_is_told_apart_and_doubtful():
    read = work("1.建中心。\n2.引人才。\n2.控费用。\n3.严执法。")
    assert len({task.ref for task in read.tasks}) == 4
    assert any("重复" in doubt.message for doubt in read.doubts)


def test_sections_of_thoughts_steps_and_guarantees_hold_no_tasks_without_units():
    text = (
        "某市行动方案\n一、指导思想\n1.坚持统筹。\n二、主要任务\n1.建网络。\n"
        "三、实施步骤\n（一）启动阶段（2024年5月）。部署。\n"
        "四、保障措施\n（一）加强领导。各单位要重视。\n"
        "（二）落实经费。由市财政局牵头，市卫生健康委配合。\n"
        "（三）严格考核。市卫生健康委牵头制定办法，定期通报。"
    )
    assert tasks(text) == [("1", "建网络"), ("(二)", "落实经费")]


def test_sections_that_are_items_themselves():
    assert tasks("某县2024年工作任务\n一、建好中心。年底建成。\n二、引进人才。年内到岗。") == [
        ("一", "建好中心"),
        ("二", "引进人才"),
    ]


def test_named_tasks_and_decimal_numbers():
    assert [ref for ref, _ in tasks("某县任务清单\n一、任务\n任务一：灭蚊。\n任务二：禁烟。")] == [
        "任务一",
        "任务二",
    ]
    assert [ref for ref, _ in tasks("某县任务清单\n一、任务\n1.1健全网络\n1.2配齐人员")] == [
        "1.1",
        "1.2",
    ]


def test_an_annex_is_marked_only_where_its_reference_is_taken():
    text = (
        "某市工作方案\n一、主要任务\n1.建网络。\n2.引人才。\n附件\n任务清单\n1.印方案。\n3.报总结。"
    )
    assert [ref for ref, _ in tasks(text)] == ["1", "2", "附件/1", "3"]


def test_the_list_of_annexes_is_no_list_of_tasks():
    text = (
        "某市工作方案\n一、主要任务\n1.建网络。\n附件：1.任务分解表\n2.指标一览表\n"
        "某市卫生健康委员会\n2024年3月1日"
    )
    assert tasks(text) == [("1", "建网络")]


def test_titles_end_with_their_sentence_line_or_units():
    read = work(
        "1.加强“双优”建设。办好。\n2.推进《条例》宣传。\n3.建成中心\n年底完成。\n"
        "4.做好签约（责任单位：区医保局）"
    )
    assert [task.title for task in read.tasks] == [
        "加强“双优”建设",
        "推进《条例》宣传",
        "建成中心",
        "做好签约",
    ]


def test_lines_broken_by_the_page_are_joined():
    text = """某市2024年工作要点
一、重点任务
1.完善分级诊疗制度建设，推动优质医疗资源扩容和区域均衡布
局，持续提高基层防病治病和健康管理能力，让群众就近享有公
平可及、系统连续的预防治疗康复服务。（责任单位：市卫生健康
委、市医保局）
2.加快补齐公共卫生短板，健全疾病预防控制体系和重大疫情防
控救治体系，提升早期监测预警能力和应急处置能力，织牢织密公
共卫生防护网络。（责任单位：市疾控局、市财
政局）
3.促进中医药传承创新发展，推进中医药特色人才培养和基层中
医馆内涵建设，发挥中医药独特优势，推动中医药产业高质量发展
和中医药文化传播。（责任单位：市中医药局）"""
    read = paper(text)
    assert read.tasks[0].title.startswith(
        "完善分级诊疗制度建设，推动优质医疗资源扩容和区域均衡布局"
    )
    assert [task.responsible for task in read.tasks] == [
        ("市卫生健康委", "市医保局"),
        ("市疾控局", "市财政局"),
        ("市中医药局",),
    ]


def test_an_age_behind_a_number_is_no_decimal():
    read = tasks("某市要点\n一、任务\n1.建中心。\n2.引人才。\n3.65岁以上老人体检。\n4.控费用。")
    assert [ref for ref, _ in read] == ["1", "2", "3", "4"]
    assert read[2][1] == "65岁以上老人体检"


def test_the_number_of_a_hotline_behind_a_number_is_no_decimal():
    read = tasks("某市要点\n一、任务\n1.建中心。\n2.120指挥平台升级。\n3.12320热线提升。")
    assert [ref for ref, _ in read] == ["1", "2", "3"]
    assert read[1][1] == "120指挥平台升级"


def test_numbers_beyond_a_thousand_are_items_but_years_are_not():
    text = "某市清单\n一、任务\n999.建甲。\n1000.建乙。\n1001、建丙。\n2024、2025年连续开展。"
    assert [ref for ref, _ in tasks(text)] == ["999", "1000", "1001"]


def test_chapters_keep_their_printed_label():
    read = paper("某市规划\n第一章 总则\n第一节 任务\n1.建中心。\n第二章 附则\n1.引人才。")
    assert [(section.label, section.title) for section in read.sections] == [
        ("第一章", "总则"),
        ("第二章", "附则"),
    ]
    assert read.tasks[0].title == "建中心"


def test_decimals_say_themselves_what_they_stand_in_and_bare_numbers_head_them():
    read = paper(
        "梅河县2024年重点工作行动方案\n1 攻坚提质\n"
        "1.1 日间手术推广。开展1500例。（责任单位：县医院）\n"
        "1.2 五大中心建设。通过验收。（责任单位：县中医院）\n2 强基层\n"
        "2.1 家医签约提质。完成2.3万人。（责任单位：各卫生院）\n"
    )
    assert [(task.ref, task.section_order) for task in read.tasks] == [
        ("1.1", 1),
        ("1.2", 1),
        ("2.1", 2),
    ]
    assert [section.title for section in read.sections] == ["攻坚提质", "强基层"]
    assert not read.doubts


def test_dates_and_figures_at_the_beginning_of_a_line_are_no_decimals():
    assert tasks(
        "某市2024年卫生工作要点\n一、重点任务\n1.建设中心，资金\n5.5万元，\n5.1日前完成。\n2.培训人员。\n"
    ) == [("1", "建设中心，资金"), ("2", "培训人员")]


def test_named_actions_over_items_are_headings_and_not_inside_them():
    over = tasks(
        "某县行动计划\n一、重点行动\n行动一：母婴安全行动\n（一）筛查评估。建台账。\n（二）建强中心。抓评估。\n"
        "行动二：出生缺陷防治行动\n（三）婚前检查。设服务点。"
    )
    assert over == [("(一)", "筛查评估"), ("(二)", "建强中心"), ("(三)", "婚前检查")]


@pytest.mark.parametrize(
    ("first", "second", "refs"),
    [
        ("第一条　", "第二条　", ["第一条", "第二条"]),
        ("第1条 ", "第2条 ", ["第1条", "第2条"]),
        ("第1项 ", "第2项 ", ["1", "2"]),
        ("第一项：", "第二项：", ["1", "2"]),
        ("［1］", "［2］", ["[1]", "[2]"]),
        ("【1】", "【2】", ["[1]", "[2]"]),
        ("01 ", "02 ", ["1", "2"]),
        ("01．", "02．", ["1", "2"]),
        ("A．", "B．", ["A", "B"]),
        ("a) ", "b) ", ["a", "b"]),
        ("● ", "● ", ["1", "2"]),
        ("■", "■", ["1", "2"]),
        ("★ ", "★ ", ["1", "2"]),
        ("• ", "• ", ["1", "2"]),
    ],
)
def test_rarer_labels_in_company_are_items_with_units_and_days_of_their_own(first, second, refs):
    read = work(
        f"{first}建设医院。6月底前完成。（牵头单位：县卫健局）\n"
        f"{second}培训医生。9月底前完成。（牵头单位：县教育局）"
    ).tasks
    assert [task.ref for task in read] == refs
    assert [(task.title, task.lead, task.deadline.text) for task in read] == [
        ("建设医院", ("县卫健局",), "6月底前"),
        ("培训医生", ("县教育局",), "9月底前"),
    ]


def test_bullets_are_counted_below_their_heading_and_that_is_said():
    read = work(
        "（一）强基层\n●建设医院。（县卫健局负责）\n●培训医生。（县教育局负责）\n"
        "（二）育人才\n●引进人才。（县卫健局负责）\n●留住人才。（县教育局负责）"
    )
    assert [task.ref for task in read.tasks] == ["(一)/1", "(一)/2", "(二)/1", "(二)/2"]
    (doubt,) = read.doubts
    assert "没有编号" in doubt.message


@pytest.mark.parametrize(
    "text",
    [
        "1.建设医院。\n●修路\n●架桥\n2.培训医生。",
        "●强基层\n1.建设医院。\n●育人才\n2.培训医生。",
        "（一）建设医院。\n●牵头单位：县卫健局\n（二）培训医生。\n●牵头单位：县教育局",
        "（一）建设医院。\n第三条规定的设备配齐。\n（二）培训医生。\nA.医生50人。",
    ],
)
def test_marks_out_of_company_are_no_items(text):
    assert [task.title for task in work(text).tasks] == ["建设医院", "培训医生"]


def test_marks_go_on_through_the_sections_and_keep_their_steps():
    read = work("[1]建设。\n(1)修路。\n(2)架桥。\n[2]培训。\n二、其他\n[3]防疫。\n[4]控烟。")
    assert [task.ref for task in read.tasks] == ["[1]", "[2]", "[3]", "[4]"]
    assert [measure.title for measure in read.tasks[0].measures] == ["修路", "架桥"]
