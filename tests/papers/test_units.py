"""Who leads, who helps, who is responsible, however the paper says so."""

import pytest

from tests.papers.paper import paper, units, work


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1.建网络。(牵头部门:市中医局;配合部门:市财政局、市教委)",
            {"lead": ["市中医局"], "cooperating": ["市财政局", "市教委"]},
        ),
        (
            "1.建网络。（责任单位：区卫生健康委、区医保局，各镇人民政府、街道办事处）",
            {"responsible": ["区卫生健康委", "区医保局", "各镇人民政府", "街道办事处"]},
        ),
        (
            "1.建网络。\n牵头单位：\n市卫生健康委\n配合单位：市财政局等部门",
            {"lead": ["市卫生健康委"], "cooperating": ["市财政局"]},
        ),
        (
            "1.建网络。由市卫生健康委牵头，市财政局、市医保局等配合。",
            {"lead": ["市卫生健康委"], "cooperating": ["市财政局", "市医保局"]},
        ),
        (
            "1.建网络。（市卫生健康委牵头，市财政局、市医保局等按职责分工负责）",
            {"lead": ["市卫生健康委"], "responsible": ["市财政局", "市医保局"]},
        ),
        (
            "1.建网络。市医保局会同市卫生健康委、市药监局制定目录。",
            {"lead": ["市医保局"], "cooperating": ["市卫生健康委", "市药监局"]},
        ),
        ("1.建网络。（市教育局负责）", {"responsible": ["市教育局"]}),
        ("1.建网络。市教育局负责进校园。", {"responsible": ["市教育局"]}),
        (
            "1.建网络。【责任单位:市发展改革委和市财政局，各县（市、区）人民政府】",
            {"responsible": ["市发展改革委", "市财政局", "各县（市、区）人民政府"]},
        ),
        (
            "1.建网络。（责任单位：区规划和自然资源局、区卫生健康委（区中医药发展办公室））",
            {"responsible": ["区规划和自然资源局", "区卫生健康委（区中医药发展办公室）"]},
        ),
        (
            "1.建网络。责任部门：市卫健委（牵头）、市财政局",
            {"lead": ["市卫健委"], "responsible": ["市财政局"]},
        ),
        (
            "1.建网络。主办单位：市卫健委；协办单位：市残联、团市委",
            {"lead": ["市卫健委"], "cooperating": ["市残联", "团市委"]},
        ),
        (
            "1.建网络。（责任单位：市卫生健康\n委、市人力资源社会\n保障局）",
            {"responsible": ["市卫生健康委", "市人力资源社会保障局"]},
        ),
        (
            "1.建网络。責任單位：縣衛生健康局、縣財政局。",
            {"responsible": ["縣衛生健康局", "縣財政局"]},
        ),
        ("1.建网络。责 任 单 位 ： 区 财 政 局", {"responsible": ["区财政局"]}),
        (
            "1.建网络。责任单位：区财政局 区医保局 区民政局",
            {"responsible": ["区财政局", "区医保局", "区民政局"]},
        ),
        (
            "1.建网络。（市委宣传部、市教育局、市妇联）",
            {"responsible": ["市委宣传部", "市教育局", "市妇联"]},
        ),
        ("1.建网络。牵头单位：市卫健委 完成时限：2024年9月底", {"lead": ["市卫健委"]}),
    ],
)
def test_units_by_role(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1.压实责任。各牵头单位要细化措施。",
        "1.发挥区卫生健康委牵头作用。",
        "1.建网络（含村级）。加强支付方式改革（DRG、DIP）。",
        "1.做好配合。积极配合国家和省级督查。",
    ],
)
def test_talk_about_units_names_none(text):
    assert units(text) == {}


def test_units_of_a_heading_are_inherited_where_an_item_has_none():
    read = work("（一）强基层（牵头单位：市卫健委）\n1.建中心。\n2.引人才。（责任单位：市人社局）")
    first, second = read.tasks
    assert (first.lead, first.inherited) == (("市卫健委",), True)
    assert (second.responsible, second.inherited) == (("市人社局",), False)


def test_helpers_alone_get_the_lead_of_the_heading():
    (task,) = work("（一）强基层（牵头单位：市卫健委）\n1.建中心。（配合单位：市财政局）").tasks
    assert (task.lead, task.cooperating, task.inherited) == (("市卫健委",), ("市财政局",), True)


def test_units_behind_the_last_of_several_items_hold_for_all():
    read = work(
        "（一）强基层\n1.建中心。\n2.引人才。\n（责任单位：市卫健委、市人社局）\n"
        "（二）促改革\n1.控费用。\n2.减负担。"
    )
    assert [task.responsible for task in read.tasks] == [("市卫健委", "市人社局")] * 2 + [()] * 2


@pytest.mark.parametrize(
    ("note", "lead", "others"),
    [
        ("注：责任单位中排第一位的为牵头单位。", ("市卫健委",), "responsible"),
        ("注：排在首位的单位为牵头单位，其余单位为配合单位。", ("市卫健委",), "cooperating"),
    ],
)
def test_a_note_that_the_first_named_leads(note, lead, others):
    text = f"某市任务清单\n一、任务\n1.建网络。（责任单位：市卫健委、市财政局）\n{note}"
    (task,) = paper(text).tasks
    assert task.lead == lead
    assert getattr(task, others) == ("市财政局",)


def test_a_starred_unit_leads_where_a_note_says_so():
    text = (
        "某市任务清单\n一、任务\n1.建网络。（责任单位：市财政局、市卫健委★）\n注：带★的为牵头单位。"
    )
    (task,) = paper(text).tasks
    assert (task.lead, task.responsible) == (("市卫健委",), ("市财政局",))


def test_an_item_without_units_among_others_is_doubtful():
    read = work("1.建中心。（责任单位：市卫健委）\n2.引人才。（责任单位：市人社局）\n3.控费用。")
    assert [doubt.line for doubt in read.doubts if "责任单位" in doubt.message] == [5]


def test_a_paragraph_about_all_items_is_not_the_last_ones():
    read = work("1.建网络。（区卫健局）\n2.引人才。（区人社局）\n各责任单位于3月15日前报送方案。")
    assert [task.deadline.text for task in read.tasks] == [None, None]
    assert any("以上各项" in doubt.message for doubt in read.doubts)


def test_units_said_of_all_items_behind_the_last_are_inherited():
    read = work("1.建网络。\n2.引人才。\n上述两项任务，由区卫健局负责。\n二、保障\n1.明确专人。")
    assert [task.responsible for task in read.tasks][:2] == [("区卫健局",)] * 2
    other = work("1.建网络。\n2.引人才。\n3.控费用。\n上述两项任务，由区卫健局负责。")
    assert [task.responsible for task in other.tasks] == [()] * 3


@pytest.mark.parametrize(
    "stated",
    [
        "（县爱卫办、县住建局，列首位的为牵头单位，下同）",
        "（责任单位：县爱卫办、县住建局，排第一位的为牵头单位，下同）",
        "责任单位：县爱卫办、县住建局（排名第一的为牵头单位）",
    ],
)
def test_the_note_about_who_leads_is_no_unit(stated):
    (task,) = paper(f"某县任务清单\n一、任务\n1.防制病媒生物。{stated}").tasks
    assert (task.lead, task.responsible) == (("县爱卫办",), ("县住建局",))


@pytest.mark.parametrize("until", ["", "；2025年8月底前", "；完成时限：2025年8月底前"])
def test_units_behind_the_last_step_are_those_of_the_whole_item(until):
    steps = "一是建成审核中心。二是接入卫生院18家。三是降低不合理处方占比。"
    stated = f"（牵头单位：县医院；配合单位：县医保局{until}）"
    read = paper(f"某县任务清单\n一、任务\n1.审核处方。{steps}{stated}")
    (task,) = read.tasks
    assert (task.ref, task.lead, task.cooperating) == ("1", ("县医院",), ("县医保局",))
    assert len(task.measures) == 3
    assert not [one for one in read.doubts if "括号" in one.message]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("。——规划处、基层处负责", {"responsible": ["规划处", "基层处"]}),
        (
            "——医政处、市财政局牵头，市医保局配合",
            {"lead": ["医政处", "市财政局"], "cooperating": ["市医保局"]},
        ),
        (
            "\n——宣传处、各县（市、区）卫生健康局负责。",
            {"responsible": ["宣传处", "各县（市、区）卫生健康局"]},
        ),
    ],
)
def test_units_with_their_role_behind_a_dash(behind, expected):
    assert units(f"1.建中心。新建社区医院15家{behind}") == expected


def test_units_that_are_added_come_beside_those_of_the_heading():
    read = paper(
        "某市2026年工作方案\n三、重点工作\n（一）市容提升\n牵头单位：市城管局\n责任单位：各区人民政府\n"
        "1.整治街巷。\n2.配备设施。（增加责任单位：市住建局）"
    )
    second = read.tasks[1]
    assert (second.lead, second.responsible) == (("市城管局",), ("各区人民政府", "市住建局"))


def test_a_block_of_a_plan_to_put_things_right_is_one_task_with_its_measures():
    read = paper(
        "某区整改方案\n二、整改任务\n问题一：签约服务“签而不约”\n整改目标：签约率达到90%以上。\n整改措施：\n"
        "1.全面核查，6月15日前完成。\n2.建立抽查制度。\n牵头科室：基层卫生科\n责任单位：各社区卫生服务中心\n"
        "整改时限：2026年7月31日前\n问题二：药品管理不规范\n整改措施：开展排查。\n牵头科室：药政科、监督科\n"
        "整改时限：立行立改，长期坚持"
    )
    assert [
        (it.ref, it.title, it.lead, it.responsible, it.deadline.kind, len(it.measures))
        for it in read.tasks
    ] == [
        ("问题一", "签约服务“签而不约”", ("基层卫生科",), ("各社区卫生服务中心",), "explicit", 2),
        ("问题二", "药品管理不规范", ("药政科", "监督科"), (), "open", 0),
    ]
