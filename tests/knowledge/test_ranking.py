"""Which text a few words mean."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.ranking import Candidate, rank

TEXTS = [
    Candidate(1, "提升治未病服务能力", "推广治未病干预方案，加强预防保健"),
    Candidate(2, "完善医保支付机制", "按疗效价值付费，探索支付方式改革"),
    Candidate(3, "加强人才培养", "开展师承教育，治未病人才培训"),
]


def best(*topic):
    return [one.key for one in rank(topic, TEXTS)]


def test_the_title_counts_more_than_the_text():
    assert best("治未病")[:2] == [1, 3]


def test_another_word_for_the_same_thing_is_found():
    assert best("报销")[0] == 2


def test_a_word_that_nothing_holds_ranks_nothing():
    assert best("自动驾驶") == []


def test_where_two_words_were_said_half_of_them_is_too_little():
    assert all(one.lacking for one in rank(["垃圾培训"], TEXTS))


@given(st.lists(st.text(max_size=20), max_size=4), st.lists(st.text(max_size=60), max_size=5))
def test_any_words_over_any_texts_give_shares_between_nothing_and_all(topic, texts):
    candidates = [Candidate(place, text[:10], text) for place, text in enumerate(texts)]
    assert all(0 <= one.cover <= 1.0001 for one in rank(topic, candidates))
