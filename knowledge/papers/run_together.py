"""Tables whose cells run together without anything between them."""

import re
from collections.abc import Iterator

from knowledge.papers.columns import Column, columns
from knowledge.text import fold

_HEADS = re.compile(
    r"(?:重点|主要|工作|具体|目标)?任务(?:名称|内容)?|序号|工作内容|(?:具体|工作|主要)措施|工作举措|重点工作|项目名称"
    r"|(?:牵头|责任|配合|主办|协办)(?:单位|部门)|(?:完成|办理)(?:时限|时间)|时间节点|时限要求|备注"
)
_DATE = re.compile(
    r"(?:(?:20\d\d年)?(?:底|末|\d{1,2}月(?:\d{1,2}日|[上中下]旬|[底末])?|[上下]半年|第?[一二三四]季度)"
    r"|20\d\d年|年底|年内|全年|长期(?:坚持|推进)?|持续推进|每(?:月|季度|半年|年)(?:[底末]|\d{1,2}日)?)"
    r"(?:之?前)?(?:完成)?$"
)
_UNIT = re.compile(
    r"(?:[市区县省]|各)[一-龥]{1,12}?(?:\([^()]{2,20}\))?"
    r"(?:委|局|办|部|中心|政府|办事处|街道|院|会|处|公司)(?=、|[市区县省各]|$)"
)
_ROLES = ("lead", "responsible", "cooperating")


def run_together(text: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    """The heads and rows of a table printed as one word; None where it is none."""
    heads, end = _heads(text)
    found = columns(heads) if len(heads) >= 3 else None
    if found is None or found[0].kind != "number":
        return None
    rows = [
        (str(number), *_cells(text[start:stop], found[1:]))
        for number, start, stop in _numbered(fold(text), end)
    ]
    return (heads, rows) if rows else None


def _heads(text: str) -> tuple[tuple[str, ...], int]:
    key = fold(text)
    heads: list[str] = []
    end = 0
    while match := _HEADS.match(key, end):
        heads.append(match[0])
        end = match.end()
    return tuple(heads), end


def _numbered(key: str, start: int) -> Iterator[tuple[int, int, int]]:
    """Where each row's text begins and ends: behind its number, before the next one."""
    number = 1
    match = re.compile(r"1(?!\d)").match(key, start)
    while match:
        after = re.compile(rf"(?<!\d){number + 1}(?=[^\d年月日.%、个家名项所人次])").search(
            key, match.end()
        )
        yield number, match.end(), after.start() if after else len(key)
        number, match = number + 1, after


def _cells(text: str, heads: tuple[Column, ...]) -> list[str]:
    """The cells of a row, told apart from its right end: the date, then the units."""
    key = fold(text)
    dated = any(head.kind == "deadline" for head in heads)
    date = _DATE.search(key) if dated else None
    end = date.start() if date else len(key)
    groups = _unit_groups(key, end)
    title_end = groups[0][0] if groups else end
    units = [text[start:stop] for start, stop in groups]
    cells = []
    for head in heads:
        if head.kind in _ROLES:
            cells.append(units.pop(0) if units else "")
        elif head.kind == "deadline":
            cells.append(text[end:] if date else "")
        else:
            cells.append(text[:title_end])
            title_end = 0
    return cells


def _unit_groups(key: str, end: int) -> list[tuple[int, int]]:
    """The lists of units right before `end`; names without 、 between them are different cells."""
    found = [match.span() for match in _UNIT.finditer(key, 0, end)]
    groups: list[tuple[int, int]] = []
    last = end
    for start, stop in reversed(found):
        if stop == last - 1 and key[stop] == "、":
            groups[0] = (start, groups[0][1])
        elif stop == last:
            groups.insert(0, (start, stop))
        else:
            break
        last = start
    return groups
