"""确认: the drafted reports are filed, each once, and the answer says how things stand now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.filing import Filed, Filing
from db.standing import Counted
from handlers.answers import answered, refs
from handlers.inbound import Message
from handlers.lights import lit_as
from handlers.question import Question
from handlers.reply import Block, Item, RecordFact, Reply, Words, bold, faint, say, words
from handlers.reporting.drafted import Draft, Drafted, load, seen
from handlers.reporting.editing import edited, once_more
from handlers.reporting.entitled import Held, held, why_not
from handlers.reporting.hearing import about, buttons, hearers, notices
from handlers.reporting.words import (
    fact_of,
    said_aim,
    said_claim,
    said_standing,
    said_when,
    totals_row,
)
from handlers.turn import Answer, Notice
from handlers.waiting import Waiting
from handlers.wording import said_date
from knowledge.reports.model import Claim


@dataclass(frozen=True, slots=True)
class _Done:
    """A claim that was filed."""

    one: Drafted
    held: Held
    filed: Filed
    speaks: bool
    """For the whole of it, rather than for one unit's part."""


async def record(question: Question, waits: Waiting) -> Answer:
    """File what the card showed, where the speaker still may."""
    draft = load(waits)
    if draft is None:
        return answered(question, Reply("report", (say("没有等待确认的进展。"),)), ())
    if draft.doubtful is not None:
        return await edited(question, draft)
    if waits.doubted and isinstance(question.turn.inbound, Message):
        return await once_more(question, draft)
    entitled = [(one, await held(question, one.aim)) for one in draft.drafted if one.aim]
    refused = [each for _one, each in entitled if each.voice(question.turn.speaker) is None]
    if refused:
        lines = [say(f"{said_aim(one.aim)}：{await why_not(question, one)}") for one in refused]
        return answered(question, Reply("refused", tuple(lines), private=True), ())
    wishes = [_filing(question, draft, n, *pair) for n, pair in enumerate(entitled)]
    filed = await question.turn.ledger.progress.file_all(wishes, _files(draft))
    every = zip(entitled, filed, wishes, strict=True)
    done = [_Done(*pair, each, wish.speaks) for pair, each, wish in every]
    return await _recorded(question, done)


def _files(draft: Draft) -> list[tuple[str, str]]:
    return [(one.name, one.hash) for one in draft.files]


def _filing(question: Question, draft: Draft, place: int, one: Drafted, about: Held) -> Filing:
    turn, claim = question.turn, one.claim
    voice = about.voice(turn.speaker)
    return Filing(
        key=f"{draft.key}/{place}",
        target=about.aim.kind,
        target_id=about.aim.id,
        document_id=about.aim.document,
        at=turn.now,
        by=turn.speaker.signature,
        person_id=turn.speaker.id,
        bureau_id=voice.bureau if voice else None,
        speaks=bool(voice and voice.speaks),
        status=claim.status,
        percent=claim.percent,
        quantities=tuple(Counted(q.name, q.value, q.unit, q.mode) for q in claim.quantities),
        blocker=claim.blocker,
        need=claim.need,
        next_step=claim.next_step,
        done_on=claim.done_on,
        expected_on=claim.expected_on,
        said=one.said,
        supersedes_id=one.corrects,
    )


async def _recorded(question: Question, done: Sequence[_Done]) -> Answer:
    items: list[Block] = [_item(question, one) for one in done]
    facts = tuple(
        RecordFact(
            fact_of(one.one, question.document(one.held.aim.document).slug),
            str(one.filed.report_id),
            one.filed.after.state,
        )
        for one in done
    )
    tasks = list({one.held.task.id: one.held.task for one in done if one.held.task}.values())
    hint = say(faint("报错了可以说“更正：……”或“撤销”；都留有记录。"))
    blocks = (say("已登记。"), *items, hint)
    reply = Reply("recorded", blocks, refs(tasks), recorded=facts)
    given = answered(question, reply, tasks)
    reports = tuple(one.filed.report_id for one in done)
    context = given.context.reported(reports)
    told = [one for each in done for one in await _to_review(question, each)]
    return replace(given, lasting=True, context=context, notices=tuple(told))


async def _to_review(question: Question, done: _Done) -> tuple[Notice, ...]:
    """A 办结申请 goes to the coordinators."""
    task, filed = done.held.task, done.filed
    applied = done.one.claim.status == "done" and filed.after.report_id == filed.report_id
    if task is None or done.held.aim.kind != "task" or not applied:
        return ()
    turn = question.turn
    who = say(f"{turn.speaker.called} {said_when(turn.now, turn.now)}提交：{done.one.said.strip()}")
    reply = about(question, task, "办结申请", who)
    pair = (("审核通过", "accepted"), ("退回", "returned"))
    people = await hearers(question, "coordinators", task, None)
    reply = replace(reply, buttons=buttons(task, *pair))
    return notices(f"review/{filed.report_id}", "review", people, reply, task)


def _item(question: Question, done: _Done) -> Item:
    after = done.filed.after
    fields = [("现在", words(bold(said_standing(after))))]
    if done.one.period:
        fields.insert(0, ("本期", words(done.one.period)))
    if not done.speaks:
        fields.insert(0, ("本单位的部分", words(said_claim(done.one.claim))))
    if done.held.aim.kind == "task" and done.held.task:
        document = question.document(done.held.aim.document)
        turn = question.turn
        light = lit_as(done.held.task, after, document, turn.now.date(), turn.thresholds)
        fields.append(("灯", words(light)))
    if after.totals:
        task = done.held.task if done.held.aim.kind == "task" else None
        name, said = totals_row(after.totals, task.quantities if task else ())
        fields.append((name, words(said)))
    if done.speaks:
        fields += _besides(done.one.claim)
    if moved := _moved_on(question, done):
        fields.append(("请注意", words(moved)))
    return Item(words(bold(said_aim(done.held.aim))), tuple(fields))


def _besides(claim: Claim) -> list[tuple[str, Words]]:
    """What else was written down."""
    expected = said_date(claim.expected_on) if claim.expected_on else ""
    rows = (
        *(("卡在", claim.blocker), ("需要", claim.need)),
        *(("下一步", claim.next_step), ("预计完成", expected)),
    )
    return [(name, words(said)) for name, said in rows if said]


def _moved_on(question: Question, done: _Done) -> str:
    """That somebody reported while the card was waiting: both are kept."""
    before = done.filed.before
    if done.filed.again or seen(before) == done.one.seen:
        return ""
    when = said_when(before.heard_at, question.turn.now) if before.heard_at else ""
    moved = f"卡片出示之后{when}又有一次报送，当时是{said_standing(before)}"
    return f"{moved}；两次都已保留，没有覆盖。"
