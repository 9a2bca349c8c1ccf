"""A message that reports: what each claim is about is looked up, and a card shown."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from db.standing import Total
from handlers.answers import answered, asking_back, nothing
from handlers.deciding import cancel
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.reporting.aiming import Aims, aims
from handlers.reporting.called import called_in
from handlers.reporting.drafted import Aim, Draft, Drafted, Kept
from handlers.reporting.editing import (
    edit_in,
    edited,
    open_draft,
    unnamed,
    without_front,
)
from handlers.reporting.moving import moved
from handlers.reporting.plausible import speaks_of
from handlers.reporting.reading import reported_in
from handlers.reporting.rectifying import aimed, last_report, named_as
from handlers.reporting.showing import shown
from handlers.reporting.words import claimed, said_aim
from handlers.turn import Answer
from handlers.waiting import deed_key
from handlers.wording import said_ref
from knowledge.questions.items import may_be
from knowledge.reports.claims import completed
from knowledge.reports.corrections import mode_said
from knowledge.reports.merging import merged
from knowledge.reports.model import Claim, Doubt, Quantity, Reading, Target
from knowledge.reports.targets import mentions_in
from knowledge.reports.wording import prepare

DOUBTS: dict[Doubt, str] = {
    "percent": "大概多少？请说一个百分比，如“60%”；没有登记。",
    "happened": "这是已经做到的，还是打算、估计？做到了请说“已办结”或“完成60%”；没有登记。",
    "progress": "具体到什么程度了？可以说百分比或状态，如“完成60%”“已办结”“受阻，卡在经费”。",
    "which": "看起来像是进展，但不清楚是哪一项。请带上编号再说一遍，如“第12项完成60%”。",
    "plan": "这是预计；现在到什么程度了？可以说“推进中，60%，预计9月完成”。",
}


async def report(
    question: Question, reading: Reading, text: str, files: tuple[Kept, ...] = ()
) -> Answer:
    """The card of what the message reports, or what has to be asked first."""
    question = called_in(reported_in(question), text)
    if there := await moved(question, reading):
        return await edited(question, *there)
    if waits := open_draft(question.turn):
        edit = edit_in(waits[1], _with_mode(reading, text))
        if edit and not any(one.claim.says_something for one in edit.drafted):
            return await cancel(question)
        if edit and await _is_of_card(question, waits[1], reading.claims[0]):
            return await edited(question, replace(edit, files=(*edit.files, *files)))
        if unnamed(reading) and len(waits[1].drafted) > 1:
            return _which_of_card(question, waits[1])
        if _is_taken_back(waits[1], text):
            question = replace(question, turn=without_front(question.turn))
    drafted: list[Drafted] = []
    nowhere: list[tuple[Claim, Aims]] = []
    for claim in reading.claims:
        found = await aimed(question, claim)
        if found.found:
            drafted.append(await _drafted(question, claim, found, text))
        else:
            nowhere.append((claim, found))
    if not drafted:
        return _nowhere(question, *nowhere[0], text)
    shown_now, unsure = _sure_first(_of_one_aim(drafted))
    left_out = [
        *(_left_out(claim, text) for claim, _found in nowhere),
        *map(_undecided, unsure),
        *_dropped(reading, text),
    ]
    draft = Draft(deed_key(question.turn), shown_now, files)
    return await shown(question, draft, *map(say, left_out))


async def _is_of_card(question: Question, draft: Draft, claim: Claim) -> bool:
    """Whether what names no target goes on about the card, rather than of something of its own."""
    if claim.corrects or claim.target != Target():
        return True
    told = {each.name for one in draft.drafted for each in one.claim.quantities if each.name}
    aims = [one.aim for one in draft.drafted if one.aim]
    return bool(aims) and not claim.by and await speaks_of(question, claim, aims, told)


def _with_mode(reading: Reading, text: str) -> Reading:
    """The reading, of whose figures is known whether it was said outright how they count."""
    mode = mode_said(prepare(text).text)
    claims = tuple(replace(one, mode=one.mode or mode) for one in reading.claims)
    return replace(reading, claims=claims)


def _is_taken_back(draft: Draft, text: str) -> bool:
    """不是第7项，是第8项完成25%: the card in front is about what it is said not to be about."""
    denied = [one for one in mentions_in(prepare(text).text) if one.denied]
    items = [item for one in denied for item in one.items]
    aims = [one.aim for one in draft.drafted if one.aim]
    return bool(aims) and all(any(may_be(item, one.ref) for item in items) for one in aims)


def _sure_first(drafted: Sequence[Drafted]) -> tuple[tuple[Drafted, ...], tuple[Drafted, ...]]:
    """What stands on the card, and what is asked beside it; alone it is asked with buttons."""
    sure = tuple(one for one in drafted if one.aim)
    unsure = tuple(one for one in drafted if not one.aim)
    return (sure, unsure) if sure else (unsure, ())


_NAMED = 3


def _undecided(one: Drafted) -> str:
    """Which of those it may be has to be said in words, as the card is about the others."""
    may_be = "、".join(said_aim(aim)[:24] for aim in one.choices[:_NAMED])
    return f"“{one.said.strip()}”不能确定是哪一项（{may_be}？），没有登记；请带上编号另说。"


def _dropped(reading: Reading, text: str) -> list[str]:
    """Parts of the message that tell something of which nobody knows what it is about."""
    parts = (text[slice(*span)].strip() for span in reading.unplaced)
    said = "、".join(f"“{part}”" for part in parts if part)
    return [f"还有{said}没有登记，请带上编号另说。"] if said else []


def _which_of_card(question: Question, draft: Draft) -> Answer:
    """改成70%, of a card with several: which one has to be said; the card stays open."""
    names = [_line_name(one.aim) for one in draft.drafted if one.aim]
    refs, example = "、".join(names), names[0] if names else "第12项"
    line = say(f"卡片上有{refs}，改哪一项？请说“{example}改成70%”；卡片还没有确认。")
    given = asking_back(question, "report", line, ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))


def _line_name(aim: Aim) -> str:
    return said_ref(aim.ref) if aim.ref else f"“{aim.label[:12]}”"


def _left_out(claim: Claim, text: str) -> str:
    said = text[slice(*claim.span)].strip()
    return f"“{said}”没有找到是哪一项，这一句没有登记；请带上编号另说。"


def _of_one_aim(drafted: Sequence[Drafted]) -> tuple[Drafted, ...]:
    """What was said of one thing in two ways (by its title, by its number) is one report."""
    found: dict[object, Drafted] = {}
    for place, one in enumerate(drafted):
        key = (one.aim.kind, one.aim.id) if one.aim else place
        other = found.get(key)
        said = one if other is None else replace(other, claim=completed(other.claim, one.claim))
        found[key] = said
    return tuple(found.values())


async def _drafted(question: Question, claim: Claim, found: Aims, text: str) -> Drafted:
    said = text[slice(*claim.span)] or text
    one = Drafted(claim, said, found.one, () if found.one else found.found)
    return await _named_as_before(question, await corrected(question, one))


async def _named_as_before(question: Question, one: Drafted) -> Drafted:
    """又新建6个, where all that was counted there so far in 个 has one name: it is that."""
    if one.aim is None or one.claim.corrects or not one.claim.quantities:
        return one
    found = await question.turn.ledger.progress.standing(one.aim.kind, [one.aim.id])
    totals = found[one.aim.id].totals
    figures = tuple(_with_name(each, totals) for each in one.claim.quantities)
    return replace(one, claim=replace(one.claim, quantities=figures))


def _with_name(figure: Quantity, totals: Sequence[Total]) -> Quantity:
    known = {each.name for each in totals if each.unit == figure.unit}
    names = {name for name in known if _is_short_of(figure.name or "", name or "")}
    return replace(figure, name=names.pop()) if len(names) == 1 else figure


def _is_short_of(said: str, name: str) -> bool:
    """检查 is 口腔检查, 家庭病床建床 is 家庭病床."""
    return bool(name) and (said in name or name in said)


async def corrected(question: Question, one: Drafted) -> Drafted:
    """With the report that it puts right, whose other words go on to hold."""
    if not (one.claim.corrects and one.aim):
        return one
    last = await last_report(question, one.aim, one.claim)
    if last is None:
        return one
    claim = merged(claimed(last), named_as(one.claim, last))
    return replace(one, corrects=last.id, claim=claim)


def _nowhere(question: Question, claim: Claim, found: Aims, text: str) -> Answer:
    """Nothing in the ledger is what the claim is about."""
    if found.said and claim.target != Target(measure=claim.target.measure):
        line = say(f"没有找到“{found.said}”，没有登记。请说编号或标题里的几个字。")
        return nothing(question, "report", line)
    said = text[slice(*claim.span)] or text
    line = say(f"“{said.strip()}”说的是哪一项？请带上编号，如“第12项完成60%”；没有登记。")
    return asking_back(question, "report", line, ())


async def doubtful(question: Question, doubt: Doubt) -> Answer:
    """Asks for what is missing; the task that was named is in talk, so that 60% is enough."""
    about = reported_in(question)
    named = [await aims(about, Claim(Target(item=item))) for item in question.meaning.items[:1]]
    ids = [one.one.id for one in named if one.one]
    reply = Reply("report", (say(DOUBTS[doubt]),), clarify=True)
    tasks = await question.turn.ledger.tasks_by_id(ids or question.turn.context.subject.tasks[:1])
    return answered(about, reply, tasks)


def of_card(question: Question, text: str) -> Handler | None:
    """A message that changes the card in front: 困难那条去掉吧."""
    reading = question.reading
    edits = reading.kind == "correction" and unnamed(reading)
    return reporting(question, text) if edits and open_draft(question.turn) else None


def reporting(question: Question, text: str) -> Handler | None:
    """A message that surely reports."""
    reading = question.reading
    if reading.kind not in ("report", "correction"):
        return None
    return partial(report, reading=reading, text=text)


_LABELLED = re.compile(r"\s*[^\s,，。:：]{2,14}[:：]")
"""市城管局：…: who tells something asks nothing."""


def doubting(question: Question, text: str) -> Handler | None:
    """A message that may have meant to report."""
    doubt, meaning = question.reading.doubt, question.meaning
    labelled = _LABELLED.match(text)
    asking = not labelled and bool(meaning.asks or meaning.ordinal or meaning.units)
    paper = bool(meaning.documents) and meaning.bare
    if doubt is None or (doubt == "which" and (asking or paper)):
        return None
    return partial(doubtful, doubt=doubt)
