"""What messages mean, before any look-up."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexicon import Lexicon
from knowledge.questions.papers import Titles
from knowledge.questions.titled import Titled
from knowledge.questions.understand import Surroundings, understand
from knowledge.questions.units import Entry, Units

TODAY = date(2024, 7, 15)
AROUND = Surroundings(
    Lexicon(
        Units(
            [
                Entry(1, "市医保局", "云州市"),
                Entry(2, "市卫生健康委", "云州市"),
                Entry(3, "市教委", "云州市"),
                Entry(4, "区卫生健康委（区爱卫办）", "云州市南湖区"),
                Entry(5, "云州海关", "云州市"),
            ]
        ),
        Titles(
            [
                Titled(
                    1, "yz2024", "2024年云州市老龄健康工作要点", "云州市", "云卫发〔2024〕8号", 2024
                ),
                Titled(2, "yz2023", "2023年云州市老龄健康工作要点", "云州市", "", 2023),
                Titled(3, "nh2024", "南湖区创建国家卫生区实施方案", "云州市南湖区", "", 2024),
            ]
        ),
    ),
    TODAY,
    2024,
)


def meaning(text):
    return understand(text, AROUND)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("市医保局牵头哪些任务", (1,)),
        ("医保局有什么活", (1,)),
        ("醫保局有哪些任務", (1,)),
        ("医保剧要做什么", (1,)),
        ("卫建委有什么任务", (2, 4)),
        ("区爱卫办负责什么", (4,)),
        ("海关参与哪项", (5,)),
        ("@督办 市教委，任务？", (3,)),
    ],
)
def test_units_are_found_however_they_are_typed(text, ids):
    assert tuple(one for unit in meaning(text).units for one in unit.ids) == ids


@pytest.mark.parametrize("text", ["医保支付方式改革谁负责", "教育培训有哪些", "公安全覆盖"])
def test_words_of_content_are_no_units(text):
    assert not any(unit.ids for unit in meaning(text).units)


def test_roles_go_with_their_units():
    both = meaning("市医保局牵头、市教委配合的任务")
    assert [(unit.text, unit.role) for unit in both.units] == [
        ("市医保局", "lead"),
        ("市教委", "cooperating"),
    ]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("第12项", (12,)),
        ("12", (12,)),
        ("十二", (12,)),
        ("第十二条谁牵头", (12,)),
        ("第１２項", (12,)),
        ("三（二）", (3, 2)),
        ("三(2)", (3, 2)),
        ("一（一）二是", (1, 1, 2)),
        ("第三部分第二项", (3, 2)),
        ("（二）第3项", (2, 3)),
        ("任务（四）", (4,)),
        ("22项讲的啥", (22,)),
        ("3.4谁配合", (3, 4)),
        ("第2.1项", (2, 1)),
        ("（一）/4 谁牵头", (1, 4)),
        ("二（一）4什么时候完成", (2, 1, 4)),
        ("（二）15名专家是哪项", (2,)),
        ("2.3家医签约是谁的", (2, 3)),
    ],
)
def test_numbers_in_all_their_spellings(text, path):
    assert [item.path for item in meaning(text).items] == [path]


@pytest.mark.parametrize(
    "text",
    [
        *("新建30个护理中心", "第二轮行动计划", "第一批病种", "2024年"),
        *("6.30前到期的", "3.2人改成了几人", "1.5万人的那个"),
    ],
)
def test_other_figures_are_no_item_numbers(text):
    assert not meaning(text).items


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("本月到期的", date(2024, 7, 1), date(2024, 7, 31)),
        ("下个月要完成哪些", date(2024, 8, 1), date(2024, 8, 31)),
        ("下周到期", date(2024, 7, 22), date(2024, 7, 28)),
        ("9月底前要完成的", None, date(2024, 9, 30)),
        ("年底前", None, date(2024, 12, 31)),
        ("三季度到期的", date(2024, 7, 1), date(2024, 9, 30)),
        ("两周内到期", date(2024, 7, 15), date(2024, 7, 29)),
        ("11月到期的", date(2024, 11, 1), date(2024, 11, 30)),
        ("已经逾期的", None, date(2024, 7, 14)),
        ("9.30前到期的", None, date(2024, 9, 30)),
        ("8.5到期的", date(2024, 8, 5), date(2024, 8, 5)),
    ],
)
def test_spans_of_days(text, start, end):
    window = meaning(text).window
    assert window
    assert (window.start, window.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("2023云州要点里有哪些", (2,)),
        ("云州2024老龄要点", (1,)),
        ("南湖创建方案谁牵头", (3,)),
        ("《2024年云州市老龄健康工作要点》第3项", (1,)),
        ("云卫发〔2024〕8号", (1,)),
        ("2023和2024年的老龄要点对比", (2, 1)),
        ("南湖有几项任务", (3,)),
    ],
)
def test_papers_as_people_speak_of_them(text, papers):
    assert meaning(text).documents == papers


@pytest.mark.parametrize("text", ["第四轮三年行动计划谁负责", "管理办法谁制定", "培训方案"])
def test_plans_and_rules_as_matter_are_no_papers(text):
    assert not meaning(text).documents


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("治未病归谁管", "who"),
        ("家庭病床哪个部门负责", "who"),
        ("第7项什么时候到期", "when"),
        ("一共几项任务", "count"),
        ("新建多少个站点", "quantity"),
        ("中医馆的目标是多少", "indicator"),
        ("现在到哪个阶段了", "phase"),
        ("现在哪个阶断", "phase"),
        ("区教育局的职责", "duty"),
        ("专班有哪些成员单位", "members"),
        ("哪些文件提到治未病", "across"),
    ],
)
def test_what_is_asked(text, ask):
    assert ask in meaning(text).asks


def test_the_words_left_are_the_topic():
    assert meaning("请问一下，社区护理中心建设是由哪个部门负责的呀？").topic == (
        "社区护理中心建设",
    )


@given(st.text(max_size=300))
def test_any_text_has_a_meaning(text):
    assert understand(text, AROUND).text is not None


@given(st.text(alphabet="市区局委医保第项（）一二三1234年月日牵头配合的呢哪些谁和、", max_size=200))
def test_any_mixture_of_telling_characters_has_a_meaning(text):
    understand(text, AROUND)


def test_a_very_long_message_takes_no_longer_than_a_long_one():
    text = "市医保局牵头的第12项治未病任务什么时候到期" * 400
    understand(text, AROUND)
    start = time.process_time()
    understand(text, AROUND)
    assert time.process_time() - start < 1
