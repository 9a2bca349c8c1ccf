"""Corrections in words: understood, shown beside what stands, made only when confirmed."""

import re
from dataclasses import dataclass, replace
from datetime import date

from db.records import Document, Task, TaskQuery
from handlers import actions, drafts
from handlers.answers import answered, asking_back, nothing, refs
from handlers.by_number import fitting
from handlers.drafts import Draft
from handlers.forms import NEW_TASK
from handlers.orders import Handler, told_by
from handlers.question import Question
from handlers.reply import Block, Button, Item, Paragraph, Reply, bold, faint, say, words
from handlers.turn import Answer
from handlers.waiting import deed_key, put, waiting
from handlers.wording import MANY, ROLE_NAMES, said_deadline, said_ref, said_title
from knowledge.dates import Anchor, find_dates
from knowledge.names import fold as folded_name
from knowledge.papers.model import Deadline, Role
from knowledge.questions.meaning import ItemAsked
from knowledge.questions.newtask import task_in, units_in
from knowledge.questions.wishes import THIS, Wish, wish_in
from knowledge.recurrences import find_recurrences
from knowledge.text import fold

_TITLE = 40
"""Characters that a paper's title and what stands around it take at most."""
_TOLD = frozenset("？?了")
_OPEN = ("长期", "持续", "常态")
_FROM_TODAY = ("明年", "今年", "后年", "本月", "下月", "下个月", "下周")
_IMPOSSIBLE = re.compile(r"2月30|2月31|(?:[469]|11)月31|提前|推迟|延长")


@dataclass(frozen=True, slots=True)
class _Change:
    """A draft with the words that show it: field, what stands, what shall stand."""

    draft: Draft
    rows: tuple[tuple[str, str, str], ...]
    notes: tuple[Paragraph, ...] = ()


async def correct(question: Question, wish: Wish) -> Answer:
    """A card that shows what would change, with 确认 and 取消."""
    if wish.kind in {"unclear", "add"}:
        add = wish.kind == "add"
        return _shown(question, None, _added(question, wish)) if add else _how(question)
    tasks = await _meant(question, wish.item)
    if isinstance(tasks, Answer):
        return tasks
    if wish.kind == "merge":
        targets = await _meant(question, wish.target)
        if isinstance(targets, Answer):
            return targets
        return _merging(question, tasks, targets)
    change = _change(question, wish, tasks)
    return _shown(question, tasks, _noted(change, wish)) if change else _how(question)


def wished(question: Question, text: str) -> Wish | None:
    """The change that the message orders; the paper may stand before the number, as in
    2023年上海市中医药工作要点第9项牵头改为市卫健委."""
    wish, meaning = wish_in(text), question.meaning
    if wish or not (meaning.documents and meaning.items):
        return wish
    begins = fold(text).find(meaning.items[0].text)
    return wish_in(text[begins:]) if 0 < begins <= _TITLE and _TOLD.isdisjoint(text) else None


def _blank_asked(text: str) -> bool:
    return text.strip().rstrip("：:。") in {"新增任务", "添加任务", "新建任务"}


@told_by(_blank_asked)
def asking_for_task(_question: Question, text: str) -> Handler | None:
    """新增任务, and nothing said of it yet."""
    return _blank if _blank_asked(text) else None


async def _blank(question: Question) -> Answer:
    """Asks for the new task: by a form where there is one, else by words."""
    line = say("请说任务和单位，如：新增任务：摸排中医诊所，牵头市卫生健康委，9月底前。")
    return answered(question, Reply("correction", (line,), clarify=True, form=NEW_TASK), ())


def _noted(change: _Change, wish: Wish) -> _Change:
    """With a word on the second change that the message wanted."""
    if not wish.more:
        return change
    note = say(faint("一次只改一处；后半句请确认之后再说一遍。"))
    return replace(change, notes=(*change.notes, note))


def _how(question: Question) -> Answer:
    """Says how a change is said, rather than taking the message for a question."""
    lines = (
        say("看起来要改台账，但没有完全看懂，没有改动。可以这样说："),
        say("改第7项牵头为某局；第7项配合单位增加某局；第9项截止改到9月30日；"),
        say(
            "第4项标题改为……；第3项并入第2项；第4项拆成：甲；乙；新增任务：……，牵头某局，9月底前。"
        ),
    )
    return answered(question, Reply("correction", lines, clarify=True), ())


async def _meant(question: Question, item: ItemAsked | None) -> Task | Answer:
    """The one task that the number means, else an answer that says so or asks back."""
    if item is THIS:
        return await _in_talk(question)
    query = TaskQuery(question.document_ids, limit=MANY)
    every = (await question.turn.ledger.tasks(query)).tasks
    found = fitting(item, every) if item else []
    if len(found) == 1:
        return found[0]
    said = item.text.strip() if item else ""
    if not found:
        return nothing(question, "correction", say(f"没有找到“{said}”，没有改动。"))
    papers = {task.document_id: question.document(task.document_id) for task in found}
    if len(papers) == 1:
        return nothing(question, "correction", say(f"“{said}”对得上好几项，请写全编号。"))
    choices = [Button(one.title[:24], actions.choose_paper(one.id)) for one in papers.values()]
    return asking_back(
        question, "correction", say(f"“{said}”几份文件里都有，先选文件再改："), choices
    )


async def _in_talk(question: Question) -> Task | Answer:
    shown = question.turn.context.subject.tasks
    tasks = await question.turn.ledger.tasks_by_id(shown) if len(shown) == 1 else ()
    return tasks[0] if tasks else _how(question)


def _change(question: Question, wish: Wish, task: Task) -> _Change | None:
    """The draft of that wish; None where a date, unit or part is not understood."""
    key = deed_key(question.turn)
    if wish.kind == "units":
        role = wish.role or _role_of(question, wish.value, task)
        return _units(question, wish, task, role) if role else None
    if wish.kind == "deadline":
        deadline = _deadline(question, wish.value, task)
        if deadline is None:
            return None
        before = said_deadline(task.deadline)
        draft = Draft("deadline", key, task.id, deadline=deadline, before=before)
        return _Change(draft, (("时限", before, said_deadline(deadline)),))
    if wish.kind == "title":
        draft = Draft("title", key, task.id, title=wish.value, before=task.title)
        return _Change(draft, (("标题", task.title, wish.value),))
    parts = tuple(
        part.strip() for part in wish.value.replace(";", "；").split("；") if part.strip()
    )
    if len(parts) < 2:
        return None
    rows = tuple(
        (f"第{n}部分", task.title if n == 1 else "同上", part) for n, part in enumerate(parts, 1)
    )
    return _Change(Draft("split", key, task.id, parts=parts, before=task.title), rows)


def _role_of(question: Question, value: str, task: Task) -> Role | None:
    """The role in which the task has the unit that shall go."""
    names, _ = _named(question, value)
    return next((one.role for one in task.assignments if one.name in names), None)


def _units(question: Question, wish: Wish, task: Task, role: Role) -> _Change:
    names, notes = _named(question, wish.value)
    standing = task.units(role)
    wanted = {
        "set": names,
        "add": (*standing, *(name for name in names if name not in standing)),
        "remove": tuple(name for name in standing if name not in names),
    }[wish.mode]
    before = "、".join(standing)
    rows = [(ROLE_NAMES[role], before, "、".join(wanted) or "（空）")]
    still = _still_cooperating(task, role, wanted)
    if still is not None:
        rows.append(("配合", "、".join(task.units("cooperating")), "、".join(still) or "（空）"))
    draft = Draft("units", deed_key(question.turn), task.id, role=role, units=wanted, before=before)
    return _Change(replace(draft, still_cooperating=still), tuple(rows), notes)


def _still_cooperating(task: Task, role: Role, wanted: tuple[str, ...]) -> tuple[str, ...] | None:
    """Who leads does not cooperate as well."""
    cooperating = task.units("cooperating")
    still = tuple(name for name in cooperating if name not in wanted)
    return still if role == "lead" and still != cooperating else None


def _named(question: Question, value: str) -> tuple[tuple[str, ...], tuple[Paragraph, ...]]:
    """Printed names of the units typed; one that the ledger lacks is kept as typed, and said."""
    places = {document.jurisdiction for document in question.scope.documents}
    names: list[str] = []
    notes: list[Paragraph] = []
    for typed in units_in(value):
        ids = question.turn.lexicon.units.ids(folded_name(typed))
        known = [b for b in question.turn.names.bureaus if b.id in ids and b.jurisdiction in places]
        names.append(known[0].name if len({b.name for b in known}) == 1 else typed)
        if not known:
            notes.append(say(faint(f"“{typed}”在这份文件里还没有出现过，请核对名称。")))
    return tuple(dict.fromkeys(names)), tuple(notes)


def _deadline(question: Question, value: str, task: Task) -> Deadline | None:
    """The date typed, completed by the paper's year; None where it is none (2月30日)."""
    document = question.document(task.document_id)
    today = question.turn.now.date()
    relative = any(word in value for word in _FROM_TODAY)
    year = today.year if relative else _year(document, today)
    if any(word in value for word in _OPEN):
        return Deadline("open", text=value)
    if repeated := find_recurrences(value):
        every = repeated[0].every
        if every != "weekly":
            return Deadline("recurring", None, value, (), every, repeated[0].day)
    found = find_dates(value, Anchor(year=year, today=today))
    return (
        Deadline("explicit", found[-1].last, value)
        if found and not _IMPOSSIBLE.search(value)
        else None
    )


def _year(document: Document, today: date) -> int:
    period = document.period
    if period and not period.start.year <= today.year <= period.end.year:
        return period.end.year
    return today.year


def _added(question: Question, wish: Wish) -> _Change:
    from_words = task_in(wish.value)
    lead, notes = _named(question, "、".join(from_words.lead))
    others, more = _named(question, "、".join(from_words.cooperating))
    documents = question.scope.documents
    document = documents[0] if question.scope.chosen and len(documents) == 1 else None
    today = question.turn.now.date()
    year = _year(document, today) if document else today.year
    found = find_dates(from_words.due, Anchor(year=year, today=today))
    deadline = Deadline("explicit", found[-1].last, from_words.due) if found else Deadline("open")
    draft = Draft(
        "add",
        deed_key(question.turn),
        document=document.id if document else None,
        title=from_words.title,
        lead=lead,
        cooperating=others,
        deadline=deadline,
    )
    rows = (
        ("新增任务", "", from_words.title),
        (
            "归入",
            "",
            said_title(document) if document else "不属于任何文件（会议议定、领导批示等）",
        ),
        ("牵头", "", "、".join(lead) or "未写明"),
        ("配合", "", "、".join(others) or "无"),
        ("时限", "", said_deadline(deadline)),
    )
    return _Change(draft, rows, (*notes, *more))


def _merging(question: Question, task: Task, target: Task) -> Answer:
    if task.id == target.id or task.document_id != target.document_id:
        return nothing(
            question, "correction", say("只能把同一份文件里的一项并入另一项，没有改动。")
        )
    draft = Draft("merge", deed_key(question.turn), task.id, target.id, before=task.title)
    row = ("并入", f"{said_ref(task.ref)} {task.title}", f"{said_ref(target.ref)} {target.title}")
    return _shown(question, task, _Change(draft, (row,)))


def _shown(question: Question, task: Task | None, change: _Change) -> Answer:
    head = (f"{said_ref(task.ref)} ", bold(task.title)) if task else (bold("新增一项"),)
    fields = tuple(
        (name, words(f"{before or '（空）'} → ", bold(after)) if task else words(after))
        for name, before, after in change.rows
    )
    source = (say(faint(said_title(question.document(task.document_id)))),) if task else ()
    blocks: tuple[Block, ...] = (
        say("请核对后确认："),
        Item(words(*head), fields),
        *source,
        *change.notes,
        say(faint("回复“确认”生效，“取消”作罢；要改就重新说一遍。")),
    )
    name, _before, after = change.rows[0]
    label = f"{said_ref(task.ref)}{name}：{after}" if task else f"{name}：{after}"
    one = waiting(question.turn, "correction", drafts.dump(change.draft), label)
    buttons = (Button("确认", actions.confirm(one.key)), Button("取消", actions.cancel(one.key)))
    tasks = (task,) if task else ()
    reply = Reply(
        "correction", blocks, tasks=refs(tasks), bureaus=change.draft.units, buttons=buttons
    )
    given = answered(question, reply, tasks)
    return put(question.turn, given, one)
