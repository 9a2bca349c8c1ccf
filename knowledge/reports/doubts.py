"""What has to be asked of a message that reports nothing, but may have meant to."""

import re
from collections.abc import Iterable
from datetime import date

from knowledge.reports.claims import is_fact
from knowledge.reports.model import Doubt
from knowledge.reports.news import News, Told

_EFFORT = re.compile(r"进展|做了|开展了|进行了|推动了|落实了|差不多|快了|眉目|还行")
_FORECAST = re.compile(r"预计|预期")


def doubt_of(told: Iterable[Told], today: date) -> Doubt | None:
    """The first doubt, or None for a message that is plainly no report."""
    for news, named in ((one, bool(each.items)) for each in told for one in each.news):
        doubt = _of_task(news) if named else None
        if doubt := doubt or _of_clause(news, today, named=named):
            return doubt
    return None


def _of_task(news: News) -> Doubt | None:
    """What is doubtful where the message names a number."""
    mood = news.clause.mood
    if mood == "unsure" and news.tells:
        return "happened"
    if mood == "plan" and news.days and _FORECAST.search(news.clause.text):
        return "plan"
    silent = mood == "fact" and not (news.tells or news.states)
    return "progress" if silent and _EFFORT.search(news.clause.text) else None


def _of_clause(news: News, today: date, *, named: bool) -> Doubt | None:
    if not is_fact(news, today):
        return None
    if any(share.vague and share.counts for share in news.shares):
        return "percent"
    return "which" if news.tells and news.words and not named else None
