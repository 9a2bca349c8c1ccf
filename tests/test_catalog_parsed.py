"""The built-in facts are what the parser reads from the originals, where these are present."""

from collections.abc import Callable
from functools import cache

import pytest

from knowledge import catalog
from knowledge.papers.model import Paper
from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.seeds import seed_path

SPELLED_ONE = {("sh2024-health", "14")}
"""至少一支: a figure, but the parser takes no 一 for one, as 建设一支队伍 mostly counts nothing."""


@cache
def parsed(slug: str) -> Paper:
    path = seed_path(slug)
    return parse(read(path.read_bytes(), path.name), slug)


@cache
def shipped(slug: str) -> Paper:
    return catalog.load(slug)


def heading(paper: Paper):
    return (
        paper.title,
        paper.issuer,
        paper.doc_number,
        paper.jurisdiction,
        paper.issued_on,
        paper.period,
    )


def sections(paper: Paper):
    return [(section.order, section.label, section.title) for section in paper.sections]


def titles(paper: Paper):
    return [(task.ref, task.section_order, task.title) for task in paper.tasks]


def units(paper: Paper):
    return {task.ref: (task.lead, task.cooperating, task.responsible) for task in paper.tasks}


def deadlines(paper: Paper):
    return {task.ref: task.deadline for task in paper.tasks}


def quantities(paper: Paper):
    return {
        task.ref: [
            (it.value, it.value_max, it.unit, it.op, it.per, it.by) for it in task.quantities
        ]
        for task in paper.tasks
        if (paper.slug, task.ref) not in SPELLED_ONE
    }


def measures(paper: Paper):
    return {task.ref: [measure.label for measure in task.measures] for task in paper.tasks}


def indicators(paper: Paper):
    return {
        it.name: (it.unit, it.baseline_year, it.baseline, it.targets, it.op)
        for it in paper.indicators
    }


def phases(paper: Paper):
    return [(phase.name, phase.start, phase.end) for phase in paper.phases]


def duties(paper: Paper):
    return [duty.bureau for duty in paper.duties]


def members(paper: Paper):
    return list(paper.members)


FACTS: tuple[Callable[[Paper], object], ...] = (
    heading,
    sections,
    titles,
    units,
    deadlines,
    quantities,
    measures,
    indicators,
    phases,
    duties,
    members,
)


@pytest.mark.parametrize("facts", FACTS)
@pytest.mark.parametrize("slug", catalog.SLUGS)
def test_the_parser_reads_the_same(slug, facts):
    original = parsed(slug)
    assert facts(original) == facts(shipped(slug))
