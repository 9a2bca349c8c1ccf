"""What one clause is about: an indicator, what its words point at, or what they name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.questions.units import Mention
from knowledge.reports.amounts import Amount
from knowledge.reports.marks import blanked
from knowledge.reports.matters import Matter, Matters, Meant
from knowledge.reports.model import Quantity, Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.states import LOOSE
from knowledge.reports.targets import duty_in, pointing_in

_DUTY_HEAD = re.compile(r"[一-龥]{2,14}职责(?=:|$)")


def target_of(news: News, last: Target | None, around: Surroundings) -> Target:
    """What one clause is about, after `last`; nothing where it leans on the ones before."""
    if news.next_step:
        return Target()
    if not news.tells:
        return _heading(news, around)
    if duty := _duty_of_unit(news, last, around):
        return duty
    if name := next(_figures_named(news, around), None):
        return _anybodys(name, news, last, around) or _of_rate(name, last, around)
    return _told_of(news, last, around)


def _told_of(news: News, last: Target | None, around: Surroundings) -> Target:
    words = news.words.strip()
    if _POINTS.search(words) and _named_next(news):
        words = ""
    if pointing := pointing_in(news.before or words, around.units):
        here = last is not None and last.matter and pointing.pointing == "this"
        return Target() if here else pointing
    bare = _without_label(title_words(words), around)
    if duty := duty_in(bare):
        return Target(duty=duty)
    if bare:
        return _of_words(news, bare, last, around)
    return _of_amounts(news, last, around)


_SPEAKER = re.compile(
    r"^[一-龥]{1,10}(?:局|委|办|院|中心|科|处|部|所|站|会|镇|街道|公司|总队|支队)(?:报告?|汇报|反馈)?:(?=.)"
)


def _without_label(words: str, around: Surroundings) -> str:
    """县精神病防治院：社区康复站又挂牌2个: who speaks is not what is spoken of."""
    unit = next(iter(around.units.find(words)), None)
    alone = unit and not unit.start and words[unit.end :].strip(" :,") in ("", "这边", "那边")
    return "" if alone else _SPEAKER.sub("", words)


_POINTS = re.compile(r"(?:(?:牵头|负责|承办|主办|承担|主抓)的|[那这]个)$")


def _named_next(news: News) -> bool:
    """我局负责的八段锦站点68个: what follows says what it is of."""
    first = news.amounts[0] if news.amounts else None
    name = first.quantity.name if first and first.quantity else None
    return bool(name and first and news.clause.text.startswith(name, first.start))


_LABEL = re.compile(r"(?:的?(?:职责|工作|任务))?:|的?[^,:]{0,6}(?:那块|这块|职责)")


def _duty_of_unit(news: News, last: Target | None, around: Surroundings) -> Target | None:
    """区教育局：…, 区体育局推进七成: what a unit that has a duty tells is told of that duty."""
    matters, text = around.matters, news.clause.text
    unit = next(iter(around.units.find(text)), None) if matters and matters.duties else None
    if matters is None or unit is None or not is_filler(text[: unit.start]):
        return None
    labelled = _LABEL.match(text, max(one.end for one in _joined(text, around)))
    another = last is not None and last.matter and last.matter[0] == "duty"
    asserts = news.tells and not news.remarks and (another or around.talk is None)
    if not (labelled or (asserts and _is_subject(unit, news, around))):
        return None
    target = _only_duty(unit, matters, around)
    here = target is not None and last is not None and last.matter == target.matter
    return Target() if here else target


_NO_DEED = re.compile(r"^(?:的|牵头|负责|承担|分管|主管|协助|参与)|(?:职责|任务|分工)$")


def _is_subject(unit: Mention, news: News, around: Surroundings) -> bool:
    """区财政局拨付专项经费180万元: the unit does what is told, and no task's title is named."""
    behind = news.clause.text[unit.end :]
    if _NO_DEED.search(behind):
        return False
    figure = next((one.quantity.name for one in news.amounts if one.quantity), None)
    words = title_words(news.words.replace(unit.text, "")) or figure
    if not words:
        return True
    meant = _meant(words, _unit(news), around)
    other = meant.one and meant.named and meant.one.kind != "duty"
    return not other and words not in around.indicators


def _only_duty(unit: Mention, matters: Matters, around: Surroundings) -> Target | None:
    found = [
        one
        for one in matters.duties
        if set(unit.ids) & set(around.units.ids(one.title)) or one.title == unit.text
    ]
    return Target(words=unit.text, matter=("duty", found[0].key)) if len(found) == 1 else None


_AND = re.compile(r"[、和与及]")


def _joined(text: str, around: Surroundings) -> list[Mention]:
    """The units of an enumeration that a clause begins with: 市气象局和市财政局."""
    units: list[Mention] = []
    for one in around.units.find(text):
        if units and not _AND.fullmatch(text[units[-1].end : one.start]):
            break
        units.append(one)
    return units


def duties_beside(target: Target, news: News, around: Surroundings) -> Iterator[Target]:
    """The duties of the other units of whom the same is said."""
    matters = around.matters
    if matters is None or target.matter is None or target.matter[0] != "duty":
        return
    for unit in _joined(news.clause.text, around)[1:]:
        if other := _only_duty(unit, matters, around):
            yield other


def _figures_named(news: News, around: Surroundings) -> Iterator[str]:
    for one in (amount.quantity for amount in news.amounts):
        if one and one.name and (one.name in around.indicators or one.unit == "%"):
            yield one.name


def _of_rate(name: str, last: Target | None, around: Surroundings) -> Target:
    """A rate is an indicator, or a figure of the task before it, or of the only one that has it."""
    matters = around.matters
    if matters is None or name in around.indicators:
        return Target(indicator=name)
    if known := matters.indicator(name):
        return Target(indicator=known)
    goes_on = last is not None and last.is_named
    meant = matters.meant(name)
    if _leans(meant, last, around) or (goes_on and _GENERIC.fullmatch(name)):
        return Target()
    if (one := meant.one) and one.kind != "indicator":
        return _known(one, name)
    return Target() if goes_on and not meant.matters else Target(indicator=name)


_GENERIC = re.compile(
    r"(?:覆盖|合格|达标|使用|办结|知晓|普及|设置|配备|整改|参与|及时|规范)率|满意度|占比|比例|比重"
)
"""Names of rates that say of nothing whose rate they are."""


def _anybodys(name: str, news: News, last: Target | None, around: Surroundings) -> Target | None:
    """覆盖率现在97%, with nothing in talk: of which task has to be asked."""
    known = name in around.indicators or around.talk is not None or (last and last.is_named)
    before = news.clause.text.partition(name)[0]
    alone = _GENERIC.fullmatch(name) and is_filler(before)
    return Target(words=name) if alone and not known else None


def _leans(meant: Meant, last: Target | None, around: Surroundings) -> bool:
    """Whether the words may be of what was named before, or of what is in talk."""
    if last is not None and last.matter:
        return last.matter in meant.holding
    return (last is None or not last.is_named) and ("task", around.talk) in meant.holding


def _known(one: Matter, words: str) -> Target:
    if one.kind == "indicator":
        return Target(indicator=one.title)
    return Target(words=words, matter=(one.kind, one.key))


def _of_words(news: News, bare: str, last: Target | None, around: Surroundings) -> Target:
    meant = _meant(bare, _unit(news), around)
    whole = news.words.strip(" ,:、")
    if around.matters and not meant.one and around.matters.stand_in_title(whole):
        # What looks like a filler may begin or end a name: 为民办实事.
        meant = _meant(whole, _unit(news), around)
    if _leans(meant, last, around) and not (meant.one and meant.named):
        return Target()
    if one := meant.one:
        return _known(one, bare)
    only_more = not (news.shares or "done" in news.states)
    if last is not None and last.matter and not meant.matters and only_more:
        return Target()
    return Target(words=bare)


_LONG = 7
"""Characters of which a heading has enough to be told by what stands in a task's text."""
_AFTER = re.compile(r"(?<=[一-龥]{4})(?:[刚已正还没都也]|目前|现在|在(?=走|等))")
"""Where the subject of a clause ends: 指挥系统建设方案刚批下来."""
_PLACE = re.compile(r"^[一-龥]{2,3}[市区县](?:的)?")


def _meant(words: str, unit: str | None, around: Surroundings) -> Meant:
    """What the words mean, also behind the name of a place: 湖滨区加装电梯."""
    if around.matters is None:
        return Meant()
    meant = around.matters.meant(words, unit=unit)
    bare = _PLACE.sub("", words)
    return meant if meant.one or bare == words else around.matters.meant(bare, unit=unit)


_PROGRESS = re.compile(r"完成|进度|推进|进展|[做干弄办搞][了到]|实现|过半|一半|成")
"""高危人群88% is a figure, 高危人群完成88% says how far it is."""


def _unit(news: News) -> str | None:
    """The unit of the figure told, where nothing but figures is told."""
    if set(news.states) - LOOSE or news.remarks:
        return None
    if news.shares:
        return None if _PROGRESS.search(news.clause.text) else "%"
    return next((one.quantity.unit for one in news.amounts if one.quantity), None)


_HARD = re.compile(r"(?<=..)(?:[这那]一?块|方面|比较|有点|[太很]|[不没]|推进|[难慢少])")
"""引进公卫人员这一块比较难: what is hard stands before it."""


def _of_amounts(news: News, last: Target | None, around: Surroundings) -> Target:
    """普惠托位投放210个: nothing but what was counted says what it is of."""
    named = (one.quantity.name for one in news.amounts if one.quantity and one.quantity.name)
    told = (one.words for one in news.remarks if one.kind == "blocker")
    name = next(named, None) or next(told, None)
    if not name or around.matters is None:
        return Target()
    meant = _meant(name, _unit(news), around)
    head = _HARD.split(name)[0]
    if news.remarks and not meant.one and head != name:
        meant = replace(_meant(head, None, around), named=True)
    if _leans(meant, last, around):
        return Target()
    one = meant.one
    if one and (meant.named or news.amounts):
        return _known(one, name)
    # A figure whose name others have and the one before has not is of one of those.
    begins = last is None and around.talk is None
    elsewhere = (begins or (last and (last.matter or last.indicator))) and meant.matters
    return Target(words=name) if elsewhere and news.amounts and not one else Target()


def _heading(news: News, around: Surroundings) -> Target:
    """妇幼健康服务这项，目前65%: a clause that only names what the next one is about."""
    words = blanked(news.clause.text, news.days, " ").strip()
    if pointing := pointing_in(words, around.units):
        return pointing
    if news.clause.mood == "fact" and (headed := _DUTY_HEAD.match(words)):
        return Target(duty=duty_in(headed[0]))
    bare = title_words(_AFTER.split(words)[0]) or title_words(words)
    if around.matters is None or news.clause.mood != "fact" or not bare:
        return Target()
    for unit in (None, "%"):
        meant = _meant(bare, unit, around)
        if (one := meant.one) and (meant.named or len(bare) > _LONG):
            return _known(one, bare)
    return Target(words=bare) if around.matters.is_titled(bare) else Target()


def as_figure(news: News, target: Target) -> News:
    """高危人群88%, where that is an indicator: its figure, not how far something is."""
    if not target.indicator or not news.shares or news.amounts:
        return news
    figures = tuple(
        Amount(one.start, one.end, Quantity(target.indicator, one.value, "%", "total"))
        for one in news.shares
        if one.counts
    )
    return replace(news, shares=(), amounts=figures)


_ALL_OF_DUTY = re.compile(r"职责|办结|[我这]块|部分")


def of_part(news: News, target: Target, around: Surroundings) -> News:
    """托育中心已竣工: what is only in a task's text is a part of it, and so is its end."""
    bare = title_words(news.words)
    if around.matters is None or not target.matter or not bare or "done" not in news.states:
        return news
    if target.matter[0] == "duty" and _ALL_OF_DUTY.search(news.clause.text):
        return news
    if target.measure or around.matters.is_whole(target.matter, bare):
        return news
    return replace(news, states=tuple("step" if kind == "done" else kind for kind in news.states))
