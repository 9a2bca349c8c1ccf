"""A message taken apart by the tasks it numbers: what is said of which."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.questions.meaning import ItemAsked
from knowledge.reports.clauses import Clause, clauses_in
from knowledge.reports.marks import NUMBER
from knowledge.reports.targets import Mention, mentions_in


@dataclass(frozen=True, slots=True)
class Segment:
    """The clauses about these items; without items, those before any number was named."""

    items: tuple[ItemAsked, ...]
    clauses: tuple[Clause, ...]


def segments_in(text: str) -> tuple[Segment, ...]:
    """The segments of a message in order; those of a denied number (不是第12项) left out."""
    segments: list[Segment] = []
    for mention, clause in _pieces(text):
        if mention and mention.denied:
            continue
        last = segments[-1] if segments else None
        if mention and last and _is_bare(last):
            segments[-1] = Segment(last.items + mention.items, (*last.clauses, clause))
        elif mention:
            segments.append(Segment(mention.items, (clause,)))
        elif last:
            segments[-1] = replace(last, clauses=(*last.clauses, clause))
        else:
            segments.append(Segment((), (clause,)))
    return tuple(segments)


def _is_bare(segment: Segment) -> bool:
    """第3项，第5项都办结了: nothing was said yet, so both share what comes."""
    said = "".join(clause.text for clause in segment.clauses)
    joined = segment.clauses[-1].mark in {",", " ", ""}
    return bool(segment.items) and joined and not said.strip(f"{NUMBER} ")


def _pieces(text: str) -> Iterator[tuple[Mention | None, Clause]]:
    mentions = mentions_in(text)
    for clause in clauses_in(text):
        here = [one for one in mentions if clause.start <= one.start < clause.end]
        if not here:
            yield None, clause
        for place, mention in enumerate(here):
            start = mention.start if place else clause.start
            end = here[place + 1].start if place + 1 < len(here) else clause.end
            yield mention, _part(clause, text, start, end, mention)


def _part(clause: Clause, text: str, start: int, end: int, mention: Mention) -> Clause:
    stop = min(mention.end, end)
    blanked = text[start : mention.start] + NUMBER * (stop - mention.start) + text[stop:end]
    return replace(clause, start=start, end=end, text=blanked)
