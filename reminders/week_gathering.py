"""Reads from the ledger the facts of a week, for everything or for what one manager looks after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from db.ledger import Ledger
from db.records import (
    Bureau,
    Channel,
    Document,
    Indicator,
    Names,
    Person,
    Task,
    TaskQuery,
)
from db.standing import Report, Standing
from knowledge.names import fold
from reminders.facts import IndicatorFact
from reminders.house_rules import settled, thresholds
from reminders.settings import ZONE
from reminders.week import Leaders, Read, Scope, Week, WeekFacts, Work

_PAGE = 500


class UnknownScopeError(ValueError):
    """No such scope; the text says why, in the users' words."""


def scope_of(text: str, names: Names) -> Scope:
    """all, document:SLUG or bureau:NAME as a scope. Raises `UnknownScopeError`.

    Only active papers are in digests: a sample is there for trying things.
    """
    kind, _colon, name = text.strip().partition(":")
    match kind:
        case "all" if not name:
            return Scope()
        case "document":
            return _paper_scope(name, names)
        case "bureau":
            return _unit_scope(name, names)
    raise UnknownScopeError(f"范围要写成 all、document:文件短名 或 bureau:单位：{text}")


def _paper_scope(slug: str, names: Names) -> Scope:
    for one in names.documents:
        if one.slug == slug:
            if one.state != "active":
                raise UnknownScopeError(f"{slug} 不在办（样例或已归档），激活之后才有周报")
            return Scope(
                "document", f"《{one.title.strip('《》')}》", (one.id,), f"document:{slug}"
            )
    raise UnknownScopeError(f"没有这份文件：{slug}")


def _unit_scope(name: str, names: Names) -> Scope:
    said = fold(name)
    found = [
        one
        for one in names.bureaus
        if said and said in {fold(each) for each in (one.name, one.short_name or "", *one.aliases)}
    ]
    if not found:
        raise UnknownScopeError(f"台账里没有这个单位：{name}")
    ids = tuple(one.id for one in found)
    return Scope("bureau", found[0].name, ids, f"bureau:{found[0].name}")


def scope_of_channel(channel: Channel, names: Names) -> Scope:
    """What a channel subscribed to: its units in its papers. Raises `UnknownScopeError`."""
    papers = tuple(one.id for one in names.papers(channel.documents) if one.state == "active")
    if channel.documents and not papers:
        raise UnknownScopeError("这里订阅的文件都不在办（样例或已归档）")
    if channel.bureaus:
        return replace(scope_of_ids("bureau", channel.bureaus, names), papers=papers)
    return scope_of_ids("document", papers, names) if papers else Scope()


def scope_of_ids(kind: Literal["document", "bureau"], ids: Sequence[int], names: Names) -> Scope:
    """Those papers, or those units. Raises `UnknownScopeError` where there is none of them."""
    every = names.documents if kind == "document" else names.bureaus
    found = [one for one in every if one.id in ids]
    if not found:
        raise UnknownScopeError("台账里已没有这些文件或单位")
    first = scope_of(f"{kind}:{_written(found[0])}", names)
    if len(found) == 1:
        return first
    counted = "份文件" if kind == "document" else "个单位"
    text = ",".join(f"{kind}:{_written(one)}" for one in found)
    of_all = tuple(one.id for one in found)
    return Scope(kind, f"{first.name}等{len(found)}{counted}", of_all, text)


def _written(one: Document | Bureau) -> str:
    return one.slug if isinstance(one, Document) else one.name


async def gather_week(ledger: Ledger, week: Week, scope: Scope) -> WeekFacts:
    """The facts of that week, as of its end."""
    papers = await _papers(ledger, scope)
    ids = tuple(one.id for one in papers)
    if not ids:
        return WeekFacts(week, scope)
    settings, workdays = await settled(ledger, ZONE)
    names = await ledger.names()
    works = await _works(ledger, week, scope, papers)
    indicators = [one for one in await ledger.indicators(ids) if _leads(one, scope, names)]
    reports = await ledger.past.reports(ids, week.since, week.until)
    return WeekFacts(
        week=week,
        scope=scope,
        documents=papers,
        works=works,
        indicators=await _read(ledger, week, indicators),
        phases=await ledger.phases(ids),
        reports=_of_scope(reports, works, indicators, scope),
        leaders=_leaders(await ledger.people.everyone(), names),
        groups=frozenset(one.id for one in names.bureaus if one.is_group),
        rules=settings.rules,
        thresholds=await thresholds(ledger),
        workdays=workdays,
    )


async def _papers(ledger: Ledger, scope: Scope) -> tuple[Document, ...]:
    every = await ledger.documents("active")
    kept = scope.ids if scope.kind == "document" else scope.papers
    return tuple(one for one in every if not kept or one.id in kept)


async def _works(
    ledger: Ledger, week: Week, scope: Scope, papers: Sequence[Document]
) -> tuple[Work, ...]:
    ids = tuple(one.id for one in papers)
    now = await ledger.past.standings(ids, week.until)
    before = await ledger.past.standings(ids, week.since)
    asking = await ledger.past.asking(ids, week.until)
    home = {one.id: one for one in papers}
    return tuple(
        Work(
            task=one,
            document=home[one.document_id],
            now=now.get(one.id, Standing("task", one.id)),
            before=_stood(one, home[one.document_id], week, before),
            asks_for=asking.get(one.id),
            asking=one.id in asking,
        )
        for one in await _tasks(ledger, ids, scope)
    )


def _stood(
    task: Task, document: Document, week: Week, before: Mapping[int, Standing]
) -> Standing | None:
    """None where the paper came in within the week: there is nothing to compare with."""
    if document.activated_at is not None and document.activated_at > week.since:
        return None
    return before.get(task.id, Standing("task", task.id))


async def _tasks(ledger: Ledger, documents: tuple[int, ...], scope: Scope) -> list[Task]:
    bureaus = scope.ids if scope.kind == "bureau" else ()
    found: list[Task] = []
    while True:
        query = TaskQuery(documents, bureaus, offset=len(found), limit=_PAGE)
        page = await ledger.tasks(query)
        found += page.tasks
        if len(page.tasks) < _PAGE:
            return found


def _leads(indicator: Indicator, scope: Scope, names: Names) -> bool:
    if scope.kind != "bureau":
        return True
    own = {fold(one.name) for one in names.bureaus if one.id in scope.ids}
    return any(fold(one) in own for one in indicator.lead)


async def _read(ledger: Ledger, week: Week, every: Sequence[Indicator]) -> tuple[Read, ...]:
    ids = [one.id for one in every]
    now = await ledger.past.readings(ids, week.today) if ids else {}
    before = await ledger.past.readings(ids, week.before) if ids else {}
    none = (None, None)
    return tuple(
        Read(
            IndicatorFact(one, *now.get(one.id, none)),
            IndicatorFact(one, *before.get(one.id, none)),
        )
        for one in every
    )


def _of_scope(
    reports: Sequence[Report], works: Sequence[Work], indicators: Sequence[Indicator], scope: Scope
) -> tuple[Report, ...]:
    if scope.kind != "bureau":
        return tuple(reports)
    tasks, figures = {one.task.id for one in works}, {one.id for one in indicators}
    return tuple(
        one
        for one in reports
        if (one.target == "task" and one.target_id in tasks)
        or (one.target == "indicator" and one.target_id in figures)
        or one.bureau_id in scope.ids
    )


def _leaders(people: Iterable[Person], names: Names) -> dict[int, Leaders]:
    """By unit; the leader that the roster of units names stands in where nobody is 分管."""
    heads: dict[int, list[str]] = defaultdict(list)
    charged: dict[int, list[str]] = defaultdict(list)
    for person in people:
        for bureau in person.bureaus if person.position == "head" else ():
            heads[bureau].append(person.name)
        for bureau in person.in_charge_of:
            charged[bureau].append(person.name)
    for bureau_record in names.bureaus:
        if bureau_record.leader and bureau_record.id not in charged:
            charged[bureau_record.id].append(bureau_record.leader)
    return {each: Leaders(tuple(heads[each]), tuple(charged[each])) for each in {*heads, *charged}}
