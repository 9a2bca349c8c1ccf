"""What is read in small letters is said back as it was typed."""

from knowledge.reports.understand import understand
from tests.reports.judging import surroundings


def test_words_stay_as_they_were_typed():
    said = "第3项HIS对接完成18家，卡在CT采购没批，需要市财政局支持PACS预算"
    (claim,) = understand(said, surroundings()).claims
    assert [one.name for one in claim.quantities] == ["HIS对接"]
    assert claim.blocker == "CT采购没批"
    assert claim.need == "市财政局支持PACS预算"
