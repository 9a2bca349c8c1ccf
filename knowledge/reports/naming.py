"""What one clause is about: an indicator, what its words point at, or what they name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.reports.amounts import Amount
from knowledge.reports.duties import duty_headed, duty_of_unit
from knowledge.reports.going_on import describes, is_anybodys
from knowledge.reports.looked_up import as_target, leans, meant_beside, meant_by, unit_of
from knowledge.reports.marks import blanked
from knowledge.reports.matter import Meant
from knowledge.reports.model import Quantity, Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.nouns import object_in
from knowledge.reports.stated import starts_late
from knowledge.reports.targets import duty_in, pointing_in
from knowledge.shelf import plain

_DUTY_HEAD = re.compile(r"[一-龥]{2,14}职责(?=:|$)")


def target_of(news: News, last: Target | None, around: Surroundings) -> Target:
    """What one clause is about, after `last`; nothing where it leans on the ones before."""
    if news.next_step:
        return Target()
    if not news.tells:
        return _heading(news, last, around)
    if duty := duty_of_unit(news, last, around):
        return duty
    if name := next(_figures_named(news, around), None):
        return _anybodys(name, news, last, around) or _of_rate(name, last, around)
    return _told_of(news, last, around)


_AMONG = re.compile(r"\s*其中")


def _told_of(news: News, last: Target | None, around: Surroundings) -> Target:
    words = news.words.strip()
    whose = next(iter(around.units.find(words)), None)
    of_unit = whose is not None and words == f"{whose.text}的"
    if (of_unit or _POINTS.search(words)) and _named_next(news):
        words = ""
    if pointing := pointing_in(news.before or words, around.units):
        here = last is not None and last.matter and pointing.pointing == "this"
        return Target() if here else pointing
    bare = _without_label(title_words(words), around)
    if duty := duty_in(bare):
        return Target(duty=duty)
    if news.amounts and last is not None and last.is_named and _AMONG.match(news.clause.text):
        return Target()  # 接入51家，其中三级医院11家
    if bare:
        return _of_words(news, bare, last, around)
    return _of_amounts(news, last, around)


_SPEAKER = re.compile(
    r"^[一-龥]{1,10}(?:局|委|办|院|中心|科|处|部|所|站|会|镇|街道|公司|总队|支队)(?:报告?|汇报|反馈|[上报]?报送?|上报|汇总)?:(?=.)"
)


_HERE = re.compile(r"[ :,]*(?:[这那](?:边|块|里|头)儿?|方面)?[ :,]*")


_TELLS = re.compile(r"(?:报告|汇报|反馈|报送|上报)(?![书单表])")


def _without_label(words: str, around: Surroundings) -> str:
    """县精神病防治院：社区康复站又挂牌2个: who speaks is not what is spoken of."""
    unit = next(iter(around.units.find(words)), None)
    alone = unit and not unit.start and _HERE.fullmatch(words, unit.end)
    if unit and not unit.start and (tells := _TELLS.match(words, unit.end)):
        return words[tells.end() :]
    return "" if alone else _SPEAKER.sub("", words)


_POINTS = re.compile(r"(?:(?:牵头|负责|承办|主办|承担|主抓)的|[那这]个)$")


def _named_next(news: News) -> bool:
    """我局负责的八段锦站点68个: what follows says what it is of."""
    first = news.amounts[0] if news.amounts else None
    name = first.quantity.name if first and first.quantity else None
    return bool(name and first and news.clause.text.startswith(name, first.start))


def _figures_named(news: News, around: Surroundings) -> Iterator[str]:
    for one in (amount.quantity for amount in news.amounts):
        if one and one.name and (one.name in around.indicators or one.is_rate):
            yield one.name


def _of_rate(name: str, last: Target | None, around: Surroundings) -> Target:
    """A rate is an indicator, or a figure of the task before it, or of the only one that has it."""
    matters = around.matters
    if matters is None or name in around.indicators:
        return Target(indicator=name)
    if known := matters.indicator(name):
        return Target(indicator=known)
    goes_on = last is not None and last.is_named
    meant = matters.meant(name, unit="%")
    if (one := meant.one) and one.kind == "indicator" and set(plain(name)) <= set(plain(one.title)):
        return as_target(one, name)  # 妇女和儿童中医健康管理率
    if leans(meant, last, around) or (goes_on and _GENERIC.fullmatch(name)):
        return Target()
    if (one := meant.one) and one.kind != "indicator":
        return as_target(one, name)
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


def _of_words(news: News, bare: str, last: Target | None, around: Surroundings) -> Target:
    meant = meant_beside(bare, unit_of(news), news, around)
    whole = news.words.strip(" ,:、")
    if around.matters and not meant.one and around.matters.stand_in_title(whole):
        # What looks like a filler may begin or end a name: 为民办实事.
        meant = meant_by(whole, unit_of(news), around)
    if leans(meant, last, around) and not (meant.one and meant.named):
        return Target()
    if is_anybodys(bare, meant, last, around) and not (news.amounts or news.shares):
        return Target(words=bare)
    if one := meant.one:
        return as_target(one, bare)
    only_more = not (news.shares or "done" in news.states)
    if last is not None and last.matter and not meant.matters and only_more:
        return Target()
    return Target(words=bare)


_LONG = 7
"""Characters of which a heading has enough to be told by what stands in a task's text."""
_THAT = re.compile(r"(?<=[一-龥]{2})[那这]一?[个项块件批边](?=[一-龥]|$)|的事$")
"""泰国那个合作项目 is 泰国合作项目."""
_AFTER = re.compile(r"(?<=[一-龥]{4})(?:[刚已正还没都也]|目前|现在|在(?=走|等))")
"""Where the subject of a clause ends: 指挥系统建设方案刚批下来."""
_HARD = re.compile(
    r"(?<=..)(?::|[这那]一?块|[这那]边|方面|比较|有点|[太很]|[不没未无被因受遭缺]|一直|迟迟|始终|至今|还|暂|要等?|跟|和|与"
    r"|的(?=..)|推进|[难慢少])"
)
"""引进公卫人员这一块比较难: what is hard stands before it."""


_SHORT = 4


_HEADS = re.compile("[^:]+:")
_VERBAL = 3


def _of_amounts(news: News, last: Target | None, around: Surroundings) -> Target:
    """普惠托位投放210个: nothing but what was counted says what it is of."""
    named = (one.quantity.name for one in news.amounts if one.quantity and one.quantity.name)
    told = (news.clause.text[: one.end] for one in news.remarks if one.kind == "blocker")
    name = next(named, None) or next(told, None)
    if not name or around.matters is None:
        return Target()
    unit = unit_of(news)
    meant = meant_beside(name, unit, news, around)
    if not meant.one and len(name) > _VERBAL:  # DR装机9台: the verb may stand behind its object
        shorter = meant_by(name[:-2], unit, around)
        meant = shorter if shorter.one else meant
    if not meant.one and (behind := object_in(news.rest)):
        meant = meant_by(behind, None, around)  # 8个县区里6个挂了疾控局的牌子
    if news.amounts and describes(name, news.clause.text, meant, last):
        return Target()  # 整改12份, 合格的298家
    head = _HARD.split(name)[0]
    if news.remarks and not news.amounts and len(head) < _SHORT - 1 and not _HEADS.match(name):
        return Target()  # 推广不开 names nothing
    if news.remarks and not (meant.one and meant.named) and head != name:
        meant = meant_by(head, None, around)
        meant = replace(meant, named=meant.named or last is None or len(head) > _SHORT)
    one = meant.one
    leaning = leans(meant, last, around) and not (one and meant.named)
    if leaning:
        return Target()
    begins = last is None and around.talk is None
    if one and (meant.named or news.amounts or begins):
        return as_target(one, name)
    # A figure whose name others have and the one before has not is of one of those.
    elsewhere = (begins or (last and (last.matter or last.indicator))) and meant.matters
    return Target(words=name) if elsewhere and news.amounts and not one else Target()


def _heading(news: News, last: Target | None, around: Surroundings) -> Target:
    """妇幼健康服务这项，目前65%: a clause that only names what the next one is about."""
    words = blanked(news.clause.text, news.days, " ").strip()
    if duty := duty_headed(words, around):
        return duty
    if pointing := pointing_in(words, around.units):
        only = last is not None and last.is_named and words.endswith("的")
        return Target() if only else pointing  # 办了3场，体育局牵头的
    if news.clause.mood == "fact" and (headed := _DUTY_HEAD.match(words)):
        return Target(duty=duty_in(headed[0]))
    aimed = next((one.aim.name for one in news.amounts if one.aim and one.aim.name), "")
    begun = next((one.begun.name for one in news.amounts if one.begun and one.begun.name), "")
    pointed = bool(_THAT.search(words))
    words = _THAT.sub("", words)
    bare = aimed or title_words(_AFTER.split(words)[0]) or title_words(words)
    plain = news.clause.mood == "fact" or starts_late(news.clause.text)
    states = aimed or plain  # 健康驿站目标40个 is no plan of its own
    if around.matters is None or not states or not bare:
        return Target()
    for said, unit in ((bare, None), (bare, "%"), (begun, None)):
        meant = meant_by(said, unit, around) if said else Meant()
        long = len(bare) > (_LONG if last or around.talk else 3)
        if (one := meant.one) and (meant.named or pointed or long):
            return as_target(one, said)
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
