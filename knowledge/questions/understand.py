"""From what somebody typed to its Meaning: names, times and numbers first, then words of asking."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.lexicon import Lexicon
from knowledge.numerals import to_int
from knowledge.papers.model import Role
from knowledge.questions.cues import Cue, CueKind, cues_in
from knowledge.questions.items import items_in
from knowledge.questions.meaning import Ask, ItemAsked, Meaning, PhaseAsk, UnitAsked
from knowledge.questions.papers import Named
from knowledge.questions.parts import parts_in
from knowledge.questions.spelling import respelt
from knowledge.questions.units import Mention
from knowledge.text import fold, squeeze
from knowledge.times import Window, window_in

_ROLES: dict[CueKind, Role] = {
    "lead": "lead",
    "cooperate": "cooperating",
    "unit-role": "responsible",
}
_PHASES: dict[CueKind, PhaseAsk] = {
    "phase-next": "next",
    "phase-before": "previous",
    "phase-first": "first",
    "phase-last": "last",
    "phase-now": "now",
}
_ORDINAL = re.compile(
    r"第([一二三四五六七八九十\d]{1,3})个(?!阶段|月|季|五年|项目|任务|工作)|(最后一?[个项条])|(头一?[个项条])"
    r"|倒数第([一二三四五六七八九十\d]{1,2})[个项条]"
)
_LAST_YEAR = re.compile(
    r"(?:去年|上一?年度?|前一年)(?:度|的)?(?:工作)?(?:要点|方案|文件)?(?:里面?|中|的)?"
)
_THEN = re.compile(
    r"[,，]?(?:[比较跟和与同]|相比)(?:去年|上一?年度?|前一年)(?:相?比较?)?"
    r"|[,，]?(?:去年|上一?年度?|前一年)(?:[底末]|(?:的?(?:是|为|有|实际|完成|达到?))+(?=多少|几)|(?=多少|几))"
)
"""去年是多少, 比去年: the figure that a target is counted from, no paper of last year."""
_BARE_YEAR = re.compile(
    r"(?<=[一-鿿( ])(20[1-4]\d)(?=[一-鿿) ]|$)"
    r"(?![年个家名人所支张台次户例座期门批间处份场位天元万亿平公里多余])"
)
"""社区康复中心2024建几个: a year though nothing says so."""
_PLACED = re.compile(r"^[一-鿿]{2,3}[市区县省旗州](?=[一-鿿]{2})")
_STAGE = re.compile(r"第([一二三四五六1-6])个?(?:阶段|步)")
_LEAN = re.compile(r"^(?:那么|那就|那(?![些个项条份里边])|然后)|呢[?？。!！~]*$")
_MENTIONED = re.compile(r"@[\w.\-]+")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a message is understood against: the names of the ledger, and today.

    `year` completes dates printed without one.
    """

    lexicon: Lexicon
    today: date
    year: int


def understood(text: str, around: Surroundings) -> Meaning:
    """What `understand` says, at once where the same was said before."""
    heard, said = around.lexicon.heard, (text, around.today, around.year)
    meaning = heard.meaning(said)
    if meaning is None:
        meaning = understand(text, around)
        heard.note(said, meaning)
    return meaning


@dataclass(frozen=True, slots=True)
class _Names:
    """What a message names, before any words of asking are looked for in the `rest`."""

    rest: str
    titles: tuple[Named, ...]
    units: tuple[Mention, ...]
    items: tuple[ItemAsked, ...]
    ordinal: int | None
    window: Window | None
    years: tuple[int, ...]
    last_year: bool


def understand(text: str, around: Surroundings) -> Meaning:
    """The meaning of one message. Pure; any text has one, perhaps an empty one."""
    plain = squeeze(" ".join(fold(_MENTIONED.sub(" ", text)).lower().split()))[:500]
    return _meaning(plain, _names(respelt(_LEAN.sub("", plain)), around))


def _names(text: str, around: Surroundings) -> _Names:
    titles = around.lexicon.titles.find(text)
    rest = _THEN.sub(_blank, _without(text, titles))
    last_year = _LAST_YEAR.search(rest)
    rest = _LAST_YEAR.sub(_blank, rest, count=1)
    units = around.lexicon.units.find(rest)
    papers = (one for title in titles for one in title.ids)
    year = around.lexicon.titles.year_of(papers, around.today.year) or around.year
    dated = _BARE_YEAR.sub(r"\1年", _without(rest, units))
    window, years, rest = window_in(dated, around.today, year)
    ordinal, rest = _ordinal(rest)
    items, rest = items_in(rest)
    if titles and titles[0].by_place and not titles[0].end:
        # 安宁县健康村: the place stayed because a unit's name may begin with it.
        rest = _PLACED.sub(_blank, rest)
    return _Names(rest, titles, units, items, ordinal, window, years, last_year is not None)


def _meaning(plain: str, named: _Names) -> Meaning:
    cues, topic = cues_in(named.rest)
    kinds = frozenset(cue.kind for cue in cues)
    units, role = _with_roles(named.units, cues)
    return Meaning(
        text=plain,
        asks=_asks(cues, kinds),
        units=units,
        role=role,
        every_role={"lead", "cooperate"} <= kinds and role is None,
        duty_word="responsible" in kinds and "take-on" not in kinds,
        step=("next-one" in kinds) - ("last-one" in kinds),
        items=named.items,
        ordinal=named.ordinal,
        topic=topic,
        window=named.window,
        years=named.years,
        documents=tuple(dict.fromkeys(one for title in named.titles for one in title.ids)),
        by_place=any(title.by_place for title in named.titles),
        loosely_placed=bool(named.titles) and all(title.loose for title in named.titles),
        phase=next((_PHASES[cue.kind] for cue in cues if cue.kind in _PHASES), None),
        parts=parts_in(named.units, cues),
        together="together" in kinds,
        negated="negation" in kinds,
        leaning=not kinds.isdisjoint({"lean", "among"}) or _leans(plain),
        among="among" in kinds,
        more="more" in kinds,
        whole=not kinds.isdisjoint({"across", "everywhere"}),
        last_year=named.last_year,
    )


def _leans(plain: str) -> bool:
    """Whether the message begins or ends as one that leans on what was said before."""
    return _LEAN.search(plain) is not None


def _without(text: str, named: Iterable[Named | Mention]) -> str:
    for one in named:
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _ordinal(text: str) -> tuple[int | None, str]:
    if stage := _STAGE.search(text):
        return to_int(stage[1]), text
    found = _ORDINAL.search(text)
    if not found:
        return None, text
    rest = _ORDINAL.sub(_blank, text, count=1)
    if found[2] or found[4]:
        return -(to_int(found[4]) or 1) if found[4] else -1, rest
    return (to_int(found[1]) if found[1] else 1), rest


def _with_roles(
    mentions: Sequence[Mention], cues: Sequence[Cue]
) -> tuple[tuple[UnitAsked, ...], Role | None]:
    """Each unit with the role said right after it; a role that follows no unit is everybody's."""
    roles = [cue for cue in cues if cue.kind in _ROLES]
    units: list[UnitAsked] = []
    waiting: list[Mention] = []
    common: Role | None = None
    tokens: list[Mention | Cue] = [*mentions, *roles]
    for token in sorted(tokens, key=lambda token: token.start):
        if isinstance(token, Mention):
            waiting.append(token)
        elif waiting:
            units += [_unit(mention, _ROLES[token.kind]) for mention in waiting]
            waiting = []
        else:
            common = _ROLES[token.kind]
    units += [_unit(mention, common) for mention in waiting]
    said: set[Role | None] = {_ROLES[cue.kind] for cue in roles}
    said |= {None for cue in cues if cue.kind == "take-part" and said}
    if len(said) > 1 and len({unit.role for unit in units}) < 2:
        return tuple(replace(unit, role=None) for unit in units), None
    return tuple(units), common or next((unit.role for unit in units if unit.role), None)


def _unit(mention: Mention, role: Role | None) -> UnitAsked:
    return UnitAsked(mention.text, mention.ids, role, mention.typo)


def _asks(cues: Sequence[Cue], kinds: frozenset[CueKind]) -> frozenset[Ask]:
    asks: set[Ask] = set()
    for kind, ask in _SIMPLE.items():
        if kind in kinds:
            asks.add(ask)
    asks.update(_pairs(cues))
    if "mention" in kinds and "across" in kinds:
        asks.add("across")
    elif "across" in kinds:
        asks.add("documents" if "mention" not in kinds else "across")
    return frozenset(asks)


_SIMPLE: dict[CueKind, Ask] = {
    "who": "who",
    "when": "when",
    "count": "count",
    "target": "indicator",
    "phase": "phase",
    "phase-next": "phase",
    "phase-before": "phase",
    "phase-first": "phase",
    "phase-last": "phase",
    "duty": "duty",
    "member": "members",
    "compare": "compare",
    "most": "most",
    "detail": "detail",
    "list": "list",
    "due": "due",
    "soon": "due",
    "mention": "mention",
    "open-ended": "open",
    "recurring": "recurring",
    "sections": "sections",
    "no-units": "unassigned",
    "facts": "facts",
    "changes": "changes",
}
_ONE = re.compile("哪一?[个项条]|哪条")
_HOLLOW: frozenset[CueKind] = frozenset({"idle", "polite", "have", "lean", "among"})


def _pairs(cues: Sequence[Cue]) -> Iterable[Ask]:
    """What a question word asks by the cue beside it: 哪些+任务, 多少+项, 哪个+部门, 做+什么."""
    solid = [cue for cue in cues if cue.kind not in _HOLLOW]
    for index, cue in enumerate(solid):
        before = solid[index - 1].kind if index else None
        after = solid[index + 1].kind if index + 1 < len(solid) else None
        if cue.kind == "which":
            yield _which(before, after)
            if _ONE.fullmatch(cue.text):
                yield "one"
        elif cue.kind == "how-many":
            yield "count" if after == "task" else "quantity"
        elif cue.kind == "unit" and before in {
            "lead",
            "cooperate",
            "unit-role",
            "responsible",
            "take-part",
        }:
            yield "who"


def _which(before: CueKind | None, after: CueKind | None) -> Ask:
    if after == "unit" or before == "unit":
        return "who"
    if before in {"responsible", "take-on", "do"} and after != "task":
        return "duty"
    return "list"
