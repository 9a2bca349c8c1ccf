"""The weekly digest of a manager: pure, from the facts of a week.

Names and numbers, no ranking of units: what has to be decided comes first, the rest as printed.
"""

from collections.abc import Iterator
from datetime import timedelta

from db.records import Assignment, Document, Phase
from db.standing import ENDED
from reminders.digest_records import (
    Closed,
    Coming,
    Decider,
    Digest,
    Entry,
    Gauge,
    Lit,
    PhaseAhead,
    SilentUnit,
    Trouble,
)
from reminders.lights import Light, light_of, start_of
from reminders.recurring import occurrences
from reminders.rules.indicators import course_of, lacks
from reminders.week import Leaders, Read, WeekFacts, Work

AHEAD = timedelta(days=14)
LIGHTS: tuple[Light, ...] = ("red", "yellow", "green", "blue", "none")
_URGENCY = ("blocked", "overdue", "extension", "review")

Entries = dict[int, Entry]


def digest(facts: WeekFacts) -> Digest:
    """What a manager should know of the week."""
    entries = {one.task.id: _entry(one, facts) for one in facts.works}
    everything = tuple(entries.values())
    heard = {one.target_id for one in facts.reports if one.target == "task"}
    return Digest(
        week=facts.week,
        scope=facts.scope,
        papers=tuple(_title(one) for one in facts.documents),
        entries=everything,
        lights=tuple(_lit(light, everything) for light in LIGHTS),
        moved=tuple(one for one in everything if one.was not in (None, one.light)),
        reported=tuple(one for one in everything if one.task_id in heard),
        reports=len(facts.reports),
        closed=tuple(_closed(facts, entries)),
        troubles=tuple(sorted(_troubles(facts, entries), key=_urgency)),
        gauges=tuple(_gauge(one, facts) for one in facts.indicators),
        silent=tuple(_silent(facts, entries)),
        coming=tuple(sorted(_coming(facts, entries), key=lambda one: one.day)),
        phases=tuple(_phases(facts)),
    )


def _entry(work: Work, facts: WeekFacts) -> Entry:
    task, deadline = work.task, work.task.deadline
    start, week = start_of(work.document), facts.week
    before = work.before
    was = light_of(deadline, week.before, before, start, facts.thresholds) if before else None
    return Entry(
        task_id=task.id,
        document=task.document,
        paper=_title(work.document),
        ref=task.ref,
        title=task.title,
        units=tuple(one.name for one in _filers(work)),
        due=deadline.date,
        assumed=deadline.kind == "period",
        state=work.now.state,
        percent=work.now.percent,
        light=light_of(deadline, week.today, work.now, start, facts.thresholds),
        was=was,
    )


def _lit(light: Light, entries: tuple[Entry, ...]) -> Lit:
    now = tuple(one for one in entries if one.light == light)
    return Lit(light, now, tuple(one for one in entries if one.was == light))


def _closed(facts: WeekFacts, entries: Entries) -> Iterator[Closed]:
    for one in facts.works:
        ended_before = one.before is None or one.before.state in ENDED
        if one.now.state in ENDED and not ended_before:
            yield Closed(entries[one.task.id], one.now.done_on)


def _troubles(facts: WeekFacts, entries: Entries) -> Iterator[Trouble]:
    for work in facts.works:
        if work.is_open:
            yield from _trouble(work, entries[work.task.id], facts)


def _trouble(work: Work, entry: Entry, facts: WeekFacts) -> Iterator[Trouble]:
    """One line a task: what has to be decided first."""
    today, now = facts.week.today, work.now
    days = (today - entry.due).days if entry.due and entry.due < today else 0
    coordinators = Decider("督办人员")
    if now.state == "waiting":
        yield Trouble("review", entry, coordinators, days)
    elif work.asking:
        yield Trouble("extension", entry, coordinators, days, until=work.asks_for)
    elif now.state == "blocked":
        who = _decider("分管领导", work, facts)
        yield Trouble("blocked", entry, who, days, now.blocker, now.need)
    elif days:
        yield Trouble("overdue", entry, _ladder(work, entry, facts), days)


def _ladder(work: Work, entry: Entry, facts: WeekFacts) -> Decider:
    """Who hears of it when it is so late: the unit, its head, its 分管领导."""
    late = facts.workdays.between(entry.due, facts.week.today) if entry.due else 0
    if late >= facts.rules.escalate_leader:
        return _decider("分管领导", work, facts)
    if late >= facts.rules.escalate_head:
        return _decider("主要负责人", work, facts)
    return _decider("牵头单位", work, facts)


def _decider(role: str, work: Work, facts: WeekFacts) -> Decider:
    unit = next(iter(_filers(work)), None)
    if unit is None:  # nobody to turn to but those who can name a unit
        return Decider("督办人员")
    leaders = facts.leaders.get(unit.bureau_id, Leaders())
    match role:
        case "分管领导":
            return Decider("分管领导", unit.name, leaders.in_charge)
        case "主要负责人":
            return Decider("主要负责人", unit.name, leaders.heads)
    return Decider("牵头单位", unit.name)


def _urgency(trouble: Trouble) -> tuple[int, int]:
    return _URGENCY.index(trouble.kind), -trouble.days


def _gauge(read: Read, facts: WeekFacts) -> Gauge:
    one, today = read.now.indicator, facts.week.today
    course = course_of(read.now, today)
    actual = one.baseline if read.now.value is None else read.now.value
    last = one.targets[-1] if one.targets else None
    target, year = (last.value, last.year) if last else (None, None)
    if course:
        target, year = course.goal, course.by
    paper = next((_title(d) for d in facts.documents if d.id == one.document_id), "")
    return Gauge(
        indicator_id=one.id,
        document=one.document,
        paper=paper,
        name=one.name,
        unit=one.unit or "",
        lead=one.lead,
        actual=actual,
        read_on=read.now.read_on,
        before=one.baseline if read.before.value is None else read.before.value,
        expected=course.expected if course else None,
        target=target,
        year=year,
        upward=one.op != "<=",
        behind=course is not None
        and actual is not None
        and lacks(read.now, actual, course, facts.rules.behind),
    )


def _silent(facts: WeekFacts, entries: Entries) -> Iterator[SilentUnit]:
    """Units that file for open tasks, of which none was reported on, nor anything by them."""
    spoke = {one.bureau_id for one in facts.reports}
    heard = {one.target_id for one in facts.reports if one.target == "task"}
    names: dict[int, str] = {}
    tasks: dict[int, list[Work]] = {}
    for work in facts.works:
        for unit in _filers(work)[:1] if _awaited(work) else ():
            if facts.scope.kind == "bureau" and unit.bureau_id not in facts.scope.ids:
                continue
            names.setdefault(unit.bureau_id, unit.name)
            tasks.setdefault(unit.bureau_id, []).append(work)
    for bureau_id, works in tasks.items():
        reported = bureau_id in spoke or any(one.task.id in heard for one in works)
        if not reported and bureau_id not in facts.groups:
            behind = tuple(entries[one.task.id] for one in works)
            yield SilentUnit(bureau_id, names[bureau_id], behind)


def _awaited(work: Work) -> bool:
    return work.is_open and work.now.state != "waiting"


def _filers(work: Work) -> list[Assignment]:
    """The units that answer for it, each once; the first of them files."""
    for role in ("lead", "responsible"):
        if found := {one.bureau_id: one for one in work.task.assignments if one.role == role}:
            return list(found.values())
    return []


def _coming(facts: WeekFacts, entries: Entries) -> Iterator[Coming]:
    start = facts.week.today + timedelta(days=1)
    end = facts.week.today + AHEAD
    for work in facts.works:
        deadline = work.task.deadline
        if not _awaited(work):
            continue
        days = {one.date for one in deadline.all} | ({deadline.date} if deadline.date else set())
        for day in sorted(days):
            if start <= day <= end:
                yield Coming(day, entries[work.task.id])
        for day in occurrences(deadline, start, end):
            if day not in days:
                yield Coming(day, entries[work.task.id], again=True)


def _phases(facts: WeekFacts) -> Iterator[PhaseAhead]:
    today = facts.week.today
    for document in facts.documents:
        own = [one for one in facts.phases if one.document_id == document.id]
        for one in own:
            if one.start and one.start <= today and (one.end is None or one.end >= today):
                yield _phase(one, document, runs=True)
        later = [(one.start, one) for one in own if one.start and one.start > today]
        for _start, one in sorted(later, key=lambda each: each[0])[:1]:
            yield _phase(one, document, runs=False)


def _phase(one: Phase, document: Document, *, runs: bool) -> PhaseAhead:
    return PhaseAhead(document.slug, _title(document), one.name, one.start, one.end, runs)


def _title(document: Document) -> str:
    return document.title.strip("《》")
