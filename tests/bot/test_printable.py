import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.printable import columns, json_line, one_line, printable, shortened


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("推进中医药\x1b[31m强区\x1b[0m", "推进中医药强区"),
        ("标题\x1b]0;rm -rf\x07之后", "标题之后"),
        ("\x1b]8;;http://evil.example\x1b\\点我\x1b]8;;\x1b\\", "点我"),
        ("一\x9b2J二", "一二"),
        ("倒\u202e过来", "倒过来"),
        ("甲\t乙\n丙", "甲\t乙\n丙"),
        ("第一行\r\n第二行", "第一行\n第二行"),
    ],
)
def test_what_a_terminal_would_obey_is_taken_out(raw, shown):
    assert printable(raw) == shown


@given(st.text())
def test_no_text_keeps_a_control_character(text):
    left = printable(text)
    assert all(
        char in "\t\n" or not ("\x00" <= char < " " or "\x7f" <= char <= "\x9f") for char in left
    )


@given(st.text())
def test_a_json_line_is_one_line_and_reads_back_the_same(text):
    line = json_line({"text": text})
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {"text": text}


def test_one_line_joins_lines():
    assert one_line("第一行\n  第二行") == "第一行 第二行"


def test_shortening_counts_chinese_as_two_columns():
    assert shortened("基层中医药", 10) == "基层中医药"
    assert shortened("基层中医药", 8) == "基层中…"
    assert columns("AB中") == 4
