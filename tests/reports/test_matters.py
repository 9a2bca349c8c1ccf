"""What a report is about, found by words of titles and texts."""

from knowledge.reports.matter import Meant
from knowledge.reports.matters import Matters


def test_a_paper_without_anything_in_it_is_about_nothing():
    assert Matters(()).meant("基层卫生股和妇幼健康股一起负责的") == Meant()
