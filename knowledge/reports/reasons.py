"""Why something stands, and what is only waited for, where no word of the clause itself says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.reports.asides import NOT_YET, is_said
from knowledge.reports.blockers import Remark, made
from knowledge.reports.clauses import Clause
from knowledge.reports.marks import NUMBER, blanked
from knowledge.reports.moods import Mood
from knowledge.reports.news import News, is_filler
from knowledge.reports.standing import FIRM
from knowledge.reports.states import StateKind

_LACKING = re.compile(r"[不没未无缺难少慢]")
_NO_REASON = re.compile(
    r"已|通知|告知|报告|汇报|说明|同意|批准|恢复|复工|继续|明年|下[个半]?[年月周]|以后|再|后续|准备|先|目前|现在|等下|谢|辛苦|麻烦"
)
"""What stands beside a standstill and does not say why."""


def reason_in(facts: Sequence[News], news: Sequence[News]) -> str | None:
    """推不动，镇街不配合: words of no other use beside a standstill say why it stands, also those
    that somebody else is said to have said; `news` are all the clauses."""
    if not any(map(_stands, facts)):
        return None
    said_too = [one for one in news if one in facts or one.clause.mood == "told"]
    told = [one for one in said_too if not (one.tells or one.states or _is_idle(one))]
    first = next(at for at, one in enumerate(news) if _stands(one))
    behind = [one for one in news[first + 1 :] if _may_say_why(one)]
    lacking = [one for one in told if _LACKING.search(one.clause.text)]
    return next((words for one in (*lacking, *behind) for words in _words(one)), None)


def _may_say_why(news: News) -> bool:
    """暂缓，师资被抽调走了: what happened, and is told of nothing else."""
    only = not (news.amounts or news.shares or news.remarks or set(news.states) - _HAPPENED)
    plain = only and not (news.next_step or news.asides or _is_idle(news))
    return (
        plain and news.clause.mood in ("fact", "told") and not _NO_REASON.search(news.clause.text)
    )


_HAPPENED: frozenset[StateKind] = frozenset(("deed", "going"))


def _words(news: News) -> Iterator[str]:
    text = news.clause.text.replace(NUMBER, " ")
    yield from (one.words for one in made("blocker", 0, len(text), text))


def remarks_of(facts: Sequence[News], news: Sequence[News]) -> Iterator[Remark]:
    """What is remarked of it, in order: in its facts, and besides them in what is only said."""
    told = any(one.tells for one in facts)
    for one in news:
        if one in facts:
            yield from (awaited(remark, facts) for remark in one.remarks)
        else:
            said = told and is_said(one.clause.text, one.clause.mood)
            yield from (remark for remark in one.remarks if said or _counts(remark, one.clause))
        if told:
            yield from one.asides


def _counts(remark: Remark, clause: Clause) -> bool:
    """Whether a plan says it by itself: what is needed for it, and what put it off."""
    caused = remark.kind == "blocker" and _CAUSE.search(clause.text)
    return clause.mood in ("fact", "plan") and bool(remark.kind == "need" or caused)


_CAUSE = re.compile(r"受[^,]{2,}影响|(?:因为|由于)")
"""受雨水影响延到9月底: what is to come is a plan, why is not."""


def _stands(news: News) -> bool:
    return not FIRM.isdisjoint(news.states)


def _is_idle(news: News) -> bool:
    return is_filler(blanked(news.clause.text, news.days, " "))


def reasons_before(lead: Sequence[News], told: Sequence[News]) -> Sequence[News]:
    """材料不全，四（三）一是受阻: what was said just before, and is nothing else, says why."""
    silent = not any(one.amounts or one.shares or one.states for one in lead)
    if not (silent and _stands(told[0])) or lead[-1].clause.ends_sentence:
        return ()
    facts = (one for one in lead if one.clause.mood == "fact")
    return [one for one in facts if one.remarks or one.asides or _LACKING.search(one.clause.text)]


def pleaded(news: tuple[News, ...]) -> tuple[News, ...]:
    """司机没人愿意干，建议人社局放宽条件: bad news twice, or bad news and who should help, or what
    has not come yet and why, is news together."""
    bad = [one for one in news if _is_bad(one)]
    asked = any(each.kind == "need" for one in news for each in (*one.remarks, *one.asides))
    late = any(_NOT_YET.search(one.clause.text) for one in news)
    told = any(one.tells and one.clause.mood == "fact" for one in news)
    more = any(one.next_step or one.clause.mood == "told" or _comes_next(one) for one in news)
    enough = len(bad) + asked + late + more >= _TWICE
    return tuple(map(_taken_up, news)) if bad and enough and not told else news


def _is_bad(news: News) -> bool:
    """Whether it says what stands in the way, and would not count by itself."""
    clause = news.clause
    others = () if clause.mood in ("fact", "plan") else news.remarks
    said = is_said(clause.text, clause.mood)
    return said and any(each.kind == "blocker" for each in (*news.asides, *others))


_PUT_OFF = re.compile(r"(?:推迟?|顺延|延期?|挪|拖)[到至]")


def _comes_next(news: News) -> bool:
    return bool(_PUT_OFF.search(news.clause.text)) or any(
        each.kind == "next_step" for each in news.asides
    )


_TWICE = 2
_NOT_YET = re.compile(NOT_YET)


def _taken_up(news: News) -> News:
    if not (news.asides or _is_bad(news)):
        return news
    remarks = (*news.remarks, *news.asides)
    mood: Mood = "fact" if remarks[0].kind == "blocker" else "plan"
    clause = replace(news.clause, mood=mood)
    return replace(news, clause=clause, rest="", remarks=remarks, asides=())


_HANDED_IN = re.compile(
    r"[提递送上]交|[上申]?报(?:送|批|审|了|到|给)|送审|交[了给到]|寄|通过|验收|[弄做办备]好了|[做办弄干]完了"
)


_PASSES = re.compile(
    r"评审|验收|[终初]验|复[核审查]|审[核批查定议]|批复?$|研究|上会|结果|公示|开标|报名|专家|[下发]文|政审|答辩|现场|评估|认定"
)
"""What is waited for there comes of itself: nothing stands in the way."""
_OVER = frozenset(("done", "step", "deed"))


def awaited(remark: Remark, facts: Sequence[News]) -> Remark:
    """材料已提交，等专家组进场: what is waited for after one's own part is done comes next."""
    handed = any(one.states and _HANDED_IN.search(one.clause.text) for one in facts)
    handed |= bool(_PASSES.search(remark.words)) and any(_OVER & set(one.states) for one in facts)
    waits = remark.kind == "blocker" and remark.words.startswith("等")
    return replace(remark, kind="next_step") if handed and waits else remark
