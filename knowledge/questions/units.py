"""Which units a text speaks of, and where.

Exact forms win over the forms of sister organisations, longer ones over shorter ones, and a
misspelt name (same sound) counts only where no name stands
as typed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge import names
from knowledge.pinyin import syllables

_SHORTEST_TYPO = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit of the ledger: its id, printed name, place, and further forms given by people."""

    id: int
    name: str
    place: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit's name in a text: half-open span, ids it may mean (none: known, but not here)."""

    start: int
    end: int
    text: str
    ids: tuple[int, ...]
    typo: bool = False


class Units:
    """Finds units in folded text. Immutable: a new version of the ledger gets a new one."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = tuple(entries)
        anywhere = _anywhere()
        perhaps, surely = _by_form(entries)
        both = {form: (*surely.get(form, ()), *perhaps.get(form, ())) for form in perhaps}
        here = surely | both
        own = _heard(form for form in here if form not in anywhere.forms)
        self._forms: Mapping[str, tuple[int, ...]] = dict.fromkeys(anywhere.forms, ()) | here
        self._printed = frozenset(names.fold(entry.name) for entry in entries)
        self._longest = max(map(len, self._forms), default=0)
        self._heads = anywhere.heads | own.heads
        self._by_sound = {**anywhere.by_sound, **own.by_sound}
        self._sound_heads = anywhere.sound_heads | own.sound_heads

    def ids(self, form: str) -> tuple[int, ...]:
        """Ids of the units that `form` may mean; none for an unknown form."""
        return self._forms.get(names.fold(form), ())

    def find(self, text: str) -> tuple[Mention, ...]:
        """The units that folded, lower-cased `text` names, left to right, none overlapping."""
        return tuple(self._mentions(text))

    def _mentions(self, text: str) -> Iterator[Mention]:
        sounds, start = syllables(text), 0
        while start < len(text) - 1:
            mention = self._longest_at(text, start) or self._sounding_at(text, sounds, start)
            if mention:
                yield mention
            start = mention.end if mention else start + 1

    def _longest_at(self, text: str, start: int) -> Mention | None:
        if text[start : start + 2] not in self._heads:
            return None
        for end in range(min(len(text), start + self._longest), start + 1, -1):
            form = text[start:end]
            if form in self._forms and self._is_unit(form, text, end):
                return Mention(start, end, form, self._forms[form])
        return None

    def _is_unit(self, form: str, text: str, end: int) -> bool:
        """A printed or telling name in any place; a bare word (医保) only beside what units do."""
        if _goes_on(form, text, end):
            return False
        telling = form in self._printed or names.is_strong(form) or form not in _PLAIN_WORDS
        return telling or _is_unit_here(text, end)

    def _sounding_at(self, text: str, sounds: list[str], start: int) -> Mention | None:
        if " ".join(sounds[start : start + 2]) not in self._sound_heads:
            return None
        for end in range(min(len(text), start + 12), start + _SHORTEST_TYPO - 1, -1):
            form = self._by_sound.get(" ".join(sounds[start:end]))
            if not form or not self._forms[form] or _goes_on(form, text, end):
                continue
            if self._misspells(text, start, end, form):
                return Mention(start, end, form, self._forms[form], typo=True)
        return None

    def _misspells(self, text: str, start: int, end: int, form: str) -> bool:
        """Whether half the characters are right, and no longer name stands there as typed."""
        right = sum(map(str.__eq__, form, text[start:end]))
        inside = (self._longest_at(text, position) for position in range(start + 1, end))
        return right * 2 >= len(form) and not any(
            exact and exact.end - exact.start > 2 for exact in inside
        )


_PLAIN_WORDS = frozenset(
    (
        "卫健",
        "医保",
        "发改",
        "经信",
        "人社",
        "民政",
        "公安",
        "水务",
        "药监",
        "疾控",
        "妇幼",
        "园林",
        "工会",
    )
)
"""Short for a unit, but also what papers are about: a unit only beside what units do."""
_MORE = {"处": frozenset("置罚理分方境于"), "科": frozenset("技学研普教室")}
"""What goes on as another word: 疾控处 in 疾控处置, 基层科 in 基层科室."""
_ROLE_AFTER = (
    *("牵头", "主办", "配合", "协办", "负责", "承担", "参与", "责任", "管", "呢", "有哪", "有什"),
    *(
        "的任务",
        "的活",
        "要做",
        "要干",
        "部门",
        "那边",
        "这边",
        "系统",
        "几项",
        "多少项",
        "有没",
        "有多",
        "有几",
        "有任务",
        "今年",
        "要",
        "都",
    ),
    *(
        "和",
        "、",
        "跟",
        "与",
        "应",
        "该",
        "需",
        "还",
        "也",
        "一共",
        "总共",
        "目前",
        "现在",
        "这个月",
    ),
)


def _goes_on(form: str, text: str, end: int) -> bool:
    """Whether the last character begins another word there."""
    return text[end : end + 1] in _MORE.get(form[-1], ()) and end < len(text)


def _is_unit_here(text: str, end: int) -> bool:
    """Whether a bare word (医保) stands for the unit: alone, or before what only units do."""
    return end == len(text) or text.startswith(_ROLE_AFTER, end)


def _by_form(entries: Iterable[Entry]) -> tuple[dict[str, tuple[int, ...]], ...]:
    """Forms that may be a unit's, and those that surely are."""
    ranks: tuple[defaultdict[str, list[int]], ...] = (defaultdict(list), defaultdict(list))
    for entry in entries:
        for form, surely in names.forms(entry.name, entry.place).items():
            ranks[int(surely)][form].append(entry.id)
        for alias in entry.aliases:
            ranks[1][names.fold(alias)].append(entry.id)
    return tuple({form: tuple(ids) for form, ids in rank.items()} for rank in ranks)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Forms, how they begin, and by sound those long enough that sounding alike is no accident."""

    forms: frozenset[str]
    heads: frozenset[str]
    by_sound: Mapping[str, str]
    sound_heads: frozenset[str]


def _heard(forms: Iterable[str]) -> _Heard:
    listed = tuple(forms)
    named = (form for form in listed if len(form) >= _SHORTEST_TYPO and names.is_strong(form))
    by_sound = {" ".join(syllables(form)): form for form in named}
    sound_heads = frozenset(" ".join(sound.split(" ")[:2]) for sound in by_sound)
    return _Heard(frozenset(listed), frozenset(form[:2] for form in listed), by_sound, sound_heads)


@cache
def _anywhere() -> _Heard:
    """Departments that are known in any ledger, made ready once."""
    return _heard(level + form for form in names.departments() for level in ("", *"省市区县"))
