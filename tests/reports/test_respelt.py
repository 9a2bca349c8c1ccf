"""The same report said otherwise is the same report; what is no longer reported makes none.

A fixed sample of the messages that are read right, each changed in the ways of `respelling.py`;
the share of those read as before is printed and holds a floor, for every single way.
"""

import re
from functools import cache
from itertools import islice, pairwise

import pytest

from knowledge.reports.model import Claim, Reading
from knowledge.reports.understand import understand
from knowledge.text import fold
from tests.reports.judging import DATA, Message, is_right, messages, surroundings, target_shown
from tests.reports.respelling import NOTHING, SAME, Change

MANY = 20
"""So many messages are changed in each way; of those one may be read otherwise."""
FLOOR = 0.98


@cache
def reports() -> tuple[Message, ...]:
    """Messages that report, in an order of no meaning."""
    every = [one for path in sorted(DATA.glob("*.jsonl")) for one in messages(path.name)]
    telling = [one for one in every if one.expect["kind"] == "report"]
    return tuple(sorted(telling, key=lambda one: one.id[::-1]))


@cache
def reading(text: str) -> Reading:
    return understand(text, surroundings())


def right(one: Message) -> bool:
    return is_right(one.expect, reading(one.text))


def told(text: str) -> tuple[object, ...]:
    """What is reported, names and wording aside."""
    return tuple(map(of_claim, reading(text).claims))


def of_claim(claim: Claim) -> tuple[object, ...]:
    target = target_shown(claim.target)
    if "item" in target:
        target.pop("words", None)
    figures = sorted((one.value, one.unit, one.mode) for one in claim.quantities)
    remarks = [plain(words) for words in (claim.blocker, claim.need, claim.next_step)]
    days = claim.done_on, claim.expected_on
    return str(target), claim.status, claim.percent, str(figures), str(remarks), days


def plain(words: str | None) -> str:
    return re.sub(r"[\W_]", "", fold(words or ""))


def changed(change: Change) -> list[tuple[str, str]]:
    """The first messages that are read right and can be changed so, before and after."""
    pairs = ((one, after) for one in reports() if (after := change(one.text)) is not None)
    return list(islice(((one.text, after) for one, after in pairs if right(one)), MANY))


@pytest.mark.parametrize("kind", SAME)
def test_the_same_said_otherwise_is_the_same(kind, record_property):
    ways = {name: changed(change) for name, change in SAME[kind].items()}
    wrong = {
        name: [
            f"{after!r} → {told(after)}" for before, after in pairs if told(after) != told(before)
        ]
        for name, pairs in ways.items()
    }
    score(kind, ways, wrong, record_property)


def test_what_is_denied_planned_asked_or_heard_is_not_reported(record_property):
    ways = {name: changed(change) for name, change in NOTHING.items()}
    wrong = {
        name: [f"{after!r} → {told(after)}" for _before, after in pairs if told(after)]
        for name, pairs in ways.items()
    }
    score("no report", ways, wrong, record_property)


@pytest.mark.parametrize("joint", ["；", "\n", "。", "。另外，"])
def test_two_reports_in_one_message_are_both_told(joint, record_property):
    plain = [one for one in reports() if re.match(r"第\d+项(?!.*第)", one.text)][: 2 * MANY]
    alone = [one.text.rstrip("。！ \n") for one in plain if right(one)]
    pairs = [pair for pair in pairwise(alone) if pair[0][:3] != pair[1][:3]]
    wrong = [
        f"{one + joint + other!r} → {told(one + joint + other)}"
        for one, other in pairs[:MANY]
        if told(one + joint + other) != told(one) + told(other)
    ]
    score(f"joined by {joint!r}", {joint: pairs[:MANY]}, {joint: wrong}, record_property)


def score(kind, ways, wrong, record_property):
    """The share that is read as before, printed; which way is at fault, where it is too low."""
    count = sum(map(len, ways.values()))
    right = count - sum(map(len, wrong.values()))
    record_property("score", f"respelt, {kind}: {right}/{count} = {right / count:.1%}")
    assert all(ways.values()), [name for name in ways if not ways[name]]
    low = [name for name in ways if len(wrong[name]) > 1 or right / count < FLOOR]
    assert not low, "\n".join(line for name in low for line in (name, *wrong[name]))
