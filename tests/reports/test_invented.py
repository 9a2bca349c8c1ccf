"""Reports about papers of our own making, imported beside the built-in ones: other work, other
units, other ways of numbering, said in many voices."""

import json

from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.questions.asking import program
from tests.reports.judging import DATA
from tests.reports.test_papers import is_right

INVENTED = DATA / "invented"


async def test_reports_about_papers_that_were_imported(tmp_path, record_property):
    paths = sorted(INVENTED.glob("*.txt"))
    papers = [parse(read(path.read_bytes(), path.name), path.stem) for path in paths]
    said = [json.loads(line) for line in (INVENTED / "said.jsonl").read_text("utf-8").splitlines()]
    async with program(tmp_path, papers) as lines:
        got = [(one, await answered(lines, one)) for one in said]
        await lines.dispatch.settled()
    wrong = [
        f"{one['id']} {one['text']} → {reply['intent']} {reply['drafts']}"
        for one, reply in got
        if not is_right(one["expect"], reply)
    ]
    false = [one["text"] for one, reply in got if reply["drafts"] and one["expect"] == "none"]
    right = len(got) - len(wrong)
    record_property(
        "score", f"drafts, invented papers: {right}/{len(got)} = {right / len(got):.1%}"
    )
    assert not false, "\n".join(false)
    assert right / len(got) >= 0.96, "\n".join(wrong)


async def answered(lines, one):
    at = {"conversation": one["id"], "document": one["document"], "now": one["now"]}
    for text in (*one.get("before", ()), one["text"]):
        reply = await lines.answer(json.dumps(at | {"text": text}).encode())
    return json.loads(reply)
