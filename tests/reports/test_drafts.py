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
    if "请带上编号另说" in reply["text"]:
        drafts = reply["drafts"]
        sure = [one for one in claims if any(fits(one, draft) for draft in drafts)]
        return len(sure) == len(drafts) and all(map(sure.__contains__, filter(in_paper, claims)))
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


async def test_what_is_on_no_card_is_said_beside_it(tmp_path):
    """Nothing that was told is dropped without a word, and what is sure can be confirmed."""
    at = {"conversation": "beside", "document": PAPER, "now": f"{TODAY}T10:00"}
    said = "西学中师资培训办了3期；管网完成70%"
    async with program(tmp_path) as lines:
        told = json.loads(await lines.answer(json.dumps(at | {"text": said}).encode()))
        await lines.dispatch.settled()
    assert [one["ref"] for one in told["drafts"]] == ["15"]
    assert "“管网完成70%”" in told["text"]
    assert "请带上编号另说" in told["text"]


async def test_figures_are_what_was_reached(tmp_path):
    said = {
        "第12项下转患者累计二点二六万人次": [22600],
        "第12项下转患者累计2.26万人次": [22600],
        "第12项培训九万八千人次": [98000],
        "第12项培训五百零六人次": [506],
        "第12项示范站应建15已建7": [7],
        "第12项示范站应建15个，已建7个": [7],
        "第12项示范站建成9个，还有2个没建": [9],
        "第12项示范站建成9个，3家未通过验收": [9],
        "第12项整体六成，步道9条食堂15家公园2个": [9, 15, 2],
    }
    got = {}
    async with program(tmp_path) as lines:
        for text in said:
            at = {"conversation": text, "document": PAPER, "now": f"{TODAY}T10:00", "text": text}
            told = json.loads(await lines.answer(json.dumps(at).encode()))
            got[text] = [one["value"] for each in told["drafts"] for one in each["quantities"]]
        await lines.dispatch.settled()
    assert got == said
