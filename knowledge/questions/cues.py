"""The small words of asking, by kind; what stands between them is what the message is about.

`cues.txt` lists them, a section a kind, tried in that order at every place; a word of content that
merely contains a cue (管理, 项目, 条件) is kept whole by a look-ahead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

CueKind = Literal[
    "polite", "facts", "changes", "open-ended", "recurring", "more", "when", "across",
    "everywhere", "member", "duty", "phase-now", "phase-next", "phase-before", "phase-first",
    "phase-last", "phase", "most", "compare", "fewer", "count", "how-many", "target", "soon",
    "due", "together", "negation", "sections", "no-units", "lead", "cooperate", "unit-role",
    "take-part", "take-on", "next-one", "last-one", "who", "which", "unit", "paper", "mention",
    "task", "detail", "list", "have", "responsible", "do", "among", "lean",
    "idle",
]  # fmt: skip

_END = r"(?=$|[的了呢吗吧啊里中是有在,，。.?？!！ ])"


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of asking and where it stands."""

    kind: CueKind
    start: int
    end: int
    text: str


@cache
def _pattern() -> re.Pattern[str]:
    groups = (f"(?P<c{_KINDS.index(kind)}>{'|'.join(ways)})" for kind, ways in _sections())
    return re.compile("|".join(groups).replace("‹END›", _END))


_KINDS: tuple[CueKind, ...] = get_args(CueKind)


def _sections() -> Iterator[tuple[CueKind, list[str]]]:
    text = files("knowledge.questions").joinpath("cues.txt").read_text("utf-8")
    for section in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        name, _, ways = section.partition("]")
        kind = next(kind for kind in _KINDS if kind == name)
        yield kind, [way for way in ways.split("\n") if way]


def cues_in(text: str) -> tuple[tuple[Cue, ...], tuple[str, ...]]:
    """The cues of folded text in order, and the stretches of content between them."""
    cues: list[Cue] = []
    rest, last = [], 0
    for match in _pattern().finditer(text):
        kind = _KINDS[int((match.lastgroup or "c0")[1:])]
        cues.append(Cue(kind, match.start(), match.end(), match.group()))
        rest.append(text[last : match.start()])
        last = match.end()
    rest.append(text[last:])
    return tuple(cues), tuple(part for stretch in rest for part in _contents(stretch))


_YEAR_END = re.compile(r"(?<=[一-鿿])20\d\d$")
_BREAK = re.compile(r"[\s,，。.?？!！、;；:：“”\"'()（）\[\]【】《》<>…·~～/\\]+")
_TRIM = re.compile(
    r"^[和与及跟同对于在把将被从为以]+|[和与及跟同对于在把将被从为以上]+$|(?<=[一-鿿]{2})新[建增设]$|(?<=[一-鿿]{3})(?:要建到?|[建办开有])$"
)


def _contents(stretch: str) -> list[str]:
    parts = (_TRIM.sub("", _YEAR_END.sub("", part)) for part in _BREAK.split(stretch))
    return [part for part in parts if len(part) > 1]
