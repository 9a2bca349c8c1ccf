"""An open card is changed: in words (不是60%是50%), by its form, or by saying which was meant."""

import re
from dataclasses import replace

from handlers import actions
from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Block, Reply, faint, say
from handlers.reporting.drafted import Draft, Drafted, load
from handlers.reporting.showing import shown
from handlers.turn import Answer, Turn
from handlers.waiting import Waiting, deed_key, over, turned_to
from handlers.waiting import load as load_waiting
from knowledge.reports.abbreviations import is_short_for
from knowledge.reports.model import Claim, Quantity, Reading
from knowledge.reports.model import Target as Said
from knowledge.shelf import plain


def open_draft(turn: Turn) -> tuple[Waiting, Draft] | None:
    """The report that waits in front for its 确认 in this conversation."""
    waits = load_waiting(turn.context.draft)
    draft = load(waits)
    return (waits, draft) if waits and draft and not waits.expired(turn.now) else None


def edit_in(draft: Draft, reading: Reading) -> Draft | None:
    """The draft with what the message changes of it; None where the message is a report anew.

    What names no other target is about the card: 改成70%, 不对，是受阻.
    """
    if len(reading.claims) != 1:
        return None
    claim = reading.claims[0]
    place = _place(draft, claim)
    if place is None:
        return None
    one = draft.drafted[place]
    return draft.settled(place, replace(one, claim=merged(one.claim, claim)))


def unnamed(reading: Reading) -> bool:
    """Whether the message says of no task what it says: 改成70%."""
    return all(one.target == Said() for one in reading.claims)


def _place(draft: Draft, claim: Claim) -> int | None:
    """Which claim of the card is meant: the one named, or the only one there is."""
    if claim.target == Said() or claim.target.pointing == "this":
        alone = 0 if len(draft.drafted) == 1 else None
        return line_called(draft, claim.about) if alone is None and claim.about else alone
    if not claim.corrects:
        return None
    same = [n for n, one in enumerate(draft.drafted) if one.claim.target == claim.target]
    if len(same) == 1:
        return same[0]
    return _by_number(draft, claim)


def line_called(draft: Draft, words: str) -> int | None:
    """The only line whose name or words hold these, in their order."""
    said = plain(words)
    lines = [plain(f"{one.aim.ref} {one.aim.label}" if one.aim else "") for one in draft.drafted]
    told = [plain(one.said) for one in draft.drafted]
    pairs = zip(lines, told, strict=True)
    fits = [n for n, pair in enumerate(pairs) if any(is_short_for(said, one) for one in pair)]
    return fits[0] if said and len(fits) == 1 else None


def _by_number(draft: Draft, claim: Claim) -> int | None:
    item = claim.target.item
    refs = [str(item.path[-1])] if item and len(item.path) == 1 else []
    same = [n for n, one in enumerate(draft.drafted) if one.aim and one.aim.ref in refs]
    return same[0] if len(same) == 1 else None


def merged(before: Claim, after: Claim) -> Claim:
    """The earlier claim with everything that the later one says in its place."""
    after = _of_number(before, _of_rate(before, _of_value(before, after)))
    before = _without(before, after)
    status = after.status or before.status
    percent = after.percent if after.percent is not None else before.percent
    if after.status and after.percent is None and (after.status == "done") != _ended(before):
        percent = None  # 60% does not go with 办结, nor 办结's own with 推进中
    if after.percent is not None and after.status is None and before.status == "done":
        status = "in_progress" if after.percent < 100 else "done"
    if status == "in_progress" and before.status == "blocked" and after.percent is not None:
        status = "blocked"  # another figure does not say that it goes on
    goes_on = before.status == "blocked" and status != "blocked" and not after.blocker
    freed = status == "done" or goes_on
    return replace(
        before,
        status=status,
        percent=percent,
        quantities=_figures(before, after),
        blocker=None if freed else after.blocker or before.blocker,
        need=after.need or (None if freed else before.need),
        next_step=after.next_step or before.next_step,
        done_on=(after.done_on or before.done_on) if status == "done" else None,
        expected_on=after.expected_on or before.expected_on,
        by=after.by or before.by,
    )


def _of_rate(before: Claim, after: Claim) -> Claim:
    """不是18%，是16.8%, where the only percent reported was a rate: the rate is put right."""
    rates = [one for one in before.quantities if one.unit == "%"]
    if after.share is None or before.percent is not None or len(rates) != 1 or after.quantities:
        return after
    rate = replace(rates[0], value=after.share)
    return replace(after, status=None, percent=None, share=None, quantities=(rate,))


def _of_value(before: Claim, after: Claim) -> Claim:
    """45改成47: what stood at 45 is put right, whatever else has a figure."""
    bare = [one for one in after.quantities if not one.unit]
    if after.was is None or not bare or before.percent != after.was:
        return after
    return replace(after, quantities=(), percent=int(bare[0].value), share=bare[0].value)


def _of_number(before: Claim, after: Claim) -> Claim:
    """应为23, where no figure was reported but a percent: that is what was meant."""
    bare = [one for one in after.quantities if not one.unit]
    if not bare or before.quantities or before.percent is None or not _is_percent(bare[0]):
        return after
    percent = int(bare[0].value)
    return replace(after, quantities=(), percent=percent, share=bare[0].value)


def _is_percent(figure: Quantity) -> bool:
    return 0 <= figure.value <= _WHOLE


_WHOLE = 100
_EMPTY = Claim(Said())


def _without(before: Claim, after: Claim) -> Claim:
    """The earlier claim without what is to go; nothing that blocked it leaves it in progress."""
    kept = replace(before, **{part: getattr(_EMPTY, part) for part in after.dropped})
    if "quantities" in after.dropped and after.about:
        others = (one for one in before.quantities if after.about not in (one.name or ""))
        kept = replace(kept, quantities=tuple(others))
    freed = "blocker" in after.dropped and before.status == "blocked" and not after.blocker
    return replace(kept, status="in_progress") if freed else kept


def _ended(claim: Claim) -> bool:
    return claim.status == "done"


def _figures(before: Claim, after: Claim) -> tuple[Quantity, ...]:
    """A figure in the place of the one it puts right: of the same unit, else of the same name."""
    kept = list(before.quantities)
    if after.mode and not after.quantities:
        return tuple(replace(one, mode=after.mode) for one in kept)
    for figure in after.quantities:
        same = [n for n, one in enumerate(kept) if _is_of_same(figure, one)]
        same.sort(key=lambda n: not (figure.name and figure.name in (kept[n].name or "")))
        same.sort(key=lambda n: after.was is not None and kept[n].value != after.was)
        if same:
            old = kept[same[0]]
            keeps = after.corrects or _is_alike(figure.name, old.name)
            mode = after.mode or old.mode if keeps else figure.mode
            kept[same[0]] = Quantity(
                _name(figure.name, old.name), figure.value, figure.unit or old.unit, mode
            )
        else:
            kept.append(figure)
    return tuple(kept)


def _is_alike(said: str | None, before: str | None) -> bool:
    """床位是80张, of 安宁疗护床位."""
    return bool(said and before and said in before)


def _name(said: str | None, before: str | None) -> str | None:
    """更正：签约率是94%, of 重点人群签约率: the shorter name is for the same thing; words of
    putting right are no name at all."""
    kept = not said or said in (before or "") or _PUTS_RIGHT.search(said)
    return before if before and kept else said


_PUTS_RIGHT = re.compile("[误错]|[更改纠]正|[应改]为|实际")


def _is_of_same(figure: Quantity, before: Quantity) -> bool:
    """Whether it may take that one's place: 培训1010人 puts 培训1020人次 right."""
    if figure.unit in (before.unit, ""):
        return True
    return figure.name == before.name and before.unit.startswith(figure.unit)


def still_waits(question: Question, given: Answer) -> Answer:
    """The answer; where it found nothing, that the card in front is as it was: who wanted to change
    it in words that were not understood must not confirm what they took for changed."""
    lost = given.reply.not_found or given.reply.intent == "unknown"
    if not lost or open_draft(replace(question.turn, context=given.context)) is None:
        return given
    line = say(faint("上面的卡片没有改，还等您“确认”或“取消”；要改可以说“改成70%”“第2条去掉”。"))
    return replace(given, reply=replace(given.reply, blocks=(*given.reply.blocks, line)))


def without_front(turn: Turn) -> Turn:
    """The turn with the card in front gone."""
    return replace(turn, context=over(turn.context))


async def edited(question: Question, draft: Draft, *before: Block) -> Answer:
    """The card in front anew; as it was it confirms nothing any more."""
    turn = without_front(question.turn)
    question = replace(question, turn=turn)
    return await shown(question, replace(draft, key=deed_key(turn)), *before)


async def picked(question: Question, rest: str) -> Answer:
    """Which of the offered targets a claim is about."""
    key, _, places = rest.partition(":")
    numbers = actions.numbers(places)
    turn = turned_to(question.turn, key)
    waits = open_draft(turn) if turn else None
    if turn is None or waits is None or len(numbers) != 2:
        return await gone(question)
    question = replace(question, turn=turn)
    place, choice = numbers
    draft = waits[1]
    if place >= len(draft.drafted) or choice >= len(draft.drafted[place].choices):
        return await gone(question)
    given = await edited(question, chosen(draft, place, choice))
    return replace(given, reply=replace(given.reply, settles=True))


def chosen(draft: Draft, place: int, choice: int) -> Draft:
    """With that claim about its choice."""
    one = draft.drafted[place]
    return draft.settled(place, Drafted(one.claim, one.said, one.choices[choice]))


async def gone(question: Question) -> Answer:
    """The card that was meant is over."""
    line = say("这张卡片已经处理过，或者已经过期；没有登记。要报请重新说一遍。")
    return answered(question, Reply("stale", (line,), settles=True), ())
