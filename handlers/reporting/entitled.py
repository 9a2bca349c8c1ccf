"""Looks up what the rights of a report hang on, and says why somebody may not."""

import re
from dataclasses import dataclass

from db.records import Person, Task, TaskQuery
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reporting.drafted import Aim
from handlers.reporting.voices import Voice, voice, voice_of_units
from handlers.turn import Speaker
from handlers.wording import MANY
from knowledge.shelf import plain

_UNITS = 6
"""So many units are named to whom something belongs."""


@dataclass(frozen=True, slots=True)
class Held:
    """A target with what its rights hang on: its task, else the units that answer for it."""

    aim: Aim
    task: Task | None
    bureaus: tuple[int, ...] = ()
    names: tuple[str, ...] = ()

    def voice(self, speaker: Speaker) -> Voice | None:
        """For whom the speaker may report on it."""
        if self.task:
            return voice(speaker, self.task)
        return voice_of_units(speaker, self.bureaus)

    @property
    def units(self) -> tuple[str, ...]:
        """Printed names of who answers for it."""
        if self.task is None:
            return self.names
        return tuple(dict.fromkeys(one.name for one in self.task.assignments))


async def held(question: Question, aim: Aim) -> Held:
    """The target as it is in the ledger at this moment."""
    ledger = question.turn.ledger
    if aim.task is not None:
        found = await ledger.tasks_by_id((aim.task,))
        return Held(aim, found[0] if found else None)
    if aim.kind == "indicator":
        return await _indicator(question, aim)
    duties = await ledger.duties((aim.document,))
    found_duty = next((one for one in duties if one.id == aim.id), None)
    bureaus = (found_duty.bureau_id,) if found_duty else ()
    return Held(aim, None, bureaus, (found_duty.bureau,) if found_duty else ())


async def _indicator(question: Question, aim: Aim) -> Held:
    """Of the units that lead it; where the paper names none, of those whose tasks name it, or what
    it counts (家庭医生签约率: 推进家庭医生签约), else of the unit that issued the paper."""
    every = await question.turn.ledger.indicators((aim.document,))
    one = next((each for each in every if each.id == aim.id), None)
    if one is None or not one.lead:
        units = await _named_in_tasks(question, aim, one.name if one else aim.label)
        units = units or _issuer(question, aim)
        return Held(aim, None, tuple(units), tuple(units.values()))
    place = question.document(aim.document).jurisdiction
    known = [each for each in question.turn.names.bureaus if each.name in one.lead]
    here = [each for each in known if each.jurisdiction == place] or known
    return Held(aim, None, tuple(each.id for each in here), one.lead)


_MEASURED = re.compile(
    r"(?:覆盖|达标|合格|完成|增长)?[率数]$|(?:覆盖面|比例|比重|占比|水平|总量|数量|人次|人数)$"
)
_TELLING = 4
"""Characters of what an indicator counts that say which tasks are meant."""


async def _named_in_tasks(question: Question, aim: Aim, name: str) -> dict[int, str]:
    query = TaskQuery((aim.document,), limit=MANY)
    tasks = (await question.turn.ledger.tasks(query)).tasks
    said, counted = plain(name), _MEASURED.sub("", plain(name))
    named = [one for one in tasks if _names(one, said)]
    if not named and len(counted) >= _TELLING:
        named = [one for one in tasks if counted in plain(one.title)]
    return {
        each.bureau_id: each.name
        for task in named
        for each in task.assignments
        if each.role != "cooperating"
    }


def _issuer(question: Question, aim: Aim) -> dict[int, str]:
    """The unit that issued the paper, where it is one of the ledger's, and not a government."""
    document = question.document(aim.document)
    ids = question.turn.lexicon.units.ids(document.issuer or "")
    known = [one for one in question.turn.names.bureaus if one.id in ids]
    here = [one for one in known if one.jurisdiction == document.jurisdiction] or known
    return {one.id: one.name for one in here[:1]}


def _names(task: Task, name: str) -> bool:
    steps = (one.title for one in task.measures)
    figures = (one.name or "" for one in task.quantities)
    said = (task.title, task.text, *task.points, *steps, *figures)
    return any(name in plain(each) for each in said)


async def why_not(question: Question, one: Held) -> str:
    """Why the speaker may not report on it, and whom to ask."""
    person = question.turn.speaker.person
    whom = "、".join(each.name for each in (await _asked(question))[:3])
    ask = f"请找督办人员（{whom}）。" if whom else "请找督办人员。"
    if person and person.role == "manager":
        return f"领导看进展、作批示（评论），进展由承办单位报。{ask}"
    if not one.units:
        told = "由督办人员报，有数请告诉他们"
        missing = told if one.aim.kind == "indicator" else "先要由督办人员指派"
        return f"文件没有写明承办单位，{missing}。{ask}"
    units = "、".join(one.units[:_UNITS])
    if len(one.units) > _UNITS:
        units += f"等{len(one.units)}个单位"
    own = "、".join(each.bureau for each in person.memberships) if person else ""
    where = f"您在{own}" if own else "名册里没有写您的单位"
    return f"由{units}承办，{where}，不能替他们报。{ask}"


async def _asked(question: Question) -> tuple[Person, ...]:
    return await coordinators(question.turn.ledger.people)
