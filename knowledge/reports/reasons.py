"""Why something stands, and what is only waited for, where no word of the clause itself says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.blockers import Remark
from knowledge.reports.marks import blanked
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


def told_why(facts: Sequence[News], news: Sequence[News]) -> list[Remark]:
    """住建局说规划还没批，暂时没法推进: what others say of it is why one's own part stands."""
    if not any(_stands(one) for one in facts):
        return []
    told = (one for one in news if one.clause.mood == "told")
    return [remark for one in told for remark in one.remarks if remark.kind == "blocker"]


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
