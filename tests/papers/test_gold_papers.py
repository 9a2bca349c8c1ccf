"""Papers read as a clerk reads them: the score is printed and holds a floor."""

import json
from pathlib import Path

from knowledge.papers.parse import parse
from knowledge.papers.public import to_json
from knowledge.reading import read
from tests.papers.scoring import f1, facts

DATA = Path(__file__).parent / "data"
FLOORS = {
    "tasks": 0.98,
    "units": 0.98,
    "roles": 0.98,
    "leads": 0.98,
    "deadlines": 0.97,
    "quantities": 0.97,
    "indicators": 0.96,
    "phases": 0.98,
    "duties": 0.98,
    "changes": 0.98,
}


def test_papers_of_our_own_are_read_as_expected(record_property):
    found, expected = [], []
    for gold in sorted(DATA.glob("*.json")):
        (source,) = (path for path in DATA.glob(f"{gold.stem}.*") if path.suffix != ".json")
        found.append(facts(to_json(parse(read(source.read_bytes(), source.name), gold.stem))))
        expected.append(facts(json.loads(gold.read_text("utf-8"))))
    assert len(expected) >= 12
    scores = f1(found, expected)
    said = ", ".join(f"{kind} {score:.3f}" for kind, score in scores.items())
    record_property("score", f"{len(expected)} papers of our own, F1: {said}")
    assert {kind: score for kind, score in scores.items() if score < FLOORS[kind]} == {}
