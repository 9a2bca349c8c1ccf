"""The clauses of a message, and which of them state a fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.reports.corrections import corrects
from knowledge.reports.marks import blanked, names_in_marks
from knowledge.reports.moods import Mood, mood_of

_BREAK = re.compile(
    r"(?:(?<!\d),|,(?!\d)|(?:(?<=百分之\d)|(?<=百分之\d\d)),|(?<=[\d%万亿个家所名人张场份次处座台辆条支位间户例件项期])、(?!第|百分)(?=[一-龥a-z]{2,14}\d)|(?<=[一二三四五六七八九]成)、(?=[一-龥]{2,8}[一二三四五六七八九]成)|[。!?;…\s]|-{2,}|\((?![一二三四五六七八九十\d]{1,3}\))|(?<!\d)\)(?=$|[,。\s]))+"
)
_SENTENCE_END = frozenset("。!?;\n…")
_TURN = re.compile(
    r"(?<=..)(?<!下一步)(?<!下步)(?<!下阶段)(?<!接下来)(?:然后|但是?(?!凡)|不过|而且|预计|预期|争取(?![到了])|力争|下一?步|接下来|另外"
    r"|主要(?:是|因|问题|困难|原因)|问题是|目前卡"
    r"|(?<=[完成中了动结实住])[二三四五六七]是)"
)
_OF_YEAR = re.compile(r"\s*[到至]?20\d\d年(?!\d|[上下]半|[底末初]|第?[一二三四]季)")
_OWN = re.compile(
    r"\s*(?:但|不过|实际|其实|目前|现在|我|暂时|所以|因此|导致|[恳烦敬想]?请|麻烦|建议|希望|盼|望)"
)
"""Where what others say ends and one's own word begins."""
_NORM = re.compile(
    r"(?:^[这那]?个?|\d[^,\d]{0,3})(?:只|都|就|还)?是(?:最低|最高|起码)?的?(?:下限|上限|底线|硬指标|红线|标准|要求|规定|目标)值?$"
)
"""储备床位1100张，这是下限: what was printed is spoken of."""
_PRICED = re.compile(
    r"每一?[个家所名人辆台张套床例户座](?!月|季|[乡街]|社区)[一-龥]{0,6}?(?:大概|大约|约|要|得|需|成本|造价|价格?|补[贴助]?|奖励?|发|给)+\d"
)
"""每台一体机大概3.2万: what follows counts what they cost, not what there is."""
_WAITS = re.compile(r"\s*等(?!待|保|级)")
_THEN = re.compile(r"^[^已了]*(?:马上|立即|就|再|才)[^已了]*$")
_HAPPENED = re.compile(
    r"[已了现第]|累计|目前|截[至止到]|完成|办结|本[周月]|新增|共|受阻|卡|[推进]中"
)
_TAG = re.compile(
    r"^[这那]?(?:对|是|真的?|是真的|没错|是不是|对不对|是这样)?(?:吗|吧|嘛|不)?$"
    r"|^[一-龥]{0,4}([够行多贵少高低合准])不\1[一-龥]?$"
    r"|^(?:请问)?[这那]?(?:一?[条个]|些)?是?谁[报填说写登录](?:上来)?的[呢啊]?$"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of the wording, up to but without the mark that ends it."""

    start: int
    end: int
    text: str
    mark: str
    mood: Mood = "fact"

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or a new line follows."""
        return not self.mark or not _SENTENCE_END.isdisjoint(self.mark)


def clauses_in(text: str) -> tuple[Clause, ...]:
    """The clauses in order, each with its mood; a condition or a tag question colours others."""
    return _coloured([replace(one, mood=_mood(one)) for one in _split(text)])


def _split(text: str) -> Iterator[Clause]:
    start = 0
    for found in _BREAK.finditer(text):
        yield from _turns(text, start, found.start(), found[0])
        start = found.end()
    yield from _turns(text, start, len(text), "")


def _turns(text: str, start: int, end: int, mark: str) -> Iterator[Clause]:
    """Speech has no commas: 完成60%然后下月初办完 is two clauses all the same."""
    for turn in _TURN.finditer(text, start, end):
        if text[start : turn.start()].strip():
            yield Clause(start, turn.start(), text[start : turn.start()], ",")
            start = turn.start()
    if text[start:end].strip():
        yield Clause(start, end, text[start:end], mark)


def _mood(clause: Clause) -> Mood:
    said = blanked(clause.text, names_in_marks(clause.text), "\x00")
    return "question" if "?" in clause.mark else mood_of(said)


def _coloured(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    result = list(clauses)
    for place, clause in enumerate(clauses):
        if _OF_YEAR.match(clause.text):
            _of_paper(result, place)
        awaited = _awaited(clauses[place : place + 2])
        if awaited:
            result[place] = replace(clause, mood="condition")
        if _PRICED.search(clause.text):
            result[place] = replace(clause, mood="moot")
            _colour(result, range(place + 1, len(clauses)), "moot", forward=True)
        # 资金到位才能开工 has what comes of it in itself.
        if awaited or (clause.mood == "condition" and "才" not in clause.text):
            _colour(result, range(place + 1, len(clauses)), "condition", forward=True)
        elif clause.mood == "told" and not corrects(clause.text):
            own = (at for at in range(place + 1, len(clauses)) if _OWN.match(clauses[at].text))
            _colour(result, range(place + 1, next(own, len(clauses))), "told", forward=True)
        elif _NORM.search(clause.text.strip()):
            result[place] = replace(clause, mood="moot")
            _colour(result, range(place - 1, -1, -1), "moot", forward=False)
        elif clause.mood == "question" and _TAG.search(clause.text.strip()):
            _colour(result, range(place - 1, -1, -1), "question", forward=False)
    return tuple(_with_enumerated(result))


def _with_enumerated(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """开展演练2场、培训120人吗: what is enumerated is asked, heard or supposed altogether."""
    run: list[Clause] = []
    for clause in clauses:
        run.append(clause)
        if clause.mark != "、":
            mood = next((one.mood for one in run if one.mood in _WHOLE), None)
            yield from (replace(one, mood=mood) if mood else one for one in run)
            run = []
    yield from run


_WHOLE: tuple[Mood, ...] = ("question", "condition", "told", "moot")


def _awaited(pair: Sequence[Clause]) -> bool:
    """等批复下来，我们马上启动: what is waited for is a condition of what comes then."""
    return len(pair) > 1 and bool(_WAITS.match(pair[0].text) and _THEN.search(pair[1].text))


def _of_paper(clauses: list[Clause], place: int) -> None:
    """2024年覆盖率达到95%: a year, and no word of what has happened, is how a paper speaks."""
    ends = (
        at for at in range(place, len(clauses)) if not {"。", "\n"}.isdisjoint(clauses[at].mark)
    )
    run = range(place, next(ends, len(clauses) - 1) + 1)
    if not any(_HAPPENED.search(clauses[at].text) for at in run):
        for at in run:
            clauses[at] = replace(clauses[at], mood="moot")


def _colour(clauses: list[Clause], places: range, mood: Mood, *, forward: bool) -> None:
    """Gives the clauses of the same sentence, before or after, that mood."""
    for place in places:
        before = clauses[place - 1] if forward else clauses[place]
        if before.ends_sentence:
            return
        clauses[place] = replace(clauses[place], mood=mood)
