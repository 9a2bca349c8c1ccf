"""What a message changes of a card, or of a report just made, however it is worded. Pure.

Whatever a message says around a value, the value takes the place of the one of its kind: the open
default where a card waits. Behind a report that was confirmed the words have to doubt it. Where two
places fit none is taken; what was not understood is told, so that nothing is dropped unseen.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.numerals import to_int
from knowledge.questions.items import may_be
from knowledge.reports.change_values import Changes, put, unit_said, values_said
from knowledge.reports.change_words import (
    blocker_said,
    day_said,
    dropped,
    labelled,
    remarked,
    solved,
    state_said,
)
from knowledge.reports.doubted import is_amiss, is_checked
from knowledge.reports.edit_signs import KEPT
from knowledge.reports.edit_values import (
    has_figure,
    is_beside,
    is_ordered,
)
from knowledge.reports.edit_wording import softened
from knowledge.reports.model import Changed, Place
from knowledge.reports.moods import mood_of
from knowledge.reports.news import Surroundings, is_filler
from knowledge.reports.on_card import (
    Before,
    in_its_unit,
    places_of,
)
from knowledge.reports.targets import mentions_in
from knowledge.reports.wording import prepare

_BREAK = re.compile(r"(?<!\d)[,。;!\s]+|[,。;!\s]+(?!\d)")
_ASKS = re.compile(r"[?吗呢]$|(?<!什)么$")
_WISHED = re.compile("就好了|就行了?吧|多好|希望|但愿|巴不得|要是|如果|假如|万一")
_POINTED = re.compile(
    r"(?:把|将|那|就|是)*最?(?:(?P<first>前|上|头|首)|(?P<last>后|下|末|尾)|(?P<middle>正?中间|当中)|第(?P<n>[一二三四五六七八九1-9])(?!项))"
    r"(?:面|边|头)?(?:的?[那这]?一?[条个句行张](?:的?数[字据]?)?的?|的(?=改|写|是|应))"
)


def changes_in(
    text: str, around: Surroundings, before: Before, refs: Sequence[str] = ()
) -> Changed | None:
    """What becomes of the claims; None where the message is about something else."""
    plain, lines = _unnumbered(prepare(text).text, refs)
    if not plain or not before.claims or _ASKS.search(plain) or _WISHED.search(plain):
        return None
    parts = [one for one in _BREAK.split(plain) if one]
    doubted = is_amiss(plain) or any(map(is_checked, parts))
    moods = {mood_of(one) for one in parts}
    if not (before.waits or doubted) or moods & {"question", "condition"}:
        return None
    found: Changes | None = Changes(before.claims, line=lines[0] if lines else None)
    for part in parts:
        found = found and _read(softened(part), found, around, before)
    found = found and _differed(found, before)
    stands = before.waits and found and found.place and not found.unread
    changed = found and (found.claims != before.claims or found.choices or stands)
    if found is None or not changed:
        return None
    if len(lines) > 1:
        return Changed(before.claims, choices=tuple(map(Place, lines)), sure=True)
    ordered = any(map(is_ordered, parts))
    return Changed(found.claims, found.unread, found.choices, sure=ordered or not found.unread)


def _differed(found: Changes, before: Before) -> Changes:
    """少数了一项, where nothing says what is so: one more than was reported."""
    by = found.by
    if by is None or found.claims != before.claims or found.choices:
        return found
    places = (found.place,) if found.place else places_of(replace(by, value=0), before, found.line)
    if len(places) != 1:
        return replace(found, choices=places)
    (place,) = places
    old = place.figure.value if place.figure else before.claims[place.line].percent
    return put(replace(by, value=(old or 0) + in_its_unit(by, place.figure)), found, place)


def _unnumbered(plain: str, refs: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The text without the number of what it is about, and which of the claims that may be; empty
    where it names several, or anything else."""
    mentions = mentions_in(plain)
    if not mentions:
        return plain, ()
    item, *others = mentions[0].items
    fits = [n for n, ref in enumerate(refs) if ref and may_be(item, ref)]
    place = item.path[-1] - 1
    if _OF_CARD.fullmatch(item.text.strip()) and 0 <= place < len(refs) > 1:
        fits = sorted({*fits, place})
    if len(mentions) > 1 or mentions[0].denied or others or not fits:
        return "", ()
    return f"{plain[: mentions[0].start]}{plain[mentions[0].end :]}".strip(",: "), tuple(fits)


_OF_CARD = re.compile(r"第[\d一二三四五六七八九十]+[条个行句]")
"""第二条 is the second of a card as well."""


def _read(part: str, found: Changes, around: Surroundings, before: Before) -> Changes | None:
    """The claims with what a part says; None where it tells of something else."""
    several = len(before.claims) > 1
    if several and (pointed := _POINTED.match(part)):
        line = _line(pointed, len(before.claims))
        if line is None:
            return None
        found, part = replace(found, line=line), part[pointed.end() :]
    for reader in _READERS:
        if after := reader(part, found, around, before):
            return after
    return _beside(part, found, around)


def _line(pointed: re.Match[str], lines: int) -> int | None:
    if pointed["first"] or pointed["last"]:
        return 0 if pointed["first"] else lines - 1
    if pointed["middle"]:
        return lines // 2 if lines % 2 else None
    place = (to_int(pointed["n"]) or 0) - 1
    return place if place < lines else None


_READERS = (
    *(unit_said, labelled, dropped, remarked, values_said),
    *(state_said, blocker_said, solved, day_said),
)


def _beside(part: str, found: Changes, around: Surroundings) -> Changes | None:
    """A part without a value: what is wrong, what the next is of, or words not understood."""
    beside = is_beside(part, around)
    if has_figure(part, around) and not (is_amiss(part) or beside):
        return None
    frame = beside or any(says(part) for says in (is_amiss, is_checked, is_filler, KEPT.search))
    # 采血车没动 is not what the next figure is of.
    found = replace(found, topic="" if KEPT.search(part) else found.topic + part)
    return found if frame else replace(found, unread=(*found.unread, part))
