"""Figures of tasks, and which of them are indicators."""

import pytest

from tests.papers.paper import only, paper, public, work


def figures(text):
    return [(it.name, it.value, it.value_max, it.unit, it.op) for it in only(text).quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.建中心。新建健康管理支持中心56个。", ("健康管理支持中心", 56, None, "个", "=")),
        ("1.抓创卫。建成区绿化覆盖率达到36%。", ("建成区绿化覆盖率", 36, None, "%", ">=")),
        ("1.建中心。建设30个社区护理中心。", ("社区护理中心", 30, None, "个", "=")),
        ("1.选病种。遴选优势病种3—5个。", ("优势病种", 3, 5, "个", "=")),
        ("1.抓签约。签约服务覆盖率不低于75%。", ("签约服务覆盖率", 75, None, "%", ">=")),
        ("1.抓签约。重点人群签约率达到80%以上。", ("重点人群签约率", 80, None, "%", ">=")),
        ("1.控费用。平均住院日控制在8天以内。", ("平均住院日", 8, None, "天", "<=")),
        ("1.育人才。培训业务骨干1.2万人次。", ("业务骨干", 12_000, None, "人次", "=")),
        ("1.建中心。合作建设三个创新中心。", ("创新中心", 3, None, "个", "=")),
        ("1.建队伍。至少组建2支救援队。", ("救援队", 2, None, "支", ">=")),
        ("1.控费用。药占比不得高于25%。", ("药占比", 25, None, "%", "<=")),
        ("1.控费用。平均住院日不超过8天。", ("平均住院日", 8, None, "天", "<=")),
        ("1.抓签约。重点人群签约率要达到80%左右。", ("重点人群签约率", 80, None, "%", "=")),
        ("1.办讲座。举办讲座20场次。", ("讲座", 20, None, "场次", "=")),
        ("1.种疫苗。接种疫苗1.5万剂次。", ("接种疫苗", 15_000, None, "剂次", "=")),
        ("1.评服务。群众满意度达到90分以上。", ("群众满意度", 90, None, "分", ">=")),
        ("1.建档案。健康建档率达到95％。", ("健康建档率", 95, None, "%", ">=")),
        ("1.抓接种。覆盖率达到95%。", ("覆盖率", 95, None, "%", ">=")),
        ("1.建档案。建档率不低于90%。", ("建档率", 90, None, "%", ">=")),
        ("1.建中心。全省新增30家。", (None, 30, None, "家", "=")),
        ("1.建队伍。每支20人。", (None, 20, None, "人", "=")),
        ("1.建中心。覆盖30余家医院。", ("医院", 30, None, "家", ">=")),
        ("1.抓筛查。“两筛”“两癌”筛查率均达100%。", ("“两筛”“两癌”筛查率", 100, None, "%", ">=")),
        ("1.提效率。平均出报告时长降为25分钟。", ("平均出报告时长", 25, None, "分钟", "<=")),
        ("1.提待遇。村医补助由每月800元提高到1000元。", ("村医补助", 1000, None, "元", ">=")),
        ("1.建中心。建成共享中药房3个。", ("共享中药房", 3, None, "个", "=")),
        ("1.抓签约。线上签约60万人。", ("线上签约", 600_000, None, "人", "=")),
        ("1.配设备。新增AED320台。", ("AED", 320, None, "台", "=")),
        ("1.下基层。体检车进村500车次。", ("体检车进村", 500, None, "车次", "=")),
        ("1.严执法。立案查处15起。", ("立案查处", 15, None, "起", "=")),
        ("1.保口腔。窝沟封闭3000颗。", ("窝沟封闭", 3000, None, "颗", "=")),
        ("1.减时限。办理时限压缩至5个工作日。", ("办理时限", 5, None, "个工作日", "<=")),
        ("1.控用药。抗菌药物使用强度控制在40以下。", ("抗菌药物使用强度", 40, None, None, "<=")),
        ("1.严执法。检查诊所、门诊部180户次。", ("诊所、门诊部", 180, None, "户次", "=")),
        ("1.抓集采。集采药品累计达到620个。", ("集采药品", 620, None, "个", ">=")),
        ("1.促中医。优势病种28个实行按疗效付费。", ("优势病种", 28, None, "个", "=")),
        ("1.建基层。16个镇卫生院全部设立中医科。", ("镇卫生院", 16, None, "个", "=")),
        (
            "1.改急诊。滞留超过6小时的患者比例降到5%以内。",
            ("滞留超过6小时的患者比例", 5, None, "%", "<="),
        ),
    ],
)
def test_a_figure_with_its_name_and_unit(text, expected):
    assert figures(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1.抓服务。做好0—6岁儿童筛查。",
        "1.抓服务。推进第六轮三年行动计划。",
        "1.抓服务。升级平台4.0版和12345热线。",
        "1.抓服务。落实“五个中心”建设。",
        "1.抓服务。构建“1+11”质控体系。",
        "1.抓服务。从三个方面两个层面推进。",
        "1.抓服务。开展二级甲等医院复评审。",
        "1.抓服务。打造5G+远程诊疗。",
        "1.抓服务。检查600人以上学校食堂。",
        "1.抓服务。打造15分钟健康圈。",
        "1.查回扣。重点核查采购金额前50位的品种。",
        "1.管用药。对排名前10名的医师进行约谈。",
        "1.管采购。单价50万元以上设备进入交易平台。",
        "1.管采购。开展一次专项检查。",
        "1.抓进度。整体工作达到2025年。",
        "1.抓服务。防控H7N9禽流感和PM2.5，6月底完成。",
    ],
)
def test_what_counts_nothing(text):
    assert figures(text) == []


def test_figures_shared_out_over_several_names():
    assert [name for name, *_ in figures("1.达标。精品馆、示范馆达标率分别不低于20%、10%。")] == [
        "精品馆达标率",
        "示范馆达标率",
    ]


def test_a_figure_each_year_and_one_by_a_date():
    yearly, dated = only("1.育人才。每年培训骨干50名，10月底前建成基地1个。").quantities
    assert (yearly.per, yearly.by) == ("year", None)
    assert (dated.per, str(dated.by)) == (None, "2024-10-31")


def test_rates_by_a_named_year_are_indicators_and_counts_are_not():
    text = (
        "某市行动计划（2024—2027年）\n一、工作目标\n"
        "到2027年，健康素养水平达到35%，建成中医馆24个。\n二、主要任务\n"
        "1.抓签约。到2025年，签约率达到60%，到2027年达到70%。\n2.控费用。药占比下降。"
    )
    assert [(it["name"], it["target_year"], it["target"]) for it in public(text)["indicators"]] == [
        ("签约率", 2027, 70),
        ("健康素养水平", 2027, 35),
    ]
    (signed, _) = paper(text).indicators
    assert [(target.year, target.value) for target in signed.targets] == [(2025, 60), (2027, 70)]


def test_what_falls_from_year_to_year_shall_not_be_more():
    text = (
        "某市行动计划（2024—2026年）\n一、主要指标\n"
        "指标名称\t2023年\t2025年\t2026年\n吸烟率（%）\t24.8\t23.5\t22\n"
        "素养水平（%）\t28\t31\t35\n反应时间（分钟）\t14\t13\t12\n"
    )
    assert [(it.name, it.op) for it in paper(text).indicators] == [
        ("吸烟率", "<="),
        ("素养水平", ">="),
        ("反应时间", "<="),
    ]


def test_a_rate_that_a_table_has_is_not_said_twice():
    text = (
        "某市行动计划（2024—2027年）\n一、主要目标\n到2027年，居民健康素养水平达到35%。\n"
        "指标名称\t2023年\t2027年\n居民健康素养水平（%）\t28\t35\n"
    )
    (indicator,) = public(text)["indicators"]
    assert (indicator["baseline_year"], indicator["baseline"], indicator["target"]) == (
        2023,
        28,
        35,
    )


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (
            "到2026年，护理型床位占比由2023年的50%提高到58%以上。",
            ("护理型床位占比", "%", 2023, 50, [(2026, 58)], ">="),
        ),
        (
            "病历不合格率从9%降至2026年的4%。",
            ("病历不合格率", "%", None, 9, [(2026, 4)], "<="),
        ),
        (
            "到2026年，每千人口护士数由3.1人增加到3.8人。",
            ("每千人口护士数", "人", None, 3.1, [(2026, 3.8)], ">="),
        ),
        (
            "规范管理率2024年达61%、2025年达64%、2026年达67%。",
            ("规范管理率", "%", None, None, [(2024, 61), (2025, 64), (2026, 67)], ">="),
        ),
        (
            "接种率2024年、2025年分别达到90%、92%。",
            ("接种率", "%", None, None, [(2024, 90), (2025, 92)], ">="),
        ),
        (
            "2025年、2026年接种率分别不低于90%、92%。",
            ("接种率", "%", None, None, [(2025, 90), (2026, 92)], ">="),
        ),
        (
            "——到2026年，孕产妇死亡率控制在9/10万以下。",
            ("孕产妇死亡率", "/10万", None, None, [(2026, 9)], "<="),
        ),
    ],
)
def test_an_indicator_over_the_years(goal, expected):
    read = paper(f"某市行动计划（2024—2026年）\n一、工作目标\n{goal}\n二、任务\n1.建甲。")
    assert [
        (
            *(it.name, it.unit, it.baseline_year, it.baseline),
            [(target.year, target.value) for target in it.targets],
            it.op,
        )
        for it in read.indicators
    ] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "1.抓进度。8月底前完成全年任务的70%。",
        "1.抓进度。到2024年，签约服务基本覆盖，明年新增20家。",
        "1.抓进度。2021年、2022年覆盖率分别达到50%、55%。",
    ],
)
def test_progress_counts_and_history_are_no_indicators(text):
    assert work(text).indicators == ()


def test_what_was_before_is_no_figure_of_its_own():
    assert figures("1.强床位。护理型床位占比由50%提高到58%。") == [
        ("护理型床位占比", 58, None, "%", ">=")
    ]


def test_an_item_that_is_nothing_but_steps_keeps_their_figures_and_dates():
    task = only("（一）强基层（牵头单位：区卫健局）\n1.一是筛查5000人，6月底前完成；二是培训3期。")
    assert task.title == "筛查5000人，6月底前完成"
    assert [quantity.text for quantity in task.quantities] == ["筛查5000人", "培训3期"]
    assert str(task.deadline.date) == "2024-06-30"


def test_steps_of_steps_count_for_the_task_above_them():
    text = (
        "（一）建中心。\n（二）引人才。\n（三）控费用。\n"
        "（四）强基层（牵头单位：区卫健局）\n1.宣传到位。一是入户2000户；二是办讲座30场。"
    )
    task = work(text).tasks[-1]
    assert [quantity.value for quantity in task.quantities] == [2000, 30]


def test_goals_under_a_heading_of_goals_and_tasks_are_indicators():
    read = paper(
        "某市2025年托育工作方案\n一、目标任务\n到2025年底，普惠托位占比达到60%以上。\n"
        "二、主要措施\n1.增加供给。（市卫生健康委牵头）"
    )
    (rate,) = read.indicators
    assert (rate.name, rate.targets[0].year, rate.targets[0].value) == ("普惠托位占比", 2025, 60)
    assert [task.ref for task in read.tasks] == ["1"]


def test_the_year_of_a_heading_of_goals_holds_for_what_stands_below():
    read = paper(
        "某区妇幼健康行动计划（2023—2027年）\n一、2025年目标\n孕产妇系统管理率达到95%。\n二、重点任务\n1.建档。"
    )
    (one,) = read.indicators
    assert (one.name, one.targets[0].year, one.targets[0].value) == ("孕产妇系统管理率", 2025, 95)


@pytest.mark.parametrize("said", ["一次", "1次"])
def test_how_often_is_a_figure_however_it_is_written(said):
    (often,) = only(f"1.查隐患。每半年组织联合检查{said}。").quantities
    assert (often.value, often.unit, often.per) == (1, "次", "half-year")


def test_a_date_in_the_clause_behind_holds_for_the_figure():
    read = work("1.抓营养。营养标识推广率达到50%，2024年10月底前完成。")
    assert str(read.tasks[0].quantities[0].by) == "2024-10-31"
    assert [(it.name, it.targets[0].year) for it in read.indicators] == [("营养标识推广率", 2024)]


def test_the_beginning_of_the_year_sets_no_date():
    (task,) = work("1.改支付。年初预拨比例不低于60%。").tasks
    assert (task.deadline.kind, task.quantities[0].by) == ("period", None)


def test_goals_without_a_year_are_for_the_papers_last_and_changes_keep_their_base():
    read = paper(
        "某县2025年专项整治方案\n一、整治目标\n检查阳性率达到70%以上，使用强度不超过40DDDs，"
        "过早死亡率较2020年下降10%。\n二、整治内容\n1.查回扣。"
    )
    assert [
        (it.name, it.op, it.targets[0].year, it.targets[0].value) for it in read.indicators
    ] == [
        ("检查阳性率", ">=", 2025, 70),
        ("使用强度", "<=", 2025, 40),
        ("过早死亡率较2020年下降", ">=", 2025, 10),
    ]


def test_digits_in_full_width_are_shown_in_half():
    read = paper(
        "２０２５年云溪县整治方案\n一、整治内容\n１．查回扣。２０２５年６月３０日前完成自查。"
    )
    assert read.title == "2025年云溪县整治方案"
    assert read.tasks[0].deadline.text == "2025年6月30日前"


def test_what_shall_grow_by_so_much_is_no_level_to_reach():
    read = work("1.抓分诊。2024年下转患者人次增长20%以上，下转率达到15%。")
    assert [one.name for one in read.indicators] == ["下转率"]


def test_names_keep_their_quotation_and_lose_the_time():
    read = work(
        "1.整治行业。“小餐饮”持证亮照率达到98%，8月底前完成。\n2.拨付资金。资金拨付率年底前达到100%。\n"
        "3.住培。对连续两年低于85%的基地予以撤销。"
    )
    assert [one.name for one in read.indicators] == ["“小餐饮”持证亮照率", "资金拨付率"]
    assert read.tasks[2].quantities == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("平均住院日压缩到7.5天以内", "平均住院日"),
        ("床位扩大到200张", "床位"),
        ("传染病报告时间压减至2小时", "传染病报告时间"),
        ("基层诊疗量占比恢复到55%", "基层诊疗量占比"),
        ("药占比下调至28%", "药占比"),
    ],
)
def test_how_a_figure_moves_is_no_part_of_its_name(text, name):
    (quantity,) = only(f"1.抓工作。{text}。").quantities
    assert quantity.name == name
