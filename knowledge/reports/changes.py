"""What a message changes of a card, or of a report just made, however it is worded. Pure.

Whatever a message says around a value, the value takes the place of the one of its kind: the open
default where a card waits. Behind a report that was confirmed the words have to doubt it. Where two
places fit none is taken; what was not understood is told, so that nothing is dropped unseen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.classifiers import LISTED
from knowledge.questions.items import may_be
from knowledge.reports.alike import likeness
from knowledge.reports.claims import claim_of
from knowledge.reports.doubted import is_amiss, is_checked
from knowledge.reports.edit_facts import parts_named
from knowledge.reports.edit_parts import DROPPED, DROPPED_FIRST
from knowledge.reports.edit_values import (
    adds,
    day_in,
    difference_in,
    has_figure,
    is_beside,
    news_in,
    values_in,
)
from knowledge.reports.edit_wording import softened
from knowledge.reports.merging import merged
from knowledge.reports.model import Changed, Claim, Place, Target
from knowledge.reports.moods import mood_of
from knowledge.reports.news import Surroundings, is_filler, title_words
from knowledge.reports.on_card import (
    Before,
    Value,
    in_its_unit,
    is_foreign,
    parts_at,
    places_of,
    speaks_of,
)
from knowledge.reports.states import LOOSE
from knowledge.reports.targets import mentions_in
from knowledge.reports.wording import prepare

_BREAK = re.compile(r"(?<!\d)[,。;!\s]+|[,。;!\s]+(?!\d)")
_ASKS = re.compile(r"[?吗呢]$|(?<!什)么$")
_WISHED = re.compile("就好了|就行了?吧|多好|希望|但愿|巴不得|要是|如果|假如|万一")
_POINTED = re.compile(
    r"(?:把|将|那|就|是)*最?(?:(?P<first>前|上|头|首)|(?P<last>后|下|末|尾)|(?P<middle>正?中间|当中)|第(?P<n>[一二三四五六七八九1-9])(?!项))"
    r"(?:面|边|头)?(?:的?[那这]?一?[条个句行张](?:的?数[字据]?)?的?|的(?=改|写|是|应))"
)
_UNIT = re.compile(
    r"(?:单位)?(?:应该?|改|而|就|要)*[是为成写](?:按)?(?P<unit>[一-龥]{1,3})(?:才对|吧|的)*"
)
_COUNTER = re.compile(LISTED)
_DENIES = re.compile(r"(?:不是|并非|不在)(?P<old>[一-龥]{2,20})$")
_AFFIRMS = re.compile(r"(?:而|应该|其实)?[是在](?P<new>[一-龥][^\d]{1,30})$")
_OF_STATE = re.compile(r"状态|[改写填标记算][成为到]?$")
_OVER = re.compile(r"[了好完通到妥成]了?$|已经?|解决|没有?问题")
_NOT_YET = re.compile(r"没(?!有?问题)|未|不(?!再|卡)|还在|正在|等|难|如果|要是|才")
_TROUBLE = re.compile(r"问题|困难|卡点|堵点|障碍")
_LABEL = re.compile(r"(?P<what>[^:\d]{2,10}?)(?:[改换写填补][成为上]|是|:)+(?P<new>[^:]{2,60})")


@dataclass(frozen=True, slots=True)
class _Changes:
    """The claims as they are after the parts read so far."""

    claims: tuple[Claim, ...]
    unread: tuple[str, ...] = ()
    choices: tuple[Place, ...] = ()
    line: int | None = None
    """The line that the message points to."""
    topic: str = ""
    """Words that say what the next value is of."""
    place: Place | None = None
    """The figure that was said to be wrong."""
    by: Value | None = None
    """By how much something was wrong."""
    stuck: int | None = None
    """The line of which it is still to be said what stands in its way."""

    def put(self, line: int, claim: Claim) -> "_Changes":
        """With another claim in that line."""
        every = (*self.claims[:line], claim, *self.claims[line + 1 :])
        return replace(self, claims=every, topic="", place=None)


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
    if len(lines) > 1:
        return Changed(before.claims, choices=tuple(map(Place, lines)))
    found: _Changes | None = _Changes(before.claims, line=lines[0] if lines else None)
    for part in parts:
        found = found and _read(softened(part), found, around, before)
    found = found and _differed(found, before)
    stands = before.waits and found and found.place and not found.unread
    changed = found and (found.claims != before.claims or found.choices or stands)
    return Changed(found.claims, found.unread, found.choices) if found and changed else None


def _differed(found: _Changes, before: Before) -> _Changes:
    """少数了一项, where nothing says what is so: one more than was reported."""
    by = found.by
    if by is None or found.claims != before.claims or found.choices:
        return found
    places = (found.place,) if found.place else places_of(replace(by, value=0), before, found.line)
    if len(places) != 1:
        return replace(found, choices=places)
    (place,) = places
    old = place.figure.value if place.figure else before.claims[place.line].percent
    return _put(replace(by, value=(old or 0) + in_its_unit(by, place.figure)), place, found)


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


def _read(part: str, found: _Changes, around: Surroundings, before: Before) -> _Changes | None:
    """The claims with what a part says; None where it tells of something else."""
    several = len(before.claims) > 1
    if several and (pointed := _POINTED.match(part)):
        line = _line(pointed, len(before.claims))
        if line is None:
            return None
        found, part = replace(found, line=line), part[pointed.end() :]
    readers = (_unit, _labelled, _dropped, _values, _state, _blocker, _solved, _day)
    for reader in readers:
        if after := reader(part, found, around, before):
            return after
    return _beside(part, found, around)


def _line(pointed: re.Match[str], lines: int) -> int | None:
    if pointed["first"] or pointed["last"]:
        return 0 if pointed["first"] else lines - 1
    if pointed["middle"]:
        return lines // 2 if lines % 2 else None
    place = (
        "一二三四五六七八九".find(pointed["n"])
        if not pointed["n"].isdigit()
        else int(pointed["n"]) - 1
    )
    return place if place < lines else None


def _unit(part: str, found: _Changes, _around: Surroundings, _before: Before) -> _Changes | None:
    """单位错了，是人次; 不是人 only denies."""
    said = _UNIT.fullmatch(part)
    figures = [(n, q) for n, one in enumerate(found.claims) for q in one.quantities]
    if said is None or len(figures) != 1 or not _COUNTER.fullmatch(said["unit"]):
        return None
    line, figure = figures[0]
    return found.put(
        line, replace(found.claims[line], quantities=(replace(figure, unit=said["unit"]),))
    )


def _values(part: str, found: _Changes, around: Surroundings, before: Before) -> _Changes | None:
    """The figures of a part, each in the place of one that was reported."""
    if by := difference_in(part):
        found = replace(found, by=by, topic=found.topic + part)
    said = values_in(part, around, before.units)
    if not said:
        return found if by else None
    more = adds(part, around) and not (is_amiss(part) or found.place)
    if more or any(is_foreign(one, before) for one in said):
        return None
    values = [replace(one, words=found.topic + one.words) for one in said]
    new = [one for one in values if not _stands(one, before)]
    if old := [one for one in values if one not in new]:
        found = replace(found, place=_stood(old[0], before, found.line))
    return _placed(new, found, before) if new else replace(found, topic=found.topic + part)


def _placed(values: Sequence[Value], found: _Changes, before: Before) -> _Changes | None:
    for value in values:
        places = (found.place,) if found.place else places_of(value, before, found.line)
        if len(places) > 1:
            return replace(found, choices=places)
        after = _put(value, places[0], found) if places else _added(value, found, before)
        if after is None:
            return None
        found = after
    return found


def _stands(value: Value, before: Before) -> bool:
    """Whether that is what was reported."""
    shares = [one.percent for one in before.claims if one.percent is not None]
    figures = ((q.value, q.unit) for one in before.claims for q in one.quantities)
    if value.unit in ("%", "") and value.value in shares:
        return True
    return any(value.value == one and value.unit in ("", unit) for one, unit in figures)


def _stood(value: Value, before: Before, line: int | None) -> Place | None:
    """300改320: the figure that stood at 300."""
    places = [one for one in places_of(value, before, line) if _is_at(value, one, before)]
    return places[0] if len(places) == 1 else None


def _is_at(value: Value, place: Place, before: Before) -> bool:
    figure = place.figure
    return value.value == (figure.value if figure else before.claims[place.line].percent)


def _put(value: Value, place: Place, found: _Changes) -> _Changes:
    claim, figure = found.claims[place.line], place.figure
    if figure is None:
        percent = Claim(Target(), percent=round(value.value), share=value.value, corrects=True)
        return found.put(place.line, merged(claim, percent))
    new = replace(figure, value=in_its_unit(value, figure))
    every = tuple(new if one == figure else one for one in claim.quantities)
    return found.put(place.line, replace(claim, quantities=every))


def _added(value: Value, found: _Changes, before: Before) -> _Changes | None:
    """四成吧, of a card that says nothing yet of how far it is."""
    line = _only_line(found, before)
    bare = value.unit == "%" and not value.name
    if not (before.waits and bare) or line is None or found.claims[line].quantities:
        return None
    return _put(value, Place(line), found)


def _only_line(found: _Changes, before: Before) -> int | None:
    return found.line if found.line is not None else (0 if len(before.claims) == 1 else None)


def _state(part: str, found: _Changes, around: Surroundings, before: Before) -> _Changes | None:
    news = news_in(part, around)
    firm = [one for one in news.states if one not in LOOSE and one != "step"]
    line = _only_line(found, before)
    if len(firm) != 1 or line is None or news.remarks or news.amounts:
        return None
    if title_words(news.words) and not _OF_STATE.search(news.words):
        return None
    after_all = found.claims != before.claims and firm == ["not_started"]  # why, no news
    if mood_of(part) not in ("fact", "told") or after_all:
        return None
    said = claim_of(Target(), [news], around.today)
    after = merged(found.claims[line], replace(said, corrects=True))
    return replace(found.put(line, after), stuck=line if firm == ["blocked"] else None)


def _solved(part: str, found: _Changes, _around: Surroundings, before: Before) -> _Changes | None:
    """土地手续办下来了: what stood in the way does so no more."""
    if not _OVER.search(part) or _NOT_YET.search(part):
        return None
    stuck = parts_at(before, "blocker")
    named = [n for n in stuck if speaks_of(part, found.claims[n].blocker or "")]
    named = named or (list(stuck) if _TROUBLE.search(part) else [])
    if len(named) != 1:
        return None
    gone = Claim(Target(), dropped=frozenset({"blocker"}), corrects=True)
    return found.put(named[0], merged(found.claims[named[0]], gone))


def _day(part: str, found: _Changes, around: Surroundings, before: Before) -> _Changes | None:
    dated = parts_at(before, "expected_on")
    day = day_in(part, found.topic, around, dated=bool(dated))
    line = dated[0] if len(dated) == 1 else _only_line(found, before)
    if day is None or line is None or not (before.waits or dated):
        return None
    return found.put(line, replace(found.claims[line], expected_on=day))


def _labelled(part: str, found: _Changes, _around: Surroundings, before: Before) -> _Changes | None:
    """卡点补一个：医保支付标准没出来."""
    said, line = _LABEL.fullmatch(part), _only_line(found, before)
    named = next(parts_named(said["what"]), None) if said else None
    if said is None or line is None or named not in ("blocker", "need", "next_step"):
        return None
    return _worded(named, said["new"], line, found)


def _dropped(part: str, found: _Changes, _around: Surroundings, before: Before) -> _Changes | None:
    """完成率别写, 进度先空着."""
    said, line = DROPPED.match(part) or DROPPED_FIRST.match(part), _only_line(found, before)
    if said is None or line is None:
        return None
    claim = found.claims[line]
    called = next((q for q in claim.quantities if likeness(said["what"], q.name or "")), None)
    named = "quantities" if called else next(parts_named(said["what"]), None)
    if named is None or not getattr(claim, named):
        return None
    about = (called and called.name) or ""
    gone = Claim(Target(), corrects=True, dropped=frozenset({named}), about=about)
    return found.put(line, merged(claim, gone))


def _worded(part: str, new: str, line: int, found: _Changes) -> _Changes:
    said = {
        "blocker": Claim(Target(), corrects=True, blocker=new),
        "need": Claim(Target(), corrects=True, need=new),
        "next_step": Claim(Target(), corrects=True, next_step=new),
    }
    after = merged(found.claims[line], said[part])
    goes_on = part == "blocker" and after.status in (None, "in_progress")
    return found.put(line, replace(after, status="blocked") if goes_on else after)


def _blocker(part: str, found: _Changes, _around: Surroundings, before: Before) -> _Changes | None:
    """状态改为受阻，消防没过; 卡的不是人手，是系统没对接."""
    if any(map(str.isdigit, part)):
        return None
    if found.stuck is not None and len(part) > 2 and not is_amiss(part):
        new = (_AFFIRMS.fullmatch(part) or {"new": part})["new"]
        return replace(_worded("blocker", new, found.stuck, found), stuck=None)
    denied = _DENIES.search(part)
    stuck = parts_at(before, "blocker")
    if denied and any(likeness(denied["old"], found.claims[n].blocker or "") for n in stuck):
        return replace(found, stuck=stuck[0])
    return None


def _beside(part: str, found: _Changes, around: Surroundings) -> _Changes | None:
    """A part without a value: what is wrong, what the next is of, or words not understood."""
    if has_figure(part, around) and not (is_amiss(part) or is_beside(part)):
        return None
    frame = is_amiss(part) or is_checked(part) or is_filler(part) or is_beside(part)
    found = replace(found, topic=found.topic + part)
    return found if frame else replace(found, unread=(*found.unread, part))
