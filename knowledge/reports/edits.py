"""What a message changes of what was just reported. Pure.

Such a message says that something was wrong (写错了, 作废), denies it (不是办结) or takes it out
(这句删掉), and says what is so instead (改成6家, 实际只有4家, 应该是第21项). Asked only where a
card is open or something was just recorded; elsewhere such words say nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from knowledge.numerals import to_int, to_number
from knowledge.reports.blockers import remarks_in
from knowledge.reports.claims import claim_of, completed
from knowledge.reports.clauses import Clause
from knowledge.reports.corrections import mode_said
from knowledge.reports.marks import blanked
from knowledge.reports.model import Claim, Part, Quantity, Target
from knowledge.reports.moods import mood_of
from knowledge.reports.news import News, Surroundings, is_filler, news_of
from knowledge.reports.states import states_in
from knowledge.reports.targets import Mention, mentions_in
from knowledge.reports.wording import prepare

_WRONG = re.compile(
    r"错|不对|不准|重复|[多少]数|报[早晚]|反了|颠倒|手滑|有误|作废|不算|[写报说记填]重|[多少][打写报记算填]|[打写报记算填][多少]|[撤取][回消销]"
    r"|算了|更正|纠正|修[改正]|改一?下|更新一?下|看混|搞混|弄混"
)
_AGAIN = re.compile(r"(?:不对){2,}|(?:错了){2,}")
_DENIED = re.compile(
    r"^(?:而|并|还)?(?:不是|不能算|不算)(?P<old>.+)$|^原[来先]?[报填写是](?P<first>.+)$"
    r"|^.*\d.{0,4}?(?:里有?|中有?|是)[^,]{0,8}(?:去年|前年|上年|上个?[月周季]|以前|之前|估|目标|计划|重复|别人|别的|外[区县市])"
    r"[^,]{0,6}$"
)
"""不是12家, 12家是去年的数: what the old figure is, is no new one."""
_ADDS = re.compile(r"^(?:再|另外?|还)?(?:加|补)(?:上|充)?(?:一?[句条点下])?:?(?P<new>.*)$")
_MISTAKEN = re.compile(r"[写报说填当看]成$")
_SOLVED = re.compile(
    r"^.{0,12}?(?:问题|困难)?(?:都|也|现在|目前)?(?:已经?|得到|全部)+(?:解决|落实|到位|批下来|打通|解除|协调好)了?$"
)
"""编制已经解决了: what stood in the way does so no more."""
_KEPT = re.compile(r"不变|不动|照旧|不用改|没问题")
_DROPPED = re.compile(
    r"^(?:把|将)?(?P<what>.+?)(?:[这那]一?[句条个项块])?(?:话|内容)?(?:先|都|给)?"
    r"(?:删掉?|删除|去掉|拿掉|不要|划掉)(?:了|吧|一下)*$"
)
_DROPPED_FIRST = re.compile(
    r"^(?:请|先|就)?(?:去掉|删掉?|删除|拿掉|划掉|不要|[不别]用?再?[写报填]|没有?(?=困难|堵点|卡点))"
    r"(?P<what>[^\d]{2,16}?)(?:那一?[句条项])?(?:了|吧)*$"
)
_CHANGE = (
    r"现?应该?(?:是|为)|应该|[改换][成为到回]|[调修]整?改?[为到]|现?更[正新]为|其实才|其实[只是]?"
    r"|实际上?(?:只有|[是为])?|只有|而是|(?:才|就)是"
)
_SO = re.compile(
    rf"^(?:把|将)?(?P<what>[一-龥]{{0,8}}?|\d[\d.]*[%一-龥]?)的?(?:(?P<change>{_CHANGE})|[是为:])了?(?P<new>.{{1,40}})$"
)
_ONLY_CHANGE = re.compile(rf"了?(?:{_CHANGE})?了?")
_RIGHT = re.compile(r"(?:才对|才是对的|为准)$")
_MEASURE = re.compile(r"^是?第?(?P<n>[一二三四五六七八九十])(?:是|条措施|点)$")
_BARE = re.compile(r"^(?:总共|一共|累计|共)?(?P<value>\d[\d.]*万?)$")
_DATE = re.compile(r"日期|时间|时限|预[计期]|完成日|办结日|期限")
_EXPECTED = re.compile(r"预[计期]|争取|力争")
_BLOCKER = re.compile(r"困难|问题|卡点|原因|堵点|障碍|卡在|blocker")
_NEED = re.compile(r"需要|需求|诉求|支持")
_NEXT = re.compile(r"下一?步|下阶段")
_FIGURES = re.compile(r"数|\d+[个家所名人台项场]")
_PERCENT = re.compile(r"百分|进度|\d%|成$")
_WHAT = re.compile(
    r"^.*(?:那个|那条|报的|说的|写的|说明:|刚才|前面|上面|把)|的?(?:数[量字据]?|状态|进度|填报|填写|上报)$|^[:了]|[:了]$"
    r"|(?<=.)[写填打输录说报搞弄记算]$"
)
_BREAK = re.compile(r"(?<!\d)[,。;!\s]+|[,。;!\s]+(?!\d)|(?<=[^,])(?=而?不是)|(?<=项)(?=,?是第)")


@dataclass(frozen=True, slots=True)
class _Said:
    """The parts of a message: what is so, what goes, and whether anything said it was wrong."""

    so: tuple[tuple[str, str], ...] = ()
    dropped: frozenset[Part] = frozenset()
    corrects: bool = False
    what: str = ""
    measure: int | None = None


def edit_in_words(text: str, around: Surroundings) -> Claim | None:
    """What takes the place of what was reported; None where nothing is changed. A claim that
    names a task or a measure and says nothing else moves the report there."""
    plain = _AGAIN.sub("不对,", prepare(text).text)
    if plain.endswith(("?", "吗", "呢", "么")) or mood_of(plain) == "question":
        return None
    mentions = mentions_in(plain)
    affirmed = [one for one in mentions if not (one.denied or _is_mistaken(one, plain))]
    said = _parts(_without(plain, mentions), around)
    if said is None or not (said.corrects or len(affirmed) < len(mentions)):
        return None
    if len(affirmed) > 1 or any(len(one.items) > 1 for one in affirmed):
        return None
    item = affirmed[0].items[0] if affirmed else None
    claims = [_claim(what or said.what, new, around) for what, new in said.so]
    mode = mode_said(plain)
    if not all(claims) or not (claims or said.dropped or item or said.measure or mode):
        return None
    outright = said.dropped or mode or len(affirmed) < len(mentions) or _OUTRIGHT.search(plain)
    if item and not outright:
        return None
    whole = reduce(completed, (one for one in claims if one), Claim(Target()))
    if whole.percent and whole.status == "not_started":
        whole = replace(whole, status="in_progress")  # a part of it has not
    return replace(
        whole,
        target=Target(item, measure=said.measure),
        corrects=True,
        mode=mode,
        dropped=said.dropped,
        about="" if item else said.what,
        span=(0, len(text)),
    )


_OUTRIGHT = re.compile(
    rf"{_WRONG.pattern}|{_CHANGE}|{_RIGHT.pattern}|是(?=第?[(\d一二三四五六七八九十])|到(?=第)|[加补]"
)
"""应该是第21项, 第9项报错了: what names a task without such a word is a report on that task."""


def _is_mistaken(mention: Mention, plain: str) -> bool:
    """写成（六）了其实是（七）: the first is what was wrong."""
    return bool(_MISTAKEN.search(plain[: mention.start]))


def _without(plain: str, mentions: tuple[Mention, ...]) -> str:
    """The text without the numbers of tasks, and without what is said of those denied."""
    for one in reversed(mentions):
        apart = one.denied or _is_mistaken(one, plain)
        plain = f"{plain[: one.start]}{',' if apart else ''}{plain[one.end :]}"
    return plain


def _parts(plain: str, around: Surroundings) -> _Said | None:
    """The parts, each understood; None where one is about something else."""
    said = _Said()
    # What was solved is told beside what is taken out, before it or after it.
    for part in sorted(filter(None, _BREAK.split(plain)), key=lambda one: bool(_SOLVED.match(one))):
        after = _read(_SOFT.sub("", part).strip("的 :"), said, around)
        if after is None and not (_is_sure(said) and _is_aside(part)):
            return None
        said = after or said
    return said


_SOFT = re.compile(
    r"^(?:那|就|还是|直接|先)*(?:按|写|填|报|算)(?=\d|[一二三四五六七八九]成|办结|推进|受阻)|吧$"
)
"""还是写40%吧: what is so, politely."""


def _is_sure(said: _Said) -> bool:
    return said.corrects and bool(said.so or said.dropped)


def _is_aside(part: str) -> bool:
    """改成8部，那边还没验收: why, or something by the way."""
    return not any(map(str.isdigit, part))


def _read(part: str, said: _Said, around: Surroundings) -> _Said | None:
    """What is said so far and in this part; None where it is not understood."""
    if measure := _MEASURE.match(part):
        return replace(said, measure=to_int(measure["n"]))
    if _MODE.fullmatch(part):
        return said
    if _BESIDES.fullmatch(part):
        return replace(said, corrects=True)
    denied = bool(_DENIED.match(part)) or _is_denial(part)
    if denied or is_filler(part) or _KEPT.search(part) or _ONLY_CHANGE.fullmatch(part):
        return replace(said, corrects=said.corrects or denied or bool(_WRONG.search(part)))
    if adds := _ADDS.match(part):
        return _added(adds["new"], said, around)
    if (said.so or said.dropped) and _SOLVED.match(part):
        return replace(said, dropped=said.dropped | {"blocker"})
    if dropped := _DROPPED.match(part) or _DROPPED_FIRST.match(part):
        return _drop(dropped["what"], said)
    return _put_right(part, said, around)


_BESIDES = re.compile(
    r"哦?对了|(?:差点)?(?:忘|漏)了?[说写报填提]?了?|还有(?:一[点句])?|另外|补充(?:一下|说明)?"
)
_MODE = re.compile(
    r"(?:而?是|应该是|应为|改[为成])?(?:累计|总[数量]|总共|一共|新增|增[加量])的?(?:数|值)?"
)


def _is_denial(part: str) -> bool:
    """还没办结: only that something is not so."""
    kinds = [one.kind for one in states_in(part)]
    return bool(kinds) and set(kinds) == {"denied"}


def _put_right(part: str, said: _Said, around: Surroundings) -> _Said | None:
    wrong, so = bool(_WRONG.search(part)), _SO.match(_RIGHT.sub("", part))
    if so and (so["change"] or _is_put(so, said.corrects or wrong, around)):
        fact = (_named(so["what"]), so["new"])
        return replace(said, so=(*said.so, fact), corrects=True)
    if wrong:
        return replace(said, corrects=True, what=_wrong(part))
    return _plainly(so["new"] if so and not so["what"] else part, said, around)


def _is_put(so: re.Match[str], wrong: bool, around: Surroundings) -> bool:
    """不对，完成时间是9月10日: once something is said to be wrong, a plain 是 says what is so."""
    dated = _DATE.search(so["what"]) and _told(so["what"], so["new"], around)
    return wrong and bool(dated or (so["what"] and _tells(so["new"], around)))


def _wrong(part: str) -> str:
    """What is said to be wrong: 健康企业 in 健康企业的数写重了, 中医馆 in 更正：中医馆."""
    around = map(_named, _WRONG.split(part))
    return next(filter(None, around), "")


def _plainly(new: str, said: _Said, around: Surroundings) -> _Said | None:
    """是55%, 70%才对: what is so, with nothing before it."""
    bare = _RIGHT.sub("", new)
    if _EXPECTED.search(bare) and (dated := _told("", bare, around)):
        return replace(said, so=(*said.so, ("", bare)), corrects=bool(dated))
    if not (_tells(bare, around) or (said.corrects and _told("", bare, around))):
        return None
    return replace(said, so=(*said.so, ("", bare)), corrects=said.corrects or bare != new)


def _tells(new: str, around: Surroundings) -> bool:
    return bool(_BARE.match(new)) or news_of(Clause(0, len(new), new, ""), around).tells


def _added(new: str, said: _Said, around: Surroundings) -> _Said | None:
    """再加一句，需要…: what is added stands beside what was said."""
    added = replace(said, corrects=True)
    return _plainly(new, added, around) if new else added


def _drop(what: str, said: _Said) -> _Said | None:
    part = next(_parts_named(what), None)
    return replace(said, corrects=True, dropped=said.dropped | {part}) if part else None


def _parts_named(what: str) -> Iterator[Part]:
    yield from (one.kind for one in remarks_in(what))
    signs: tuple[tuple[re.Pattern[str], Part], ...] = (
        *((_BLOCKER, "blocker"), (_NEXT, "next_step"), (_NEED, "need")),
        *((_DATE, "expected_on"), (_PERCENT, "percent"), (_FIGURES, "quantities")),
    )
    yield from (part for sign, part in signs if sign.search(what))


def _named(what: str) -> str:
    """What the words name: 健康企业 for 上午那个健康企业的数."""
    before = None
    while before != what:
        before, what = what, _WHAT.sub("", what).strip("的 ")
    plain = len(what) > 1 and not any(map(str.isdigit, what))
    return what if plain and not is_filler(what) else ""


def _claim(what: str, new: str, around: Surroundings) -> Claim | None:
    return _worded(what, new) or _told(what, new, around)


def _worded(what: str, new: str) -> Claim | None:
    """困难改成没有场地: the words as they are."""
    if _BLOCKER.search(what):
        return Claim(Target(), blocker=new)
    if _NEED.search(what):
        return Claim(Target(), need=new)
    return Claim(Target(), next_step=new) if _NEXT.search(what) else None


def _told(what: str, new: str, around: Surroundings) -> Claim | None:
    if (bare := _BARE.match(new)) and (value := to_number(bare["value"])) is not None:
        return Claim(Target(), quantities=(Quantity(what or None, value, "", "total"),))
    news = news_of(Clause(0, len(new), new, ""), around)
    if news.next_step:
        return Claim(Target(), next_step=news.next_step)
    if not news.tells:
        return _dated(what, news, around.today)
    claim = claim_of(Target(), [news], around.today)
    figures = tuple(replace(one, name=one.name or what or None) for one in claim.quantities)
    said = claim.says_something or claim.expected_on
    return replace(claim, quantities=figures) if said else None


def _dated(what: str, news: News, today: date) -> Claim | None:
    """A date alone: of the end, that was or is to come."""
    days, text = news.days, news.clause.text
    only = days and is_filler(_EXPECTED.sub("", blanked(text, days, " ")))
    if not only or (what and not _DATE.search(what)):
        return None
    last = days[-1].last
    return Claim(Target(), expected_on=last) if last >= today else Claim(Target(), done_on=last)
