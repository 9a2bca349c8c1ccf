"""周报, 上周周报, 某局周报: the digest for whoever asks, of what is theirs to look after."""

import re
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
from reminders.week import Scope, Week, week_of, week_until
from reminders.week_gathering import UnknownScopeError, gather_week, scope_of, scope_of_ids

_WEEK = r"(?P<week>本周|这周|这一周|上周|上一周|最近一周|本星期|这星期|上星期)"
_ASKED = re.compile(
    r"(?:请|麻烦)?(?:再?(?:给我|发我|发一?下|看一?下|看看|看|我?要|出|来|生成)(?:一?[份下])?)?"
    r"(?P<of>.{0,40}?)的?" + _WEEK + r"?的?(?:督办|工作)?周报"
    r"(?:再?(?:发|给)我?(?:一?[份下])?|看看|看一?下)?[吧呢]?[。！!?？\s]*"
)
_NEWS = re.compile(
    r"(?:(?:请|麻烦)?(?:汇报|说说|看看|讲讲)(?:一?下)?)?" + _WEEK + r"(?:以来)?的?(?:工作|督办)?的?"
    r"(?:(?:都|还)?(?:有|发生了?)?(?:什么|哪些|啥)(?:新的?)?(?:动态|变化|进展|动静|情况|新情况)"
    r"|(?:总体|整体|督办|工作)?(?:动态|小结|总结|整体情况|总体情况|进展情况)(?:怎么样|如何)?"
    r"|(?:都|还)?有?(?:什么|哪些|啥)(?:事|事项|问题|工作)?(?:需?要|等着?|该)我?(?:们)?(?:来|去)?"
    r"(?:决定|拍板|协调|批示|定|处理|过问|关注)的?)[吗呢]?[。！!?？\s]*"
)
"""What a leader asks who does not say 周报: 这周有什么动态, 本周有什么要我决定的."""
_DAYS, _DAY = timedelta(days=7), timedelta(days=1)
_NOT_YOURS = "这份周报不在您的范围里：您能看的是{}的。"
_NOBODYS = "周报给领导和督办人员看；名册上写了您的单位，就能看本单位的周报。请联系督办人员。"


class _RefusedError(Exception):
    """Not theirs to see; the text says why."""


def _tells(text: str, today: date) -> object:
    said = text.strip()
    asked = _NEWS.fullmatch(said) or _ASKED.fullmatch(said)
    return asked or behind_in(text) or digest_in(text, today)


@told_by(_tells, dated=True)
def asking(question: Question, text: str) -> Handler | None:
    """Whether a digest is asked for; of what, where that is said, must be known."""
    if news := _NEWS.fullmatch(text.strip()):
        return partial(_given, week=news["week"], units=(), papers=())
    if behind := behind_in(text):
        return worklist(question, f"{behind}的有哪些")
    if match := _ASKED.fullmatch(text.strip()):
        of, week = match["of"].strip(), match["week"] or ""
        units, papers = _named(question, of) if of else ((), ())
        if units or papers or not of:
            return partial(_given, week=week, units=units, papers=papers)
    return _in_other_words(question, text)


def _in_other_words(question: Question, text: str) -> Handler | None:
    """Of any week or month, or as one file alone."""
    asked = digest_in(text, question.turn.now.date())
    if asked is None:
        return None
    units, papers = _named(question, asked.of) if asked.of else ((), ())
    if asked.of and not (units or papers):
        return None
    return partial(_given, week=asked, units=units, papers=papers)


def _named(question: Question, of: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Ids of the units and of the papers."""
    if kind := whose(of):
        return units_of(question.turn.speaker, kind), ()
    every = (resolve(question, one).ids or one.ids for one in question.meaning.units)
    return tuple(dict.fromkeys(one for ids in every for one in ids)), question.meaning.documents


async def _given(
    question: Question, week: str | DigestAsked, units: Sequence[int], papers: Sequence[int]
) -> Answer:
    turn = question.turn
    try:
        scope = _scope(question, units, papers)
    except (_RefusedError, UnknownScopeError) as error:
        return answered(question, Reply(INTENT, (say(str(error)),), private=True), ())
    facts = await gather_week(turn.ledger, _week(question, week), scope)
    made = digest(facts)
    reply = digest_reply(made)
    files, missing = await _files(question, made)
    if isinstance(week, DigestAsked) and week.form:
        files = tuple(one for one in files if one.name.endswith(f".{week.form}"))
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


def _week(question: Question, said: str | DigestAsked) -> Week:
    now = question.turn.now
    if isinstance(said, DigestAsked):
        return _days(said, now)
    match said[:1]:
        case "上":
            found = week_of((now - _DAYS).date(), now)
        # On a Monday the week has hardly begun: what people ask for is what a Monday's digest says.
        case "本" | "这" if now.weekday():
            found = week_of(now.date(), now)
        case _:
            found = None
    return found or week_until(now)


def _days(asked: DigestAsked, now: datetime) -> Week:
    """As far as they have gone by."""
    if asked.first is None or asked.last is None:
        return week_until(now)
    since, until = (
        datetime.combine(one, time(), now.tzinfo) for one in (asked.first, asked.last + _DAY)
    )
    return Week(since, min(until, now)) if since < now else week_until(now)


async def _files(question: Question, made: Digest) -> tuple[tuple[Attachment, ...], str]:
    """Picture and files where the week has something in it, or why they are missing."""
    make = question.turn.tools.digest_files
    if make is None or made.weight == "nothing":
        return (), ""
    try:
        return await make(made), ""
    except (OSError, TimeoutError, ValueError):
        return (), "图片和附件这次没有做成，请稍后再说一次“周报”。"
