"""Whether a message is a report: understood against the names of the papers it may be about."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace

from handlers.question import Question
from handlers.reporting.drafted import KIND
from handlers.reporting.drafted import load as load_card
from handlers.reporting.mattering import matters_of
from handlers.reporting.told import just_told
from handlers.reporting.words import claimed
from handlers.scope import Scope
from handlers.smalltalk import smalltalk_of
from handlers.visibility import papers_in_talk
from handlers.waiting import load
from knowledge.decisions import decision_in
from knowledge.reports.changes import changes_in
from knowledge.reports.edits import edit_in_words
from knowledge.reports.introduced import without_speaker
from knowledge.reports.matters import Matters
from knowledge.reports.model import NOT_A_REPORT, Reading
from knowledge.reports.news import Surroundings
from knowledge.reports.on_card import Before
from knowledge.reports.places import homes_in
from knowledge.reports.understand import may_report, understand
from knowledge.text import fold


def reported_in(question: Question) -> Question:
    """The question about the papers that a report may be about: a place that a report names
    (需市财政局支持) says nothing about which paper is meant."""
    names, meaning = question.turn.names, question.meaning
    if meaning.documents and not meaning.by_place:
        chosen = Scope(names.papers(meaning.documents), chosen=True)
    elif talk := names.papers(papers_in_talk(question.turn)):
        chosen = Scope(talk, chosen=True)
    else:
        chosen = Scope(names.usual, chosen=False)
    return Question(question.turn, meaning, chosen)


async def read(question: Question, text: str) -> Reading:
    """What the message reports; many people say the same, so it is kept while names stay."""
    turn, today = question.turn, question.turn.now.date()
    version, kept = turn.names.version, turn.ledger.remembered

    async def telling() -> bool:
        return may_report(text, turn.lexicon.units, today)

    before = await _reported(question, text)
    around = await surroundings(question, text) if before else None
    edit = edit_in_words(text, around, before.claims) if before and around else None
    as_edit = Reading("correction", (edit,)) if edit else NOT_A_REPORT
    changed = changes_in(text, around, before.claims, before.refs) if before and around else None
    if changed and changed.sure:
        return Reading("correction", changed=changed)
    if edit and not edit.target.is_named:
        return as_edit

    # Most messages are questions, whatever is talked about.
    if not await kept(version, ("may report", text, today), telling):
        return replace(as_edit, changed=changed)

    if smalltalk_of(question.meaning.text) == "thanks":  # 进度不错，继续加油
        return as_edit

    async def understood() -> Reading:
        around = await surroundings(question, text)
        reading, bare = _understood(text, around), without_speaker(text)
        if bare is None or any(one.target.is_named for one in reading.claims):
            return reading
        behind = _understood(bare, around)
        return behind if any(one.target.is_named for one in behind.claims) else reading

    asked = ("report", text, _papers(question), today, _talk(question))
    reading = await kept(version, asked, understood)
    return replace(as_edit if edit and not reading.claims else reading, changed=changed)


def _understood(text: str, around: Surroundings) -> Reading:
    reading = understand(text, around)
    # Beside what surely is reported, the rest is asked about rather than left out.
    whole = understand(text, replace(around, asks=True)) if reading.claims else reading
    return whole if len(whole.claims) > len(reading.claims) else reading


@dataclass(frozen=True, slots=True)
class _Reported:
    """What stands on the card in front, else what was just recorded, and the numbers of that."""

    claims: Before
    refs: tuple[str, ...]


async def _reported(question: Question, text: str) -> _Reported | None:
    """Where a card is open or something was just recorded: what the message may change."""
    turn = question.turn
    waits = load(turn.context.draft)
    if not turn.context.reports and (waits is None or waits.kind != KIND):
        return None
    if decision_in(text):  # 辆数没错，可以确认了
        return None
    if draft := load_card(waits):
        claims = tuple(one.claim for one in draft.drafted)
        refs = tuple(one.aim.ref if one.aim else "" for one in draft.drafted)
        said = (f"{one.aim.label if one.aim else ''} {one.said}" for one in draft.drafted)
        keys = ((one.aim.kind, one.aim.id) for one in draft.drafted if one.aim)
        above = (("task", one.aim.task) for one in draft.drafted if one.aim and one.aim.task)
        return _Reported(Before(claims, tuple(said), True, (*keys, *above)), refs)
    return await _recorded(question)


async def _recorded(question: Question) -> _Reported:
    told = await just_told(question.turn)
    claims, said = tuple(map(claimed, told)), tuple(one.said or "" for one in told)
    ids = [one.target_id for one in told if one.target == "task"]
    refs = {one.id: one.ref for one in await question.turn.ledger.tasks_by_id(ids)}
    named = (refs.get(one.target_id, "") if one.target == "task" else "" for one in told)
    keys = tuple((one.target, one.target_id) for one in told)
    return _Reported(Before(claims, said, keys=keys), tuple(named))


def _talk(question: Question) -> int | None:
    tasks = question.turn.context.subject.tasks
    return tasks[0] if len(tasks) == 1 else None


def _papers(question: Question) -> Hashable:
    """Which papers the message may be about, without naming thousands."""
    usual = question.scope.documents is question.turn.names.usual
    return None if usual else question.document_ids


@dataclass(frozen=True, slots=True)
class _Named:
    """What the papers name. `indicators` stand under the characters they begin with: of the many
    names of a large ledger only those are looked for that a message can hold."""

    indicators: Mapping[str, tuple[str, ...]]
    matters: Matters | None
    homes: frozenset[str]

    def within(self, text: str) -> tuple[str, ...]:
        """The indicators that may stand in the text."""
        starts = dict.fromkeys(text[at : at + _START] for at in range(len(text)))
        return tuple(name for start in starts for name in self.indicators.get(start, ()))


_START = 2


async def surroundings(question: Question, text: str) -> Surroundings:
    """The names that a report may use, kept while they stay."""
    turn = question.turn
    asked = ("surroundings of reports", _papers(question))

    async def named() -> _Named:
        return _Named(_indicators(question), await matters_of(question), _homes(question))

    known = await turn.ledger.remembered(turn.names.version, asked, named)
    within = known.within(fold(text).replace(" ", ""))
    return Surroundings(
        turn.lexicon.units,
        within,
        turn.now.date(),
        known.matters,
        talk=_talk(question),
        homes=known.homes,
    )


def _homes(question: Question) -> frozenset[str]:
    papers = question.turn.names.papers(question.document_ids)
    said = ((one.jurisdiction, one.issuer, one.title) for one in papers)
    return homes_in(text for each in said for text in each if text)


def _indicators(question: Question) -> dict[str, tuple[str, ...]]:
    ids = frozenset(question.document_ids)
    found: dict[str, dict[str, None]] = {}
    for document, name in question.turn.names.indicators:
        if document in ids:
            found.setdefault(fold(name)[:_START], {})[name] = None
    return {start: tuple(names) for start, names in found.items()}
