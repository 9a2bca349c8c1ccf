"""Claims of a message without numbers: what each clause is about is in its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.reports.amounts import counts_up
from knowledge.reports.claims import by_measure, claim_of, is_fact, subject_of
from knowledge.reports.corrections import corrects
from knowledge.reports.duties import duties_beside
from knowledge.reports.going_on import goes_on, is_foreign
from knowledge.reports.model import Claim, Target
from knowledge.reports.naming import as_figure, of_part, target_of
from knowledge.reports.news import News, Surroundings, is_filler, title_words
from knowledge.reports.opened import is_of_talk, opened_of
from knowledge.reports.states import LOOSE, StateKind
from knowledge.reports.titles_said import titles_in

_Group = tuple[Target, list[News]]


def unnumbered(news: Sequence[News], around: Surroundings) -> Iterator[Claim]:
    """The claims, in order; none where it is not sure that they are about a task at all."""
    groups: list[_Group] = []
    for measure, told in by_measure(news, around):
        for one in told:
            _add(groups, one, measure, around)
    for target, told in _led(groups, around):
        said = opened_of(target, told, around)
        if _is_sure(target, said, around):
            every = (*titles_in(target, around), *duties_beside(target, said[0], around))
            for each in every:
                own = [one for one in said if len(every) == 1 or _is_its(one, each, every, around)]
                yield claim_of(each, own, around.today)


def _is_its(one: News, target: Target, every: Sequence[Target], around: Surroundings) -> bool:
    """Whether a figure told of several is of that one: of those that have its name."""
    name = next((each.quantity.name for each in one.amounts if each.quantity), None)
    holding = [each for each in every if name and around.holds(each, Target(words=name))]
    return not holding or target in holding


def _led(groups: Sequence[_Group], around: Surroundings) -> Sequence[_Group]:
    """推进中，加装电梯累计67台: what leads in is of what is named then, if no task is in talk."""
    if len(groups) < 2 or not groups[1][0].matter:
        return groups
    (first, lead), (target, told), *others = groups
    partly = first.words and first == Target(words=first.words) and around.holds(target, first)
    unnamed = not first.is_named and around.talk is None and not lead[-1].clause.ends_sentence
    counted = any(one.quantity and one.quantity.name for each in lead for one in each.amounts)
    if counted or not (partly or unnamed):
        return groups
    return [(target, [*lead, *told]), *others]


def _add(groups: list[_Group], one: News, measure: int | None, around: Surroundings) -> None:
    """Begin a new group where the clause names something else than those before it."""
    last = groups[-1][0] if groups else None
    begins = last is not None and "\n" in groups[-1][1][-1].clause.mark and _names(one)
    target = replace(target_of(one, None if begins else last, around), measure=measure)
    if measure and last is not None and _is_task(last) and not (target.matter or target.indicator):
        target = replace(last, measure=measure)  # 二是配建率达到100% is of the task of 一是
    known = target.matter or (last is not None and last.matter and not target.indicator)
    if last is not None and known and last.pointing != "ours" and _heads(groups[-1][1][-1]):
        target = Target(measure=measure)
    if last is not None and _counts_same(one, groups[-1][1][-1]):
        target = Target(measure=measure)
    breath = last is not None and not groups[-1][1][-1].clause.ends_sentence
    if last is not None and breath and goes_on(one, target, last, around):
        target = Target(measure=measure)  # 代煎培训2场，参加140人次
    if (
        last is not None
        and last.indicator
        and not target.is_named
        and is_foreign(one, last, around)
    ):
        target = Target(words=subject_of(one))
    target = _of_measure(one, target, last, around)
    one = as_figure(one, target if target.is_named or last is None else last)
    ahead = bool(one.days) and target.matter is not None  # its date is not that of the one before
    other = target.is_named and (ahead or is_fact(one, around.today))
    if last is None or (
        other
        and not _is_same(target, last)
        and not _is_remark(one, target, around)
        and not _goes_on(one, target)
    ):
        groups.append((target, [of_part(one, target, around)]))
    else:
        groups[-1][1].append(of_part(one, target if target.is_named else last, around))


_TELLING = 3


def _counts_same(one: News, before: News) -> bool:
    """专项资金安排1200万元，拨付800万元: what is counted is what was counted just now."""
    said = [each.quantity.name or "" for each in before.amounts if each.quantity]
    return any(
        each.quantity and (each.quantity.name or "").startswith(name)
        for each in one.amounts
        for name in said
        if len(name) >= _TELLING and not before.clause.ends_sentence
    )


def _is_task(target: Target) -> bool:
    return target.matter is not None and target.matter[0] == "task"


def _of_measure(one: News, target: Target, last: Target | None, around: Surroundings) -> Target:
    """管网普查完成80%, of a measure of the task that is named: how far that is, not the task."""
    here = last.matter if last and not target.is_named else target.matter
    told = (one.shares or "done" in one.states) and not one.amounts
    if target.measure or around.matters is None or not here or here[0] != "task" or not told:
        return target
    words = _OF_MEASURE.sub("", title_words(one.words))
    number = around.matters.measure_called(here, words)
    return Target(words=words, matter=here, measure=number) if number else target


_OF_MEASURE = re.compile(r"的?(?:[这那]一?[项条个])?(?:措施|举措|工作)?$")


def _names(news: News) -> bool:
    """Whether it says itself what it tells of, as each line of a list does."""
    named = any(one.quantity and one.quantity.name for one in news.amounts)
    return bool(named or title_words(news.words))


_HEAD = re.compile(r"[那这]一?[项块个边](?:工作|任务|事)?$|的事$")


def _heads(one: News) -> bool:
    """医保支付那项，试点病种28个: what follows is told of it."""
    return not (one.tells or one.clause.ends_sentence) and bool(_HEAD.search(one.clause.text))


def _is_same(target: Target, last: Target) -> bool:
    if target.matter and last.matter:
        return (target.matter, target.measure) == (last.matter, last.measure)
    return target == last


def _goes_on(one: News, target: Target) -> bool:
    """建成中医馆5家，设备都调好了: a deed whose words name nothing is of what was named before."""
    only = set(one.states) <= LOOSE and not (one.shares or one.amounts or one.remarks)
    return bool(one.states) and only and target == Target(words=target.words)


def _is_remark(one: News, target: Target, around: Surroundings) -> bool:
    """完成三成，场馆选址需某局支持: what stands in the way is of the task named before."""
    only = one.remarks and not (one.states or one.shares or one.amounts)
    only = only or (one.asides and set(one.states) <= LOOSE)
    return (
        bool(only) and target == Target(words=target.words) and not is_titled(target.words, around)
    )


def _is_sure(target: Target, told: Sequence[News], around: Surroundings) -> bool:
    """Whether it surely is about a task, where no number, pronoun or indicator says so.

    Then nothing may be left over that was not understood, and words must be some title's.
    """
    if target.indicator or target.duty or target.pointing:
        return True
    if target.matter and around.matters and not around.asks:
        return _is_told(target, told, around)
    known = is_titled(target.words, around) or _fits_several(target, told, around)
    if target.words and not known:
        return False
    plain = [one for one, following in pairwise(told) if _leads_to_plan(one, following)]
    return _is_counted(target, told) and all(
        one in plain or _is_understood(one, target) or is_of_talk(one, target, around)
        for one in told
    )


_SEVERAL, _FEW = 2, 4


def _fits_several(target: Target, told: Sequence[News], around: Surroundings) -> bool:
    """床位又增加了10张: what was counted is of one of a few tasks; of which has to be asked."""
    matters = around.matters
    if matters is None or around.asks or not target.words:
        return False
    counted = all(one.amounts and _is_counted_now(one) and not one.clause.mark for one in told)
    units = {each.quantity.unit for one in told for each in one.amounts if each.quantity}
    holding = matters.meant(target.words, unit=next(iter(units), None)).holding
    some = [key for key in holding if key[0] == "task"]
    literal = [key for key in some if matters.quotes(key, target.words)]
    tasks = literal if len(literal) >= _SEVERAL else some
    printed = any(matters.quotes(key, one.clause.text) for key in tasks for one in told)
    printed = printed and len(literal) < _SEVERAL  # 覆盖率95%, where several have a 覆盖率
    few = 1 if all(map(_are_rates, told)) else _SEVERAL
    return counted and not printed and few <= len(tasks) <= _FEW


_OTHERWISE = re.compile(
    r"^的|的(?:单位|部门|同志|街道|乡镇|区县?|人员?|项目|可以|请|要|通知|情况|表|会)|可以|(?<!成)就(?![业医诊近地读])|(?<!人)才(?!能)"
    r"|(?<![功技职智性节体才])能(?![级力源量耗])|通报|约谈|奖|扣|视为|算|标准|以上|即"
)
"""What is left over where a clause only speaks of what would be done: 完成30张的单位请登记."""


_OFFERS = re.compile(r"可以?(?:先|直接|自行|前往|到)?(?:登记|报名|申请|咨询|预约|领取|参加|申领)")
"""报名的人可以先登记: what people may do."""


def _is_told(target: Target, told: Sequence[News], around: Surroundings) -> bool:
    """Whether the clauses about what surely is named tell of it, and are not how it is printed."""
    facts = [one for one in told if is_fact(one, around.today) and one.tells]
    if any(one.clause.mood == "question" or _OFFERS.search(one.clause.text) for one in told):
        return False
    if any(_OTHERWISE.search(one.rest) for one in facts if not one.asides):
        return False
    if facts and any(map(_tells_of_rest, told)):
        return True
    if all(around.quotes(target, one.clause.text) for one in facts):
        return False
    if any(_stands(one) for one in facts):
        return True
    return any(_is_news(one, target, around) for one in facts)


def _tells_of_rest(news: News) -> bool:
    """还有4个小区没改: who says so speaks of what has been reached, not of what is asked for."""
    return bool(news.amounts) and not any(one.quantity or one.aim for one in news.amounts)


def _is_news(news: News, target: Target, around: Surroundings) -> bool:
    """Whether a figure is what was reached: by its words, or as it is not what is asked for."""
    if _NOW.search(news.clause.text):
        return True
    plain = not (news.rest or _COSTS.search(news.clause.text))
    return not around.aims(target, news) and (counts_up(news.clause.text) or plain)


_COSTS = re.compile(r"[要需每分能可]|标准|指标|目标|任务")


def _stands(news: News) -> bool:
    """Whether it says how something stands: by a word of state, a share or a rate, a remark."""
    rates = any(one.quantity and one.quantity.is_rate for one in news.amounts)
    return bool(set(news.states) - {"denied"} or news.shares or rates or news.remarks)


_NOW = re.compile(
    r"[已了完共现又再]|目前|截[至止]|累计|超过|突破|达到?|全部(?=[一-龥])|中$|^(?:应该?)?[是为](?=\d)"
)


def _is_counted_now(news: News) -> bool:
    """覆盖率95%, and nothing else, tells as well."""
    return _are_rates(news) or _counted_now(news)


def _are_rates(news: News) -> bool:
    return all(one.quantity and one.quantity.is_rate for one in news.amounts)


def _counted_now(news: News) -> bool:
    return bool(_NOW.search(news.clause.text)) or counts_up(news.clause.text)


def _leads_to_plan(one: News, following: News) -> bool:
    """宣传片预计8月底上线: the words before 预计 say what is planned."""
    joined = one.clause.end == following.clause.start and following.clause.mood == "plan"
    return joined and not one.tells and one.clause.mood == "fact"


def _is_counted(target: Target, told: Sequence[News]) -> bool:
    """Whether figures that stand for themselves are said to be counted; 两个允许 is no count."""
    more = any(set(one.states) - LOOSE or one.shares or one.remarks for one in told)
    return more or bool(target.words) or any(_counted_now(one) for one in told)


_DEEDS: frozenset[StateKind] = frozenset(("deed", "going"))


def _is_understood(news: News, target: Target) -> bool:
    if news.clause.mood == "question":
        return False
    if news.tells:
        return not news.rest and (bool(news.amounts) or _DEEDS.isdisjoint(news.states))
    text = news.clause.text
    plain = news.next_step or news.days or news.doer or news.amounts or news.clause.mood != "fact"
    return bool(
        plain or is_filler(text) or corrects(text) or (target.words and target.words in text)
    )


def is_titled(words: str, around: Surroundings) -> bool:
    """Whether a title holds three characters of the words in a row."""
    return around.matters is None or around.asks or around.matters.is_titled(words)
