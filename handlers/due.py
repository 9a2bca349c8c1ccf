"""What falls due in the days that are asked for: 本月到期的, 年底前要完成的, 已经逾期的."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.records import Listed, TaskQuery
from handlers.answers import long_listing, nothing
from handlers.phases import choose, phases
from handlers.question import Question
from handlers.reply import Block, Reply, bold, faint, say
from handlers.turn import Answer
from handlers.units import resolve
from handlers.wording import MANY, said_count, said_date, said_ref
from knowledge.times import Window, soon
from reminders.recurring import falls_within

_OFTEN = {
    "half-yearly": re.compile(r"[每按]半年"),
    "yearly": re.compile(r"每年|按年|年年"),
    "quarterly": re.compile(r"[每按]个?季"),
    "monthly": re.compile(r"[每按逐]个?月|月月"),
}


_REPORTED = re.compile(r"报|交|每|周期|定期")
_NAMED = 5


async def due(question: Question) -> Answer:
    """Tasks whose deadline lies in the window; without one, in the next days."""
    window = question.meaning.window or _of_year(question) or soon(question.turn.now.date())
    every = await due_within(question, window)
    tasks = _with_a_day(question, every)
    span = _said(window)
    if not tasks and await _phases_in(question, window):
        return await phases(question)
    if not tasks:
        return nothing(question, "due", say(f"{span}没有{_DUE_WORD[_is_past(window)]}的任务。"))
    assumed = sum(task.deadline_kind == "period" for task in tasks)
    note = faint(f"（其中{assumed}项原文未写明时限，按文件期限推定）") if assumed else ""
    intro = say(
        f"{span}{_DUE_WORD[_is_past(window)]}的共", bold(said_count(len(tasks))), note, "："
    )
    count = question.counted(len(tasks))
    beside = _beside(every[len(tasks) :])
    return await long_listing(question, "due", tasks, intro, rest=Reply("due", beside, count=count))


def _with_a_day(question: Question, every: Sequence[Listed]) -> Sequence[Listed]:
    """Those with a deadline of their own, where there are any and reports are not asked for."""
    dated = [one for one in every if one.deadline_kind != "recurring"]
    return every if not dated or _REPORTED.search(question.meaning.text) else dated


def _beside(recurring: Sequence[Listed]) -> tuple[Block, ...]:
    """What comes round in these days is told apart: it does not end with them."""
    if not recurring:
        return ()
    alone = len({one.document_id for one in recurring}) == 1
    refs = [said_ref(one.ref) for one in recurring[:_NAMED]] if alone else []
    named = f"：{'、'.join(refs)}{'等' if len(recurring) > _NAMED else ''}" if refs else ""
    return (say(faint(f"另有{len(recurring)}项按周期办理，这期间也要办{named}。")),)


async def standing(question: Question) -> Answer:
    """Tasks without an end (长期推进), or that recur (每月要报的)."""
    kind = "recurring" if question.meaning.asks_any("recurring") else "open"
    units = tuple(one for unit in question.meaning.units for one in resolve(question, unit).ids)
    kinds = ("open",) if kind == "open" else ()
    query = TaskQuery(question.document_ids, units, deadline_kinds=kinds, limit=MANY)
    every = await question.turn.ledger.listed(query)
    wanted = _how_often(question.meaning.text)
    often = [task for task in every if wanted in (None, task.recurring.recurrence)]
    tasks = [task for task in often if kind == "open" or task.recurring.recurrence]
    said = "按周期报送" if kind == "recurring" else "没有写明期限或长期推进"
    if not tasks:
        return nothing(question, "standing", say(f"这里没有这样的任务（{said}）。"))
    count = question.counted(len(tasks))
    intro = say(f"{said}的共", bold(said_count(len(tasks))), "：")
    rest = replace(Reply("standing", ()), count=count)
    return await long_listing(question, "standing", tasks, intro, rest=rest)


def _how_often(text: str) -> str | None:
    """每个月要报的 asks for what is monthly; 定期 for whatever recurs."""
    return next((often for often, said in _OFTEN.items() if said.search(text)), None)


async def due_within(question: Question, window: Window) -> Sequence[Listed]:
    """Tasks due within the window, soonest first; recurring ones that fall into it follow."""
    ledger = question.turn.ledger
    ids = question.document_ids
    today = question.turn.now.date()
    start = window.start or (today if window.end >= today else None)
    dated = await ledger.listed(
        TaskQuery(ids, due_from=start, due_until=window.end, order="due", limit=MANY)
    )
    recurring = await ledger.listed(TaskQuery(ids, deadline_kinds=("recurring",), limit=MANY))
    known = {task.id for task in dated}
    falling = (
        task
        for task in recurring
        if start and task.id not in known and falls_within(task.recurring, start, window.end)
    )
    return (*dated, *falling)


_DUE_WORD = {True: "", False: "到期"}


def _is_past(window: Window) -> bool:
    """逾期、过期 say already what they are."""
    return "期" in window.text and window.start is None


def _of_year(question: Question) -> Window | None:
    years = question.meaning.years
    if not years:
        return None
    return Window(date(years[0], 1, 1), date(years[0], 12, 31), f"{years[0]}年")


async def _phases_in(question: Question, window: Window) -> bool:
    every = await question.turn.ledger.phases(question.document_ids)
    return bool(window.start and choose(every, question.meaning, question.turn.now.date()))


def _said(window: Window) -> str:
    if window.start is None or window.start == window.end:
        return f"{window.text}（{said_date(window.end)}）" if window.text else said_date(window.end)
    return f"{window.text}（{said_date(window.start)}至{said_date(window.end)}）"
