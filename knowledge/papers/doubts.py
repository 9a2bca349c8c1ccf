"""What a person should check after a paper was read, and where."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from knowledge.papers.bare_lists import unread_list
from knowledge.papers.front import Front
from knowledge.papers.headings import is_title
from knowledge.papers.items import Item
from knowledge.papers.marks import is_counted
from knowledge.papers.model import Change, Doubt, Task
from knowledge.papers.numbering import Kind
from knowledge.papers.outline import Node, Scope
from knowledge.papers.table_rows import rows_of
from knowledge.papers.tables import Table
from knowledge.papers.unread_times import counts_from_issue, unread_time
from knowledge.text import fold

_LAST_BRACKET = re.compile(r"[(\[【](?P<inside>(?:[^()\[\]【】]|\([^()]*\))*)[)\]】][。;\s]*$")
_LONGEST_LIST = 600
_UNIT_NOTE = re.compile(
    r"[(\[【](?:(?P<role>[一-龥]{2})(?:单位|部门):)?[^()\[\]【】]{2,60}?(?:牵头|负责|[局委办处])"
    r"[^()\[\]【】]{0,60}[)\]】](?=[。;]?(?:\n|$))|(?:^|\n)(?P<line>牵头|主办|责任)(?:单位|部门):"
)
_SETS_TIME = re.compile(r"[年月日季周]|时限|期限")


def doubts(
    head: Front,
    scopes: Sequence[Scope],
    roots: Sequence[Item],
    tables: Sequence[Table],
    tasks: Sequence[Task],
    changes: Sequence[Change],
) -> tuple[Doubt, ...]:
    """Every doubt in order of lines; each says what was understood and what to look at."""
    found = [
        *_of_front(head, tasks, changes),
        *(doubt for scope in scopes for doubt in _of_labels(scope)),
        *(doubt for scope in scopes for doubt in _of_counted(scope)),
        *(doubt for root in roots for item in root.walk() for doubt in _of_units(item)),
        *(doubt for root in roots for item in root.walk() for doubt in _of_several(item)),
        *_of_tables(tables),
        *_of_tasks(tasks),
    ]
    return tuple(sorted(found, key=lambda doubt: doubt.line))


def _of_front(head: Front, tasks: Sequence[Task], changes: Sequence[Change]) -> Iterator[Doubt]:
    if not tasks and not changes:
        yield Doubt(1, "没有读到任务：请确认这份文件是否含有编号的工作任务")
    told = head.issuer or head.doc_number or head.issued_on or is_title(fold(head.title))
    if not told and not any(task.lead or task.responsible or task.cooperating for task in tasks):
        yield Doubt(1, "没有读到标题、发文机关、文号和责任单位，看起来不是工作文件，请核对")
    leaning = head.issued_on is None and next(
        (task for task in tasks if counts_from_issue(task.text)), None
    )
    if leaning:
        yield Doubt(leaning.line, "没有读到成文日期，按印发日期推算的时限无法确定")


def _holds_decimals(node: Node) -> bool:
    """1 over 1.1, 1.2 is no misprint."""
    return any(one.label.kind is Kind.DECIMAL for one in node.children)


def _of_labels(scope: Scope) -> Iterator[Doubt]:
    reached = 0
    for node in scope.nodes:
        label = node.label
        if label.text.isdecimal() and label.kind is Kind.SECTION and not _holds_decimals(node):
            yield Doubt(node.line, f"标题编号“{label.text}”按一级标题理解，疑为误印")
        elif label.kind is Kind.SECTION and label.text.endswith(("是", "要")):
            yield Doubt(node.line, f"“{label.text}”按一级标题理解")
        elif label.kind is Kind.SECTION and label.number != reached + 1:
            yield Doubt(node.line, f"一级标题编号从{reached}跳到{label.number}，请核对")
        reached = label.number
    yield from _of_skips([item for root in scope.nodes for item in _numbered(root)])


def _numbered(node: Node) -> Iterator[Node]:
    if node.label.kind is Kind.ITEM:
        yield node
    for child in node.children:
        yield from _numbered(child)


def _of_skips(items: Sequence[Node]) -> Iterator[Doubt]:
    for before, item in pairwise(items):
        number = item.label.number
        if number not in (1, before.label.number + 1):
            yield Doubt(
                item.line, f"序号从{before.label.number}到{number}不连续，请核对是否漏项或误印"
            )


def _of_counted(scope: Scope) -> Iterator[Doubt]:
    """Bullets have no numbers: those of their items are ours."""
    counted = (node for root in scope.nodes for node in root.walk() if is_counted(node.label))
    first = next(counted, None)
    if first is not None:
        yield Doubt(first.line, "条目前只有符号、没有编号，按先后顺序编为1、2、3……，请核对")


def _of_several(item: Item) -> Iterator[Doubt]:
    """Several notes of units in what is read as one item: its parts may be labelled unknowably."""
    found = [] if item.children else _UNIT_NOTE.findall(fold(item.node.text))
    notes = max(Counter(found).values(), default=0)
    if notes > 1:
        yield Doubt(
            item.node.line,
            f"“{item.title[:20]}”里有{notes}处责任单位，按一项登记，可能是{notes}项，请核对",
        )


def _of_units(item: Item) -> Iterator[Doubt]:
    """A last paragraph about several items; a last list that was not understood as units."""
    if item.node.remark and _SETS_TIME.search(fold(item.node.remark)):
        yield Doubt(
            item.node.line, f"末段“{item.node.remark[:30]}”说的是以上各项，时限未逐项登记，请核对"
        )
    text = item.node.text[-_LONGEST_LIST:].rstrip()
    told_above = item.units_last  # of the item whose last step this is
    if item.units or told_above or not text.endswith(tuple("）)】]。；;")):
        return
    found = _LAST_BRACKET.search(fold(text))
    if found and unread_list(found["inside"]):
        printed = text[slice(*found.span("inside"))]
        yield Doubt(item.node.line, f"末尾括号里的“{printed[:40]}”没有作为责任单位登记，请核对")


def _of_tables(tables: Sequence[Table]) -> Iterator[Doubt]:
    for table in tables:
        for line in table.doubts:
            yield Doubt(line, "表格此行的单元格数与表头不一致，按内容归列，请核对")
        for read in rows_of(table) if table.holds_tasks else ():
            if read.blank:
                yield Doubt(read.row.line, "表格此行的单位栏为空，按与上一行合并理解，请核对")


def _of_tasks(tasks: Sequence[Task]) -> Iterator[Doubt]:
    named = sum(bool(task.lead or task.responsible or task.cooperating) for task in tasks)
    for task in tasks:
        if "#" in task.ref:
            yield Doubt(task.line, f"编号“{task.ref.partition('#')[0]}”重复出现，请核对")
        has_units = task.lead or task.responsible or task.cooperating
        if not has_units and named * 2 > len(tasks):
            yield Doubt(task.line, f"第{task.ref}项没有读到责任单位")
        unread = unread_time(task.text) if task.deadline.kind == "period" else None
        if unread:
            yield Doubt(task.line, f"第{task.ref}项的时限“{unread}”没有读懂，请核对")
        if task.deadline.kind == "phase" and task.deadline.date is None:
            yield Doubt(task.line, f"第{task.ref}项的时限“{task.deadline.text}”没有对应的日期")
