"""Printed pages made into paragraphs: no page numbers or running heads, lines joined again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a page: its text, where it begins from the left, and its size, in points."""

    text: str
    left: float
    size: float

    @property
    def right(self) -> float:
        """Where it ends: wide characters are as wide as the size, others half of it."""
        wide = sum(unicodedata.east_asian_width(sign) in "WFA" for sign in self.text)
        return self.left + self.size * (wide + len(self.text)) / 2


Page = Sequence[PrintedLine]

_EDGE = 2
"""How many lines at the top and bottom of a page may be running heads and page numbers."""

_REPEATED_ON = 3
_DASHED_NUMBER = re.compile(
    r"[—–―\-·_]+\s*\d{1,4}\s*[—–―\-·_]+|第\s*\d+\s*页.*|\d+\s*/\s*\d+\s*页?"
)
_NUMBER = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")

_SENTENCE_END = re.compile(r"[。；：！？:;!?]$")
_BEGINS_ITEM = re.compile(
    r"[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、](?!\d)|"
    r"第[一二三四五六七八九十]+[章条节]|[①-⑳]|附件|抄送"
)
_BEGINS_ROW = re.compile(r"\d{1,3}\s")
_NEARLY_FULL = 2.5
"""How many characters may be missing at the end of a full line."""

_NARROWEST = 15
"""Characters: what is narrower are columns, not paragraphs."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The type area of a text: its margins, and whether paragraphs begin indented."""

    left: float
    right: float
    indents: bool

    def continues(self, line: PrintedLine, below: PrintedLine) -> bool:
        """Whether `below` goes on with the paragraph of `line`."""
        em = line.size
        full = max(self.right - _NEARLY_FULL * em, self.left + _NARROWEST * em)
        if line.right < full or abs(below.size - em) > 0.15 * em:
            return False
        if _BEGINS_ROW.match(below.text):
            return False
        if self.indents:
            return below.left < self.left + em
        return not _SENTENCE_END.search(line.text) and not _BEGINS_ITEM.match(below.text)


def paragraphs(pages: Sequence[Page]) -> Iterator[str]:
    """The paragraphs of a printed text, in order."""
    lines = [line for page in _without_running_heads(pages) for line in page]
    if not lines:
        return
    measure = _measure(lines)
    text = lines[0].text
    for line, below in pairwise(lines):
        if measure.continues(line, below):
            text = _joined(text, below.text)
        else:
            yield text
            text = below.text
    yield text


def _measure(lines: Sequence[PrintedLine]) -> Measure:
    lefts = sorted(line.left for line in lines)
    rights = sorted(line.right for line in lines)
    # A twentieth of the lines may stick out: a page in landscape, a stray mark.
    left, right = lefts[len(lefts) // 20], rights[(len(rights) - 1) * 19 // 20]
    full = [line for line in lines if line.right > right - _NEARLY_FULL * line.size]
    indented = sum(line.left > left + line.size for line in full)
    return Measure(left, right, 0 < indented < len(full))


def _joined(text: str, more: str) -> str:
    between_words = text[-1:].isascii() and text[-1:].isalpha() and more[:1].isascii()
    return f"{text} {more}" if between_words and more[:1].isalpha() else text + more


def _without_running_heads(pages: Sequence[Page]) -> Iterator[Page]:
    repeated = Counter(sign for page in pages for sign in {_sign(line) for line in _edge(page)})
    least = max(_REPEATED_ON, len(pages) / 2)
    heads = {sign for sign, count in repeated.items() if count >= least and not sign.isdigit()}
    offset = _number_offset(pages)
    for nth, page in enumerate(pages):
        edge = {id(line) for line in _edge(page)}
        number = None if offset is None else str(nth + offset)
        yield [
            line
            for line in page
            if id(line) not in edge
            or not (
                line.text == number or _DASHED_NUMBER.fullmatch(line.text) or _sign(line) in heads
            )
        ]


def _edge(page: Page) -> Sequence[PrintedLine]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _ends(page: Page) -> Sequence[PrintedLine]:
    return [*page[:1], *page[-1:]]


def _sign(line: PrintedLine) -> str:
    return _DIGITS.sub("0", line.text)


def _number_offset(pages: Sequence[Page]) -> int | None:
    """What bare page numbers are ahead of the count of pages from 0, if pages bear numbers."""
    offsets = Counter(
        int(line.text) - nth
        for nth, page in enumerate(pages)
        for line in _ends(page)
        if _NUMBER.fullmatch(line.text)
    )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    return offset if count * 2 >= len(pages) else None
