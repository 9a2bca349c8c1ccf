"""Whether what a claim counts can be of what it seems to be about."""

from collections.abc import Collection, Sequence

from db.records import Indicator
from handlers.question import Question
from handlers.reporting.drafted import Aim
from handlers.reporting.reading import surroundings
from knowledge.reports.matters import Matters
from knowledge.reports.model import Claim
from knowledge.shelf import plain

_SHORTEST = 2


async def speaks_of(
    question: Question, claim: Claim, aims: Sequence[Aim], told: Collection[str] = ()
) -> bool:
    """Whether these may be what a claim without a name is about: 中药材面积达到1.2万亩 is no news
    of lectures. `told` are names of figures that go with them anyway."""
    names = [one.name for one in claim.quantities if one.name and one.name not in told]
    foreign = [one for one in names if len(one) >= _TELLING]
    if not foreign:
        return True
    matters = (await surroundings(question, "")).matters
    return matters is None or all(
        any(_spoken_of(matters, one, name) for one in aims) for name in foreign
    )


_TELLING = 3
"""Characters of a name that says what is counted: 人数 and 培训 are of anything."""


def _spoken_of(matters: Matters, aim: Aim, name: str) -> bool:
    """Whether that is spoken of there; of a measure, in its task."""
    if aim.kind == "measure":
        return aim.task is not None and matters.holds(("task", aim.task), name)
    return matters.holds((aim.kind, aim.id), name)


async def rivals(question: Question, claim: Claim) -> tuple[Indicator, ...]:
    """健康管理率达到90%, where several indicators' names end so, and none is just that."""
    if claim.target.item or claim.target.pointing or claim.corrects or len(claim.quantities) != 1:
        return ()
    rate = claim.quantities[0]
    said = plain(rate.name or "")
    if rate.unit != "%" or len(said) < _SHORTEST:
        return ()
    every = await question.turn.ledger.indicators(question.document_ids)
    found = [one for one in every if plain(one.name).endswith(said)]
    exact = any(plain(one.name) == said for one in found)
    return () if exact or len(found) == 1 else tuple(found)
