"""指派: a coordinator gives a task to a unit or a person; shown first, made once confirmed."""

import json
import re
from dataclasses import asdict, dataclass, replace
from functools import partial

from db.correcting import Order
from db.errors import LedgerError
from db.records import Person, Task
from db.stepping import Wish
from handlers import actions
from handlers.answers import answered, nothing, refs
from handlers.orders import Handler
from handlers.question import Question
from handlers.reply import Block, Button, Item, Reply, bold, faint, say, words
from handlers.reporting.aiming import aim_of
from handlers.reporting.hearing import about, buttons, hearers, notices
from handlers.reporting.meant import meant
from handlers.reporting.reading import reported_in
from handlers.reporting.words import said_aim
from handlers.shown import stale
from handlers.turn import Answer
from handlers.waiting import Waiting, deed_key, put, waiting
from handlers.wording import said_deadline, said_ref, said_title
from knowledge.names import fold as folded_name
from knowledge.papers.model import Role
from knowledge.questions.newtask import units_in
from knowledge.reports.steps import StepAsked, step_in

KIND = "assign"
_COOPERATING = re.compile(
    r"[,，;；、]?\s*(?:由|请)?(?:配合|协办)(?:单位)?(?:是|为|:|：)?(?P<units>.+)$"
)
_BEHIND = re.compile(r"(?:来?(?:牵头|负责|承办|办理|主办|落实|办|做))+$")


@dataclass(frozen=True, slots=True)
class _Assigned:
    """Whom a task is given to. `key` makes it happen once however often pressed."""

    key: str
    task: int
    lead: tuple[str, ...]
    cooperating: tuple[str, ...] = ()
    person: int | None = None


def assigning(question: Question, text: str) -> Handler | None:
    """A message that gives a task to somebody."""
    asked = question.turn.lexicon.heard.once(step_in, text)
    return partial(_shown, asked=asked) if asked and asked.kind == "assigned" else None


async def _shown(question: Question, asked: StepAsked) -> Answer:
    """The card: whom the task is given to, and whose it is now."""
    question = reported_in(question)
    tasks = await meant(question, asked.items, "step")
    if isinstance(tasks, Answer):
        return tasks
    task, whom = tasks[0], asked.rest.strip().lstrip("给由到 ")
    behind = _COOPERATING.search(whom)
    others = units_in(behind["units"]) if behind else ()
    lead = _BEHIND.sub("", whom[: behind.start()] if behind else whom).strip(" ,，")
    person = await _person(question, lead)
    if isinstance(person, Answer):
        return person
    units = _units(person, task) if person else units_in(lead)
    if not units:
        line = say("要指派给谁？如：指派第3项给区疾控中心；指派第3项给张三。")
        return nothing(question, "step", line)
    names = tuple(map(partial(_known, question), units))
    with_ = tuple(map(partial(_known, question), others))
    key = deed_key(question.turn)
    given = _Assigned(key, task.id, names, with_, person.id if person else None)
    return _card(question, task, given, person)


async def _person(question: Question, name: str) -> Person | Answer | None:
    """The one person of that name; several have to be told apart."""
    found = await question.turn.ledger.people.named(name)
    if len(found) > 1:
        units = "、".join(one.memberships[0].bureau for one in found if one.memberships)
        return nothing(
            question, "step", say(f"名册里有{len(found)}位{name}（{units}），请写单位。")
        )
    return found[0] if found else None


def _units(person: Person, task: Task) -> tuple[str, ...]:
    """The person's own unit; the task's lead stays where the person is of it."""
    lead = [one for one in task.assignments if one.role == "lead"]
    if any(one.bureau_id in person.bureaus for one in lead):
        return tuple(one.name for one in lead)
    return tuple(one.bureau for one in person.memberships if one.kind == "member")[:1]


def _known(question: Question, typed: str) -> str:
    """The unit's printed name, where the ledger knows just one that it can be."""
    turn = question.turn
    places = {document.jurisdiction for document in question.scope.documents}
    ids = turn.lexicon.units.ids(folded_name(typed))
    known = {one.name for one in turn.names.bureaus if one.id in ids and one.jurisdiction in places}
    return known.pop() if len(known) == 1 else typed


def _card(question: Question, task: Task, given: _Assigned, person: Person | None) -> Answer:
    before = "、".join(task.units("lead")) or "（未写明）"
    rows = [("牵头", words(f"{before} → ", bold("、".join(given.lead))))]
    if given.cooperating:
        others = "、".join(task.units("cooperating")) or "（未写明）"
        rows.append(("配合", words(f"{others} → ", bold("、".join(given.cooperating)))))
    if person:
        rows.append(("承办人", words(bold(person.name))))
    known = {one.name for one in question.turn.names.bureaus}
    strange = [name for name in (*given.lead, *given.cooperating) if name not in known]
    notes: list[Block] = [
        say(faint(f"“{name}”在台账里还没有出现过，请核对名称。")) for name in strange
    ]
    label = f"指派{said_ref(task.ref)}给{'、'.join(given.lead)}"
    one = waiting(question.turn, KIND, json.dumps(asdict(given), ensure_ascii=False), label)
    blocks = (
        say("请核对后确认："),
        Item(words(bold(said_aim(aim_of(task)))), tuple(rows)),
        say(faint(said_title(question.document(task.document_id)))),
        *notes,
        say(faint("回复“确认”指派，“取消”作罢。")),
    )
    pair = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    answer = answered(question, Reply("step", blocks, refs((task,)), buttons=pair), (task,))
    return put(question.turn, answer, one)


async def assign(question: Question, one: Waiting) -> Answer:
    """Make the confirmed assignment, and let them know."""
    given, turn = _load(one.body), question.turn
    found = await turn.ledger.tasks_by_id((given.task,)) if given else ()
    if given is None or not found:
        return await stale(question)
    try:
        step_id = await _made(question, given, found[0])
    except LedgerError as error:
        return answered(question, Reply("step", (say(f"没有指派成：{error}"),)), ())
    (task,) = await turn.ledger.tasks_by_id((given.task,))
    return await _told(question, task, given, step_id)


async def _made(question: Question, given: _Assigned, task: Task) -> int:
    """The units as they shall be, and the step; its id."""
    turn = question.turn
    by, now = turn.speaker.signature, turn.now
    roles: tuple[tuple[Role, tuple[str, ...]], ...] = (
        ("lead", given.lead),
        ("cooperating", given.cooperating),
    )
    for role, names in roles:
        if names and names != task.units(role):
            key = f"{given.key}/{role}"
            await turn.ledger.set_units(task.id, role, names, by=by, now=now, key=key)
    wish = Wish(
        "task",
        task.id,
        task.document_id,
        "assigned",
        person_id=turn.speaker.id,
        to_person_id=given.person,
        reason="、".join(given.lead),
    )
    order = Order(by, now, f"{given.key}/assigned")
    return (await turn.ledger.progress.step(wish, order)).step_id


async def _told(question: Question, task: Task, given: _Assigned, step_id: int) -> Answer:
    people = await hearers(question, "applicant" if given.person else "units", task, given.person)
    line = say(f"时限：{said_deadline(task.deadline)}。请签收。")
    notice = replace(
        about(question, task, "交办", line), buttons=buttons(task, ("签收", "received"))
    )
    who = f"已指派给{'、'.join(given.lead)}"
    told = (
        say(f"已通知{len(people)}人签收。") if people else say("名册里还没有他们的人，没有通知。")
    )
    reply = Reply("step", (say(bold(said_aim(aim_of(task))), f" {who}。"), told), refs((task,)))
    answer = answered(question, reply, (task,))
    return replace(
        answer,
        lasting=True,
        notices=notices(f"assigned/{step_id}", "assigned", people, notice, task),
    )


def _load(body: str) -> _Assigned | None:
    try:
        raw = json.loads(body)
        lists = {key: tuple(raw[key]) for key in ("lead", "cooperating")}
        return _Assigned(**raw | lists)
    except (KeyError, TypeError, ValueError):
        return None
