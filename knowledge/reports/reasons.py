"""Why something stands, and what is only waited for, where no word of the clause itself says so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.reports.asides import NOT_YET
from knowledge.reports.blockers import Remark
from knowledge.reports.clauses import Clause
from knowledge.reports.marks import blanked
from knowledge.reports.moods import Mood
from knowledge.reports.news import News, is_filler
from knowledge.reports.standing import FIRM

_LACKING = re.compile(r"[不没未无缺难少慢]")


def reason_in(facts: Sequence[News], news: Sequence[News]) -> str | None:
    """推不动，镇街不配合: words of no other use beside a standstill say why it stands, also those
    that somebody else is said to have said; `news` are all the clauses."""
    stands = any(map(_stands, facts))
    said_too = [one for one in news if one in facts or one.clause.mood == "told"]
    idle = (one for one in said_too if not (one.tells or one.states))
    words = (one.clause.text.strip() for one in idle if not _is_idle(one))
    return next((said for said in words if stands and _LACKING.search(said)), None)


def remarks_of(facts: Sequence[News], news: Sequence[News]) -> Iterator[Remark]:
    """What is remarked of it, in order: in its facts, and besides them in what is only said."""
    told = any(one.tells for one in facts)
    for one in news:
        if one in facts:
            yield from (awaited(remark, facts) for remark in one.remarks)
        else:
            yield from (remark for remark in one.remarks if told or _counts(remark, one.clause))
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
    return [one for one in facts if one.remarks or _LACKING.search(one.clause.text)]


def pleaded(news: tuple[News, ...]) -> tuple[News, ...]:
    """司机没人愿意干，建议人社局放宽条件: bad news twice, or bad news and who should help, or what
    has not come yet and why, is news together."""
    bad = [one for one in news if any(each.kind == "blocker" for each in one.asides)]
    asked = any(each.kind == "need" for one in news for each in (*one.remarks, *one.asides))
    late = any(_NOT_YET.search(one.clause.text) for one in news)
    told = any(one.tells and one.clause.mood == "fact" for one in news)
    more = any(one.next_step or one.clause.mood == "told" or _comes_next(one) for one in news)
    enough = len(bad) + asked + late + more >= _TWICE
    return tuple(map(_taken_up, news)) if bad and enough and not told else news


def _comes_next(news: News) -> bool:
    return any(each.kind == "next_step" for each in news.asides)


_TWICE = 2
_NOT_YET = re.compile(NOT_YET)


def _taken_up(news: News) -> News:
    if not news.asides:
        return news
    mood: Mood = "fact" if news.asides[0].kind == "blocker" else "plan"
    clause = replace(news.clause, mood=mood)
    return replace(news, clause=clause, rest="", remarks=news.asides, asides=())


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
