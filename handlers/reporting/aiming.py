"""Which tasks, measures, indicators or duties of the ledger a claim may be about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.records import Duty, Indicator, Task, TaskQuery
from handlers.by_number import fitting
from handlers.finding import SHELF_DOCUMENTS, find
from handlers.indicators import matching
from handlers.question import Question
from handlers.reporting.drafted import Aim
from handlers.reporting.mattering import every_task
from handlers.reporting.plausible import rivals, speaks_of
from handlers.reporting.voices import filer, voice, voice_of_units
from handlers.wording import MANY
from knowledge.reports.abbreviations import is_short_for
from knowledge.reports.model import Claim, Target
from knowledge.shelf import plain

_LABEL = 40


@dataclass(frozen=True, slots=True)
class Aims:
    """What a claim may be about. `sure`: the one that is there is meant beyond doubt."""

    found: tuple[Aim, ...]
    sure: bool = True
    said: str = ""
    """What was looked for, as one says it back."""

    @property
    def one(self) -> Aim | None:
        """The one thing it is surely about."""
        return self.found[0] if self.sure and len(self.found) == 1 else None


async def aims(question: Question, claim: Claim) -> Aims:
    """All that the claim may be about, those in talk and the speaker's own first."""
    target = claim.target
    if alike := await rivals(question, claim):
        return Aims(tuple(map(indicated, alike)), sure=False, said=claim.quantities[0].name or "")
    if target.indicator and (found := await _indicators(question, target.indicator)):
        return _preferred(question, found, target.indicator)
    if target.matter and target.matter[0] == "duty":
        return await _duty(question, target.matter[1])
    if target.duty:
        return await _duties(question, target.duty)
    tasks, sure, said = await _tasks(question, target)
    if claim.quantities and target == Target(words=said) and len(tasks) == 1:
        tasks = await _with_others(question, tasks[0], said)
        sure = sure and len(tasks) == 1
    if not tasks and (above := _above(target)):
        target = above
        tasks, sure, said = await _tasks(question, target)
    tasks = _in_talk_or_own(question, tasks)
    if target == Target():
        sure = await speaks_of(question, claim, [aim_of(one) for one in tasks])
    if target.measure is None:
        return Aims(tuple(aim_of(one) for one in tasks), sure, said)
    return await measures_of(question, tasks, target.measure)


_SHORT = 2


async def _with_others(question: Question, titled: Task, said: str) -> Sequence[Task]:
    """体检完成1000人: of a word so short the others that speak of it may be meant as well."""
    talk = question.turn.context.subject.tasks
    large = len(question.document_ids) > SHELF_DOCUMENTS
    if len(plain(said)) > _SHORT or titled.id in talk or large:
        return (titled,)
    every = await every_task(question)
    others = [one for one in every if one.id != titled.id and plain(said) in plain(one.text)]
    return (titled, *others[:_CHOICES])


_CHOICES = 4


def _above(target: Target) -> Target | None:
    """七（二）三是 may be no task of its own but the third measure of 七（二）."""
    item = target.item
    if item is None or len(item.path) < 3 or target.measure is not None:
        return None
    *path, measure = item.path
    return replace(target, item=replace(item, path=tuple(path)), measure=measure)


def aim_of(task: Task) -> Aim:
    """A task as what a claim is about."""
    return Aim("task", task.id, task.document_id, task.id, task.ref, task.title)


Found = tuple[Sequence[Task], bool, str]


async def _tasks(question: Question, target: Target) -> Found:
    """The tasks that may be meant, whether one of them surely is, and what was said of it."""
    if target.item:
        return await _numbered(question, target)
    if target.pointing == "listed":
        return await _listed(question, target), True, target.words
    if target.pointing == "ours":
        led = await _led(question, target.unit)
        called = _called(led, target.words)
        return called, True, target.words or target.unit or "我们牵头的"
    if target.matter:
        return await question.turn.ledger.tasks_by_id((target.matter[1],)), True, target.words
    words = target.words or target.indicator
    if words and target.pointing is None:
        return await _worded(question, words, figure=bool(target.indicator))
    return await _in_talk(question), True, ""


async def _numbered(question: Question, target: Target) -> Found:
    item = target.item
    assert item is not None  # noqa: S101 - the caller looked
    tasks = await _of_number(question, target)
    found = fitting(item, tasks)
    if len(found) > 1 and target.words:
        titled = [one for one in found if plain(target.words) in plain(one.title)]
        found = titled or found
    annexed = all(one.ref.startswith("附件") for one in found)
    return found, annexed or not item.annex, item.text.strip()


async def _of_number(question: Question, target: Target) -> Sequence[Task]:
    """With many papers in question only plain numbers are looked up, by index."""
    item = target.item
    if item is None or len(item.path) > 1 or len(question.document_ids) <= SHELF_DOCUMENTS:
        return await every_task(question)
    query = TaskQuery(question.document_ids, refs=(str(item.path[0]),), limit=MANY)
    return (await question.turn.ledger.tasks(query)).tasks


async def _in_talk(question: Question) -> Sequence[Task]:
    return await question.turn.ledger.tasks_by_id(question.turn.context.subject.tasks[:MANY])


async def _listed(question: Question, target: Target) -> Sequence[Task]:
    """上面第二个, 最后一个: by its place among those last shown; 前三项 with nothing shown: by its
    place in the paper, where that counts its tasks through."""
    ordinal, shown = target.ordinal or 1, question.turn.context.subject.tasks
    if target.words and len(shown) < _SEVERAL:
        every = await every_task(question) if len(question.document_ids) == 1 else ()
        shown = tuple(one.id for one in every if "/" not in one.ref)
        shown = shown if len(shown) == len(every) else ()
    place = ordinal - 1 if ordinal > 0 else len(shown) + ordinal
    wanted = shown[place : place + 1] if 0 <= place < len(shown) else ()
    return await question.turn.ledger.tasks_by_id(wanted)


_SEVERAL = 2


async def _led(question: Question, unit: str) -> Sequence[Task]:
    """我们牵头的那个: among those in talk, else all that the speaker's unit (or `unit`) leads."""
    turn = question.turn
    person = turn.speaker.person
    bureaus = turn.lexicon.units.ids(unit) if unit else set(person.bureaus if person else ())
    query = TaskQuery(question.document_ids, tuple(bureaus), limit=MANY)
    every = (await turn.ledger.tasks(query)).tasks if bureaus else ()
    led = [one for one in every if (files := filer(one)) and files.bureau_id in bureaus]
    talk = set(turn.context.subject.tasks)
    return [one for one in led if one.id in talk] or led


def _called(led: Sequence[Task], words: str) -> Sequence[Task]:
    """我们牵头的那个家医签约: those whose titles have the characters said, in their order."""
    said = _VAGUE.sub("", plain(words)) or plain(words)
    return [one for one in led if is_short_for(said, plain(one.title))]


_VAGUE = re.compile(r"(?:建设|改革|推进|提升|完善|发展|情况|方面|项目|工作|任务|这?[块项个])+$")


async def _worded(question: Question, words: str, *, figure: bool) -> Found:
    """By words of a title: sure where one title holds them all; else those that may be meant.

    A `figure` that no indicator has the name of may belong to the task in talk.
    """
    said = plain(words)
    if len(question.document_ids) <= SHELF_DOCUMENTS:
        tasks = await every_task(question)
        if titled := [one for one in tasks if said in plain(one.title)]:
            return titled, True, words
    found = await find(question, (words,))
    ids = [hit.id for hit in found.meant() if hit.kind == "task"] if found.likely else []
    tasks = await question.turn.ledger.tasks_by_id(ids)
    if held := [one for one in tasks if _holds(one.title, said)]:
        return held, True, words
    talk = await _in_talk(question) if figure else ()
    if len(talk) == 1 and talk[0].id not in ids:
        tasks = (*talk, *tasks)
    return tasks, False, words


def _holds(title: str, said: str) -> bool:
    """Whether a title has every character that was said, in whatever order."""
    telling = _VAGUE.sub("", said)
    return len(telling) > 1 and set(telling) <= set(plain(title))


def _in_talk_or_own(question: Question, tasks: Sequence[Task]) -> Sequence[Task]:
    """Of several the one that is being talked about, else those the speaker reports on."""
    if len(tasks) < 2:
        return tasks
    talk = question.turn.context.subject.tasks
    if len(talk) == 1 and (said := [one for one in tasks if one.id in talk]):
        return said
    speaker = question.turn.speaker
    return [one for one in tasks if voice(speaker, one)] or tasks


async def measures_of(question: Question, tasks: Sequence[Task], number: int) -> Aims:
    """一是 of the task: by its label, else by its place."""
    found: list[Aim] = []
    for task in tasks:
        every = await question.turn.ledger.measures(task.id)
        if 0 < number <= len(every):
            one = every[number - 1]
            label = f"{one.label or ''}{one.title}"[:_LABEL]
            found.append(Aim("measure", one.id, task.document_id, task.id, task.ref, label))
    return Aims(tuple(found), said=f"第{number}条措施")


async def _indicators(question: Question, name: str) -> list[Aim]:
    every = await question.turn.ledger.indicators(question.document_ids)
    return [indicated(one) for one in matching(every, (name,)) if plain(name) in plain(one.name)]


def indicated(one: Indicator) -> Aim:
    """An indicator as what a claim is about."""
    return Aim("indicator", one.id, one.document_id, None, "", one.name)


def _preferred(question: Question, found: Sequence[Aim], said: str) -> Aims:
    """Of several papers the one of the tasks in talk."""
    talk = {one.document for one in _of_talk(question, found)}
    near = [one for one in found if one.document in talk]
    exact = [one for one in found if plain(one.label) == plain(said)]
    return Aims(tuple(near if len(near) == 1 else exact or found), said=said)


def _of_talk(question: Question, found: Sequence[Aim]) -> list[Aim]:
    documents = question.turn.context.documents
    return [one for one in found if one.document in documents]


async def _duties(question: Question, words: str) -> Aims:
    """A duty by its words: the speaker's own unit's first."""
    every = await question.turn.ledger.duties(question.document_ids)
    speaker = question.turn.speaker
    own = [one for one in every if speaker.person and one.bureau_id in speaker.person.bureaus]
    said = plain(words)
    held = [one for one in own or every if said in plain(one.text + one.bureau)]
    alone = own if len(own) == 1 else held
    usable = [one for one in alone if voice_of_units(speaker, [one.bureau_id])] or alone
    return Aims(tuple(map(_dutiful, usable)), said=words)


async def _duty(question: Question, key: int) -> Aims:
    every = await question.turn.ledger.duties(question.document_ids)
    return Aims(tuple(_dutiful(one) for one in every if one.id == key))


def _dutiful(one: Duty) -> Aim:
    label = f"{one.bureau}：{one.text}"
    short = label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
    return Aim("duty", one.id, one.document_id, None, "", short)
