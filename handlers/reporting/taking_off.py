"""第三条去掉: lines of the open card are taken off it; the others wait on."""

from dataclasses import replace
from functools import partial

from handlers.deciding import cancel
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import say
from handlers.reporting.drafted import Draft, Drafted
from handlers.reporting.editing import edited, line_called, open_draft
from handlers.reporting.words import said_aim
from handlers.turn import Answer
from knowledge.reports.abbreviations import is_short_for
from knowledge.reports.merging import merged
from knowledge.reports.model import Claim, Part
from knowledge.reports.taken_off import TakenOff, taken_off
from knowledge.shelf import plain


@told_by(taken_off)
def taking_off(question: Question, text: str) -> Handler | None:
    """A message that takes a line off the card in front."""
    waits = open_draft(question.turn)
    asked = taken_off(text) if waits else None
    part = any(one.dropped for one in question.reading.claims)  # 下一步不要 is of a line
    if waits is None or asked is None or part:
        return None
    if freed := _freed(waits[1], asked.words):
        return partial(edited, draft=freed)
    places = _places(waits[1], asked)
    return partial(_taken, draft=waits[1], places=places) if places else None


def _freed(draft: Draft, words: str) -> Draft | None:
    """财政局那句删掉: the card without what is needed, blocks or comes next that holds the words.
    None where no line has such a part, or several have."""
    said = plain(words)
    found = [
        (place, part)
        for place, one in enumerate(draft.drafted)
        for part in _PARTS
        if len(said) > 1 and said in plain(getattr(one.claim, part) or "")
    ]
    titled = any(one.aim and said in plain(one.aim.label) for one in draft.drafted)
    if len(found) != 1 or titled:
        return None
    ((place, part),) = found
    one = draft.drafted[place]
    left = replace(one, claim=merged(one.claim, Claim(one.claim.target, dropped=frozenset({part}))))
    return draft.settled(place, left) if left.claim.says_something else None


_PARTS: tuple[Part, ...] = ("need", "blocker", "next_step")


def _places(draft: Draft, asked: TakenOff) -> tuple[int, ...]:
    """Which lines are meant; none for several that fit."""
    lines = range(len(draft.drafted))
    if asked.span:
        fits = 0 < abs(asked.span) < len(lines)
        return tuple(lines[: asked.span] if asked.span > 0 else lines[asked.span :]) if fits else ()
    if asked.only is not None:
        kept = _place(draft, TakenOff(number=asked.only))
        return tuple(n for n in lines if n != kept) if kept is not None else ()
    several = [replace(asked, number=one, numbers=()) for one in asked.numbers] or [asked]
    found = [_place(draft, one) for one in several]
    return tuple(one for one in found if one is not None) if None not in found else ()


def _place(draft: Draft, asked: TakenOff) -> int | None:
    """Which line is meant; None for none, or for several that fit."""
    lines = draft.drafted
    if asked.middle:
        return len(lines) // 2 if len(lines) % 2 else None
    if asked.end is not None:
        return asked.end % len(lines)
    if asked == TakenOff():
        return 0 if len(lines) == 1 else None
    if asked.number is None:
        return _titled(draft, asked.words)
    numbered = [n for n, one in enumerate(lines) if _is_numbered(one, asked.number)]
    if numbered:
        return numbered[0] if len(numbered) == 1 else None
    return asked.number - 1 if 0 < asked.number <= len(lines) else None


def _titled(draft: Draft, words: str) -> int | None:
    """Which line has these words; the only one there is goes by its title alone: 先别写办结 is of
    what it says."""
    alone = draft.drafted[0].aim if len(draft.drafted) == 1 else None
    if alone and not is_short_for(plain(words), plain(alone.label)):
        return None
    return line_called(draft, words)


def _is_numbered(one: Drafted, number: int) -> bool:
    return one.aim is not None and one.aim.kind == "task" and one.aim.ref == str(number)


async def _taken(question: Question, draft: Draft, places: tuple[int, ...]) -> Answer:
    gone = [draft.drafted[place] for place in places]
    left = tuple(one for place, one in enumerate(draft.drafted) if place not in places)
    if not left:
        return await cancel(question)
    names = "、".join(said_aim(one.aim) if one.aim else f"“{one.said.strip()}”" for one in gone)
    return await edited(question, replace(draft, drafted=left), say(f"已从卡片上去掉：{names}。"))
