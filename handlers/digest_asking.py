"""周报, 上周周报, 某局周报: the digest for whoever asks, of what is theirs to look after."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

from db.records import Names, Person
from handlers.answers import answered
from handlers.digesting import INTENT, digest_reply
from handlers.mine import page_units, units_of, whose
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Attachment, Reply, faint, say
from handlers.reporting.listing import worklist
from handlers.rights import may
from handlers.turn import Answer
from handlers.units import resolve
from knowledge.plans.digests import DigestAsked, behind_in, digest_in
from reminders.digest import digest
from reminders.digest_records import Digest
from reminders.week import Scope, Week, week_until
from reminders.week_gathering import UnknownScopeError, gather_week, scope_of, scope_of_ids

_DAY = timedelta(days=1)
_NOT_YOURS = "这份周报不在您的范围里：您能看的是{}的。"
_NOBODYS = "周报给领导和督办人员看；名册上写了您的单位，就能看本单位的周报。请联系督办人员。"


class _RefusedError(Exception):
    """Not theirs to see; the text says why."""


def _tells(text: str, today: date) -> object:
    return behind_in(text) or digest_in(text, today)


@told_by(_tells, dated=True)
def asking(question: Question, text: str) -> Handler | None:
    """Whether a digest is asked for; of what, where that is said, must be known."""
    if behind := behind_in(text):
        return worklist(question, f"{behind}的有哪些")
    asked = digest_in(text, question.turn.now.date())
    if asked is None:
        return None
    units, papers = _named(question, asked.of) if asked.of else ((), ())
    if asked.of and not (units or papers):
        return None
    return partial(_given, asked=asked, units=units, papers=papers)


def _named(question: Question, of: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids of the units and of the papers."""
    if kind := whose(of):
        return units_of(question.turn.speaker, kind), ()
    every = (resolve(question, one).ids or one.ids for one in question.meaning.units)
    return tuple(dict.fromkeys(one for ids in every for one in ids)), question.meaning.documents


async def _given(
    question: Question, asked: DigestAsked, units: Sequence[int], papers: Sequence[int]
) -> Answer:
    turn = question.turn
    try:
        scope = _scope(question, units, papers)
    except (_RefusedError, UnknownScopeError) as error:
        return answered(question, Reply(INTENT, (say(str(error)),), private=True), ())
    facts = await gather_week(turn.ledger, _days(asked, turn.now), scope)
    made = digest(facts)
    reply = digest_reply(made)
    files, missing = await _files(question, made)
    if asked.form:
        files = tuple(one for one in files if one.name.endswith(f".{asked.form}"))
    blocks = (*reply.blocks, *((say(faint(missing)),) if missing else ()))
    reply = replace(reply, blocks=blocks, attachments=files, private=True)
    return answered(question, reply, ())


def _scope(question: Question, units: Sequence[int], papers: Sequence[int]) -> Scope:
    """Of what was asked, what the speaker looks after. Raises where that is nothing."""
    turn, names = question.turn, question.turn.names
    person = turn.speaker.person
    if may(turn.speaker, "coordinator"):
        return _wanted(units, papers, names) or scope_of(person.scope if person else "all", names)
    if person and person.role == "manager":
        own = scope_of(person.scope, names)
        return _within(own, _wanted(units, papers, names))
    return _within(_unit_of(person, names), _wanted(units, papers, names))


def _unit_of(person: Person | None, names: Names) -> Scope:
    units = page_units(person) if person else ()
    if not units:
        raise _RefusedError(_NOBODYS)
    return scope_of_ids("bureau", units, names)


def _wanted(units: Sequence[int], papers: Sequence[int], names: Names) -> Scope | None:
    if units:
        return replace(scope_of_ids("bureau", units, names), papers=tuple(papers))
    return scope_of_ids("document", papers, names) if papers else None


def _within(own: Scope, wanted: Scope | None) -> Scope:
    """Of the own what is wanted; all of it where nothing particular is."""
    if wanted is None or own.kind == "all":
        return wanted or own
    if own.kind == wanted.kind and set(wanted.ids) <= set(own.ids):
        return wanted
    if own.kind == "document" and wanted.kind == "bureau":
        return replace(wanted, papers=own.ids)
    if own.kind == "bureau" and wanted.kind == "document":
        return replace(own, papers=wanted.ids)
    raise _RefusedError(_NOT_YOURS.format(own.name))


def _days(asked: DigestAsked, now: datetime) -> Week:
    """As far as they have gone by; the last seven where they have hardly begun, as on a Monday the
    week that runs: what people ask for then is what a Monday's digest says."""
    first, last = asked.first, asked.last
    if first is None or last is None or first >= now.date():
        return week_until(now)
    since, until = (datetime.combine(one, time(), now.tzinfo) for one in (first, last + _DAY))
    return Week(since, min(until, now))


async def _files(question: Question, made: Digest) -> tuple[tuple[Attachment, ...], str]:
    """Picture and files where the week has something in it, or why they are missing."""
    make = question.turn.tools.digest_files
    if make is None or made.weight == "nothing":
        return (), ""
    try:
        return await make(made), ""
    except (OSError, TimeoutError, ValueError):
        return (), "图片和附件这次没有做成，请稍后再说一次“周报”。"
