"""Papers that change an earlier one: which, and what in it.

A `Change` names the item as the amended paper prints it (`ref`: 7, (三), 二/(三); an indicator by
its name; 成员单位), what changes and both values. Fields: `lead`, `cooperating`, `responsible`,
`deadline` (values as ISO dates where they are dates), `target`, `members`, `title`, `text`, and
`task` for an item that is removed (`new` is None) or added (`old` is None).
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.dates import Anchor, find_dates
from knowledge.papers.front import DOC_NUMBER
from knowledge.papers.model import Amends, Change
from knowledge.papers.names import is_unit, split_names
from knowledge.text import fold

_CHANGING = "调整|修改|修订|变更|更正"
_TITLE = re.compile(
    rf"(?:{_CHANGING}|补充)[^《]{{0,12}}《(?P<book>[^》]{{4,90}})》"
    rf"|《(?P<other>[^》]{{4,90}})》[^《]{{0,24}}(?:{_CHANGING}|补充)"
    rf"|关于(?:{_CHANGING})(?P<bare>[^《》]{{4,80}}?)"
    r"(?:的?(?:部分|有关|相关|个别|若干)[^《》]{0,30})?的(?:通知|函|决定|补充通知)"
)
_BOOK = re.compile(rf"《(?P<name>[^》]{{4,90}})》\s?\((?P<number>{DOC_NUMBER.pattern})[,)]")
_CN = "[一二三四五六七八九十百]"
_KIND = "项(?:重点任务|重点工作|工作任务|任务|工作|指标)?|条|款|点|目|部分|章"
_REF = re.compile(
    rf"(?:任务|序号)(?P<plain>\d{{1,3}})(?!\d)"
    rf"|(?P<chain>(?:第?\(?(?:{_CN}{{1,4}}|\d{{1,3}})\)?(?:{_KIND})(?:“[^”]*”"
    rf"|《[^》]*》)?(?:的|中的|中)?)+)"
    r"|“(?P<name>[^”]{2,40})”(?=.{0,16}(?:目标|指标))"
)
_LINK = re.compile(rf"(?P<open>\()?(?P<number>{_CN}{{1,4}}|\d{{1,3}})\)?(?:{_KIND})")
_FIELDS = (
    ("lead", r"牵头(?:单位|部门)?|主办(?:单位|部门)|主责(?:单位|部门)"),
    ("cooperating", r"(?:配合|协办|参与|协同)(?:单位|部门)"),
    ("responsible", r"责任(?:单位|部门|主体)|承办(?:单位|部门)|负责(?:单位|部门)"),
    (
        "deadline",
        r"(?:完成|办理|办结)(?:时限|时间|期限|日期)|时限|时间节点|时间安排|时间要求|进度安排|期限|完成日期",
    ),
    ("target", r"目标值?|指标值?"),
    ("title", r"(?:任务)?(?:名称|标题|题目)"),
    ("text", r"(?:工作|任务|具体)?(?:内容|表述|措施)"),
)
_FIELD = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FIELDS))
_INTO = rf"(?:统一)?(?:{_CHANGING}|更改|改|延长|延期|提前|推迟|明确|顺延)(?:为|到|至)[:]?\s?"
_NEXT_FIELD = rf",(?=[^,]{{0,14}}(?:单位|部门|时限|时间|{_CHANGING}|由))"
_NEW = rf"[“《]?(?P<new>[^“”。;\n]{{1,80}}?)[”》]?(?=[。;\n]|$|{_NEXT_FIELD})"
_OLD = r"[“]?(?P<old>[^“”。;\n]{1,80}?)[”]?"
_REPLACED = (
    re.compile(rf"由\s?{_OLD}{_INTO}{_NEW}"),
    re.compile(rf"“(?P<old>[^“”\n]{{1,200}})”{_INTO}“(?P<new>[^“”\n]{{1,200}})”"),
    re.compile(_INTO + _NEW),
)
_ADDED = re.compile(
    r"(?:新增|增加|增列|增补)(?:为)?(?P<new>[^“”。;,\n]{1,80}?)(?:为(?P<role>牵头|配合|责任|协办"
    r"|参与)(?:单位|部门))?(?=[。;,\n]|$)"
)
_MADE = re.compile(
    r"(?:^|[,;])(?P<new>[^“”。;,\n由]{2,40}?)(?:改|调整|变更|转)为(?P<role>牵头|配合|责任|协办|参与)(?:单位|部门)"
)
_NEW_ITEM = re.compile(
    r".{0,6}?(?:新增|增加|增列|增设)第?[^单部]{1,8}(?:项|条)[^单部:,]{0,6}[:,]"
    r"(?:作为第[^:,。]{1,6}[项条][^:,。]{0,6}[:,])?"
)
_COUNTED = re.compile(r"(?:增加|新增|增列|增设|[合归]并为)[一两二三四五\d]{1,2}[项条]")
_SPEAKS_OF_CHANGE = re.compile(
    rf"{_CHANGING}|合并|归并|拆分|增加|新增|增列|删[去除]|取消|划归|移交|承担.{{0,30}}由"
)
_REMOVED = re.compile(r"删[去除]|取消|不再(?:列入|实施|保留)|移[出除]|去掉|剔除")
_UNIT_FIELD = r"(?:牵头|主办|配合|协办|参与|责任|承办)(?:单位|部门)"
_DROPPED = re.compile(
    rf"(?:{_REMOVED.pattern}|减少|不再包括)(?:其?{_UNIT_FIELD}(?:中的?)?)?(?P<old>[^“”。;,\n]{{2,80}}?)(?=[。;,\n]|$)"
    rf"|(?:^|[,;])(?P<also>[^“”。;,\n]{{2,80}}?)"
    rf"(?:不再(?:作为|列为|担任|承担)(?={_UNIT_FIELD})|(?:{_REMOVED.pattern})(?=[。;,\n]|$))"
)
_MEMBERS_IN = re.compile(
    r"(?:增补|新增|增加|增列)(?P<a>[^。;为]{2,200})为[^。;,]{0,16}成员(?:单位)?"
    r"|成员单位(?:新增|增加|增补)(?P<b>[^。;]{2,200})"
)
_MEMBERS_OUT = re.compile(
    r"(?P<a>[^。;,\s][^。;,]{1,200})不再(?:作为|担任|列为)[^。;,]{0,16}成员(?:单位)?"
    r"|成员单位(?:减少|删去|删除|取消)(?P<b>[^。;]{2,200})"
)
_ITEM_BEFORE = re.compile(rf".*(?:第[^第,]{{1,8}}?(?:{_KIND})(?:“[^”]*”)?|{_UNIT_FIELD})中?的?")
_UNITS = ("lead", "cooperating", "responsible")
_ROLES = {"牵头": "lead", "责任": "responsible"}
_SENTENCE = re.compile(r"[^。;；\n]+[。;；\n]?")
_LABEL = re.compile(rf"^(?:\d{{1,2}}[.、]|{_CN}{{1,3}}、|\(.{{1,3}}\))")


def amended(title: str, texts: Sequence[str]) -> Amends | None:
    """The paper that a paper with this title amends, with its number where one is printed."""
    match = _TITLE.search(fold(title))
    if match is None:
        return None
    cited = [
        Amends(text[slice(*book.span("number"))], text[slice(*book.span("name"))])
        for text in texts
        for book in _BOOK.finditer(fold(text))
    ]
    for group in ("book", "other"):
        if match[group]:
            name = title[slice(*match.span(group))]
            return next((each for each in cited if each.title == name), Amends(None, name))
    return cited[0] if cited else Amends(None, title[slice(*match.span("bare"))])


def changes(texts: Sequence[str], anchor: Anchor) -> tuple[Change, ...]:
    """What the lines of an amendment change, in printed order.

    A sentence that names no item speaks of the one before it.
    """
    found: list[Change] = []
    ref = ""
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            found += _of_members(sentence)
            for part, named in _parts(sentence):
                ref = named or ref
                found += _of_part(part, ref, anchor) if ref else ()
    return tuple(dict.fromkeys(found))


def unread_change(text: str, anchor: Anchor) -> bool:
    """Whether an amendment's item speaks of a change that `changes` does not read."""
    return bool(_SPEAKS_OF_CHANGE.search(fold(text))) and not changes([text], anchor)


def _of_members(sentence: str) -> Iterator[Change]:
    key = _LABEL.sub(lambda label: " " * len(label[0]), fold(sentence))
    for pattern, added in ((_MEMBERS_IN, True), (_MEMBERS_OUT, False)):
        for match in pattern.finditer(key):
            names = sentence[slice(*match.span("a" if match["a"] else "b"))].strip(" 将把")
            yield Change("成员单位", "members", None if added else names, names if added else None)


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence cut before each item it names, with that item's reference."""
    key = fold(sentence)
    counted = _COUNTED.sub(lambda each: " " * len(each[0]), key)  # 增加一项 is not item 一
    named = list(_REF.finditer(counted))
    if not named:
        yield sentence, ""
        return
    starts = [0, *(_clause_start(key, match.start()) for match in named[1:])]
    for match, start, end in zip(named, starts, [*starts[1:], len(key)], strict=True):
        yield sentence[start:end], _printed(match, sentence)


def _clause_start(key: str, at: int) -> int:
    return max(key.rfind(mark, 0, at) for mark in ",;、") + 1


def _printed(match: re.Match[str], sentence: str) -> str:
    """第三部分第（二）项 → 三/(二): the numbers as the amended paper prints them."""
    if match["plain"]:
        return match["plain"]
    if match["name"]:
        return sentence[slice(*match.span("name"))]
    links = _LINK.finditer(match["chain"])
    return "/".join(f"({link['number']})" if link["open"] else link["number"] for link in links)


def _of_part(text: str, ref: str, anchor: Anchor) -> Iterator[Change]:
    key = fold(text)
    new = _NEW_ITEM.match(key)
    if new:
        yield Change(ref, "task", None, text[new.end() :].strip("。；;") or None)
    elif dropped := list(_dropped(text, key, ref)):
        yield from (*_replaced(text, key, ref, anchor), *dropped, *_added(text, key, ref))
    elif _REMOVED.search(key) and "为" not in key:
        removed = _FIELD.search(key)
        quoted = re.search(r"“([^”]+)”", text)
        field = removed.lastgroup or "text" if removed else "task"
        yield Change(ref, field, quoted[1] if quoted and removed else None, None)
    else:
        yield from _replaced(text, key, ref, anchor)
        yield from _added(text, key, ref)


def _replaced(text: str, key: str, ref: str, anchor: Anchor) -> Iterator[Change]:
    """由A调整为B, else “A”修改为“B”, else 调整为B; the field is the one named last before it."""
    for pattern in _REPLACED:
        found = list(pattern.finditer(key))
        for match in found:
            field = _field(key, match.start())
            old = _value(text, match, "old", field, anchor)
            yield Change(ref, field, old, _value(text, match, "new", field, anchor))
        if found:
            return


def _value(text: str, match: re.Match[str], group: str, field: str, anchor: Anchor) -> str | None:
    if not match.groupdict().get(group):
        return None
    printed = text[slice(*match.span(group))].strip(" ，,“”")
    dates = find_dates(printed, anchor) if field == "deadline" else []
    return dates[-1].last.isoformat() if dates else printed


def _added(text: str, key: str, ref: str) -> Iterator[Change]:
    for match in (*_ADDED.finditer(key), *_MADE.finditer(key)):
        role = match["role"]
        field = _ROLES.get(role, "cooperating") if role else _field(key, match.start(), "task")
        if "成员单位" not in key:
            new = text[slice(*match.span("new"))].strip()
            yield Change(ref, field, None, new, added=field in _UNITS)


def _dropped(text: str, key: str, ref: str) -> Iterator[Change]:
    """责任单位删去县医保局, 县医保局不再作为责任单位: units, and nothing in their place."""
    for match in _DROPPED.finditer(key):
        named = match["old"] is not None
        start, end = match.span("old" if named else "also")
        before = None if named else _ITEM_BEFORE.match(key, start, end)
        names = split_names(text[before.end() if before else start : end])
        behind = _FIELD.match(key, match.end())  # 不再作为责任单位
        field = behind.lastgroup or "" if behind else _field(key, match.end())
        if names and field in _UNITS and all(is_unit(fold(name.text)) for name in names):
            yield Change(ref, field, "、".join(name.text for name in names), None)


def _field(key: str, before: int, default: str = "text") -> str:
    named = [match.lastgroup or default for match in _FIELD.finditer(key, 0, before)]
    return named[-1] if named else default
