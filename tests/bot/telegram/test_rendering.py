import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.fakes.telegram.markup import read_html, utf16
from bot.platforms.telegram.inline import results
from bot.platforms.telegram.render import caption, keyboard, pages
from bot.printable import printable
from handlers.reply import Button, Item, Paragraph, Reply, Span, Table, bold, faint, say, words

ANY = st.text(st.characters(blacklist_categories=()), max_size=80)
NASTY = st.sampled_from(
    [
        "<b>粗</b>",
        "</b></i></pre>",
        "&lt;script&gt; &amp; &#60;",
        "@everybody_here",
        "https://evil.example.com/x?a=1&b=2",
        "http://1.2.3.4/",
        "tg://resolve?domain=x",
        "www.evil.com",
        "a.b@evil.cn",
        "evil.中国",
        "/start@duban_test_bot",
        "#话题 $USD",
        '<a href="https://evil.com">点我</a>',
        "😀" * 30,
        "\ud800",
        "a\0b",
        "\u202e倒",
    ]
)
TEXT = st.one_of(ANY, NASTY, st.tuples(ANY, NASTY, ANY).map("".join))
STYLE = st.sampled_from(["plain", "bold", "faint", "red", "yellow", "green", "blue"])
SPANS = st.lists(st.builds(Span, TEXT, STYLE), max_size=6).map(tuple)
CELLS = st.lists(TEXT, max_size=4).map(tuple)
BLOCK = st.one_of(
    st.builds(Paragraph, SPANS),
    st.builds(Item, SPANS, st.lists(st.tuples(TEXT, SPANS), max_size=3).map(tuple)),
    st.builds(Table, CELLS, st.lists(CELLS, max_size=4).map(tuple)),
)


@given(st.lists(BLOCK, max_size=8))
def test_whatever_is_said_is_valid_harmless_and_within_limits(blocks):
    for page in pages(blocks):
        page.encode()
        marked = read_html(page)
        assert 0 < utf16(marked.text) <= 4096
        assert len(marked.entities) <= 100
        assert not marked.links
        assert {tag for tag, _ in marked.entities} <= {"b", "i", "pre"}


@given(st.lists(TEXT, min_size=1, max_size=5))
def test_nothing_that_was_written_is_lost(texts):
    shown = "".join(read_html(page).text for page in pages([say("字", text) for text in texts]))
    for text in texts:
        kept = set(shown)
        assert all(char in kept for char in printable(text) if not char.isspace())


def test_long_lists_are_cut_between_entries():
    lead = (("牵头", words("市医保局")),)
    found = pages([Item(words(bold(f"第{n}项")), lead) for n in range(500)])
    assert len(found) > 2
    for page in found:
        assert page.startswith("<b>第")
        assert len(read_html(page).entities) <= 100


def test_one_endless_line_is_cut_where_a_reader_pauses():
    found = pages([say("加强队伍建设，完善制度。" * 800)])
    assert len(found) > 1
    assert all(read_html(page).text.endswith("。") for page in found)


def test_words_keep_their_look():
    page = pages([say("牵头：", bold("A<B"), faint("（第3页）"))])[0]
    assert page == "牵头：<b>A&lt;B</b><i>（第3页）</i>"


def test_a_light_is_never_colour_alone():
    page = pages([say(Span("红灯 已逾期", "red"))])[0]
    assert page == "🔴红灯 已逾期"
    assert pages([say(Span("🔴 红灯", "red"))])[0] == "🔴 红灯"


@pytest.mark.parametrize(
    "text", ["3.5%", "1.加强领导", "方案.docx", "沪卫.规〔2023〕1号", "a/b", "2024-08-21", "12:30"]
)
def test_ordinary_words_stay_as_they_are(text):
    assert pages([say(text)]) == [text]


def test_a_narrow_table_keeps_its_columns_and_a_wide_one_becomes_lines():
    narrow = pages([Table(("项", "灯"), (("第3项", "绿"), ("第12项", "红")))])[0]
    assert narrow == "<pre>项      灯\n第3项   绿\n第12项  红</pre>"
    row = ("加强中医药服务体系建设", "市卫生健康委员会")
    wide = pages([Table(("任务", "牵头单位"), (row,))])[0]
    assert wide == "<b>加强中医药服务体系建设</b>\n　牵头单位：市卫生健康委员会"


def test_a_label_too_long_is_cut_where_the_room_ends_and_says_so():
    long = "《2020年静安区中医药工作要点》第1项 " + "深入贯彻《意见》，" * 4
    ((label, _),), *_ = keyboard([Button(long, "x")], str)
    assert len(label) == 40
    assert (long.startswith(label[:-1]), label[-1]) == (True, "…")


def test_short_buttons_share_a_row_and_long_ones_stand_alone():
    buttons = [Button(label, label) for label in ("确认", "取消", "第12项 加强中医药服务体系建设")]
    rows = keyboard(buttons, lambda value: f"{value}.seal")
    assert [[label for label, _ in row] for row in rows] == [
        ["确认", "取消"],
        ["第12项 加强中医药服务体系建设"],
    ]
    assert rows[0][0][1] == "确认.seal"


def test_more_buttons_than_telegram_takes_are_left_out():
    rows = keyboard([Button(str(n), str(n)) for n in range(300)], lambda value: value)
    assert sum(map(len, rows)) <= 100


def test_a_caption_fits():
    assert utf16(caption("图" * 3000)) <= 1024


@given(st.lists(BLOCK, max_size=8))
def test_inline_results_are_within_limits(blocks):
    found = results("1", Reply("search", tuple(blocks)))["results"]
    assert len(found) <= 50
    for one in found:
        assert one["title"].strip()
        assert not read_html(one["input_message_content"]["message_text"]).links
