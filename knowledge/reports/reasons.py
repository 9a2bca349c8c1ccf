"""Why something stands, and what is only waited for, where no word of the clause itself says so."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.blockers import Remark
from knowledge.reports.marks import blanked
from knowledge.reports.news import News, is_filler
from knowledge.reports.standing import FIRM

_LACKING = re.compile(r"[不没未无缺难少慢]")


def reason_in(facts: Sequence[News]) -> str | None:
    """推不动，镇街不配合: words of no other use behind a standstill say why it stands."""
    stands = any(not FIRM.isdisjoint(one.states) for one in facts)
    idle = (one for one in facts if not (one.tells or one.states))
    words = (one.clause.text.strip() for one in idle if not _is_idle(one))
    return next((said for said in words if stands and _LACKING.search(said)), None)


def _is_idle(news: News) -> bool:
    return is_filler(blanked(news.clause.text, news.days, " "))


_HANDED_IN = re.compile(
    r"[提递送上]交|[上申]?报(?:送|批|审|了|到|给)|送审|交[了给到]|寄|通过|验收|[弄做办备]好了|[做办弄干]完了"
)


def awaited(remark: Remark, facts: Sequence[News]) -> Remark:
    """材料已提交，等专家组进场: what is waited for after one's own part is done comes next."""
    handed = any(one.states and _HANDED_IN.search(one.clause.text) for one in facts)
    waits = remark.kind == "blocker" and remark.words.startswith("等")
    return replace(remark, kind="next_step") if handed and waits else remark
