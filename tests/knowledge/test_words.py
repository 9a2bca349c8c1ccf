"""The words of the text index: what a phrase holds is found in every text that holds the phrase."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.words import index_words

PHRASES = st.sampled_from(["治未病", "医保支付", "家庭病床", "DRG", "岐黄学者", "互联网医院"])
AROUND = st.text(alphabet="中医药服务建设推进区市的、。治病医保院", max_size=12)


@given(PHRASES, AROUND, AROUND)
def test_a_phrase_is_found_whatever_stands_around_it(phrase, before, after):
    words = set(index_words(f"{before}，{phrase}，{after}"))
    assert set(index_words(phrase)) <= words


@given(st.text(max_size=200))
def test_any_text_can_be_cut(text):
    assert all(index_words(text))


def test_traditional_and_full_width_are_the_same_words():
    assert index_words("醫保支付ＤＲＧ") == index_words("医保支付drg")
