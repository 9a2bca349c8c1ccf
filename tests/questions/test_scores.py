"""The question sets, put to the whole program: the score is printed and holds a floor."""

from pathlib import Path

import pytest

from db.correcting import Order
from db.people import NewPerson
from knowledge.papers.model import Paper
from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.questions.asking import LOADED, program, score
from tests.questions.judging import Dialogue, dialogues

SEED_SLUGS = ("banan2024", "jingan2020", "jingan2024", "sh2023-tcm", "sh2024-health")
SEED_QUESTIONS = ("seeds-original.jsonl", "seeds-dialogues.jsonl")
TEAM = (
    NewPerson("张三", "staff", "市医保局"),
    NewPerson("李四", "staff", "市教委"),
    NewPerson("王五", "staff", "区教委"),
    NewPerson("赵主任", "manager", in_charge_of=("市医保局", "市教委")),
)
OWN_PAPERS = Path(__file__).parents[1] / "papers" / "data"


async def scored(folder, papers, questions: list[Dialogue], name, record_property):
    async with program(folder, papers) as lines:
        result = await score(lines, questions)
        await lines.dispatch.settled()
    record_property("score", f"questions, {name}: {result}")
    return result


def _own() -> list[Paper]:
    paths = sorted(path for path in OWN_PAPERS.iterdir() if path.suffix in {".txt", ".html"})
    return [parse(read(path.read_bytes(), path.name), path.stem) for path in paths]


async def test_questions_on_the_built_in_facts_alone(tmp_path, record_property):
    asked = [one for one in dialogues(*SEED_QUESTIONS) if one.builtin]
    result = await scored(tmp_path, [], asked, "built-in facts", record_property)
    assert len(asked) >= 200
    assert result.share >= 0.95, "\n".join(result.wrong)


async def test_questions_on_the_imported_originals(tmp_path, record_property, seed_text):
    papers = [parse(read(seed_text(slug).encode(), f"{slug}.txt"), slug) for slug in SEED_SLUGS]
    asked = list(dialogues(*SEED_QUESTIONS))
    result = await scored(tmp_path, papers, asked, "originals", record_property)
    assert result.share >= 0.96, "\n".join(result.wrong)


async def test_questions_on_papers_of_our_own(tmp_path, record_property):
    papers = _own()
    assert len(papers) >= 12
    asked = list(dialogues("own-papers.jsonl"))
    result = await scored(tmp_path, papers, asked, "own papers", record_property)
    assert result.share >= 0.93, "\n".join(result.wrong)


async def test_questions_of_people_about_their_own_work(tmp_path, record_property):
    asked = list(dialogues("my-work.jsonl"))
    async with program(tmp_path) as lines:
        for number, person in enumerate(TEAM):
            order = Order("测试", LOADED, f"roster/{number}")
            await lines.dispatch.ledger.people.add(person, order)
        result = await score(lines, asked)
        await lines.dispatch.settled()
    record_property("score", f"questions, my work: {result}")
    assert result.share >= 0.95, "\n".join(result.wrong)


@pytest.mark.parametrize("name", [*SEED_QUESTIONS, "own-papers.jsonl", "my-work.jsonl"])
def test_every_expectation_is_one_that_is_judged(name):
    keys = {key for one in dialogues(name) for turn in one.turns for key in turn["expect"]}
    assert keys <= {
        *("tasks", "tasks_include", "tasks_exclude", "tasks_max", "bureaus", "bureaus_include"),
        *("indicators", "indicators_include", "phases", "phases_include", "count", "clarify"),
        *("not_found", "contains"),
    }
