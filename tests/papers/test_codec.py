"""Records survive the way through JSON; nothing else gets in."""

import json
from datetime import date

import pytest

from knowledge.papers.codec import MalformedError, decode, encode
from knowledge.papers.model import (
    DatedPhrase,
    Deadline,
    Doubt,
    Indicator,
    Paper,
    Period,
    Quantity,
    Target,
    Task,
)
from knowledge.reading.lines import Line

_DUE = date(2027, 12, 31)
_PAPER = Paper(
    slug="banan2024",
    title="某区中医药振兴发展实施方案",
    issued_on=date(2024, 5, 8),
    period=Period(date(2024, 1, 1), _DUE),
    tasks=(
        Task(
            ref="一/(一)",
            section_order=None,
            title="建设中医馆",
            text="到2027年新建中医馆3—5个。",
            line=12,
            lead=("区卫生健康委",),
            deadline=Deadline("explicit", _DUE, "到2027年", (DatedPhrase(_DUE, "到2027年"),)),
            quantities=(Quantity("中医馆", "新建中医馆3—5个", 3, "个", 5),),
        ),
    ),
    indicators=(Indicator("中医馆", "个", 2023, 23, (Target(2027, 24.5),)),),
    doubts=(Doubt(41, "第41行的单位没有认出"),),
)


def test_a_paper_survives_the_way_through_json() -> None:
    assert decode(Paper, json.loads(json.dumps(encode(_PAPER)))) == _PAPER


def test_lines_survive_it_too() -> None:
    lines = (Line(1, "一、任务"), Line(2, "1\t甲", ("1", "甲"), 1))
    assert decode(tuple[Line, ...], json.loads(json.dumps(encode(lines)))) == lines


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        "Line",
        {"number": 1, "text": "一"},
        {"number": "1", "text": "一", "row": None, "table": None},
        {"number": True, "text": "一", "row": None, "table": None},
        {"number": 1, "text": "一", "row": ["甲", 2], "table": None},
        {"number": 1, "text": "一", "row": "甲", "table": None},
        {"number": 1, "text": "一", "row": None, "table": None, "more": 1},
    ],
)
def test_what_is_no_line_is_not_taken_for_one(said: object) -> None:
    with pytest.raises(MalformedError):
        decode(Line, said)  # type: ignore[arg-type] # that is the point


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "sometime"},
        {"kind": ["open"]},
        {"kind": "explicit", "date": "2024-02-30"},
    ],
)
def test_unknown_kinds_and_dates_that_do_not_exist_are_refused(said: dict[str, object]) -> None:
    whole = encode(Deadline("open"))
    assert isinstance(whole, dict)
    with pytest.raises(MalformedError):
        decode(Deadline, {**whole, **said})  # type: ignore[dict-item] # that is the point
