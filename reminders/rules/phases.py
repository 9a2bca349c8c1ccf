"""Phases of a paper: one begins, ends in some days, ends today and which one is next."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from db.records import Phase
from reminders.facts import PaperFact
from reminders.occasions import Days, Hearers, Occasion
from reminders.settings import Rules
from reminders.wording import said_date

_TO: tuple[Hearers, ...] = ("channels", "overseers")


def phases(paper: PaperFact, rules: Rules, days: Days) -> list[Occasion]:
    """In calendar days: that is how the papers print them."""
    every = paper.phases
    return [one for at in range(len(every)) for one in _of(every, at, rules, days)]


def _of(every: Sequence[Phase], at: int, rules: Rules, days: Days) -> Iterator[Occasion]:
    phase, following = every[at], every[at + 1] if at + 1 < len(every) else None
    if phase.start and days.has(days.worked(phase.start)):
        yield _begins(phase, phase.start)
    if phase.end is None:
        return
    for lead in rules.phase:
        day = phase.end - timedelta(days=lead)
        if days.has(days.worked(day)) and (phase.start is None or day > phase.start):
            yield _ends(phase, phase.end, lead, following)


def _begins(phase: Phase, start: date) -> Occasion:
    until = f"，到{said_date(phase.end)}结束" if phase.end else ""
    return Occasion(
        kind="phase",
        key=_key(phase, start, "begins"),
        day=start,
        text=f"“{phase.name}”{said_date(start)}开始{until}。{_content(phase)}",
        brief=f"“{phase.name}”",
        why=f"阶段开始：{phase.name} {said_date(start)}，依据文件印的实施步骤",
        to=_TO,
        target="phase",
        target_id=phase.id,
        urgency=3,
    )


def _ends(phase: Phase, end: date, lead: int, following: Phase | None) -> Occasion:
    when = f"还有{lead}天" if lead else "请做好收尾"
    then = ""
    if following and following.start:
        then = f"下一阶段“{following.name}”从{said_date(following.start)}开始。"
    return Occasion(
        kind="phase",
        key=_key(phase, end, f"T-{lead}"),
        day=end - timedelta(days=lead),
        text=f"“{phase.name}”到{said_date(end)}结束，{when}。{then}",
        brief=f"“{phase.name}”",
        why=f"{f'阶段结束前{lead}天' if lead else '阶段结束当天'}（日历日）："
        f"{phase.name}到{said_date(end)}，依据文件印的实施步骤",
        to=_TO,
        target="phase",
        target_id=phase.id,
        urgency=3,
    )


def _key(phase: Phase, day: date, what: str) -> str:
    """By name, which outlives a re-issue of the paper; ids of phases do not."""
    return f"phase/{phase.document_id}/{phase.name}/{day:%Y%m%d}/{what}"


def _content(phase: Phase) -> str:
    return f"主要工作：{phase.text.rstrip('。')}。" if phase.text else ""
