"""The clauses of a message, and which of them state a fact."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Mood = Literal["fact", "question", "plan", "condition", "moot", "unsure"]
"""`moot`: what was once meant to be, or must not be (原定8月完成, 先别办结)."""

_BREAK = re.compile(
    r"(?:(?<!\d),|,(?!\d)|(?<=[\d%个家所名人张场份次处座台辆条支位间户例件项期])、(?!第)(?=[一-龥]{2,14}\d)|[。!?;…\s]|\((?![一二三四五六七八九十\d]{1,3}\))|(?<!\d)\)(?=$|[,。\s]))+"
)
_SENTENCE_END = frozenset("。!?;\n…")
_TURN = re.compile(
    r"(?<=..)(?<!下一步)(?<!下步)(?<!下阶段)(?<!接下来)(?:然后|但是?(?!凡)|不过|而且|预计|预期|争取|力争|下一?步|接下来|另外"
    r"|主要(?:是|因|问题|困难|原因)|问题是|目前卡"
    r"|(?<=[完成中了动结实住])[二三四五六七]是)"
)
_DONE = r"(?:完成|办结|办完|搞定|做完|弄完|搞完|干完|启动|落实|开始|建好|销号)"
_QUESTION = re.compile(
    r"吗|([一-龥])不\1|([一-龥]{2})[没不]\2|还是没|么$|嘛$|谁|什么(?!时候.{0,8}(?:另行|再|待定|未定|不确定|不好说|难说|说不准|不知道|没定))|啥|哪|(?<!第)几(?=[个项条天家成]|$)|第几[项条个]|第几$|多少"
    r"|怎么|咋|如何|为何|是不是|是否|有没有"
    r"|能不能|能否|可否|算不算|对不对|行不行|何时|对吧|是吧|没错吧"
    rf"|{_DONE}了?(?:没有?|未|否|咗未)$|咗未|(?:^|项|条)呢$"
)
_CONDITION = re.compile(
    r"如果|假如|(?<![主重只])要是|倘若|假设|假使|若(?!干)|(?<![一二三四五六七八九十百千\d])万一(?![千百])|一旦|只有(?=.*才)"
    r"|只要(?=.*就)|除非|的话(?!题)|等(?!待|保|级).{1,15}(?:再|就|了[才就]?)|^(?!.*因为?).*才能"
    rf"|等(?!待|保|级).{{1,15}}后{_DONE}"
    r"|就(?:算|是)?(?:达标|达到目标|够了|合格|完成任务)|(?:分解|目标"
    r"|指标|要求|工作安排)[:为]"
)
_PLAN = re.compile(
    r"(?<!即)将(?!近|军|要近)|(?<![草模])拟(?!定|订)"
    r"|(?<!行动)(?<!年度)(?<!工作)(?<![一三五\d]年)(?<!按)(?<!照)计划(?!的|生育|任务)"
    r"|打算|预计|预期|争取|力争|但愿|最好|巴不得|恨不得|就好了|多好"
    r"|确保|务必|必须|应当|(?<![主重需只首])要(?![求点素闻等])|应(?=在|于|当"
    r"|.{0,4}(?:完成|达到|办结))|准备(?!工作|就绪|好)|希望|盼望|目标(?=是|为|:|[定改调设]|值"
    r"|完成率|\d|百分|[一二三四五六七八九]成)"
    r"|尽快|尽早|抓紧|尽量|加油|应该?[可就还]?能|有望|可望|赶在|(?:就|才|还|可|肯定"
    r"|应)?[能会](?=.{0,8}"
    rf"{_DONE})|催|延期|(?:推迟|顺延|延后?|拖)[到至]|建议|(?<!申)请(?!假)|加快(?!推进)|按时|早日|限时|限期"
)
_MOOT = re.compile(
    r"别把|序时(?:进度)?(?:应|要|为|是|达到?|:)*(?=\d|百分|[一二三四五六七八九]成)"
    r"|(?:没有?|未)(?:完成|达到?|做?到)(?=\d|百分之|[一二三四五六七八九]成)"
    r"|(?:^|[项条会]|会上|领导|书记|主任|[局委区市县镇][里长]|上级)(?:今天|再次|明确|统一)?要求"
    r"(?=第|新[建增]|完成|办结|达到|\d)"
    r"|(?<![比较])去年(?!以来|[^,]{0,8}(?:办结|办完|销号))(?!.*(?:今年|目前|现在|到))(?=[^,]*(?:\d|[一二三四五六七八九]成))|"
    r"原(?:定|计划|本)|本来|本该|早该|就该|差(?:一)?点(?:就)?(?=办|完|搞)|假装|(?:先"
    r"|请|千万)?(?:(?<!分)别|不要|勿|不用|不必|不能|不得)(?=.{0,4}(?:办|完|标|启|报|改))"
    r"|为了|想(?=把|要|让|给|办|完)|需(?=在|于)|(?:指标|目标|要求|任务)是|是(?:今年"
    r"|本月|当前|下一步)的?|的?重点(?!抓|工作|任务|人群|专科|学科|企业|行业|单位|场所|领域|医院|疾病|地区|对象|项目)"
    rf"|^\s*(?!刚|已|昨|前|今|上)\s*{_DONE}第"
)
_UNSURE = re.compile(
    r"好像|似乎|可能|也许|或许|^[^\d成半]*吧$|完成了?吧|办结了?吧|不确定|不清楚|不好说"
    r"|估计(?!着|有)|应该(?!是)"
)
_OF_YEAR = re.compile(r"\s*[到至]?20\d\d年(?!\d|[上下]半|[底末初]|第?[一二三四]季)")
_HAPPENED = re.compile(
    r"[已了现第]|累计|目前|截[至止到]|完成|办结|本[周月]|新增|共|受阻|卡|[推进]中"
)
_TAG = re.compile(r"^(?:对|是|真的?|没错|是不是|对不对|是这样)?(?:吗|吧|嘛|不)?$|^对不对$|^是不是$")


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
    text = clause.text
    if "?" in clause.mark or _QUESTION.search(text):
        return "question"
    if _CONDITION.search(text):
        return "condition"
    if _PLAN.search(text):
        return "plan"
    if _MOOT.search(text):
        return "moot"
    return "unsure" if _UNSURE.search(text) else "fact"


def _coloured(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    result = list(clauses)
    for place, clause in enumerate(clauses):
        if _OF_YEAR.match(clause.text):
            _of_paper(result, place)
        if clause.mood == "condition":
            _colour(result, range(place + 1, len(clauses)), "condition", forward=True)
        elif clause.mood == "question" and _TAG.search(clause.text.strip()):
            _colour(result, range(place - 1, -1, -1), "question", forward=False)
    return tuple(result)


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
