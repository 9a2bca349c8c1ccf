"""Looks up what the rights of a report hang on, and says why somebody may not."""

from dataclasses import dataclass

from db.records import Person, Task
from handlers.overseers import coordinators
from handlers.question import Question
from handlers.reporting.drafted import Aim
from handlers.reporting.voices import Voice, voice, voice_of_units
from handlers.turn import Speaker


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

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """Ids of who answers for it."""
        if self.task is None:
            return self.bureaus
        return tuple(dict.fromkeys(one.bureau_id for one in self.task.assignments))


async def held(question: Question, aim: Aim) -> Held:
    """The target as it is in the ledger at this moment."""
    ledger = question.turn.ledger
    if aim.task is not None:
        found = await ledger.tasks_by_id((aim.task,))
        return Held(aim, found[0] if found else None)
    if aim.kind == "indicator":
        every = await ledger.indicators((aim.document,))
        lead = next((one.lead for one in every if one.id == aim.id), ())
        place = question.document(aim.document).jurisdiction
        known = [one for one in question.turn.names.bureaus if one.name in lead]
        here = [one for one in known if one.jurisdiction == place] or known
        return Held(aim, None, tuple(one.id for one in here), lead)
    duties = await ledger.duties((aim.document,))
    found_duty = next((one for one in duties if one.id == aim.id), None)
    bureaus = (found_duty.bureau_id,) if found_duty else ()
    return Held(aim, None, bureaus, (found_duty.bureau,) if found_duty else ())


async def why_not(question: Question, one: Held) -> str:
    """Why the speaker may not report on it, and whom to ask."""
    person = question.turn.speaker.person
    whom = "、".join(each.name for each in (await _asked(question))[:3])
    ask = f"请找督办人员（{whom}）。" if whom else "请找督办人员。"
    if person and person.role == "manager":
        return f"领导看进展、作批示（评论），进展由承办单位报。{ask}"
    if not one.units:
        return f"文件没有写明承办单位，先要由督办人员指派。{ask}"
    own = "、".join(each.bureau for each in person.memberships) if person else ""
    where = f"您在{own}" if own else "名册里没有写您的单位"
    return f"由{'、'.join(one.units)}承办，{where}，不能替他们报。{ask}"


async def _asked(question: Question) -> tuple[Person, ...]:
    return await coordinators(question.turn.ledger.people)
