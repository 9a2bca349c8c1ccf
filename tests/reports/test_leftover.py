"""What a message tells and no card says is named beside the card."""

import pytest

from knowledge.reports.understand import understand
from tests.reports.judging import surroundings


def left(text):
    reading = understand(text, surroundings())
    assert reading.claims
    return [text[slice(*span)] for span in reading.unplaced]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第3项完成七成，第5项验收方案交会签，第6项还没启动", "第5项验收方案交会签"),
        ("第3项完成七成，第5项计划9月启动", "第5项计划9月启动"),
        ("第2项完成40%，另外印了折页3400沓送到各村", "3400沓"),
        ("第4项和第7项，第4项办结，牵线了12桌相亲", "12桌"),
    ],
)
def test_what_is_in_no_claim_is_named(text, said):
    assert any(said in part for part in left(text)), left(text)


@pytest.mark.parametrize(
    "text",
    [
        "第12项完成60%，新建站点5个，卡在经费",
        "12345热线第3项办结了，辛苦大家了",
        "第3项完成七成，8个街镇里还有2个没签约",
        "第5项上周三办结，9月底前要验收3家",
        "第7项完成80%，预计年底前再建成20家，收到请回复",
    ],
)
def test_nothing_is_named_that_is_written_down_or_was_not_told(text):
    assert left(text) == []
