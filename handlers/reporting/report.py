"""A message that reports: what each claim is about is looked up, and a card shown."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from db.standing import Report, Total
from handlers.answers import answered, asking_back, nothing
from handlers.my_work import unknown_unit
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Reply, say
from handlers.reporting.aiming import Aims, aims
from handlers.reporting.called import called_in
from handlers.reporting.changing import changing
from handlers.reporting.continuing import (
    nothing_new,
    of_front,
    onto_front,
    without_what_was_not_meant,
)
from handlers.reporting.drafted import Draft, Drafted, Kept
from handlers.reporting.editing import edited, open_draft, unnamed
from handlers.reporting.reading import reported_in, surroundings
from handlers.reporting.rectifying import aimed, last_report, named_as
from handlers.reporting.showing import shown
from handlers.reporting.words import claimed, said_aim
from handlers.turn import Answer
from handlers.waiting import deed_key
from knowledge.reports.alike import are_nested
from knowledge.reports.claims import completed
from knowledge.reports.corrections import mode_said
from knowledge.reports.merging import goes_back, merged, says_the_same
from knowledge.reports.model import Claim, Doubt, Quantity, Reading, Target
from knowledge.reports.understand import understand
from knowledge.reports.wording import prepare

DOUBTS: dict[Doubt, str] = {
    "percent": "大概多少？请说一个百分比，如“60%”；没有登记。",
    "happened": "这是已经做到的，还是打算、估计？做到了请说“已办结”或“完成60%”；没有登记。",
    "progress": "具体到什么程度了？可以说百分比或状态，如“完成60%”“已办结”“受阻，卡在经费”。",
    "which": "没有听出说的是哪一项，没有登记。要报进展请带上编号，如“第12项完成60%”。",
    "plan": "这是预计；现在到什么程度了？可以说“推进中，60%，预计9月完成”。",
}


async def report(
    question: Question, reading: Reading, text: str, files: tuple[Kept, ...] = ()
) -> Answer:
    """The card of what the message reports, or what has to be asked first."""
    question = called_in(reported_in(question), text)
    plain = prepare(text).text
    if given := await of_front(question, reading, text, plain, files):
        return given
    question = without_what_was_not_meant(question, plain)
    drafted: list[Drafted] = []
    nowhere: list[tuple[Claim, Aims]] = []
    for claim in reading.claims:
        found = await aimed(question, claim)
        if found.found:
            drafted.append(await _drafted(question, claim, found, text))
        else:
            nowhere.append((claim, found))
    if drafted and not any([await _changes(question, one) for one in drafted]):
        return nothing_new(question)
    if not drafted:
        return _nowhere(question, *nowhere[0], text)
    shown_now, unsure = _sure_first(_of_one_aim(drafted))
    left_out = [
        *(_left_out(claim, text) for claim, _found in nowhere),
        *map(_undecided, unsure),
        *_dropped(reading, text),
    ]
    if card := onto_front(question, shown_now):
        whole = replace(card, files=(*card.files, *files))
        return await edited(question, whole, *map(say, left_out))
    draft = Draft(deed_key(question.turn), shown_now, files)
    return await shown(question, draft, *map(say, left_out))


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
    said = "、".join(f"“{part}”" for part in parts if part and not _STAYS.search(part))
    return [f"还有{said}没有登记，请带上编号另说。"] if said else []


_STAYS = re.compile("不变|照旧|不动$|不用改")
"""第7项不变 has nothing to be written down."""


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
    names = {name for name in known if name and are_nested(figure.name, name)}
    return replace(figure, name=names.pop()) if len(names) == 1 else figure


async def corrected(question: Question, one: Drafted) -> Drafted:
    """With the report that it puts right, whose other words go on to hold."""
    last = await last_report(question, one.aim, one.claim) if one.aim else None
    if last is None or not (one.claim.corrects or _is_less(question, one, last)):
        return one
    claim = merged(claimed(last), named_as(replace(one.claim, corrects=True), last))
    return replace(one, corrects=last.id, claim=claim)


def _is_less(question: Question, one: Drafted, last: Report) -> bool:
    """Whether it is less than what was reported in this conversation: work does not go back."""
    context = question.turn.context
    return last.id in (*context.reports, *context.told) and goes_back(
        claimed(last), one.claim, mode_said(one.said)
    )


async def _changes(question: Question, one: Drafted) -> bool:
    """Whether it says anything else than the report that it takes the place of."""
    last = await question.turn.ledger.progress.report(one.corrects) if one.corrects else None
    return last is None or not says_the_same(one.claim, claimed(last))


def _nowhere(question: Question, claim: Claim, found: Aims, text: str) -> Answer:
    """Nothing in the ledger is what the claim is about."""
    if claim.target.pointing == "ours" and not claim.target.words:
        return _leads_nothing(question, claim.target.unit)
    if found.said and claim.target != Target(measure=claim.target.measure):
        line = say(f"没有找到“{found.said}”，没有登记。请说编号或标题里的几个字。")
        return nothing(question, "report", line)
    said = text[slice(*claim.span)] or text
    line = say(f"“{said.strip()}”说的是哪一项？请带上编号，如“第12项完成60%”；没有登记。")
    return asking_back(question, "report", line, ())


def _leads_nothing(question: Question, unit: str | None) -> Answer:
    """我们牵头的那个, of nobody knows which unit, or of one that leads nothing."""
    person = question.turn.speaker.person
    known = unit or (person and person.bureaus)
    why = f"{unit or '您的单位'}在这里没有牵头的任务" if known else unknown_unit(question)
    line = say(f"{why}，没有登记。请带上编号，如“第12项完成60%”。")
    return asking_back(question, "report", line, ())


async def doubtful(question: Question, doubt: Doubt, text: str) -> Answer:
    """Asks for what is missing; the task that was named is in talk, so that 60% is enough."""
    about = reported_in(question)
    if doubt == "which" and (may_be := await _may_be(about, text)):
        return await shown(about, Draft(deed_key(question.turn), (may_be,)))
    named = [await aims(about, Claim(Target(item=item))) for item in question.meaning.items[:1]]
    ids = [one.one.id for one in named if one.one]
    reply = Reply("report", (say(DOUBTS[doubt]),), clarify=True)
    tasks = await question.turn.ledger.tasks_by_id(ids or question.turn.context.subject.tasks[:1])
    return answered(about, reply, tasks)


async def _may_be(question: Question, text: str) -> Drafted | None:
    """What the message tells, with the tasks that it may be of."""
    around = replace(await surroundings(question, text), asks=True)
    for claim in understand(text, around).claims[:1]:
        found = await aims(question, claim)
        if found.found:
            return Drafted(claim, text[slice(*claim.span)] or text, None, found.found)
    return None


def of_card(question: Question, text: str) -> Handler | None:
    """A message that changes the card in front: 困难那条去掉吧."""
    reading = question.reading
    edits = reading.kind == "correction" and unnamed(reading)
    if edits and not reading.claims:
        return changing(question, text)
    return reporting(question, text) if edits and open_draft(question.turn) else None


def reporting(question: Question, text: str) -> Handler | None:
    """A message that surely reports."""
    reading = question.reading
    if reading.kind not in ("report", "correction"):
        return None
    if not reading.claims:
        return changing(question, text)
    return partial(report, reading=reading, text=text)


_LABELLED = re.compile(r"\s*[^\s,，。:：]{2,14}[:：]")
"""市城管局：…: who tells something asks nothing."""
_ENDED = re.compile(r"(?<!好)(?<!为什么)(?:[完好毕批到成交签过]|没批)了?[。！!]?\s*$")
"""培训已经全部完成了, 文件还压在某局，没批: nor does who says what has ended."""


def doubting(question: Question, text: str) -> Handler | None:
    """A message that may have meant to report."""
    doubt, meaning = question.reading.doubt, question.meaning
    told = _LABELLED.match(text) or _ENDED.search(text)
    asks = meaning.asks - {"list"} if told else meaning.asks  # 已经全部完成了
    asking = bool(asks) or (not told and bool(meaning.ordinal or meaning.units))
    paper = bool(meaning.documents) and meaning.bare
    if doubt is None or (doubt == "which" and (asking or paper)):
        return None
    return partial(doubtful, doubt=doubt, text=text)
