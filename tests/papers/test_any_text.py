"""Any text whatever gives a paper, in time linear in its length."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.papers.parse import parse
from knowledge.papers.public import to_json
from knowledge.reading.lines import Line

WORDS = st.sampled_from(
    [
        *"（）()：:；;，,、。\n\t 一二三四十1234567890年月日季度《》“”%个|≥-—①⑴㈠〇",
        *(
            "牵头单位：",
            "责任单位",
            "配合",
            "由",
            "会同",
            "负责",
            "序号\n",
            "任务\n",
            "指标",
            "完成时限",
        ),
        *(
            "附件",
            "1.",
            "（一）",
            "一是",
            "一、",
            "第3项",
            "调整为",
            "2024年",
            "6月底前",
            "每月5日前",
        ),
        *(
            "区卫生健康委",
            "各镇街",
            "达到90%",
            "3—5个",
            "阶段",
            "成员单位包括",
            "关于印发",
            "工作要点",
        ),
    ]
)


def lines(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


@settings(deadline=None, max_examples=150)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=120).map("".join)))
def test_any_text_gives_a_paper(text):
    json.dumps(to_json(parse(lines(text))))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(WORDS, max_size=6).map("".join), min_size=2, max_size=4), st.integers(0, 3)
)
def test_any_table_gives_a_paper(cells, empty):
    row = tuple(cells)
    table = [row, *([tuple([""] * len(row))] * empty), row[::-1], row]
    parse([Line(n, "\t".join(cells), cells, 1) for n, cells in enumerate(table, start=1)])


def seconds(text):
    given_lines = lines(text)
    start = time.process_time()
    parse(given_lines)
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "(",
            "《",
            "“",
            " a",
            "、",
            "由",
            "区卫健委、",
            "20%",
            "2024年",
            "每月5日前",
            "一是",
            "1.",
            "和",
        ),
        *(
            "序号\n任务\n牵头单位\n",
            "附件\n",
            "\n(一)加强",
            "将第3项由甲调整为乙。",
            "到2025年率达20%、",
        ),
        *(
            "1.建中心。(责任单位:区卫健委)\n",
            "区卫健委：负责。\n",
            "（一）启动阶段（5月）\n",
            "关于印发",
        ),
    ],
)
@pytest.mark.parametrize("start", ["", "某方案\n一、任务\n1.", "关于调整《某方案》的通知\n一、"])
def test_time_grows_with_the_length(start, unit):
    """Quadratic time would be sixteen times as long for four times the text.

    Processor time of this process: what else the machine does, does not count.
    """
    short = min(seconds(start + unit * (1_000 // len(unit))) for _ in range(3))
    long = min(seconds(start + unit * (4_000 // len(unit))) for _ in range(2))
    assert long < 9 * short + 0.15
