"""A paper as the ledger knows it now, gathered for an export."""

from dataclasses import dataclass

from db.ledger import Ledger
from db.records import Document, Duty, Indicator, Phase, Task, TaskQuery
from knowledge.papers import model

PAGE = 500


@dataclass(frozen=True, slots=True)
class Facts:
    """One document with all that was read from it, corrections included."""

    document: Document
    sections: tuple[model.Section, ...]
    tasks: tuple[Task, ...]
    indicators: tuple[Indicator, ...]
    phases: tuple[Phase, ...]
    duties: tuple[Duty, ...]


async def gather(ledger: Ledger, document: Document) -> Facts:
    """All facts of one document, in printed order."""
    ids = (document.id,)
    return Facts(
        document=document,
        sections=await ledger.sections(document.id),
        tasks=await all_tasks(ledger, document.id),
        indicators=await ledger.indicators(ids),
        phases=await ledger.phases(ids),
        duties=await ledger.duties(ids),
    )


async def all_tasks(ledger: Ledger, document_id: int) -> tuple[Task, ...]:
    """Every task of a document, read page by page."""
    found: list[Task] = []
    while True:
        query = TaskQuery(documents=(document_id,), offset=len(found), limit=PAGE)
        page = await ledger.tasks(query)
        found += page.tasks
        if not page.tasks or len(found) >= page.total:
            return tuple(found)


def paper_of(facts: Facts) -> model.Paper:
    """The facts in the shape of a paper as read, for its public JSON."""
    document = facts.document
    return model.Paper(
        slug=document.slug,
        title=document.title,
        issuer=document.issuer,
        doc_number=document.doc_number,
        jurisdiction=document.jurisdiction,
        issued_on=document.issued_on,
        period=document.period,
        sections=facts.sections,
        tasks=tuple(_task(task) for task in facts.tasks),
        indicators=tuple(_indicator(indicator) for indicator in facts.indicators),
        phases=tuple(model.Phase(p.name, p.start, p.end, p.text) for p in facts.phases),
        duties=tuple(model.Duty(duty.bureau, duty.text) for duty in facts.duties),
    )


def _task(task: Task) -> model.Task:
    return model.Task(
        ref=task.ref,
        section_order=task.section_order,
        title=task.title,
        text=task.text or "\n".join(task.points),
        line=0,
        lead=task.units("lead"),
        cooperating=task.units("cooperating"),
        responsible=task.units("responsible"),
        inherited=any(assignment.inherited for assignment in task.assignments),
        deadline=task.deadline,
        quantities=task.quantities,
        measures=task.measures,
    )


def _indicator(indicator: Indicator) -> model.Indicator:
    return model.Indicator(
        name=indicator.name,
        unit=indicator.unit,
        baseline_year=indicator.baseline_year,
        baseline=indicator.baseline,
        targets=indicator.targets,
        op=indicator.op,
        lead=indicator.lead,
    )
