"""修改: the open card as a form, filled with what it says; elsewhere it is changed in words."""

import re
from dataclasses import replace
from datetime import date

from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Field, FormShown, Reply, say
from handlers.reporting.drafted import Draft, Drafted
from handlers.reporting.editing import edited, gone, open_draft
from handlers.reporting.reading import read, reported_in
from handlers.reporting.report import report
from handlers.reporting.words import STATUSES, said_aim
from handlers.turn import Answer
from handlers.waiting import turned_to
from knowledge.reports.model import Claim

FORM = "amend"
_PERCENT = re.compile(r"\s*(?P<value>100|\d{1,2})\s*[%％]?\s*")


async def amend(question: Question, key: str) -> Answer:
    """The form of the card that the button stands under."""
    turn = turned_to(question.turn, key)
    waits = open_draft(turn) if turn else None
    if turn is None or waits is None:
        return await gone(question)
    question = replace(question, turn=turn)
    line = say("请直接说要改什么，如“改成70%”“改为受阻，卡在经费”“预计9月底完成”。")
    draft = waits[1]
    one = draft.drafted[0]
    fields = _fields(one) if len(draft.drafted) == 1 else (_words(draft),)
    title = said_aim(one.aim)[:20] if one.aim and len(draft.drafted) == 1 else "修改进展"
    # Another card may come in front while this one's form is open.
    which = Field("card", "卡片", "choice", key, choices=((key, waits[0].label),))
    form = FormShown(FORM, title, (which, *fields), "改好了")
    tasks = await question.turn.ledger.tasks_by_id(
        [each.aim.task for each in draft.drafted if each.aim and each.aim.task]
    )
    return answered(question, Reply("report", (line,), form=form, private=True), tasks)


async def amended(question: Question, values: dict[str, str]) -> Answer:
    """The card anew, with what stands in the form."""
    turn = turned_to(question.turn, values.get("card", ""))
    waits = open_draft(turn) if turn else None
    if turn is None or waits is None:
        return await gone(question)
    question = replace(question, turn=turn)
    if text := values.get("text", "").strip():
        about = reported_in(question)
        return await report(question, await read(about, text), text)
    one = waits[1].drafted[0]
    claim = _claim(one.claim, values)
    draft = waits[1].settled(0, replace(one, claim=claim))
    return await edited(question, draft)


def _words(draft: Draft) -> Field:
    said = "；".join(one.said.strip() for one in draft.drafted)
    return Field("text", "进展", "text", said)


def _fields(one: Drafted) -> tuple[Field, ...]:
    claim = one.claim
    choices = tuple(STATUSES.items())
    percent = "" if claim.percent is None else f"{claim.percent}"
    expected = claim.expected_on.isoformat() if claim.expected_on else ""
    done = claim.done_on.isoformat() if claim.done_on else ""
    return (
        Field("status", "状态", "choice", claim.status or "", optional=True, choices=choices),
        Field("percent", "百分比", value=percent, hint="如：60", optional=True),
        Field("blocker", "卡在哪里", value=claim.blocker or "", optional=True),
        Field("need", "需要什么", value=claim.need or "", optional=True),
        Field("next_step", "下一步", value=claim.next_step or "", optional=True),
        Field("expected_on", "预计完成", "date", expected, optional=True),
        Field("done_on", "办结日期", "date", done, optional=True),
    )


def _claim(claim: Claim, values: dict[str, str]) -> Claim:
    """The claim with every field as it stands in the form; an empty one says nothing."""
    said = {name: value.strip() for name, value in values.items()}
    percent = _PERCENT.fullmatch(said.get("percent", ""))
    status = next((one for one in STATUSES if one == said.get("status")), None)
    return replace(
        claim,
        status=status,
        percent=int(percent["value"]) if percent else None,
        blocker=said.get("blocker") or None,
        need=said.get("need") or None,
        next_step=said.get("next_step") or None,
        expected_on=_day(said.get("expected_on", "")),
        done_on=_day(said.get("done_on", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
