"""What was read of a paper, for a person to check before it goes into the ledger."""

from collections.abc import Iterable
from itertools import chain

from handlers.reply import Block, Item, Table, bold, faint, say, words
from handlers.wording import number
from knowledge.numerals import behind
from knowledge.papers.model import Deadline, Indicator, Paper, Phase, Task

_KINDS = {"phase": "阶段", "period": "推定"}
_RECURRENCES = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "yearly": "每年"}
_OPERATORS = {"=": "", ">=": "≥", "<=": "≤"}
_FIELDS = {
    "ref": "编号",
    "title": "标题",
    "text": "内容",
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "responsible": "责任单位",
    "units": "单位",
    "deadline": "时限",
    "quantities": "数量",
    "measures": "举措",
    "section": "所属部分",
    "task": "任务",
}


def understood(paper: Paper) -> tuple[Block, ...]:
    """Head, counts, tasks, indicators, phases, duties, changes and doubts."""
    parts = (
        _head(paper),
        _table("任务", ("编号", "任务", "牵头", "配合／责任", "时限"), map(_task, paper.tasks)),
        _table("指标", ("指标", "基期", "目标"), map(_indicator, paper.indicators)),
        _table("阶段", ("阶段", "起", "止"), map(_phase, paper.phases)),
        _table("职责", ("单位", "职责"), ((duty.bureau, duty.text) for duty in paper.duties)),
        _table(
            "修改",
            ("编号", "内容", "原为", "改为"),
            ((c.ref, field_name(c.field), c.old or "", c.new or "") for c in paper.changes),
        ),
        _doubts(paper),
    )
    return tuple(chain.from_iterable(parts))


def counts(paper: Paper) -> str:
    """How much was read, in one line."""
    amounts = (
        (len(paper.sections), "个部分"),
        (len(paper.tasks), "项任务"),
        (len(paper.indicators), "个指标"),
        (len(paper.phases), "个阶段"),
        (len(paper.duties), "项职责"),
        (len(paper.changes), "处修改"),
    )
    return "，".join(f"{amount} {what}" for amount, what in amounts if amount) or "没有读出任务"


def field_name(name: str) -> str:
    """A field of a task in Chinese."""
    return _FIELDS.get(name, name)


def _head(paper: Paper) -> tuple[Block, ...]:
    period = paper.period
    span = f"{period.start:%Y-%m-%d} 至 {period.end:%Y-%m-%d}" if period else None
    issued = f"{paper.issued_on:%Y-%m-%d} 印发" if paper.issued_on else None
    facts = (paper.issuer, paper.doc_number, issued, span)
    amended = paper.amends and (paper.amends.title or paper.amends.doc_number)
    return (
        say(bold(paper.title or "（没有读出标题）"), faint(f"  {paper.slug}")),
        *([say(faint(" · ".join(fact for fact in facts if fact)))] if any(facts) else []),
        *([say(f"修改的文件：{amended}")] if amended else []),
        say(counts(paper)),
    )


def _table(title: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> tuple[Block, ...]:
    found = tuple(rows)
    return (say(""), say(bold(f"{title}（{len(found)}）")), Table(head, found)) if found else ()


def _task(task: Task) -> tuple[str, ...]:
    others = "、".join(task.cooperating + task.responsible)
    return (task.ref, task.title, "、".join(task.lead), others, _due(task.deadline))


def _due(deadline: Deadline) -> str:
    if deadline.kind == "recurring":
        every = _RECURRENCES.get(deadline.recurrence or "", "")
        return deadline.text or f"{every}{deadline.recurrence_day or ''}"
    if deadline.date is None:
        return deadline.text or ("长期" if deadline.kind == "open" else "未写明")
    kind = _KINDS.get(deadline.kind)
    return f"{deadline.date:%Y-%m-%d}" + (f"（{kind}）" if kind else "")


def _indicator(indicator: Indicator) -> tuple[str, ...]:
    unit = behind(indicator.unit)
    sign = _OPERATORS[indicator.op]
    year = f"（{indicator.baseline_year}）" if indicator.baseline_year else ""
    baseline = "" if indicator.baseline is None else f"{number(indicator.baseline)}{unit}{year}"
    targets = (
        f"{sign}{number(target.value)}{unit}（{target.year}）" for target in indicator.targets
    )
    return (indicator.name, baseline, "、".join(targets))


def _phase(phase: Phase) -> tuple[str, ...]:
    days = (f"{day:%Y-%m-%d}" if day else "" for day in (phase.start, phase.end))
    return (phase.name, *days)


def _doubts(paper: Paper) -> tuple[Block, ...]:
    if not paper.doubts:
        return ()
    found = (Item(words(f"第 {doubt.line} 行  {doubt.message}")) for doubt in paper.doubts)
    return (say(""), say(bold(f"请核对（{len(paper.doubts)}）")), *found)
