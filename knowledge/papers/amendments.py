"""Papers that change an earlier one: 将第7项牵头单位由A调整为B, 第12项完成时限调整为…, 删去第9项.

A `Change` names the item as the amended paper prints it (`ref`), what changes (`field`) and both
values. Fields: `lead`, `cooperating`, `responsible`, `deadline`, `title`, `indicator`, `text`; and
`task` for an item that is removed (`new` is None) or added (`old` is None).
"""

import re
from collections.abc import Iterator, Sequence

from knowledge.papers.front import DOC_NUMBER
from knowledge.papers.model import Amends, Change
from knowledge.text import fold

_AMENDING = re.compile(r"调整|修改|修订|变更|更正|补充|完善")
_TITLE = re.compile(
    r"(?:关于)?(?:调整|修改|修订|变更|更正|补充|完善)[^《]{0,12}《(?P<book>[^》]{4,90})》|《(?P<other>[^》]{4,90})》[^《]{0,24}(?:调整|修改|修订|变更|更正|补充)"
    r"|关于(?:调整|修改|修订|变更|更正|补充)(?P<bare>[^《》]{6,80}?)(?:的?(?:部分|有关|相关|个别|若干)[^《》]{0,30})?的(?:通知|函|决定|补充通知)"
)
_CN = "[一二三四五六七八九十百]"
_UNIT = "项(?:任务|工作|重点任务|重点工作|工作任务|指标)?|条|款|点|目|部分|章"
_REF = re.compile(
    rf"(?:(?:任务|重点任务|工作任务|序号)(?P<plain>\d{{1,3}})(?!\d)|第?(?P<chain>(?:第?\(?(?:{_CN}{{1,4}}|\d{{1,3}})\)?(?:{_UNIT})[“《]?(?:的|中的|中|第)?)+))"
)
_LINK = re.compile(rf"(?P<open>\()?(?P<number>{_CN}{{1,4}}|\d{{1,3}})\)?(?P<unit>{_UNIT})")
_FIELDS = (
    ("lead", r"牵头(?:单位|部门)?|主办(?:单位|部门)|主责(?:单位|部门)"),
    ("cooperating", r"(?:配合|协办|参与|协同)(?:单位|部门)"),
    ("responsible", r"责任(?:单位|部门|主体)|承办(?:单位|部门)|负责(?:单位|部门)"),
    ("deadline", r"(?:完成|办理|办结)?(?:时限|时间节点|期限|时间|日期)"),
    ("indicator", r"(?:指标|目标值|目标)(?:值|数)?"),
    ("title", r"(?:任务)?(?:名称|标题|题目)"),
    ("text", r"(?:工作|任务|具体)?(?:内容|表述|措施|要求)"),
)
_FIELD = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FIELDS))
_VALUE = r"[“《]?(?P<{0}>[^“”。;\n]+?)[”》]?"
_FROM_TO = re.compile(
    r"由\s?"
    + _VALUE.format("old")
    + r"(?:统一)?(?:调整|变更|修改|改|修订|更改|更正|延长|延期|提前|推迟)(?:为|到|至)\s?"
    + _VALUE.format("new")
    + r"(?=[。;\n]|$|,(?=[^,]{0,12}(?:单位|部门|时限|时间|调整|由)))"
)
_OLD_TO = re.compile(
    r"[“](?P<old>[^“”\n]+)[”]?(?:统一)?(?:调整|变更|修改|改|修订|更改|更正)为[:]?[“](?P<new>[^“”\n]+)[”]"
)
_TO = re.compile(
    r"(?:统一)?(?:调整|变更|修改|改|修订|更改|更正|延长|延期|提前|推迟|明确)(?:为|到|至)[:]?\s?"
    + _VALUE.format("new")
    + r"(?=[。;\n]|$|,(?=[^,]{0,12}(?:单位|部门|时限|时间|调整|由)))"
)
_ADD = re.compile(
    r"(?:新增|增加|增列|增补|补充)(?:为)?"
    + _VALUE.format("new")
    + r"(?:为(?P<role>牵头|配合|责任|协办|参与)(?:单位|部门))?(?=[。;,\n]|$)"
)
_NEW_ITEM = re.compile(
    r"(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|\(.{1,3}\))?(?:拟)?(?:新增|增加|增列|增设)第?[^单部]{1,8}(?:项|条)[^单部:]{0,6}[:,]"
)
_SENTENCE = re.compile(r"[^。;；\n]+[。;；\n]?")
_REMOVE = re.compile(r"(?:删去|删除|取消|不再(?:列入|实施|保留)|移出|去掉)")
_ROLE_FIELDS = {
    "牵头": "lead",
    "配合": "cooperating",
    "协办": "cooperating",
    "参与": "cooperating",
    "责任": "responsible",
}


def amended(title: str, keys: Sequence[str]) -> Amends | None:
    """The paper that a paper with this title amends, with its number where one is printed."""
    key = fold(title)
    if not _AMENDING.search(key):
        return None
    match = _TITLE.search(key)
    if match is None:
        return None
    name = next(
        title[slice(*match.span(group))] for group in ("book", "other", "bare") if match[group]
    )
    book = re.compile(rf"{re.escape(fold(name))}》?\s?\(({DOC_NUMBER.pattern})\)")
    number = next((found[1] for text in keys if (found := book.search(text))), None)
    if number is None:
        numbers = (found[0] for text in keys if (found := _quoted_number(text)))
        number = next(numbers, None)
    return Amends(number, name)


def _quoted_number(text: str) -> re.Match[str] | None:
    return re.search(rf"(?<=\(){DOC_NUMBER.pattern}(?=\))", text)


def changes(texts: Sequence[str]) -> tuple[Change, ...]:
    """What the lines of an amendment change, in printed order.

    A sentence that names no item speaks of the one before it.
    """
    found: list[Change] = []
    ref = ""
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            for part, named in _parts(sentence):
                ref = named or ref
                found += _of_part(part, ref) if ref else ()
    return tuple(dict.fromkeys(found))


def _parts(sentence: str) -> Iterator[tuple[str, str]]:
    """The sentence cut before each item it names, with that item's reference."""
    key = fold(sentence)
    named = list(_REF.finditer(key))
    if not named:
        yield sentence, ""
        return
    starts = [0, *(_clause_start(key, match.start()) for match in named[1:])]
    for match, start, end in zip(named, starts, [*starts[1:], len(key)], strict=True):
        yield sentence[start:end], _printed(match)


def _clause_start(key: str, at: int) -> int:
    return max(key.rfind(mark, 0, at) for mark in ",;、") + 1


def _printed(match: re.Match[str]) -> str:
    """第三部分第（二）项 → 三/(二): the numbers as the amended paper prints them."""
    if match["plain"]:
        return match["plain"]
    steps = [
        f"({link['number']})" if link["open"] else link["number"]
        for link in _LINK.finditer(match["chain"])
    ]
    return "/".join(steps)


def _of_part(text: str, ref: str) -> Iterator[Change]:
    key = fold(text)
    if _NEW_ITEM.match(key):
        yield Change(ref, "task", None, text.partition("：")[2].strip("。；;") or None)
        return
    if _REMOVE.search(key) and "为" not in key:
        removed = _FIELD.search(key)
        yield Change(ref, removed.lastgroup or "text" if removed else "task", _quoted(text), None)
        return
    yield from _replaced(text, key, ref)
    for added in _ADD.finditer(key):
        field = _ROLE_FIELDS.get(added["role"] or "") or _field(key, added.start(), "task")
        yield Change(ref, field, None, text[slice(*added.span("new"))].strip())


def _replaced(text: str, key: str, ref: str) -> Iterator[Change]:
    """由A调整为B, else “A”修改为“B”, else 调整为B; the field is the one named last before it."""
    used = 0
    for pattern in (_FROM_TO, _OLD_TO, _TO):
        for match in pattern.finditer(key):
            if match.start() < used:
                continue
            used = match.end()
            old = text[slice(*match.span("old"))].strip() if "old" in match.groupdict() else None
            yield Change(
                ref,
                _field(key, match.start()),
                old,
                text[slice(*match.span("new"))].strip(" ，,“”"),
            )
        if used:
            return


def _field(key: str, before: int, default: str = "text") -> str:
    named = [match.lastgroup or default for match in _FIELD.finditer(key, 0, before)]
    return named[-1] if named else default


def _quoted(text: str) -> str | None:
    match = re.search(r"“([^”]+)”", text)
    return match[1] if match else None
