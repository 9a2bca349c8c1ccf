import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.platforms.terminal.render import render
from handlers.reply import Button, Item, Paragraph, Reply, Span, Table, bold, faint, say, words


def shown(reply, width=60, **options):
    sheet = io.StringIO()
    Console(file=sheet, width=width, **options).print(render(reply))
    return sheet.getvalue()


ITEM = Item(
    words("第7项 ", bold("推进医保支付方式改革")),
    (
        ("牵头", words("市医保局")),
        ("时限", words("2024-12-31", faint("（按文件期限推定）"))),
    ),
)


def test_fields_are_indented_and_aligned():
    lines = shown(Reply("task", (ITEM,))).splitlines()
    assert lines[0].rstrip() == "第7项 推进医保支付方式改革"
    assert lines[1].rstrip() == "  牵头 市医保局"
    assert lines[2].rstrip() == "  时限 2024-12-31（按文件期限推定）"


def test_a_long_field_wraps_under_itself():
    long = Item(words("第1项"), (("要点", words("中医药服务能力" * 10)),))
    lines = [line.rstrip() for line in shown(Reply("task", (long,)), width=40).splitlines()]
    assert len(lines) > 3
    assert all(line.startswith("       ") for line in lines[2:])
    assert all(cell_len(line) <= 40 for line in lines)


def test_table_columns_line_up_under_wide_characters():
    table = Table(("单位", "牵头"), (("市医保局", "3"), ("市卫生健康委", "12")))
    lines = shown(Reply("compare", (table,))).splitlines()
    column = [cell_len(line.rstrip()) - cell_len(line.split()[-1]) for line in lines]
    assert len(set(column)) == 1


def test_buttons_are_numbered():
    reply = Reply("draft", (say("要改吗？"),), buttons=(Button("确认", "y"), Button("取消", "n")))
    assert shown(reply).splitlines()[-1].rstrip() == "[1] 确认  [2] 取消"


def test_markup_and_escapes_in_a_document_are_only_text():
    nasty = Reply("task", (say("[bold red]标题[/] \x1b[2J\x1b]0;x\x07:smile: https://x.cn"),))
    assert shown(nasty, force_terminal=True, no_color=True).rstrip() == (
        "[bold red]标题[/] :smile: https://x.cn"
    )


@pytest.mark.parametrize("name", ["red", "yellow", "green", "blue", "bold", "faint"])
def test_every_style_is_known_to_the_terminal(name):
    plain = shown(Reply("x", (Paragraph((Span("逾期"),)),)), force_terminal=True)
    styled = shown(Reply("x", (Paragraph((Span("逾期", name),)),)), force_terminal=True)
    assert styled != plain
    assert "逾期" in styled
