"""No news for weeks: one notice a unit and paper with all that nobody reported on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from reminders.facts import PaperFact, TaskFact
from reminders.occasions import WEEK, Days, Hearers, Occasion
from reminders.settings import ZONE, Rules
from reminders.wording import said_date, said_item

_LISTED = 3
_SPOKEN_OF = WEEK * 2
"""What is due so soon, or late, is reminded of anyway."""


def silent(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """Every so many weeks after the paper was active, while its period lasts."""
    return [
        one for day in checks(paper, rules, days) for one in _on(paper, day, rules.silent_weeks)
    ]


def checks(paper: PaperFact, rules: Rules, days: Days) -> Iterator[date]:
    """The days among `days` on which somebody looks whether there was news."""
    begin, step = _beginning(paper), WEEK * rules.silent_weeks
    period = paper.document.period
    if begin is None or not step:
        return
    day = begin + max(1, (days.start - begin) // step) * step
    while day <= days.end + WEEK * 2 and not (period and day > period.end):
        if days.has(days.worked(day)):
            yield day
        day += step


def _beginning(paper: PaperFact) -> date | None:
    document = paper.document
    begins = [
        document.period.start if document.period else None,
        document.activated_at.astimezone(ZONE).date() if document.activated_at else None,
    ]
    return max((one for one in begins if one is not None), default=None)


def _on(paper: PaperFact, day: date, weeks: int) -> Iterator[Occasion]:
    since = day - WEEK * weeks
    quiet = [one for one in paper.tasks if _is_silent(one, day, since, _beginning(paper))]
    if not quiet:
        return
    units: dict[int, list[TaskFact]] = defaultdict(list)
    for fact in quiet:
        for unit in fact.leads:
            units[unit].append(fact)
    yield _news(paper, day, weeks, quiet, ("overall",))
    for unit, facts in units.items():
        yield _news(paper, day, weeks, facts, ("own", "front"), unit)


def _is_silent(fact: TaskFact, day: date, since: date, begin: date | None) -> bool:
    due, heard = fact.task.deadline.date, fact.standing.heard_at
    if not fact.is_open or (due is not None and due < day + _SPOKEN_OF):
        return False
    last = heard.astimezone(ZONE).date() if heard else begin
    return last is not None and last <= since


def _news(
    paper: PaperFact,
    day: date,
    weeks: int,
    facts: Sequence[TaskFact],
    to: tuple[Hearers, ...],
    unit: int | None = None,
) -> Occasion:
    document = paper.document
    listed = "、".join(said_item(one.task) for one in facts[:_LISTED])
    more = f"等{len(facts)}项" if len(facts) > _LISTED else f"，共{len(facts)}项"
    return Occasion(
        kind="silent",
        key=f"silent/{document.id}/{unit or 'all'}/{day:%Y%m%d}",
        day=day,
        text=f"{listed}{more}，已有{weeks}周没有新的进展，方便时报一下。",
        brief=f"{len(facts)}项没有新的进展",
        why=f"连续{weeks}周没有进展报送（从启用或上次报送算起，到{said_date(day)}），"
        "每份文件每个单位合为一条",
        to=to,
        bureaus=(unit,) if unit else (),
        tasks=tuple(one.task.ref for one in facts),
        target="document",
        target_id=document.id,
        urgency=9,
    )
