"""The data, read by the program: the score is printed and holds a floor; no false report at all."""

import pytest

from knowledge.reports.understand import understand
from tests.reports.judging import DATA, is_false_report, is_right, messages, surroundings

OWN = ("own.jsonl",)
UNSEEN = ("unseen-1.jsonl", "unseen-2.jsonl", "unseen-3.jsonl", "unseen-4.jsonl")
"""Written after the code was, and read by it once before anything was changed for them."""


@pytest.mark.parametrize("names", [OWN, UNSEEN], ids=["own", "unseen"])
def test_reports_are_read_wholly_right(names, record_property):
    read = [(one, understand(one.text, surroundings())) for name in names for one in messages(name)]
    wrong = [f"{one.id} {one.text} → {got}" for one, got in read if not is_right(one.expect, got)]
    right = len(read) - len(wrong)
    record_property("score", f"reports, {names[0]}…: {right}/{len(read)} = {right / len(read):.1%}")
    assert right / len(read) >= 0.98, "\n".join(wrong)


@pytest.mark.parametrize("name", [*OWN, *UNSEEN])
def test_what_is_no_report_never_becomes_one(name):
    false = [
        f"{one.id} {one.text}"
        for one in messages(name)
        if is_false_report(one.expect, understand(one.text, surroundings()))
    ]
    assert not false, "\n".join(false)


def test_the_data_is_large_and_half_of_it_is_not_easy():
    every = [one for path in DATA.glob("*.jsonl") for one in messages(path.name)]
    no_reports = [one for one in every if "claims" not in one.expect]
    assert len(every) >= 180
    assert len(no_reports) >= 45
    assert len({one.text for one in every}) == len(every)
