"""The card of a report: what was understood beside what stands now, to be confirmed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.records import Task
from db.standing import Report, Standing
from handlers import actions
from handlers.answers import answered, refs
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, Words, bold, faint, say, words
from handlers.reporting.drafted import KIND, Aim, Draft, Drafted, seen
from handlers.reporting.entitled import Held, held, why_not
from handlers.reporting.periodic import of_period
from handlers.reporting.remarks import note_of, reviewing
from handlers.reporting.words import (
    fact_of,
    said_aim,
    said_figure,
    said_report,
    said_standing,
    said_status,
    said_totals,
    said_when,
)
from handlers.turn import Answer
from handlers.waiting import dump_draft, put, waiting
from handlers.wording import said_date, said_title

_CHOICES = 8


@dataclass(frozen=True, slots=True)
class _Entry:
    """A claim with its target as it is in the ledger, and how that stands."""

    one: Drafted
    held: Held
    standing: Standing
    replaced: Report | None = None
    """The report that this one takes the place of."""


async def shown(question: Question, draft: Draft, *before: Block) -> Answer:
    """The card; a question back where it is not clear what a claim is about; else why not."""
    place = draft.doubtful
    if place is not None:
        return _which(question, draft, place)
    entries = [await _entry(question, one) for one in draft.drafted]
    speaker = question.turn.speaker
    allowed = [one for one in entries if one.held.voice(speaker)]
    notes = [
        say(f"{said_aim(one.held.aim)}：{await why_not(question, one.held)}")
        for one in entries
        if one not in allowed
    ]
    if not allowed:
        return answered(question, Reply("refused", tuple(notes), private=True), ())
    if task := _to_review(question, allowed):
        return reviewing(question, task)
    kept = replace(draft, drafted=tuple(_as_seen(one) for one in allowed))
    body: list[Block] = [await _item(question, one) for one in allowed]
    names = "、".join(one.name for one in draft.files)
    files = (say("佐证材料：", bold(names)),) if names else ()
    blocks = (*before, say("请核对后确认："), *body, *files, *notes, say(faint(_HOW)))
    return _waiting(question, kept, Reply("report", blocks), [one.held for one in allowed])


def _to_review(question: Question, entries: Sequence[_Entry]) -> Task | None:
    """A coordinator's 第12项办结, where just that was applied for, may well mean the review."""
    if len(entries) != 1 or entries[0].held.aim.kind != "task":
        return None
    (one,) = entries
    voice = one.held.voice(question.turn.speaker)
    applied = one.standing.state == "waiting" and one.one.claim.status == "done"
    return one.held.task if applied and voice and voice.bureau is None else None


_HOW = "回复“确认”登记，“取消”作罢；要改可以直接说，如“改成70%”。"


def _as_seen(entry: _Entry) -> Drafted:
    return replace(entry.one, seen=seen(entry.standing))


def _waiting(question: Question, draft: Draft, reply: Reply, about: Sequence[Held]) -> Answer:
    """The reply with its buttons, and the draft that they decide on."""
    one = waiting(question.turn, KIND, dump_draft(draft), labelled(draft))
    facts = tuple(
        fact_of(each, question.document(each.aim.document).slug)
        for each in draft.drafted
        if each.aim
    )
    buttons = (
        Button("确认", actions.confirm(one.key)),
        Button("修改", actions.amend(one.key)),
        Button("取消", actions.cancel(one.key)),
    )
    tasks = list({each.task.id: each.task for each in about if each.task}.values())
    named = [each.aim.label for each in about if each.aim.kind == "indicator"]
    whole = replace(
        reply, tasks=refs(tasks), indicators=tuple(named), drafts=facts, buttons=buttons
    )
    return put(question.turn, answered(question, whole, tasks), one)


def labelled(draft: Draft) -> str:
    """What the card is about, in a few words."""
    return "；".join(one.said.strip() for one in draft.drafted) or "进展"


async def _entry(question: Question, one: Drafted) -> _Entry:
    aim = one.aim or one.choices[0]
    found = await question.turn.ledger.progress.standing(aim.kind, [aim.id])
    owed = await held(question, aim)
    task = owed.task if aim.kind == "task" else None
    one = of_period(one, task, question.meaning.text, question.turn.now.date())
    ledger = question.turn.ledger
    replaced = await ledger.progress.report(one.corrects) if one.corrects else None
    return _Entry(one, owed, found[aim.id], replaced)


async def _item(question: Question, entry: _Entry) -> Item:
    standing = entry.standing
    speaks = entry.held.voice(question.turn.speaker)
    fields: list[tuple[str, Words]] = [("现在", words(_stands(question, standing)))]
    if entry.replaced:
        fields.append(("更正", words(bold(_replacing(question, entry.replaced)))))
    fields += [(name, words(bold(said))) for name, said in _said(entry.one) if said]
    whole = bool(speaks and speaks.speaks)
    if note := note_of(entry.one, entry.held.aim.kind, entry.standing, whole=whole):
        fields.append(("说明", words(faint(note))))
    title = said_title(question.document(entry.held.aim.document))
    fields.append(("出处", words(faint(title))))
    return Item(words(bold(said_aim(entry.held.aim))), tuple(fields))


def _replacing(question: Question, one: Report) -> str:
    said = (one.said or said_report(one)).strip()
    return f"替换{said_when(one.at, question.turn.now)}报的“{said}”"


def _stands(question: Question, standing: Standing) -> str:
    parts = [said_standing(standing)]
    if standing.totals:
        parts.append(f"已报{said_totals(standing.totals)}")
    if standing.blocker and standing.state == "blocked":
        parts.append(f"卡在{standing.blocker}")
    if standing.heard_at:
        parts.append(f"{said_when(standing.heard_at, question.turn.now)}最后一次报送")
    return "；".join(parts)


def _said(one: Drafted) -> tuple[tuple[str, str], ...]:
    """Field by field what the claim says; empty where it says nothing."""
    claim = one.claim
    return (
        ("本期", one.period),
        ("更新为", said_status(claim)),
        ("数量", "；".join(said_figure(each) for each in claim.quantities)),
        ("卡在", claim.blocker or ""),
        ("需要", claim.need or ""),
        ("下一步", claim.next_step or ""),
        ("办结日期", said_date(claim.done_on) if claim.done_on else ""),
        ("预计完成", said_date(claim.expected_on) if claim.expected_on else ""),
        ("经办", claim.by or ""),
    )


def _which(question: Question, draft: Draft, place: int) -> Answer:
    """Asks which target is meant, with buttons."""
    one = draft.drafted[place]
    waits = waiting(question.turn, KIND, dump_draft(draft), labelled(draft))
    several = len({each.document for each in one.choices}) > 1
    choices = tuple(
        Button(_choice(question, aim, several), actions.pick(waits.key, place, n))
        for n, aim in enumerate(one.choices[:_CHOICES])
    )
    said = f"“{one.said.strip()}”"
    why = "对得上的不止一项，" if len(one.choices) > 1 else "不能确定"
    line = say(f"{said}{why}说的是哪一项？请点一项，或者说编号；没有登记。")
    cancel = Button("取消", actions.cancel(waits.key))
    reply = Reply("report", (line,), clarify=True, buttons=(*choices, cancel))
    return put(question.turn, answered(question, reply, ()), waits)


def _choice(question: Question, aim: Aim, several: bool) -> str:
    paper = said_title(question.document(aim.document)) if several else ""
    return f"{said_aim(aim)[:24]}{paper and ' '}{paper[:20]}"
