"""The public JSON of a paper, exactly as `duban parse FILE --json` prints it."""

from dataclasses import asdict
from datetime import date
from typing import Any

from knowledge.papers.model import Change, Deadline, Indicator, Paper, Quantity, Task


def to_json(paper: Paper) -> dict[str, Any]:
    """Plain values only: dates as ISO text, whole numbers as integers, doubts as `warnings`."""
    return {
        "slug": paper.slug,
        "title": paper.title,
        "issuer": paper.issuer,
        "doc_number": paper.doc_number,
        "jurisdiction": paper.jurisdiction,
        "issued_on": _iso(paper.issued_on),
        "period": {"start": _iso(paper.period.start), "end": _iso(paper.period.end)}
        if paper.period
        else None,
        "amends": asdict(paper.amends) if paper.amends else None,
        "changes": [_change(change) for change in paper.changes],
        "sections": [asdict(section) for section in paper.sections],
        "tasks": [_task(task) for task in paper.tasks],
        "indicators": [_indicator(indicator) for indicator in paper.indicators],
        "phases": [
            {
                "name": phase.name,
                "start": _iso(phase.start),
                "end": _iso(phase.end),
                "text": phase.text,
            }
            for phase in paper.phases
        ],
        "duties": [asdict(duty) for duty in paper.duties],
        "members": list(paper.members),
        "warnings": [asdict(doubt) for doubt in paper.doubts],
    }


def _change(change: Change) -> dict[str, Any]:
    return {"ref": change.ref, "field": change.field, "old": change.old, "new": change.new}


def _task(task: Task) -> dict[str, Any]:
    return {
        "ref": task.ref,
        "section_order": task.section_order,
        "title": task.title,
        "text": task.text,
        "line": task.line,
        "lead": list(task.lead),
        "cooperating": list(task.cooperating),
        "responsible": list(task.responsible),
        "inherited": task.inherited,
        **_deadline(task.deadline),
        "quantities": [_quantity(quantity) for quantity in task.quantities],
        "measures": [
            {"label": measure.label, "title": measure.title, "line": measure.line}
            for measure in task.measures
        ],
    }


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "deadline": _iso(deadline.date),
        "deadline_kind": deadline.kind,
        "deadline_text": deadline.text,
        "deadlines": [{"date": _iso(each.date), "text": each.text} for each in deadline.all],
        "recurrence": deadline.recurrence,
        "recurrence_day": deadline.recurrence_day,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "name": quantity.name,
        "text": quantity.text,
        "value": _number(quantity.value),
        "value_max": _number(quantity.value_max),
        "unit": quantity.unit,
        "op": quantity.op,
        "per": quantity.per,
        "by": _iso(quantity.by),
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    last = indicator.targets[-1] if indicator.targets else None
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "baseline_year": indicator.baseline_year,
        "baseline": _number(indicator.baseline),
        "target_year": last.year if last else None,
        "target": _number(last.value) if last else None,
        "op": indicator.op,
        "targets": [
            {"year": each.year, "value": _number(each.value)} for each in indicator.targets
        ],
        "lead": list(indicator.lead),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value
