"""Units' parts in one question, some wanted, some not: 参与但不牵头, 不是甲牵头的里面有乙的."""

from collections.abc import Iterator, Sequence

from knowledge.papers.model import Role
from knowledge.questions.cues import Cue, CueKind
from knowledge.questions.meaning import Part, UnitAsked
from knowledge.questions.units import Mention

_ROLES: dict[CueKind, Role | None] = {
    "lead": "lead",
    "cooperate": "cooperating",
    "unit-role": "responsible",
    "responsible": None,
    "take-part": None,
}
_NO_PART = ("没份",)
_AFTER = ("以外", "之外")


def parts_in(mentions: Sequence[Mention], cues: Sequence[Cue]) -> tuple[Part, ...]:
    """The parts, where they are not all of one kind: else units and their roles say it all."""
    parts = tuple(_parts(mentions, cues))
    return parts if len({one.negated for one in parts}) > 1 else ()


def _parts(mentions: Sequence[Mention], cues: Sequence[Cue]) -> Iterator[Part]:
    units: list[UnitAsked] = []
    told = negated = False
    told_of = (cue for cue in cues if cue.kind in _ROLES or cue.kind == "negation")
    tokens: list[Mention | Cue] = [*mentions, *told_of]
    for token in sorted(tokens, key=lambda one: one.start):
        if isinstance(token, Mention):
            units = [] if told else units
            units.append(UnitAsked(token.text, token.ids, None, token.typo))
            told = False
        elif token.kind == "negation" and token.text not in (*_NO_PART, *_AFTER):
            if units and not told and token.text.startswith("除"):
                yield from (Part(unit) for unit in units)
                told = True
            negated = True
        elif token.text not in _AFTER:
            lacks = negated or token.text in _NO_PART
            role, duty = _ROLES.get(token.kind), token.kind == "responsible"
            yield from (Part(unit, role, lacks, duty) for unit in units)
            told, negated = True, False
    if not told:
        yield from (Part(unit, None, negated) for unit in units)
