"""A message made ready: folded, without courtesies and fillers, common slips put right.

What is left out leaves the reading as it was; each character remembers where it was typed.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from knowledge import words
from knowledge.numerals import to_int
from knowledge.pinyin import syllables
from knowledge.reports.courtesies import COURTESIES
from knowledge.reports.layout import Laid, plainly
from knowledge.reports.spacing import SPACES
from knowledge.text import covered, fold

LONGEST = 1000
"""Characters that are read; a report is no essay."""

_MARKER = re.compile(
    r"(?:^|(?<=\n))[ ,。!:]*(?:\(?\d{1,2}[.、)]|[①-⑳]|[-*·]"
    r"|[一二三四五六七八九]、(?![一二三四五六七八九]))[ ]*(?=\D)"
)
_BULLET = re.compile(r"(?:^|(?<=\n))[ ,。!:]*[-*·][ ]*(?=\D)")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\n;。]))[ ,。!:]*\(?(\d{1,2}|[一二三四五六七八九十]{1,3})[.、)][ ]*(?=\D)"
)
_NAMED = re.compile(r"第[\d一二三四五六七八九十]+[项条]")
_EDGES = re.compile(r"^[\s,。!;:、]+|[\s,。;:、]+$")
_SLIPS = (
    (re.compile(r"己(?=经|办|完|启|全|落|建|做|弄|搞|推|达|开)"), "已"),
    (re.compile(r"(?<![可所予难足加])以(?=经(?!济|营|过|验|办|费)|完成|办结|办完|启动)"), "已"),
    (
        re.compile(r"(?<=[\d一二三四五六七八九十])想(?=完|已|推|目|做|没|还|办|进|的|卡|受|任)"),
        "项",
    ),
    (re.compile(r"(?<=[一-龥])(?<!了)[喽啦咯嘞](?=$|[,。!;\s])"), "了"),
    (re.compile(r"(?<=[一-龥%])(?<![项条])、(?=\([一二三四五六七八九十]{1,3}\)[一-龥])"), ","),
    (re.compile(r"(?<=\d)w(?=$|[一-龥 ,。;])"), "万"),
    (re.compile(r"(?<=[一-龥%)])(?<![一二三四五六七八九十])\.(?=\s|$|[一-龥])"), "。"),
)
_WORDS = ("完成", "办结", "推进", "启动", "受阻", "暂缓", "搁置", "进度", "累计", "覆盖", "预计")


@dataclass(frozen=True, slots=True)
class Wording:
    """The text that is read, and where each of its characters (and its end) was typed."""

    text: str
    at: tuple[int, ...]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span as typed."""
        if start >= end:
            return self.at[start], self.at[start]
        return self.at[start], self.at[end - 1] + 1

    def rewritten(self, rewrite: Callable[[Laid], Laid]) -> "Wording":
        """With something else in places."""
        laid = rewrite(Laid(self.text, self.at[:-1]))
        return Wording(laid.text, (*laid.places, self.at[-1]))


def prepare(typed: str, decimals: Collection[str] = ()) -> Wording:
    """The wording of a message. Pure; of a very long one only the beginning.

    `decimals`: the tasks of the papers in talk that are numbered 2.1.
    """
    plain = fold(typed[:LONGEST]).lower()
    if len(plain) != len(typed[:LONGEST]):  # a few letters grow when lowered
        plain = fold(typed[:LONGEST])
    for slip, right in _SLIPS:
        plain = slip.sub(right, plain)
    laid = plainly(Laid(_respelt(plain), tuple(range(len(plain)))), decimals)
    plain, typed_at = laid.text, laid.places
    places = tuple(range(len(plain)))
    for pattern in (*COURTESIES, SPACES):
        places = _without(plain, places, pattern)
    if "\n" in plain.strip():
        left = "".join(plain[place] for place in places)
        places = _without(plain, places, _MARKER if _counts_lines(left) else _BULLET)
    places = _without(plain, places, _EDGES)
    text = "".join(plain[place] for place in places)
    at = tuple(typed_at[place] for place in places)
    return Wording(text, (*at, at[-1] + 1 if at else 0))


def _counts_lines(text: str) -> bool:
    """Whether numbers before lines only count them; 1、… 4、… 8、… are the numbers of tasks."""
    numbers = [to_int(number) or 0 for number in _NUMBERED.findall(text)]
    counted = all(after == before + 1 for before, after in pairwise(numbers))
    # The first line may stand behind a greeting.
    return not numbers or (counted and numbers[0] <= 2) or bool(_NAMED.search(text))


def _without(plain: str, places: tuple[int, ...], pattern: re.Pattern[str]) -> tuple[int, ...]:
    """The places that are left when what matches in their text is taken out."""
    text = "".join(plain[place] for place in places)
    spans = [match.span() for match in pattern.finditer(text)]
    if not spans:
        return places
    marks = covered(len(text), spans)
    return tuple(place for place, taken in zip(places, marks, strict=True) if not taken)


@cache
def _by_sound() -> dict[tuple[str, str], str]:
    return {(sound[0], sound[1]): word for word in _WORDS for sound in [syllables(word)]}


def _respelt(text: str) -> str:
    """Words of reporting typed by sound: 完城 is 完成, 推近 is 推进; real words stay."""
    sounds = syllables(text)
    for place in range(len(text) - 1):
        meant = _by_sound().get((sounds[place], sounds[place + 1]))
        pair = text[place : place + 2]
        if meant and _is_slip(pair, meant, text[place + 1 : place + 3]):
            text = text[:place] + meant + text[place + 2 :]
    return text


def _is_slip(typed: str, meant: str, after: str) -> bool:
    shared = sum(map(str.__eq__, typed, meant))
    return shared == 1 and not words.is_word(typed) and not words.is_word(after)
