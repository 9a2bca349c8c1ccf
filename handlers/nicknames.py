"""健康县里县商务局负责什么, 药耗整治方案里长期的: words of a paper's title that name it.

Where a unit, days or a kind of task is asked for, what is left of a question is mostly how people
call the paper: such words choose papers, they do not narrow tasks.
"""

import re
from dataclasses import replace
from functools import reduce

from db.records import Names, TaskQuery
from handlers.finding import find
from handlers.question import Question
from handlers.scope import Scope, plans, scope_of
from handlers.turn import Turn
from handlers.visibility import papers_in_talk
from knowledge.questions.meaning import Ask, Meaning

_KINDS: tuple[Ask, ...] = (
    *("open", "recurring", "unassigned", "due", "members", "changes", "phase", "indicator"),
)
_TAIL = re.compile(
    r"(?:创建|建设|迎检)?(?:工作|实施)?(?:方案|计划|要点|通知|清单|文件|行动|治理|任务)?(?:这块|那块|这边|那边|里面?|中|内)?$"
)
_AS_TYPED = re.compile(r"(?:里面?|中|内)$")


async def by_nickname(turn: Turn, meaning: Meaning) -> Meaning:
    """The meaning with the papers that its words name, where they name some."""
    if not meaning.topic or not (meaning.units or meaning.window or meaning.asks_any(*_KINDS)):
        return meaning
    scope = scope_of(meaning, papers_in_talk(turn), turn.names, turn.now.date())
    question = Question(turn, meaning, scope)
    within = _ids(scope, turn.names)
    every = turn.names.usual_set
    usual = within if meaning.documents or within is every else within | every
    called = {
        word: hits for word in meaning.topic if (hits := await _called(question, word, usual))
    }
    papers = reduce(frozenset.intersection, called.values()) if called else frozenset()
    meant = plans(turn.names.papers(papers & within or papers))
    if len(meant) != 1:
        return meaning
    topic = tuple(word for word in meaning.topic if word not in called)
    named = replace(
        meaning, topic=topic, documents=(meant[0].id,), by_place=False, loosely_placed=False
    )
    return named if await _has_part(question, named) else meaning


def _ids(scope: Scope, names: Names) -> frozenset[int]:
    everything = scope.documents is names.usual
    return names.usual_set if everything else frozenset(scope.ids)


async def _called(question: Question, word: str, among: frozenset[int]) -> frozenset[int]:
    """The papers whose title has the word, or which it abbreviates."""
    titles = question.turn.lexicon.titles
    for said in dict.fromkeys((_AS_TYPED.sub("", word), _TAIL.sub("", word))):
        if hits := among.intersection(titles.holding(said)):
            return hits
        short = among.intersection(titles.abbreviated(said))
        if short and (said != word or not await _in_tasks(question, said)):
            return short
    return frozenset()


async def _in_tasks(question: Question, word: str) -> bool:
    found = await find(question, (word,))
    return any(one.phrase for one in found.ranked)


async def _has_part(question: Question, named: Meaning) -> bool:
    """Whether the units asked for have any part in those papers."""
    ids = tuple(one for unit in named.units for one in unit.ids)
    if not ids:
        return not named.units
    ledger = question.turn.ledger
    tasks = await ledger.listed(TaskQuery(named.documents, ids, limit=1))
    return bool(tasks or await ledger.duties(named.documents, ids))
