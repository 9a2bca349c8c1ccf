"""What is said while a card waits: it changes the card, goes on about it, or is something new."""

import re
from collections.abc import Sequence
from dataclasses import replace

from handlers.answers import asking_back
from handlers.deciding import cancel
from handlers.question import Question
from handlers.reply import say
from handlers.reporting.drafted import Aim, Draft, Drafted, Kept
from handlers.reporting.editing import edit_in, edited, open_draft, unnamed, without_front
from handlers.reporting.moving import moved
from handlers.reporting.plausible import speaks_of
from handlers.turn import Answer
from handlers.wording import said_ref
from knowledge.questions.items import may_be
from knowledge.reports.corrections import mode_said
from knowledge.reports.merging import adds_up, merged
from knowledge.reports.model import Claim, Reading, Target
from knowledge.reports.targets import mentions_in


async def of_front(
    question: Question, reading: Reading, text: str, plain: str, files: tuple[Kept, ...]
) -> Answer | None:
    """The card in front as the message changes it; None where not. `plain` is its wording."""
    if there := await moved(question, reading):
        return await edited(question, *there)
    waits = open_draft(question.turn)
    if waits is None:
        return None
    edit = edit_in(waits[1], _with_mode(reading, text, plain))
    left = _of_something(edit) if edit else None
    if left and not left.drafted:
        return await cancel(question)
    if left == waits[1]:
        return nothing_new(question)
    if left and await _is_of_card(question, waits[1], reading.claims[0]):
        return await edited(question, replace(left, files=(*left.files, *files)))
    several = unnamed(reading) and len(waits[1].drafted) > 1
    return _which_of_card(question, waits[1]) if several else None


def nothing_new(question: Question) -> Answer:
    """不对不对, and nothing of what is so: what was said before is not said again as if it were."""
    line = say("没有听出要改成什么；请直接说新的，如“改成70%”“累计改成12个”“改为受阻，卡在经费”。")
    given = asking_back(question, "report", line, ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))


def without_what_was_not_meant(question: Question, plain: str) -> Question:
    """不是第7项，是第8项完成25%: the card about the seventh is gone."""
    waits = open_draft(question.turn)
    gone = waits is not None and _is_taken_back(waits[1], plain)
    return replace(question, turn=without_front(question.turn)) if gone else question


def onto_front(question: Question, drafted: Sequence[Drafted]) -> Draft | None:
    """The card in front with what is now said: more of what it is about, and of other things.
    None where it is about nothing of that, or where figures are to be added to those it has."""
    waits = open_draft(question.turn)
    on_card = {_key(one.aim): n for n, one in enumerate(waits[1].drafted)} if waits else {}
    again = [one for one in drafted if one.aim and _key(one.aim) in on_card]
    together = bool(_TOGETHER.search(question.meaning.text))
    if waits is None or not (again or together):
        return None
    draft = waits[1]
    for one in again:
        place = on_card[_key(one.aim)]
        before = draft.drafted[place]
        if adds_up(before.claim, one.claim):
            return None
        after = _freed(one.claim, one.said)
        draft = draft.settled(place, replace(before, claim=merged(before.claim, after)))
    others = (one for one in drafted if one not in again)
    return replace(draft, drafted=(*draft.drafted, *others))


def _key(aim: Aim | None) -> tuple[str, int]:
    return (aim.kind, aim.id) if aim else ("", 0)


def _of_something(draft: Draft) -> Draft:
    """The card without the lines of which an edit left nothing."""
    return replace(draft, drafted=tuple(one for one in draft.drafted if one.claim.says_something))


_TOGETHER = re.compile("(?:一起|一并|一块儿?|同时|合并|放一[起张])(?:上?报|登记|提交|确认|吧|$)")
"""第2项也是50%，一起报."""


def _freed(claim: Claim, text: str) -> Claim:
    """第13项已经恢复了，完成30%: what stood in the way does so no more."""
    said = text[slice(*claim.span)] or text
    gone = not claim.blocker and claim.status == "in_progress" and _RESUMED.search(said)
    return replace(claim, dropped=claim.dropped | {"blocker"}) if gone else claim


_RESUMED = re.compile(
    "(?:已经?|都|全|正式|重新)恢复|恢复(?:了|推进|施工|正常|办理)|复工|重新启动|打通了|解决了|解除了"
)


async def _is_of_card(question: Question, draft: Draft, claim: Claim) -> bool:
    """Whether what names no target goes on about the card, rather than of something of its own."""
    if claim.corrects or claim.target != Target():
        return True
    told = {each.name for one in draft.drafted for each in one.claim.quantities if each.name}
    aims = [one.aim for one in draft.drafted if one.aim]
    return bool(aims) and not claim.by and await speaks_of(question, claim, aims, told)


def _with_mode(reading: Reading, text: str, plain: str) -> Reading:
    """The reading, of whose figures is known whether it was said outright how they count."""
    mode = mode_said(plain)
    claims = tuple(_freed(replace(one, mode=one.mode or mode), text) for one in reading.claims)
    return replace(reading, claims=claims)


def _is_taken_back(draft: Draft, plain: str) -> bool:
    """不是第7项，是第8项完成25%: the card in front is about what it is said not to be about."""
    denied = [one for one in mentions_in(plain) if one.denied]
    items = [item for one in denied for item in one.items]
    aims = [one.aim for one in draft.drafted if one.aim]
    return bool(aims) and all(any(may_be(item, one.ref) for item in items) for one in aims)


def _which_of_card(question: Question, draft: Draft) -> Answer:
    """改成70%, of a card with several: which one has to be said; the card stays open."""
    names = [_line_name(one.aim) for one in draft.drafted if one.aim]
    refs, example = "、".join(names), names[0] if names else "第12项"
    line = say(f"卡片上有{refs}，改哪一项？请说“{example}改成70%”；卡片还没有确认。")
    given = asking_back(question, "report", line, ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))


def _line_name(aim: Aim) -> str:
    return said_ref(aim.ref) if aim.ref else f"“{aim.label[:12]}”"
