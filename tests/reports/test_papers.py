"""Reports about each of the built-in papers, put to the whole program: tasks, measures, indicators
and duties are named as their own paper prints them."""

import json

from tests.questions.asking import program
from tests.reports.judging import DATA

NOW = "2024-07-12T10:00"
"""A Friday."""
WORDS = ("blocker", "need", "next_step")
PLAIN = ("target", "ref", "status", "percent", "done_on", "expected_on")


async def test_reports_about_every_paper(tmp_path, record_property):
    said = [
        json.loads(line)
        for line in (DATA / "papers/blind.jsonl").read_text("utf-8").split("\n")
        if line
    ]
    async with program(tmp_path) as lines:
        got = [(one, await answered(lines, one)) for one in said]
        await lines.dispatch.settled()
    wrong = [
        f"{one['id']} {one['text']} → {reply['intent']} {reply['drafts']}"
        for one, reply in got
        if not is_right(one["expect"], reply)
    ]
    false = [one["text"] for one, reply in got if reply["drafts"] and one["expect"] == "none"]
    right = len(got) - len(wrong)
    record_property("score", f"drafts, every paper: {right}/{len(got)} = {right / len(got):.1%}")
    assert not false, "\n".join(false)
    assert right / len(got) >= 0.95, "\n".join(wrong)


async def answered(lines, one):
    at = {"conversation": one["id"], "document": one["document"], "now": NOW}
    for text in (*one.get("before", ()), one["text"]):
        reply = await lines.answer(json.dumps(at | {"text": text}).encode())
    return json.loads(reply)


def is_right(expect, reply):
    """Asking back is right where nothing is sure, and does no harm where nothing is reported."""
    if isinstance(expect, str):
        return not reply["drafts"] and (expect == "none" or reply["clarify"])
    drafts = list(reply["drafts"])
    return len(expect) == len(drafts) and all(
        any(fits(wanted, draft) for draft in drafts) for wanted in expect
    )


def fits(wanted, draft):
    figures = [[q["value"], q["unit"], q["mode"]] for q in draft["quantities"]]
    asked = wanted.get("quantities", [])
    counted = len(asked) == len(figures) and all(
        any(figure[: len(one)] == one for figure in figures) for one in asked
    )
    return (
        counted
        and any(label in draft["label"] for label in several(wanted.get("label", "")))
        and all(
            one_of(wanted.get(key), draft[key]) for key in PLAIN if key != "ref" or key in wanted
        )
        and all(alike(wanted.get(key), draft[key]) for key in WORDS)
    )


def one_of(wanted, got):
    return wanted == "*" or got in several(wanted)


def several(wanted):
    return wanted if isinstance(wanted, list) else [wanted]


def alike(wanted, got):
    """The same words, or more or fewer of them."""
    return wanted in ("*", got) or any(
        one and got and (one in got or got in one) for one in several(wanted)
    )
