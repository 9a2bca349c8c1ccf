"""Replies as Slack shows them: within every limit, and nothing in a text is more than text."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bench.fakes.slack.blocks import message_problem, view_problem
from bot.bench.fakes.slack.screen import Shown
from bot.platforms.slack.addressing import Asked, answer_of, button_tag
from bot.platforms.slack.render import pages
from bot.platforms.slack.views import home, modal, shortcut_modal
from handlers.reply import (
    Button,
    Field,
    FormShown,
    Item,
    Paragraph,
    Reply,
    Span,
    Table,
    bold,
    faint,
    say,
    words,
)

NASTY = "<!channel> <@U1> <https://x.cn|点我> *粗* _斜_ ~删~ `码` &amp; :smile: @here"
ITEM = Item(
    words("第7项 ", bold("推进医保支付方式改革")),
    (("牵头", words("市医保局")), ("时限", words("2024-12-31", faint("（按文件期限推定）")))),
)
TEXTS = st.one_of(
    st.text(max_size=30),
    st.builds(str.__mul__, st.text(min_size=1, max_size=5), st.integers(1, 5000)),
)
SPANS = st.builds(Span, TEXTS, st.sampled_from(["plain", "bold", "faint", "red", "green"]))
WORDS = st.lists(SPANS, max_size=4).map(tuple)
BLOCKS = st.one_of(
    st.builds(Paragraph, WORDS),
    st.builds(Item, WORDS, st.lists(st.tuples(st.text(max_size=20), WORDS), max_size=5).map(tuple)),
    st.integers(1, 25).flatmap(
        lambda n: st.builds(
            Table,
            st.tuples(*[st.text(max_size=20)] * n),
            st.lists(st.tuples(*[st.text(max_size=6)] * n), max_size=5).map(tuple),
        )
    ),
)
BUTTONS = st.lists(
    st.builds(Button, st.text(max_size=100), st.text("abc:1", min_size=1)), max_size=30
)
REPLIES = st.builds(
    lambda blocks, buttons: Reply("x", tuple(blocks), buttons=tuple(buttons)),
    st.lists(BLOCKS, max_size=12),
    BUTTONS,
)


def read(page):
    return Shown("1", "C", "U", page.text, page.blocks).words


def test_an_item_shows_its_fields_below_its_head():
    (page,) = pages(Reply("task", (say("共1项："), ITEM)))
    assert read(page).split("\n") == [
        "共1项：",
        "第7项 推进医保支付方式改革",
        "• 牵头：市医保局",
        "• 时限：2024-12-31（按文件期限推定）",
    ]
    assert page.text.startswith("共1项：\n第7项 推进医保支付方式改革\n  牵头：市医保局\n")


def test_nobody_s_text_is_a_mention_a_link_or_formatting():
    (page,) = pages(Reply("task", (say(NASTY), Item(words(NASTY), ((NASTY, words(NASTY)),)))))
    kinds = {each["type"] for each in _elements(page.blocks)}
    assert kinds == {"rich_text", "rich_text_section", "rich_text_list", "text"}
    assert NASTY in read(page)
    assert "<" not in page.text
    assert "&lt;!channel&gt;" in page.text


def _elements(value):
    if isinstance(value, dict):
        yield from [value] if "type" in value else []
        for each in value.values():
            yield from _elements(each)
    elif isinstance(value, list):
        for each in value:
            yield from _elements(each)


@settings(max_examples=25, deadline=None)
@given(REPLIES)
def test_every_message_is_within_every_limit(reply):
    for page in pages(reply, "slack:C0123456789:1700000000.000001:U0123456789#m12"):
        assert message_problem(page.text, page.blocks) == ""
    assert view_problem(home(reply, "t")) == ""


def test_a_long_list_is_paged_and_loses_nothing():
    items = tuple(
        Item(words(f"第{n}项 " + "推进" * 20), (("牵头", words("市医保局")),)) for n in range(300)
    )
    shown = pages(Reply("list", items, buttons=(Button("更多", "more"),)))
    assert len(shown) > 1
    together = "\n".join(map(read, shown))
    assert all(f"第{n}项 推进" in together for n in range(300))
    assert [bool(Shown("1", "C", "U", blocks=page.blocks).buttons) for page in shown] == [
        *[False] * (len(shown) - 1),
        True,
    ]


def test_a_long_table_repeats_its_head_on_every_message():
    rows = tuple((f"单位{n}", str(n)) for n in range(150))
    shown = pages(Reply("compare", (Table(("单位", "牵头"), rows),)))
    assert [read(page).split("\n")[0] for page in shown] == ["单位｜牵头"] * 2
    assert sum(len(read(page).split("\n")) - 1 for page in shown) == 150


def test_many_buttons_become_menus_and_all_can_be_pressed():
    many = tuple(Button(f"第{n}项", f"v{n}") for n in range(30))
    (page,) = pages(Reply("list", (say("选"),), buttons=many))
    shown = Shown("1", "C", "U", blocks=page.blocks)
    assert [each["text"]["text"] for each in shown.buttons] == [b.label for b in many]
    assert message_problem(page.text, page.blocks) == ""


def test_home_says_how_much_it_leaves_out():
    lines = tuple(say("推进医保支付方式改革" * 5) for _ in range(400))
    view = home(Reply("home", lines), "t")
    assert view_problem(view) == ""
    assert "还有" in json.dumps(view, ensure_ascii=False)


def test_forms_have_blanks_for_every_kind():
    fields = (
        Field("title", "标题" * 20, value="督" * 4000, hint="例如" * 100),
        Field("text", "说明", "text", optional=True),
        Field("due", "时限", "date", "2024-12-31"),
        Field(
            "unit", "单位", "choice", "b2", choices=tuple((f"b{n}", f"单位{n}") for n in range(200))
        ),
    )
    form = FormShown("newtask", "新增一项由会议议定的重要任务并交给有关单位办理", fields)
    view = modal(Reply("x", (say("请填写"),), form=form), Asked("U1", "C1", "1.1"))
    assert view_problem(view) == ""
    assert [b["element"]["type"] for b in view["blocks"] if b["type"] == "input"] == [
        "plain_text_input",
        "plain_text_input",
        "datepicker",
        "static_select",
    ]


@pytest.mark.parametrize("text", ["", "督" * 9000, NASTY])
def test_the_shortcut_s_form_takes_any_message(text):
    assert view_problem(shortcut_modal(text)) == ""


def test_a_button_knows_which_answer_it_stands_under():
    tag = button_tag("slack:C1:1.1:U1", "m12") + "|0"
    assert answer_of(tag, "slack:C1:1.1:U1") == "m12"
    assert answer_of(tag, "slack:C1:1.1:U2") == "slack:C1:1.1:U1#m12"
    assert answer_of("|0", "slack:C1:1.1:U2") is None
