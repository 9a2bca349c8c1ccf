import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.serving.splitting import cut


def utf16(text):
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(st.text(alphabet="市医保局，。；\n😀 ab", max_size=200), st.integers(2, 30))
def test_nothing_is_lost_and_every_piece_fits(text, limit):
    pieces = cut(text, limit, utf16)
    assert "".join(pieces) == text
    assert all(0 < utf16(piece) <= limit for piece in pieces) or text == ""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("短", ["短"]),
        ("", [""]),
        ("第一段很长\n\n第二段也长", ["第一段很长\n\n", "第二段也长"]),
        ("第一行话长\n第二行话长", ["第一行话长\n", "第二行话长"]),
        ("说完了一句。又说了一句", ["说完了一句。", "又说了一句"]),
        ("他说“完了。”又说了一句", ["他说“完了。”", "又说了一句"]),
        ("一二三四五六七八九十", ["一二三四五六七八", "九十"]),
    ],
)
def test_it_ends_where_a_reader_pauses(text, pieces):
    assert cut(text, 8) == pieces


def test_no_piece_is_tiny_because_of_an_early_line_end():
    assert cut("题\n" + "长" * 20, 12)[0] == "题\n" + "长" * 10


def test_one_character_over_the_limit_stays_whole():
    assert cut("😀😀", 1, utf16) == ["😀", "😀"]
