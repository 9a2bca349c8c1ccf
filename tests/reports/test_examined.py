"""Rounds of an examiner who never saw the code: messages made to be hard, about papers of their
own and the built-in ones, with what was said and confirmed before them."""

import json

from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.questions.asking import program
from tests.reports.judging import DATA
from tests.reports.test_papers import is_right

EXAMINED = DATA / "examined"


async def test_rounds_of_an_examiner(tmp_path, record_property):
    paths = sorted(EXAMINED.glob("*.txt"))
    papers = [parse(read(path.read_bytes(), path.name), path.stem) for path in paths]
    said = [json.loads(line) for line in (EXAMINED / "said.jsonl").read_text("utf-8").splitlines()]
    async with program(tmp_path, papers) as lines:
        got = [(one, await answered(lines, one)) for one in said]
        await lines.dispatch.settled()
    wrong = [
        f"{one['id']} {one['text']} → {reply['intent']} {reply['drafts']}"
        for one, reply in got
        if not any(is_right(each, reply) for each in (one["expect"], *one.get("or", ())))
    ]
    false = [one["text"] for one, reply in got if reply["drafts"] and one["expect"] == "none"]
    right = len(got) - len(wrong)
    record_property(
        "score", f"drafts, examined rounds: {right}/{len(got)} = {right / len(got):.1%}"
    )
    assert not false, "\n".join(false)
    assert right / len(got) >= 0.85, "\n".join(wrong)


async def answered(lines, one):
    at = {"conversation": one["id"], "document": one.get("document"), "now": one["now"]}
    at = {key: value for key, value in at.items() if value}
    for text in (*one.get("before", ()), one["text"]):
        reply = await lines.answer(json.dumps(at | {"text": text}).encode())
    return json.loads(reply)
