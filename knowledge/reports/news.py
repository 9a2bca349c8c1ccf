"""What one clause says: everything that was recognised in it, and the words left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.questions.meaning import ItemAsked
from knowledge.questions.units import Mention, Units
from knowledge.reports.amounts import Amount, amounts_in
from knowledge.reports.asides import asides_in, is_setback
from knowledge.reports.blockers import Remark, next_step_in, remarks_in
from knowledge.reports.clauses import Clause
from knowledge.reports.marks import FIGURE, NUMBER, TOLD, Spanned, blanked, is_within
from knowledge.reports.matters import Matters
from knowledge.reports.measures import Measure, measure_in
from knowledge.reports.model import Target
from knowledge.reports.people import Doer, doer_in
from knowledge.reports.percents import Share, shares_in
from knowledge.reports.states import State, StateKind, states_in
from knowledge.when import When, days_in


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a report is understood against: the names of the ledger, and today."""

    units: Units
    indicators: tuple[str, ...]
    today: date
    matters: Matters | None = None
    """What the ledger's items speak of; None where they are too many: any words may name one."""
    talk: int | None = None
    """The task in talk."""
    homes: frozenset[str] = frozenset()
    """The places that the papers are of: 石岭区."""
    asks: bool = False
    """Whether what is not sure is told as well, to be asked about."""

    def holds(self, target: Target, other: Target) -> bool:
        """Whether what the one surely means holds some of the words of the other."""
        return bool(
            self.matters and target.matter and self.matters.holds(target.matter, other.words)
        )

    def aims(self, target: Target, news: "News") -> bool:
        """Whether the figures are those that what is meant asks for."""
        figures = [one.quantity for one in news.amounts if one.quantity]
        matters, key = self.matters, target.matter
        return bool(
            matters and key and all(matters.asks(key, one.value, one.name or "") for one in figures)
        )

    def quotes(self, target: Target, text: str) -> bool:
        """Whether the text is how what is meant is printed."""
        return bool(self.matters and target.matter and self.matters.quotes(target.matter, text))


@dataclass(frozen=True, slots=True)
class News:
    """A clause read. `words` stand before the first thing recognised, `rest` after it."""

    clause: Clause
    words: str = ""
    rest: str = ""
    states: tuple[StateKind, ...] = ()
    shares: tuple[Share, ...] = ()
    amounts: tuple[Amount, ...] = ()
    remarks: tuple[Remark, ...] = ()
    days: tuple[When, ...] = ()
    doer: Doer | None = None
    measure: Measure | None = None
    before: str = ""
    """What stands before its measure: 这项的 in 这项的三是已经落实."""
    next_step: str | None = None
    asides: tuple[Remark, ...] = ()
    """What it says only beside other news of the same."""

    @property
    def tells(self) -> bool:
        """Whether it has anything that a report is made of."""
        states = any(kind != "denied" for kind in self.states)
        amounts = any(amount.quantity for amount in self.amounts)
        shares = any(share.counts and not share.vague for share in self.shares)
        return bool(states or shares or amounts or self.remarks)


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of these items; without items, before any number was named."""

    items: tuple[ItemAsked, ...]
    news: tuple[News, ...]


def news_of(clause: Clause, around: Surroundings) -> News:
    """Read one clause; the numbers of tasks in it are marked."""
    following = next_step_in(clause.text.replace(NUMBER, " "))
    if following and not states_in(clause.text[: following.start]):
        return News(clause, next_step=following.words, days=days_in(clause.text, around.today))
    measure = measure_in(clause.text)
    before = _joined_by_de(clause.text[: measure.start]) if measure else ""
    text = blanked(clause.text, [measure], NUMBER) if measure else clause.text
    return replace(_told(text, clause, around), measure=measure, before=before)


def news_in(text: str, around: Surroundings) -> News:
    """Read words that no message was cut into: part of an edit, as a clause of its own."""
    return news_of(Clause(0, len(text), text, ""), around)


def _told(text: str, clause: Clause, around: Surroundings) -> News:
    shares = _rates_among(shares_in(text, around.indicators), text, around) or _bare_number(text)
    days = days_in(text, around.today)
    dateless = blanked(text, days, " ")
    lead = _subject_in(text, around)
    subject = [lead] if lead else []
    amounts = amounts_in(text, blanked(dateless, subject, " "), shares, around.indicators)
    plain = blanked(dateless, (*shares, *amounts), FIGURE)
    doer = doer_in(plain, around.units)
    done_by = [doer] if doer else []
    plain = blanked(plain, done_by, " ")
    remarks = remarks_in(blanked(text, done_by, " "))
    been = any(day.counts and day.last < around.today and not day.before for day in days)
    shares = tuple(one for one in shares if not _went_wrong(one, "", text))
    states = _of_rest(states_in(blanked(plain, subject, NUMBER), dated=been), amounts, text)
    remarks = () if _only_remains(amounts, text) else remarks
    amounts = tuple(
        one for one in amounts if one.quantity is None or not _went_wrong(one, _name(one), text)
    )
    words, rest = _left(plain, (*shares, *amounts, *remarks, *states))
    bare = not (
        any(one.quantity for one in amounts)
        or shares
        or remarks
        or {state.kind for state in states} - _BESIDE
    )
    plainly = text.replace(NUMBER, " ")
    asides = () if remarks else asides_in(plainly, clause.mood, around.units.find(text), bare=bare)
    needs = [one for one in asides if one.kind == "need"]
    return News(
        clause,
        words,
        rest,
        tuple(state.kind for state in states),
        tuple(share for share in shares if not share.name),
        tuple(one for one in amounts if not is_within(one, (*remarks, *needs))),
        remarks,
        tuple(day for day in days if not is_within(day, remarks)),
        doer,
        asides=asides,
    )


_ALL = re.compile("[都均全]")
_NOT_YET = re.compile(r"\d[一-龥]{1,2}(?:[还都也]?没有?|未|待)[一-龥]{1,3}$")


def _of_rest(states: Sequence[State], amounts: Sequence[Amount], text: str) -> tuple[State, ...]:
    """3家没启动, 还剩1780户没动: how a part stands is not how the whole does."""
    told = any(one.quantity or one.aim for one in amounts)
    if told or not amounts or _ALL.search(text):
        return tuple(states)
    return tuple(
        replace(one, kind="in_progress") if one.kind == "not_started" else one for one in states
    )


def _only_remains(amounts: Sequence[Amount], text: str) -> bool:
    """仅剩3家没接: a rest that is still to be done is nothing that stands in the way."""
    told = any(one.quantity for one in amounts)
    return bool(amounts) and not told and bool(_NOT_YET.search(text))


_BESIDE: frozenset[StateKind] = frozenset(("deed", "going"))


def _went_wrong(one: Spanned, name: str, text: str) -> bool:
    upto = one.end - len(name) * text.endswith(name, 0, one.end)
    return is_setback(name, text[:upto].replace(NUMBER, ""), text[upto:])


def _name(one: Amount) -> str:
    return (one.quantity and one.quantity.name) or ""


_HERE = re.compile(
    r"(?:[这那](?:边|块|里|头)儿?|方面)?(?:(?:报告|汇报|反馈|报送|上报)(?![书单表]|.{0,2}(?:完成|提交)))?"
)


def _subject_in(text: str, around: Surroundings) -> Mention | None:
    """The unit that a clause begins with: behind it, as behind a number, is what was done."""
    first = next(iter(around.units.find(text)), None)
    if first is None or text[: first.start].strip():
        return None
    if any(text.startswith(name, first.start) for name in around.indicators):
        return None
    here = _HERE.match(text, first.end)
    return replace(first, end=here.end()) if here and here[0] else first


_CALLED = re.compile(r"(?P<name>[一-龥a-z]{4,12}?)(?:已|现|达到?|为|是|到了?|约|:|\s)*$")


def _rates_among(shares: Sequence[Share], text: str, around: Surroundings) -> tuple[Share, ...]:
    """一般人群41.2%, where that is a rate that the papers ask for, is no percent of completion."""
    return tuple(_rate(one, text, around) for one in shares)


def _rate(share: Share, text: str, around: Surroundings) -> Share:
    called = _CALLED.search(text, 0, share.start)
    if share.name or not called or around.matters is None:
        return share
    if not around.matters.rate(called["name"]):
        return share
    return replace(share, name=called["name"], start=called.start())


def _joined_by_de(text: str) -> str:
    """The words before a measure, without the number and the 的 that joins them."""
    return text.replace(NUMBER, " ").strip().removesuffix("的")


_BARE = re.compile(rf"{NUMBER}[:\s]*(?P<value>100|\d{{1,2}})[\s了]*$")


def _bare_number(text: str) -> tuple[Share, ...]:
    """第7项60: after the number of a task a number alone is its percent."""
    found = _BARE.search(text)
    return (Share(found.start("value"), found.end(), float(found["value"])),) if found else ()


def is_filler(text: str) -> bool:
    """Whether a text says nothing that would have to be understood."""
    return bool(_ONLY_FILLER.fullmatch(text))


_FILLER = (
    r"到位|(?:年度|全年)(?:目标)?(?:任务|目标|计划|指标)[数量]?|目标任务|计划任务|那个|这个|暂时|我们?|我局|我委|本局|咱们?|单位|目前|现在|截至|截止|已经|已|关于|对于"
    r"|[省市县区镇]里(?=[验评批审查核过])|合计|总计|共计|加起来|还有|另外|其中|然后|后来|但是|但|不过|而且|本周|这周|上周|本月|整体|总体|总的"
    r"|实际|具体|涉及"
    r"|(?:形象|工程|施工|建设|项目|实施|工作|任务)?总?进[度展]|完[成工]率|完成度|完成比例|进度|进展|情况|主要|均|都|也|就|才|还|又|再|刚刚|刚|刚才|把|将|给|由|是|的|了"
    r"|在(?!线|职|校|编|建|研)|到|至|有|为|被|让|从|大概|大约|(?<![签预合])约|差不多|左右|将近|近|快|只|仅"
    r"|全部|全|全[市区县镇]|整[个项]|总数|总量|其余|一直|仍|仍然"
    r"|这边|那边|当前|现|最新|数据|更正|纠正|不对|错了|说错|报错|发错|打错|写错|应该是"
    r"|应为|改为|改成|调整为|一下|上一条|有误|报|分别|除了|呢|吧|吗|而|并|这|那|上|:"
    r"|占(?:全年|年度|本年|总|计划|目标)*(?:任务|目标|计划)[量数]?|、|\"|”|“|-|>|\)|\(|\[|\]|事|汇报|报告|更新|进展如下"
)
_OURS = r"(?:我们?|咱们?|本)(?:局|委|办|站|院|所|科|处|校|镇|会|中心|单位|街道)?"
_OWN_PART = (
    rf"{_OURS}(?:[一-龥]{{2,4}}(?=[这那][块边]|口))?(?:[这那][块边]|口)?的?(?=部分|配合|承担|负责)"
    rf"|{_OURS}[一-龥]{{2,4}}(?:[这那][块边]|口)的?"
    r"|[需要该应]?(?:配合|协办|承担|负责)的?(?:[这那]?一?(?:部分|块|项)|工作|任务|事项)的?|^部分$"
)
"""What a unit calls its part of a task: 我们财政这块, 配合工作."""
_LEAD = re.compile(
    rf"^(?:(?:{_OURS})?(?:牵头|负责|承办|主办|主抓)的|{_OWN_PART}|{_FILLER}|\s|{NUMBER}|{FIGURE}|\x00)+"
)
_TAIL = re.compile(
    rf"(?:{_FILLER}|\s|{NUMBER}|{FIGURE}|\x00|完成|推进|做|干|弄|办|达|达到|任务量"
    r"|工作量|[两三四五六七八九][项块件](?:工作|任务)?|那[一两三四五]?[项块个条]"
    r"|这[一两三四五]?[项块个条件](?:工作|任务)?|(?:这项|那项|的)?(?:工作"
    r"|任务|事项)|方面|一些)+$"
)
_ONLY_FILLER = re.compile(
    rf"(?:{_FILLER}|\s|{NUMBER}|{FIGURE}|\x00|完成|推进|做|干|弄|办|达|达到|任务|工作"
    r"|项目|事项|材料|上来|请|没|没有|后|点)*"
)


def _left(text: str, told: Sequence[Spanned]) -> tuple[str, str]:
    """The words before the first thing told, and what nobody understood behind it."""
    if not told:
        return "", "" if is_filler(text) else text
    first = min(one.start for one in told)
    behind = blanked(text, told, TOLD)[first:]
    rest = "" if is_filler(behind) else _LEAD.sub("", behind)
    if rest and _DESCRIBES.match(behind):
        rest = f"的{rest}"
    return text[text.rfind(NUMBER, 0, first) + 1 : first], rest


_DESCRIBES = re.compile(rf"{TOLD}+(?:以[上下内外])?的(?!是)")
"""What was told is said of something else: 45%的要求."""


OF_WHOLE = re.compile(rf"{NUMBER}|全部|整体|总体|整个|任务|工作|项目|[余剩他]")
"""Words of the whole task, not of a part of it."""


def title_words(words: str) -> str:
    """The words of a title within what stands before the news; empty for fillers alone."""
    bare = _TAIL.sub("", _LEAD.sub("", words)).strip(" ,:.、")
    return bare if len(bare) > 1 else ""
