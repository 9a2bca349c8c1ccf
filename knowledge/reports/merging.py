"""Two claims about the same thing made one: what was said, with what was put right of it. Pure."""

import re
from dataclasses import replace
from operator import attrgetter

from knowledge.reports.alike import is_part, likeness
from knowledge.reports.model import Claim, Mode, Quantity, Target


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
        done_on=after.done_on or (before.done_on if status == "done" else None),
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
    return _as_percent(after, bare[0])


def _of_number(before: Claim, after: Claim) -> Claim:
    """应为23, where no figure was reported but a percent: that is what was meant."""
    bare = [one for one in after.quantities if not one.unit]
    if not bare or before.quantities or before.percent is None or not _is_percent(bare[0]):
        return after
    return _as_percent(after, bare[0])


def _as_percent(claim: Claim, figure: Quantity) -> Claim:
    return replace(claim, quantities=(), percent=int(figure.value), share=figure.value)


def _is_percent(figure: Quantity) -> bool:
    return 0 <= figure.value <= _WHOLE


_WHOLE = 100
_EMPTY = Claim(Target())


def _without(before: Claim, after: Claim) -> Claim:
    """The earlier claim without what is to go; nothing that blocked it leaves it in progress."""
    kept = replace(before, **{part: getattr(_EMPTY, part) for part in after.dropped})
    if "quantities" in after.dropped and after.about:
        best = max((likeness(after.about, one.name) for one in before.quantities), default=0)
        others = (one for one in before.quantities if _is_other(one, after.about, best))
        kept = replace(kept, quantities=tuple(others))
    freed = "blocker" in after.dropped and before.status == "blocked" and not after.blocker
    return replace(kept, status="in_progress") if freed else kept


def _is_other(figure: Quantity, about: str, best: int) -> bool:
    """Whether it is not what is to go: of several alike the one most alike goes."""
    return not best or likeness(about, figure.name) < best


def _ended(claim: Claim) -> bool:
    return claim.status == "done"


def _figures(before: Claim, after: Claim) -> tuple[Quantity, ...]:
    """A figure in the place of the one it puts right: of the same unit, else of the same name."""
    kept = list(before.quantities)
    if after.mode and not after.quantities:
        return tuple(replace(one, mode=after.mode) for one in kept)
    for figure in after.quantities:
        same = [n for n, one in enumerate(kept) if _is_of_same(figure, one)]
        same.sort(key=lambda n: -likeness(figure.name, kept[n].name))
        same.sort(key=lambda n: after.was is not None and kept[n].value != after.was)
        if after.adds or not after.corrects:
            same = [n for n in same if _may_be_one(figure, kept[n])]
        if len(same) == 1 and after.adds and not (figure.name or figure.is_rate):
            old = kept[same[0]]  # 再加4台
            kept[same[0]] = replace(old, value=old.value + figure.value)
        elif same:
            old = kept[same[0]]
            keeps = after.corrects or is_part(figure.name, old.name)
            mode = after.mode or old.mode if keeps else figure.mode
            kept[same[0]] = Quantity(
                _name(figure.name, old.name), figure.value, figure.unit or old.unit, mode
            )
        else:
            kept.append(figure)
    return tuple(kept)


def adds_up(before: Claim, after: Claim) -> bool:
    """Whether a figure of the later claim counts beside the same of the earlier: 又签约2家."""
    later = [one for one in after.quantities if one.mode == "increment"]
    earlier = [one for one in before.quantities if one.mode == "increment"]
    pairs = ((one, other) for one in later for other in earlier)
    return not after.corrects and any(
        _is_of_same(one, other) and _may_be_one(one, other) for one, other in pairs
    )


def goes_back(before: Claim, after: Claim, mode: Mode | None) -> bool:
    """Whether the later claim says less than the earlier: a lower percent, or a lower total of the
    same; far less of something, not said to be all, may be what was added."""
    if after.percent is not None and after.status != "done":
        reached = _WHOLE if before.status == "done" else before.percent
        return reached is not None and after.percent < reached
    pairs = ((one, other) for one in after.quantities for other in before.quantities)
    return any(
        one.mode == "total"
        and not (one.is_level or other.is_level)
        and one.unit == other.unit
        and _may_be_one(one, other)
        and one.value < other.value
        and (mode == "total" or one.value * 2 > other.value)
        for one, other in pairs
    )


def says_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims report the same, however they are worded."""
    return _facts(one) == _facts(other)


_facts = attrgetter(
    *("status", "percent", "quantities", "blocker", "need", "next_step", "done_on", "expected_on")
)


def _may_be_one(figure: Quantity, before: Quantity) -> bool:
    """Whether nothing in their names says that they count different things."""
    named = figure.name and before.name
    return not named or bool(likeness(figure.name, before.name))


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
