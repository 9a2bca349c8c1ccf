"""The data, put to the whole program: what the card says, and that no other message makes one."""

import json

import pytest

from tests.questions.asking import program
from tests.reports.judging import DATA, TODAY, messages

PAPER = "sh2023-tcm"
ITEMS = 35
"""So many tasks that paper has."""
FILES = sorted(path.name for path in DATA.glob("*.jsonl"))
PLAIN = ("status", "percent", "blocker", "need", "next_step", "done_on", "expected_on")


@pytest.mark.parametrize("own", [True, False], ids=["own", "unseen"])
async def test_the_card_says_what_was_reported(tmp_path, own, record_property):
    said = [one for name in FILES if (name == "own.jsonl") == own for one in messages(name)]
    async with program(tmp_path) as lines:
        got = [(one, await answered(lines, one)) for one in said]
        await lines.dispatch.settled()
    wrong = [
        f"{one.id} {one.text} → {reply['intent']} {reply['drafts']}"
        for one, reply in got
        if not is_right(one.expect, reply)
    ]
    false = [one.text for one, reply in got if reply["drafts"] and not is_report(one.expect)]
    right = len(got) - len(wrong)
    name = "own" if own else "unseen"
    record_property("score", f"drafts, {name}: {right}/{len(got)} = {right / len(got):.1%}")
    assert not false, "\n".join(false)
    assert right / len(got) >= 0.95, "\n".join(wrong)


async def answered(lines, one):
    """The answer to the message, with one task in talk."""
    at = {"conversation": one.id, "document": PAPER, "now": f"{TODAY}T10:00"}
    await lines.answer(json.dumps(at | {"text": "第12项"}).encode())
    return json.loads(await lines.answer(json.dumps(at | {"text": one.text}).encode()))


def is_report(expect):
    ways = expect["kind"] if isinstance(expect["kind"], list) else [expect["kind"]]
    return bool({"report", "correction"} & set(ways))


def is_right(expect, reply):
    """Every claim about a number of the paper is on the card, wholly; what else was said is there,
    or asked back; what is no report makes no card."""
    assert reply["error"] is None
    if not is_report(expect):
        return not reply["drafts"]
    ways = expect["kind"] if isinstance(expect["kind"], list) else [expect["kind"]]
    if not reply["drafts"]:
        asked = reply["clarify"] or reply["not_found"]
        other = bool({"unclear", "not_report"} & set(ways))
        return other or (asked and not all(map(in_paper, expect["claims"])))
    claims = expect["claims"]
    return len(claims) == len(reply["drafts"]) and all(
        fits(claim, draft) for claim, draft in zip(claims, reply["drafts"], strict=True)
    )


def in_paper(claim):
    """Whether the claim says by its number which task of the paper it is about."""
    target = claim["target"]
    item = target.get("item", "12" if target == {} else "")
    return item.isdecimal() and 0 < int(item) <= ITEMS and set(target) <= {"item"}


def fits(claim, draft):
    item = claim["target"].get("item")
    same = item is None or draft["ref"] == item
    return same and all(one_of(claim.get(key), draft[key]) for key in PLAIN)


def one_of(wanted, got):
    ways = wanted if isinstance(wanted, list) else [wanted]
    return got in ways or (not got and "" in ways)
