"""Who does it: statements of 牵头, 配合 and 责任 units in the text of an item."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.papers.bare_lists import bare_list
from knowledge.papers.model import Role
from knowledge.papers.names import Name, is_surely_unit, is_unit, leading_name, split_names
from knowledge.papers.unit_notes import UnitNotes, without_note
from knowledge.papers.unit_roles import Units, together
from knowledge.text import covered, fold


@dataclass(frozen=True, slots=True)
class Statement:
    """Units and where they are stated: `text[start:end]`, brackets around it included."""

    start: int
    end: int
    units: Units
    running: bool = False
    closed: bool = False
    """Whether a running sentence says nothing but who leads and who helps."""


_ROLE_WORD = (
    "总牵头|牵头|主办|主责|主管|主要责任|主要负责|第一责任|首要责任"
    "|配合|协办|协同|协助|协作|参与|参加|支持|共同"
    "|责任|负责|承办|实施|落实|执行|主体"
)
_LABEL = re.compile(
    rf"(?<![各与和及为由、])(?:[市区县省][级直]?)?(?P<role>{_ROLE_WORD})(?:(?:[、/和及与]"
    rf"|\()?(?:{_ROLE_WORD})\)?)?"
    r"(?:\((?:部门|单位|责任|牵头)\))?"
    r"(?:部门|单位|科室|处室|机构|委办局|主体|方|股室|处科室)"
    r"(?:[(/、及和与]{0,2}(?:部门|单位|责任人|负责人|配合单位|责任单位|科室|个人)\)?)?"
    r"(?::+|(?:为|是(?!否)):?(?=[^牵责主配])|(?=\n))"
    r"|(?P<short>牵头|主办|配合|协办|协助|参与|(?<=[(\[;【])(?:责任|负责)):"
)
_OTHER_LABEL = re.compile(
    r"(?:完成|办理|办结|整改|推进|时间|时限|进度|责任人|责任领导|分管领导|牵头领导|包联领导"
    r"|联系人|联系|备注|目标|工作)[一-龥]{0,6}:"
)
_CLOSING = re.compile(r"[;。\n\]】]")
_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(
        ("总牵头", "牵头", "主办", "主责", "主管", "主要责任", "主要负责", "第一责任", "首要责任"),
        "lead",
    ),
    **dict.fromkeys(
        ("配合", "协办", "协同", "协助", "协作", "参与", "参加", "支持"), "cooperating"
    ),
}
_VERB = re.compile(
    r"(?P<lead>(?:负责|共同|联合|总)?牵头(?:负责|抓总|组织实施|组织|实施|落实|推进)?(?!作用"
    r"|下|单位|部门|医院|人|机制)"
    r"|(?<!公)主办|主责|为主(?:负责)?)"
    r"|(?P<with>会同|商(?=[市区县省各国])|联合(?=[市区县省各国有相]))"
    r"|(?P<cooperating>(?:积极|共同|协同|按职责|参与)?(?:配合|(?<!政)协办|协助|协同|参与|参加"
    r"|支持)(?:落实|做好|实施)?(?!部门|单位|科室|处室))"
    r"|(?P<shared>(?:按照?|依据?|根据)?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进"
    r"|组织实施|抓好落实|做好)?)"
    r"|(?P<responsible>(?:共同|分别|具体|组织|各自|按分工)?(?:负责|承办|组织实施|抓好落实"
    r"|(?<=具体)(?:实施|落实|组织|承担)"
    r"|(?<=[委局办部院会府心道街镇乡等])落实))"
)
_INNER = re.compile(r"\([^()]*\)")
_GROUP = re.compile(r"[(\[【](?P<inside>(?:[^()\[\]【】]|\([^()]*\))*)[)\]】]")
_BOXED = re.compile(
    r"[\[【](?P<label>(?:牵头|主办|主责|责任|配合|协办|参与|参加)(?:单位|部门|科室|处室|股室))[\]】](?!:)"
)
_SQUARE = str.maketrans("〔〕", "[]")
_SENTENCE = re.compile(r"[^。;\n]+")
_VERB_ROLES: Final[dict[str, Role]] = {
    "lead": "lead",
    "with": "lead",
    "cooperating": "cooperating",
}
_CLOSED = re.compile(
    r"^(?:[此该本这]项?(?:工作|任务|项目|事项)?)?由.*(?:牵头|负责|配合|参与|协助|落实|实施|按(?:照)?职责分工(?:负责|落实|推进))$"
)
_RUNNING = re.compile(r"牵头|会同|负责|配合|主办|具体实施|职责")
_DASHED = re.compile(r"(?:(?:^|(?<=[。;\n]))--?|--)(?P<inside>[^-。;\n]{3,200})(?=。?(?:\n|$))")


def statements(text: str, notes: UnitNotes, *, running: bool) -> list[Statement]:
    """All statements in `text`; running text (由A牵头) counts only where nothing else is stated."""
    key = fold(text).translate(_SQUARE)
    key = _BOXED.sub(r";\g<label>:", key)  # 【牵头单位】甲【配合单位】乙
    found = [*_labelled(text, key, notes)]
    marks = covered(len(key), [(each.start, each.end) for each in found])
    bracketed = _bracketed(text, key, notes)
    found += [each for each in bracketed if not any(marks[each.start : each.end])]
    if running and not found and _RUNNING.search(key):
        found = list(_running(text, key, notes))
    return sorted(found, key=lambda each: each.start)


def total(found: Iterable[Statement]) -> Units:
    """The units of several statements together; a unit keeps the first role it was given."""
    return together(statement.units for statement in found)


def listed(value: str, role: Role, notes: UnitNotes) -> Units:
    """The units of a list whose label or column gives `role`; words inside it may refine that."""
    if _VERB.search(_INNER.sub("", fold(value))):
        units = _clauses(value, role, notes, sure=False)
        if units:
            return units
    return _by_role(split_names(value), role, notes)


def _labelled(text: str, key: str, notes: UnitNotes) -> Iterator[Statement]:
    labels = list(_LABEL.finditer(key))
    for place, label in enumerate(labels):
        limit = labels[place + 1].start() if place + 1 < len(labels) else len(key)
        end = _value_end(key, label.end(), limit)
        role: Role = _ROLES.get(label["role"] or label["short"], "responsible")
        units = listed(without_note(text[label.end() : end]), role, notes)
        if units:
            yield Statement(*_with_brackets(key, label.start(), end), units)


def _value_end(key: str, start: int, limit: int) -> int:
    """Where a list ends: at the bracket that closes around it, at ; or 。 or at another label."""
    other = _OTHER_LABEL.search(key, start, limit)
    limit = other.start() if other else limit
    depth = 0
    for position in range(start, limit):
        mark = key[position]
        depth += (mark == "(") - (mark == ")")
        if depth < 0 or (_CLOSING.match(mark) and (depth == 0 or mark == "\n")):
            return position
    return limit


def _with_brackets(key: str, start: int, end: int) -> tuple[int, int]:
    if start and key[start - 1] in "([【":
        start -= 1
    if end < len(key) and key[end] in ")]】":
        end += 1
    return start, end


def _bracketed(text: str, key: str, notes: UnitNotes) -> Iterator[Statement]:
    last = len(key.rstrip("。; \n"))
    for group in _GROUP.finditer(key):
        inside = without_note(text[slice(*group.span("inside"))])
        if 3 <= len(inside) <= 600:
            names = None if _says_role(inside) else _bare(inside, key, group, last)
            yield from _stated(group, inside, names, notes)
    for dashed in _DASHED.finditer(key):
        inside = text[slice(*dashed.span("inside"))]
        if ":" not in dashed["inside"]:  # ——区教育局：负责… is a duty
            names = None if _says_role(inside) else bare_list(inside)
            yield from _stated(dashed, inside, names, notes)


def _says_role(inside: str) -> bool:
    return bool(_VERB.search(fold(inside)))


def _stated(
    found: re.Match[str], inside: str, names: tuple[Name, ...] | None, notes: UnitNotes
) -> Iterator[Statement]:
    """What a bracket or a dash at the end says: A牵头、B配合, or (`names`) nothing but names."""
    if names is None:
        units = _clauses(inside, "responsible", notes, sure=True)
    else:
        units = _by_role(names, "responsible", notes)
    if units:
        yield Statement(*found.span(), units)


def _bare(inside: str, key: str, group: re.Match[str], last: int) -> tuple[Name, ...]:
    """The names in a bracket behind a sentence, or at the end of a heading or of the text."""
    before = key[group.start() - 1] if group.start() else "\n"
    after = key[group.end()] if group.end() < len(key) else "\n"
    if after not in "。;\n":
        return ()
    if before in "。;\n!":
        return bare_list(inside)
    if after == "\n" or group.end() >= last:
        return bare_list(inside, key[max(0, group.start() - 20) : group.start()])
    return ()


def _running(text: str, key: str, notes: UnitNotes) -> Iterator[Statement]:
    for sentence in _SENTENCE.finditer(key):
        if not _RUNNING.search(sentence[0]) or len(sentence[0]) > 400:
            continue
        units = _clauses(text[slice(*sentence.span())], "responsible", notes, running=True)
        if units:
            closed = bool(units.lead and _CLOSED.search(sentence[0]))
            yield Statement(sentence.start(), sentence.end(), units, running=True, closed=closed)


def _clauses(
    value: str, role: Role, notes: UnitNotes, *, sure: bool = False, running: bool = False
) -> Units:
    """A牵头，B、C配合: roles by the verb behind each list; names before 会同 lead."""
    key = _INNER.sub(lambda inner: "·" * len(inner[0]), fold(value))
    names_in = _running_names if running else _sure_names if sure else split_names
    lists: list[tuple[str, tuple[Name, ...]]] = []
    start = 0
    joined = False
    for verb in _VERB.finditer(key):
        names = names_in(value[start : verb.start()])
        what = verb.lastgroup or ""
        if names:
            lists.append(("cooperating" if joined and what != "with" else what, names))
        elif joined:
            lists += _joined(value[start : verb.start()])
        joined = what == "with" and bool(names)
        start = verb.end()
    if joined:
        lists += _joined(value[start:])
    elif not running:
        lists.append((role, names_in(value[start:])))
    return _assigned(lists, notes)


def _sure_names(value: str) -> tuple[Name, ...]:
    names = split_names(value)
    return names if all(is_unit(fold(name.text)) for name in names) else ()


def _running_names(value: str) -> tuple[Name, ...]:
    """The last unbroken list before a verb: names of units, one of them beyond doubt."""
    clause = re.split(r"[,:]|由", fold(value))[-1]
    names = split_names(value[len(value) - len(clause) :])
    keys = [fold(name.text) for name in names]
    sure = any(map(is_surely_unit, keys)) and all(map(is_unit, keys))
    return names if sure else ()


def _joined(value: str) -> list[tuple[str, tuple[Name, ...]]]:
    """What follows 会同: whole names, and the one that the sentence's verb is stuck to."""
    found: list[Name] = []
    for name in split_names(value):
        known = leading_name(name.text)
        if known is None:
            break
        found.append(known)
        if known.text != name.text:
            break
    return [("cooperating", tuple(found))]


def _assigned(lists: list[tuple[str, tuple[Name, ...]]], notes: UnitNotes) -> Units:
    """Roles by the verbs; the note about who comes first holds where nobody is said to lead."""
    led = any(names and verb in ("lead", "with") for verb, names in lists)
    own = UnitNotes() if led else notes
    return together(
        _by_role(names, _VERB_ROLES.get(verb, "responsible"), own) for verb, names in lists
    )


def _by_role(names: Sequence[Name], role: Role, notes: UnitNotes) -> Units:
    first_leads = notes.first_leads and role == "responsible"
    by_role: dict[Role, list[str]] = {"lead": [], "cooperating": [], "responsible": []}
    for place, name in enumerate(names):
        given = name.role or role
        if (first_leads and not place) or (name.starred and notes.star_leads):
            given = "lead"
        elif first_leads and notes.others_cooperate:
            given = "cooperating"
        by_role[given].append(name.text)
    return Units(
        tuple(by_role["lead"]), tuple(by_role["cooperating"]), tuple(by_role["responsible"])
    )
