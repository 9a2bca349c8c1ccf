"""What is still to come of a task, and when: the day it is expected on, else what comes next."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from knowledge.reports.marks import NUMBER
from knowledge.reports.news import OF_WHOLE, News, title_words

_ENDS = re.compile(
    r"(?:预[计期]|力争|争取|估计)(?!.*(?:复工|恢复|到货|到位|召开|开会|批复|出台|下达))|完(?!善)|结(?![果构合核余])|扫尾|收尾"
    r"|(?:推迟?|顺延|延[后期]?|拖|改期|挪)[到至]|搞定|收官|收口|验收|达标|达到|实现|建成|投用|投入使用|上线|交付|到位|打通|启动|开工|开始|动工|销号|弄好|做好|落实|全部|全面|挂牌"
    r"|开[业园诊馆放]|启用|试?运[行营]|入驻|揭牌"
)


def expected_on(news: Sequence[News], facts: Sequence[News], today: date) -> date | None:
    """The day named for the end; when a part is expected says nothing of the whole."""
    parts = [plan for one, plan in pairwise(news) if _is_of_part(one, plan)]
    plans = [one for one in news if one not in (*facts, *parts) and _hopes(one)]
    days = [day.last for one in plans for day in one.days if day.counts and day.last >= today]
    return days[0] if days else None


def _is_of_part(one: News, plan: News) -> bool:
    """宣传片预计8月底上线: when a part is expected says nothing of the whole."""
    joined = one.clause.end == plan.clause.start and plan.clause.mood == "plan"
    named = title_words(one.clause.text) and not OF_WHOLE.search(one.clause.text)
    return bool(joined and named and not one.tells)


def _hopes(news: News) -> bool:
    return news.clause.mood in ("plan", "fact", "unsure") and bool(_ENDS.search(news.clause.text))


def comes_next(
    news: Sequence[News], facts: Sequence[News], expected: date | None, today: date
) -> str | None:
    """下周二下到各区去, 9月10日出成片: what is to come on a day that is not the end."""
    plans = (one for one in news if one not in facts and _is_ahead(one, expected, today))
    words = (one.clause.text.replace(NUMBER, " ").strip() for one in plans)
    return next((_LEAD.sub("", said) for said in words if len(said) > _SHORT), None)


_SHORT = 4
_LEAD = re.compile(r"^(?:但|不过|目前|现在|另外|然后|[这那]边|我们|,|:|\s)+")
_AIM = re.compile("每|目标|计划|要求|任务|原定|要是|如果|确保|务必|请|必须")


def _is_ahead(news: News, expected: date | None, today: date) -> bool:
    ahead = [day.last for day in news.days if day.counts and day.last >= today]
    said = news.clause.mood in ("plan", "fact") and not (
        news.remarks or news.asides or news.next_step or "到期" in news.clause.text
    )
    return bool(ahead) and said and expected not in ahead and not _AIM.search(news.clause.text)
