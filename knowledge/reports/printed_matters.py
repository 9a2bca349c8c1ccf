"""What each of the ledger's matters is printed with: its names, its figures, its measures. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence

from knowledge.reports.abbreviations import ends_alike, ends_like
from knowledge.reports.alike import stretches
from knowledge.reports.matter import Matter, MatterKind
from knowledge.reports.pairs import COMMON, by_pair
from knowledge.reports.titles import titles_of
from knowledge.reports.wholes import is_called
from knowledge.shelf import plain

_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_IN_THREES = 3
_SENTENCE = 12
_PHRASE = re.compile(r"[\n,。;:、]")


class PrintedMatters:
    """Matters as they are printed. Immutable."""

    def __init__(self, matters: Iterable[Matter]) -> None:
        self._all = tuple(matters)
        self.duties = tuple(one for one in self._all if one.kind == "duty")
        self._titles = tuple(plain(one.title) for one in self._all)
        self._rates = tuple(plain(rate) for one in self._all for rate in one.rates)
        self._texts = tuple(plain(f"{one.title}\n{one.text}") for one in self._all)
        self._at = {(one.kind, one.key): at for at, one in enumerate(self._all)}
        self._held = by_pair(self._texts)
        self.decimals = frozenset(one.ref for one in self._all if _DECIMAL.fullmatch(one.ref))
        """The tasks that are numbered 2.1."""
        self._titled = by_pair(self._titles)
        self.written = titles_of(one for one in self._all if one.kind == "task")
        """Titles of tasks with their refs."""

    def is_titled(self, words: str) -> bool:
        """Whether a name holds three characters of the words in a row."""
        said = plain(words)
        return any(self._in_title(part) for part in stretches(said, _IN_THREES))

    def stand_in_title(self, words: str) -> bool:
        """Whether a name holds the words as they are."""
        return self._in_title(plain(words))

    def _in_title(self, part: str) -> bool:
        return bool(part) and any(part in title for title in self._titles)

    def indicator(self, name: str) -> str | None:
        """The only indicator that `name` is short for: 婚检率 for 婚前医学检查率."""
        said = plain(name)
        found = self._indicators(said, ends_like) or self._indicators(said, ends_alike)
        if len(found) != 1:
            return None
        printed = ends_alike(said, plain(found[0])) or plain(found[0]).endswith(said)
        of_tasks = any(ends_like(said, rate) for rate in self._rates if rate != plain(found[0]))
        return found[0] if printed or not of_tasks else None

    def _indicators(self, said: str, alike: Callable[[str, str], bool]) -> list[str]:
        pairs = zip(self._all, self._titles, strict=True)
        return [one.title for one, title in pairs if one.kind == "indicator" and alike(said, title)]

    def indicator_called(self, name: str) -> Matter | None:
        """The indicator of that name."""
        every = (one for one in self._all if one.kind == "indicator")
        return next((one for one in every if one.title == name), None)

    def rate(self, words: str) -> bool:
        """Whether a rate of some task or indicator is called so: 一般人群 for 一般人群签约率."""
        said = plain(words)
        return len(said) > _IN_THREES and any(set(said) <= set(one) for one in self._rates)

    def prints(self, clauses: Sequence[str]) -> bool:
        """Whether a matter is printed so, clause for clause."""
        said = [part for one in clauses if (part := plain(one).strip(":、()"))]
        if len(said) < 2 and sum(map(len, said)) < _SENTENCE:
            return False
        return any(all(part in text for part in said) for text in self._texts)

    def ref_of(self, key: tuple[MatterKind, int]) -> str:
        """How the matter is numbered."""
        return self._all[self._at[key]].ref

    def numbered(self, is_meant: Callable[[str], bool]) -> list[tuple[MatterKind, int]]:
        """The matters whose number is meant."""
        return [(one.kind, one.key) for one in self._all if one.ref and is_meant(one.ref)]

    def measured(self, is_meant: Callable[[str], bool]) -> set[int]:
        """How many measures each of those has whose number is meant."""
        return {len(one.measures) for one in self._all if one.ref and is_meant(one.ref)}

    def asks(self, key: tuple[MatterKind, int], figure: float, name: str = "") -> bool:
        """Whether the matter has that figure for its target; not where what is called so is one
        of the other things that it asks for."""
        if figure not in self._all[self._at[key]].figures:
            return False
        if not self.holds(key, name):
            return True
        phrases = [one for one in _PHRASE.split(self.text(key)) if f"{figure:g}" in one]
        pairs = stretches(plain(name), 2)
        return not phrases or any(pair in one for pair in pairs for one in phrases)

    def is_target(self, name: str, figure: float) -> bool:
        """Whether the indicator of that name (without one: any) has that figure for a target."""
        return any(
            one.kind == "indicator" and name in ("", one.title) and figure in one.figures
            for one in self._all
        )

    def quotes(self, key: tuple[MatterKind, int], said: str) -> bool:
        """Whether the words are how that matter is printed."""
        words = plain(said).strip(",。;:")
        return words in self._texts[self._at[key]]

    def holds(self, key: tuple[MatterKind, int], words: str) -> bool:
        """Whether that matter holds a telling pair of the words."""
        pairs = [pair for pair in stretches(plain(words), 2) if not COMMON.match(pair)]
        at = self._at[key]
        return any(self._held.get(pair, 0) >> at & 1 for pair in pairs)

    def text(self, key: tuple[MatterKind, int]) -> str:
        """All that is printed of it, as words are looked for."""
        return self._texts[self._at[key]]

    def at(self, key: tuple[MatterKind, int]) -> Matter:
        """The matter itself."""
        return self._all[self._at[key]]

    def is_whole(self, key: tuple[MatterKind, int], words: str) -> bool:
        """Whether the words are the name of that matter, shortened or not, and nothing beside it:
        感染楼 is 县医院感染楼建设, 感染楼地勘 a part of the work."""
        return is_called(plain(words), self._titles[self._at[key]])

    def measure_called(self, key: tuple[MatterKind, int], words: str) -> int | None:
        """Which measure of that task the words name, as far as they do not name the task."""
        at, said = self._at[key], plain(words)
        heads = [plain(one).split(",")[0] for one in self._all[at].measures]
        found = [number for number, head in enumerate(heads, 1) if said and said in head]
        return found[0] if len(found) == 1 and said not in self._titles[at] else None

    def is_measure(self, number: int, words: str) -> bool:
        """Whether the measure of that number, of any task, says most of those words."""
        said = plain(words)
        pairs = set(stretches(said, 2))
        for one in self._all:
            if 0 < number <= len(one.measures) and pairs:
                held = plain(one.measures[number - 1])
                if sum(pair in held for pair in pairs) >= len(pairs) / 2:
                    return True
        return False
