"""Several titles in one clause: 中药药事管理和中医药监督都办结."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.reports.firsts import each_of
from knowledge.reports.matters import Matters
from knowledge.reports.model import Target
from knowledge.reports.news import Surroundings, title_words

_AND = re.compile("[、和与及跟]")


def titles_in(target: Target, around: Surroundings) -> Sequence[Target]:
    """中药药事管理和中医药监督都办结: two titles, where none holds both and one holds each."""
    if target.pointing:
        return each_of(target)
    parts = [title_words(part) for part in _AND.split(target.words)]
    matters = around.matters
    if matters is None or len(parts) < 2 or matters.stand_in_title(target.words):
        return (target,)
    if named := _named_each(parts, matters):
        return named
    if target.matter:
        return (target,)
    telling = all(len(part) > 3 and matters.stand_in_title(part) for part in parts)
    return [replace(target, words=part) for part in parts] if telling else (target,)


def _named_each(parts: Sequence[str], matters: Matters) -> Sequence[Target]:
    """学校卫生、职业病危害这两块: a task for each of the words, if each names one of its own."""
    named = [matters.meant(part) for part in parts]
    ones = [one.one for one in named if one.one and one.one.kind == "task"]
    if len({one.key for one in ones}) < len(parts) or not any(one.named for one in named):
        return ()
    return [Target(words=one.title, matter=("task", one.key)) for one in ones]
