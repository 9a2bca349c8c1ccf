"""Reports put to the whole program: about each of the built-in papers, about papers of our own
making (other work, other units, other numbering), and rounds made to be hard by an examiner who
never saw the code. The score is printed and holds a floor; what reports nothing never becomes one.
"""

import pytest

from tests.reports.judging import DATA
from tests.reports.telling import told

SETS = {
    "every paper": ("papers/blind.jsonl", 0.95),
    "invented papers": ("invented/said.jsonl", 0.96),
    "examined rounds": ("examined/said.jsonl", 0.85),
    "blind authors": ("blind/said.jsonl", 0.95),
    "fourth blind author": ("blind/later-d.jsonl", 0.92),
    "fifth blind author": ("blind/later-e.jsonl", 0.96),
}


@pytest.mark.parametrize("name", SETS)
async def test_reports_about_papers(name, tmp_path, record_property):
    messages, floor = SETS[name]
    outcome = await told(tmp_path, DATA / messages)
    record_property("score", f"drafts, {name}: {outcome}")
    assert not outcome.false, "\n".join(outcome.false)
    assert outcome.share >= floor, "\n".join(outcome.wrong)
