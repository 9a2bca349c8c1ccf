"""What one clause is about: an indicator, what its words point at, or what they name."""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.reports.abbreviations import ANYBODYS
from knowledge.reports.amounts import Amount
from knowledge.reports.duties import duty_headed, duty_of_unit
from knowledge.reports.looked_up import as_target, leans, meant_by, unit_of
from knowledge.reports.marks import blanked
from knowledge.reports.matter import Matter, Meant
from knowledge.reports.model import Quantity, Target
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.nouns import VERBS, object_in
from knowledge.reports.printed import asks_for, has_word
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
    if _POINTS.search(words) and _named_next(news):
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
    if (one := meant.one) and one.kind == "indicator" and plain(name) in plain(one.title):
        return as_target(one, name)
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
    meant = meant_by(bare, unit_of(news), around)
    whole = news.words.strip(" ,:、")
    if around.matters and not meant.one and around.matters.stand_in_title(whole):
        # What looks like a filler may begin or end a name: 为民办实事.
        meant = meant_by(whole, unit_of(news), around)
    if leans(meant, last, around) and not (meant.one and meant.named):
        return Target()
    if one := meant.one:
        return Target() if _is_far(bare, meant, last, around) else as_target(one, bare)
    only_more = not (news.shares or "done" in news.states)
    if last is not None and last.matter and not meant.matters and only_more:
        return Target()
    return Target(words=bare)


def _is_far(words: str, meant: Meant, last: Target | None, around: Surroundings) -> bool:
    """八段锦推广进了14个街镇，教练员培训2期: what another's text has only in part is no other
    matter than the one that was just named."""
    if around.matters is None or meant.one is None or meant.named or not (last and last.matter):
        return False
    return not around.matters.has_word((meant.one.kind, meant.one.key), words)


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


_DONE = re.compile(VERBS)
_SHORT = 4


_HEADS = re.compile("[^:]+:")


def _only_describes(name: str, news: News, one: Matter) -> bool:
    """整改12份, 合格的298家: whether that says no more than which of those just named.

    采血2.1万人次 is not of 采血车3辆.
    """
    behind = news.clause.text.partition(name)[2]
    if len(name) <= _SHORT and re.match(r"的(?:已?有)?\d", behind):
        return True
    units = [each.quantity.unit for each in news.amounts if each.quantity]
    counted = any(asks_for(one, name, unit) for unit in units)
    return not counted and bool(_DONE.fullmatch(name) or not has_word(one, name))


_VERBAL = 3


def _is_anybodys(name: str, news: News) -> bool:
    """病种扩到43个，涉及医院22家: any task may count those; 救助患者302人次 says more."""
    before = news.clause.text.partition(name)[0].strip()
    return before in ("", "涉及", "覆盖", "惠及", "共涉及") and bool(ANYBODYS.fullmatch(name))


def _is_little(name: str, unit: str | None, one: Matter) -> bool:
    """参加140人次, 经费90万: a single word that stands somewhere in the text of another, where
    that does not count it so."""
    return len(name) < _VERBAL and not (unit and asks_for(one, name, unit))


def _is_bare_deed(name: str, unit: str | None, one: Matter | None) -> bool:
    """Whether only a verb says what was counted, and no task counts that in the unit."""
    counted = one is not None and unit is not None and asks_for(one, name, unit)
    return bool(_DONE.fullmatch(name)) and not counted


def _of_amounts(news: News, last: Target | None, around: Surroundings) -> Target:
    """普惠托位投放210个: nothing but what was counted says what it is of."""
    named = (one.quantity.name for one in news.amounts if one.quantity and one.quantity.name)
    told = (news.clause.text[: one.end] for one in news.remarks if one.kind == "blocker")
    name = next(named, None) or next(told, None)
    if not name or around.matters is None:
        return Target()
    unit = unit_of(news)
    meant = meant_by(name, unit, around)
    if not meant.one and len(name) > _VERBAL:  # DR装机9台: the verb may stand behind its object
        meant = meant_by(name[:-2], unit, around)
    if not meant.one and (behind := object_in(news.rest)):
        meant = meant_by(behind, None, around)  # 8个县区里6个挂了疾控局的牌子
    goes_on = last is not None and last.is_named and bool(news.amounts)
    spoken = meant.one if meant.one and not meant.named else None
    if goes_on and (
        _is_anybodys(name, news)
        or (spoken and last and last.matter and _is_little(name, unit, spoken))
        or _is_bare_deed(name, unit, meant.one)
        or (spoken and _only_describes(name, news, spoken))
    ):
        return Target()  # 病种扩到43个，涉及医院22家; 新纳入14家，累计覆盖96家
    head = _HARD.split(name)[0]
    if news.remarks and not news.amounts and len(head) < _SHORT - 1 and not _HEADS.match(name):
        return Target()  # 推广不开 names nothing
    if news.remarks and not (meant.one and meant.named) and head != name:
        meant = meant_by(head, None, around)
        meant = replace(meant, named=meant.named or last is None or len(head) > _SHORT)
    one = meant.one
    leaning = leans(meant, last, around) and not (one and meant.named)
    if leaning or _is_far(name, meant, last, around):
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
    if pointing := pointing_in(words, around.units):
        only = last is not None and last.is_named and words.endswith("的")
        return Target() if only else pointing  # 办了3场，体育局牵头的
    if news.clause.mood == "fact" and (headed := _DUTY_HEAD.match(words)):
        return Target(duty=duty_in(headed[0]))
    if duty := duty_headed(words, around):
        return duty
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
