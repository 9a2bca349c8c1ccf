"""The data, read by the program: the score is printed and holds a floor; no false report at all."""

import json
from pathlib import Path

import pytest

from knowledge.reports.understand import understand
from tests.reports.judging import DATA, is_false_report, is_right, messages, surroundings

QUESTIONS = Path(__file__).parents[1] / "questions" / "data"
OWN = ("own.jsonl",)
UNSEEN = tuple(sorted(path.name for path in DATA.glob("unseen-*.jsonl")))
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


def test_no_question_on_the_papers_is_taken_for_a_report():
    """Hundreds of questions, wishes and follow-ups that the bot answers otherwise."""
    asked = [
        turn["text"]
        for path in sorted(QUESTIONS.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for turn in json.loads(line)["turns"]
    ]
    kinds = {text: understand(text, surroundings()).kind for text in asked}
    assert not [text for text, kind in kinds.items() if kind in ("report", "correction")]
    assert sum(kind == "unclear" for kind in kinds.values()) <= len(kinds) / 100


@pytest.mark.parametrize("text", [
    "改第7项牵头为市医保局",
    "把第7项的牵头单位由市财政局改为市医保局、市教委",
    "第9项延期到年底",
    "三（二）的完成时限调整为2025年6月底前",
    "第4项拆成两项：甲事；乙事",
    "第13项牵头单位错了，应该是市医保局",
])  # fmt: skip
def test_corrections_of_the_ledger_are_left_to_it(text):
    assert understand(text, surroundings()).kind == "not_report"


def test_the_data_is_large_and_much_of_it_is_no_report():
    every = [one for path in DATA.glob("*.jsonl") for one in messages(path.name)]
    no_reports = [one for one in every if "claims" not in one.expect]
    assert len(every) >= 180
    assert len(no_reports) >= 45
    assert len({one.text for one in every}) == len(every)
