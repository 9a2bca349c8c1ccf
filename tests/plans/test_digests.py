"""Which digest is asked for, in any order of words."""

from datetime import date

import pytest

from knowledge.plans.digests import DigestAsked, behind_in, digest_in

TODAY = date(2024, 7, 17)  # a Wednesday


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("发一下上周的周报", "07-08", "07-14"),
        ("上个月整体情况怎么样", "06-01", "06-30"),
        ("七月第一周的周报还有吗", "07-01", "07-07"),
        ("6月最后一周周报", "06-24", "06-30"),
        ("6月的情况", "06-01", "06-30"),
        ("上上周的周报看一下", "07-01", "07-07"),
        ("这周以来都发生了哪些新情况", "07-15", "07-21"),
        ("本周有什么事要我关注的吗？", "07-15", "07-21"),
    ],
)
def test_the_days_that_are_said(said, first, last):
    found = digest_in(said, TODAY)
    assert found is not None
    assert (f"{found.first:%m-%d}", f"{found.last:%m-%d}") == (first, last)


def test_the_file_that_is_wanted_and_of_what():
    found = [digest_in(said, TODAY) for said in ("周报表格版，xlsx", "出一份word的周报")]
    assert [one and one.form for one in found] == ["xlsx", "docx"]
    of = digest_in("区民政局这周的周报", TODAY)
    assert of is not None
    assert of.of == "区民政局"
    for said in ("跟上周比有什么变化", "有哪些要我拍板的", "给我看看周报"):
        assert digest_in(said, TODAY), said


def test_what_of_a_digest_is_asked():
    assert behind_in("周报里那个红灯是谁的") == "红灯"
    assert behind_in("红灯是谁的") is None


@pytest.mark.parametrize(
    "said", ["第3项情况怎么样", "情况怎么样", "市医保局的情况怎么样", "总结会"]
)
def test_anything_else_is_no_digest(said):
    assert digest_in(said, TODAY) is None


@pytest.mark.parametrize("said", ["最近一周的周报", "周报", "麻烦再发我一份督办周报"])
def test_without_days_it_is_the_last_seven(said):
    assert digest_in(said, TODAY) == DigestAsked()


def test_the_name_of_a_paper_stays_whole():
    found = digest_in("看一下2023年上海市中医药工作要点的周报", TODAY)
    assert found is not None
    assert found.of == "2023年上海市中医药工作要点"
