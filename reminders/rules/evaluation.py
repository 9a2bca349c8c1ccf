"""Mid-term and final evaluation of plans that run for years."""

from collections.abc import Iterator
from datetime import date, timedelta

from reminders.facts import PaperFact
from reminders.occasions import Days, Occasion
from reminders.settings import Rules
from reminders.wording import said_date

_YEARS = timedelta(days=550)
"""A plan of two years or more, not one that runs over New Year."""


def evaluation(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """Some days before half of the period and before its end, and on these days."""
    return [
        _due(paper, name, day, lead)
        for name, day in _days(paper)
        for lead in rules.evaluation
        if days.has(days.worked(day - timedelta(days=lead)))
    ]


def _days(paper: PaperFact) -> Iterator[tuple[str, date]]:
    period = paper.document.period
    if period and period.end - period.start >= _YEARS:
        yield "中期评估", period.start + (period.end - period.start) / 2
        yield "终期评估", period.end


def _due(paper: PaperFact, name: str, day: date, lead: int) -> Occasion:
    document = paper.document
    years = f"{document.period.start.year}—{document.period.end.year}年" if document.period else ""
    when = f"还有{lead}天，请准备材料" if lead else "请组织开展"
    ahead = f"提前{lead}天提醒（日历日）" if lead else "当天提醒"
    what = "期限过半" if name == "中期评估" else "期限届满"
    return Occasion(
        kind="evaluation",
        key=f"evaluation/{document.id}/{day:%Y%m%d}/T-{lead}",
        day=day - timedelta(days=lead),
        text=f"（{years}）到{said_date(day)}{what}，{when}{name}。",
        brief=name,
        why=f"跨年度规划在{what}时评估，{ahead}：文件期限{years}，日期是推算的",
        to=("channels", "overseers"),
        target="document",
        target_id=document.id,
        urgency=4,
    )
