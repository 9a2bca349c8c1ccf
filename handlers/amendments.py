"""What an amendment changes: 第3项牵头改成谁, 原来的时限, 新增了哪些成员单位."""

import re
from collections.abc import Sequence
from datetime import date

from db.records import Changed, TaskQuery
from handlers.answers import answered, listing, nothing
from handlers.question import Question
from handlers.reply import Item, Reply, bold, say, words
from handlers.turn import Answer
from handlers.wording import MANY, said_count, said_date, said_title
from knowledge.questions.items import matches
from knowledge.ranking import Candidate, rank
from knowledge.text import fold

_FIELDS = {
    "lead": "牵头单位",
    "cooperating": "配合单位",
    "responsible": "责任单位",
    "deadline": "完成时限",
    "target": "目标",
    "members": "成员单位",
    "title": "名称",
    "text": "内容",
    "task": "条目",
}
_ASKED = (
    ("deadline", ("时限", "期限", "时间", "什么时候", "哪天", "延")),
    ("lead", ("牵头",)),
    ("cooperating", ("配合",)),
    ("responsible", ("责任",)),
    ("members", ("成员",)),
    ("target", ("指标", "目标")),
)
_ENOUGH = 0.3
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


async def amended(question: Question) -> Answer | None:
    """What the amendments in question change, where the question is about that; else None."""
    changes = await question.turn.ledger.changes(question.document_ids)
    if not changes and question.meaning.asks_any("changes") and question.meaning.bare:
        return await _corrected(question)
    if not changes or not _is_about_changes(question):
        return None
    chosen = _chosen(question, changes)
    if not chosen:
        return nothing(question, "changes", say("这次调整里没有涉及它。"))
    blocks = [_source(question, chosen[0]), *(_item(one) for one in chosen)]
    indicators = tuple(one.ref for one in chosen if one.field == "target")
    return answered(question, Reply("changes", tuple(blocks), indicators=indicators), ())


async def _corrected(question: Question) -> Answer:
    """The tasks where a correction lies over the printed value."""
    every = await question.turn.ledger.tasks(TaskQuery(question.document_ids, limit=MANY))
    tasks = [task for task in every.tasks if task.corrected]
    if not tasks:
        return nothing(question, "changes", say("这里没有更正过的任务，也没有修改它的文件。"))
    intro = say("更正过的共", bold(said_count(len(tasks))), "：")
    return listing(question, "changes", tasks, intro)


def _is_about_changes(question: Question) -> bool:
    """An amendment alone in talk can only be asked about what it changes (or its members)."""
    meaning = question.meaning
    if meaning.asks_any("facts", "duty"):
        return False
    asked = not meaning.asks_any("members") or bool(meaning.units) or _changing(meaning.text)
    return question.scope.chosen and len(question.scope.documents) == 1 and asked


def _changing(text: str) -> bool:
    return any(word in text for word in ("新增", "增加", "不再", "退出", "减少", "移出", "调整了"))


def _chosen(question: Question, changes: Sequence[Changed]) -> list[Changed]:
    meaning = question.meaning
    if meaning.items:
        changes = [one for one in changes if any(matches(i, one.ref) for i in meaning.items)]
    elif meaning.topic or meaning.units:
        changes = _by_words(question, changes)
    fields = {field for field, said in _ASKED if any(word in meaning.text for word in said)}
    return [one for one in changes if one.field in fields] or list(changes)


def _by_words(question: Question, changes: Sequence[Changed]) -> Sequence[Changed]:
    said = [*question.meaning.topic, *(unit.text for unit in question.meaning.units)]
    ranked = rank(said, [Candidate(one, one.title or one.ref, _text(one)) for one in changes])
    close = [one.key for one in ranked if one.cover >= max(_ENOUGH, 0.8 * ranked[0].cover)]
    return close or changes


def _text(change: Changed) -> str:
    return fold("、".join(part for part in (change.ref, change.old, change.new) if part))


def _source(question: Question, change: Changed) -> Item:
    document = question.document(change.document_id)
    number = f"（{document.amends_number}）" if document.amends_number else ""
    about = f"《{document.amends_title}》{number}" if document.amends_title else "原文件"
    return Item(words(bold(said_title(document))), (("修改的文件", words(about)),))


def _item(change: Changed) -> Item:
    name = f"第{change.ref}项" if change.ref.isdecimal() else change.ref
    head = words(bold(f"{name}{f' {change.title}' if change.title else ''}"))
    return Item(head, ((_FIELDS.get(change.field, change.field), words(_said(change))),))


def _said(change: Changed) -> str:
    if change.old is None:
        return f"新增：{change.new}"
    if change.new is None:
        return f"不再列入（移出）：{change.old}"
    return f"由“{_value(change.old)}”调整为“{_value(change.new)}”"


def _value(text: str) -> str:
    """A date in words, anything else as printed."""
    return said_date(date.fromisoformat(text)) if _ISO.fullmatch(text) else text
