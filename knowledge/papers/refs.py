"""Printed references of tasks: a bare number where it is unique, else the path to it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.papers.numbering import Kind, Label


@dataclass(frozen=True, slots=True)
class Step:
    """One label on the way to a task; `node` tells equal labels of different items apart."""

    label: Label
    node: int


Path = tuple[Step, ...]


def references(scopes: Sequence[tuple[str | None, Sequence[Path]]]) -> list[list[str]]:
    """For the tasks of each scope (the body's mark is None) their references.

    A kind of label that begins again among the tasks is printed with the path from its parent; a
    kind numbered through keeps the bare number. An annex gets its mark only where a body has the
    same reference.
    """
    given: list[list[str]] = []
    taken: set[str] = set()
    for mark, paths in scopes:
        own = _unique(_within(paths), paths)
        prefixes = ("附件", mark or "续")
        refs = [ref if ref not in taken else _prefixed(ref, prefixes, taken) for ref in own]
        taken.update(refs)
        given.append(refs)
    return given


def _prefixed(ref: str, prefixes: Sequence[str], taken: set[str]) -> str:
    free = (f"{prefix}/{ref}" for prefix in prefixes if f"{prefix}/{ref}" not in taken)
    return next(free, f"{prefixes[-1]}#{len(taken)}/{ref}")


def _within(paths: Sequence[Path]) -> list[str]:
    restarting = _restarting(paths)
    return [_short(path, restarting) for path in paths]


def _restarting(paths: Sequence[Path]) -> frozenset[Kind]:
    """The kinds that need a path: those of tasks that begin again, then of their parents."""
    restarting: frozenset[Kind] = frozenset()
    while True:
        used = [path[place] for path in paths for place in _used(path, restarting)]
        parents = {path[n].node: path[n - 1].node for path in paths for n in range(1, len(path))}
        again = frozenset(kind for kind in Kind if _begins_again(kind, used, parents))
        if again <= restarting:
            return restarting
        restarting |= again


def _used(path: Path, restarting: frozenset[Kind]) -> range:
    """The places of a path that its reference prints when these kinds need their parents."""
    start = len(path) - 1
    while start > 0 and path[start].label.kind in restarting:
        start -= 1
    return range(start, len(path))


def _begins_again(kind: Kind, used: Sequence[Step], parents: Mapping[int, int]) -> bool:
    """Whether numbers of this kind fall back where another parent begins, as a rule.

    A single number that falls back among many that run through is a misprint. Decimals (2.1) say
    themselves what they stand in.
    """
    if kind is Kind.DECIMAL:
        return False
    steps = {step.node: step for step in used if step.label.kind is kind}
    ordered = list(steps.values())
    moves = [
        after.label.number < before.label.number or after.label.number == before.label.number == 1
        for before, after in pairwise(ordered)
        if parents.get(after.node) != parents.get(before.node)
    ]
    return any(moves) and sum(moves) * 2 >= len(moves)


def _short(path: Path, restarting: frozenset[Kind]) -> str:
    return _joined(path[place] for place in _used(path, restarting))


def _joined(steps: Iterable[Step]) -> str:
    return "/".join(step.label.text for step in steps if step.label.text)


def _unique(refs: list[str], paths: Sequence[Path]) -> list[str]:
    """Repeated references get their whole path, and a count where even that repeats."""
    counts = Counter(refs)
    whole = [
        ref if counts[ref] == 1 else _joined(path) for ref, path in zip(refs, paths, strict=True)
    ]
    seen: Counter[str] = Counter()
    result = []
    for ref in whole:
        seen[ref] += 1
        result.append(ref if seen[ref] == 1 else f"{ref}#{seen[ref]}")
    return result
