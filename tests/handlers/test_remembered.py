"""Answers from papers are made once for all who ask, and anew when the ledger changes."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.packed import pack, unpack
from tests.handlers.conftest import refs


async def test_two_who_ask_the_same_get_the_same_each_in_their_own_talk(talk):
    mine, other = talk, talk.beside("c2")
    await other.says("你好")
    first = await mine.says("哪些文件提到治未病")
    second = await other.says("哪些文件提到治未病")
    assert (second["text"], refs(second)) == (first["text"], refs(first))
    assert (first["id"], second["id"]) == ("m1", "m2")
    assert refs(await other.says("第二个展开")) == refs(first)[1:2]


async def test_an_answer_is_made_anew_when_the_ledger_changed(talk):
    question = "静安创建方案第三项谁牵头"
    before = await talk.says(question)
    card = await talk.says("把它的牵头改成区统计局")
    await talk.presses("确认", card)
    after = await talk.beside("c2").says(question)
    assert "区统计局" not in before["text"]
    assert "区统计局" in after["text"]


@given(st.lists(st.integers(0, 2**62), max_size=3000))
def test_packed_ids_are_unpacked(ids):
    assert unpack(pack(ids)) == tuple(ids)


@given(st.text(max_size=40))
def test_what_is_not_packed_is_refused_or_nothing(text):
    try:
        ids = unpack(text)
    except ValueError:
        return
    assert isinstance(ids, tuple)
