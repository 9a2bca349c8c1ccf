"""Printed references of tasks: a bare number where it is unique, else the path to it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
    """Kinds whose numbers repeat as a rule, not as a single misprint."""
    seen: dict[Kind, dict[int, int]] = {}
    for path in paths:
        for step in path:
            seen.setdefault(step.label.kind, {})[step.node] = step.label.number
    return frozenset(kind for kind, nodes in seen.items() if _restarts(list(nodes.values())))


def _restarts(numbers: list[int]) -> bool:
    counts = Counter(numbers)
    repeated = len(numbers) - len(counts)
    return counts[1] > 1 or repeated * 5 > len(numbers)


def _short(path: Path, restarting: frozenset[Kind]) -> str:
    """The path from the nearest label that stands alone."""
    start = len(path) - 1
    while start > 0 and path[start].label.kind in restarting:
        start -= 1
    return "/".join(step.label.text for step in path[start:])


def _unique(refs: list[str], paths: Sequence[Path]) -> list[str]:
    """Repeated references get their whole path, and a count where even that repeats."""
    counts = Counter(refs)
    whole = [
        ref if counts[ref] == 1 else "/".join(step.label.text for step in path)
        for ref, path in zip(refs, paths, strict=True)
    ]
    seen: Counter[str] = Counter()
    result = []
    for ref in whole:
        seen[ref] += 1
        result.append(ref if seen[ref] == 1 else f"{ref}#{seen[ref]}")
    return result
