"""The card in front, or the report just made, with values in the place of those of their kind."""

from dataclasses import replace
from functools import partial

from handlers.answers import asking_back
from handlers.deciding import cancel
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Block, faint, say
from handlers.reporting.drafted import Aim, Draft, Drafted
from handlers.reporting.editing import edited, open_draft
from handlers.reporting.rectifying import aim_of_report
from handlers.reporting.showing import shown
from handlers.reporting.told import just_told
from handlers.reporting.words import claimed, said_figure
from handlers.turn import Answer
from handlers.waiting import deed_key
from handlers.wording import said_ref
from knowledge.reports.model import Changed, Place


def changing(question: Question, text: str) -> Handler | None:
    """A message that changes what was just reported, in words that nothing else is made of."""
    changed = question.reading.changed
    return partial(change, changed=changed, text=text) if changed else None


async def change(question: Question, changed: Changed, text: str) -> Answer:
    """The card anew; which figure is meant where several fit."""
    if waits := open_draft(question.turn):
        if changed.choices:
            return _which(question, changed.choices, waits[1])
        pairs = zip(waits[1].drafted, changed.claims, strict=True)
        left = tuple(replace(one, claim=new) for one, new in pairs if new.says_something)
        if not left:
            return await cancel(question)
        return await edited(question, replace(waits[1], drafted=left), *_unread(changed))
    return await _corrected(question, changed, text)


async def _corrected(question: Question, changed: Changed, text: str) -> Answer:
    """A card that takes the place of what was confirmed."""
    told = await just_told(question.turn)
    drafted: list[Drafted] = []
    for report, claim in zip(told, changed.claims, strict=True):
        aim = await aim_of_report(question, report)
        if aim and claim != claimed(report):
            drafted.append(Drafted(claim, text, aim, corrects=report.id))
    draft = Draft(deed_key(question.turn), tuple(drafted))
    if changed.choices or not drafted:
        return _which(question, changed.choices, draft)
    return await shown(question, draft, *_unread(changed))


def _unread(changed: Changed) -> tuple[Block, ...]:
    said = "、".join(f"“{one}”" for one in changed.unread)
    return (say(faint(f"{said}没有写进卡片；要写请说“卡点是……”“下一步……”。")),) if said else ()


def _which(question: Question, choices: tuple[Place, ...], draft: Draft) -> Answer:
    """改成110家, of two figures in 家: which one has to be said; the card stays open."""
    names = [_named(one, draft) for one in choices]
    line = say(f"改哪一个？{'、'.join(names)}。请带上名称再说一遍；没有改动。")
    given = asking_back(question, "report", line, ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))


def _named(place: Place, draft: Draft) -> str:
    aim = draft.drafted[place.line].aim if place.line < len(draft.drafted) else None
    figure = said_figure(place.figure) if place.figure else "完成比例"
    several = len(draft.drafted) > 1 and aim
    return f"“{_line(aim)}的{figure}”" if several and aim else f"“{figure}”"


def _line(aim: Aim) -> str:
    return said_ref(aim.ref) if aim.ref else aim.label[:12]
