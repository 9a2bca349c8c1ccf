"""What an import would change in the ledger, for a person to agree to."""

from collections.abc import Iterable
from itertools import chain

from bot.preview.understood import field_name
from db.plan import Amended, Conflict, ImportPlan, ImportResult, TaskMatch
from handlers.reply import Block, Item, bold, say, words
from handlers.wording import said_ref

_KINDS = {
    "new": "台账里还没有这份文件，将新增 {slug}。",
    "same": "没有变化：{slug} 与台账里的完全相同。",
    "reissue": "台账里已有这份文件（{slug}），将按下面的差别更新。",
    "merge": "这是台账里 {slug} 的原文，全文将并入，任务一一对应。",
    "amendment": "这份文件修改已有的文件，将新增 {slug} 并更新原文件的任务。",
}


def difference(plan: ImportPlan) -> tuple[Block, ...]:
    """The kind of import, and where a document exists what becomes of its tasks."""
    head = (say(bold(_KINDS[plan.kind].format(slug=plan.slug))),)
    notes = tuple(say(note) for note in plan.notes)
    if plan.kind in {"new", "same"}:
        return (*head, *notes)
    worded = [match for match in plan.matches if match.changed == ("text",)]
    changed = [match for match in plan.matches if match.changed and match not in worded]
    unsure = [match for match in plan.matches if not match.sure]
    fresh = [match for match in plan.matches if match.task_id is None and match.sure]
    lists = (
        _list("改动", map(_changed, changed)),
        (say(f"只有内容文字不同的 {len(worded)} 项"),) if worded else (),
        _list("新增", (f"{said_ref(match.ref)} {match.title}" for match in fresh)),
        _list("拿不准，可能是原有的任务", map(_unsure, unsure)),
        _list("对原文件的修改", map(_amended, plan.amended)),
        _list("不再出现", (_leaving(each.ref, each.title, each.kept) for each in plan.leaving)),
        _list("人工更正与新印的不同，仍以更正为准", map(_conflict, plan.conflicts)),
    )
    return (*head, *notes, *chain.from_iterable(lists))


def done(result: ImportResult) -> str:
    """What the import did, in one line."""
    numbers = (("新增", result.added), ("改动", result.changed), ("移出", result.removed))
    told = "，".join(f"{what} {number} 项任务" for what, number in numbers if number)
    return f"已存入台账：{result.slug}" + (f"（{told}）" if told else "")


def _list(title: str, entries: Iterable[str]) -> tuple[Block, ...]:
    items = tuple(Item(words(f"  {entry}")) for entry in entries)
    return (say(bold(f"{title}（{len(items)}）")), *items) if items else ()


def _changed(match: TaskMatch) -> str:
    fields = "、".join(field_name(name) for name in match.changed)
    return f"{said_ref(match.ref)} {match.title}：{fields}"


def _unsure(match: TaskMatch) -> str:
    choices = "；".join(f"原{said_ref(choice.ref)} {choice.title}" for choice in match.choices)
    return f"{said_ref(match.ref)} {match.title} ← {choices}"


def _amended(change: Amended) -> str:
    what = f"{said_ref(change.ref)} {change.title or ''} {field_name(change.field)}"
    told = f"{what}：{change.old or '（空）'} → {change.new or '（空）'}"
    return told if change.applies else f"{told}（没有照改：{change.reason}）"


def _leaving(ref: str, title: str, kept: bool) -> str:
    return f"原{said_ref(ref)} {title}（{'有办理记录，标为已移出' if kept else '将删去'}）"


def _conflict(conflict: Conflict) -> str:
    what = f"{said_ref(conflict.ref)} {field_name(conflict.field)}"
    return f"{what}：更正为 {_value(conflict.corrected)}，新印为 {_value(conflict.printed)}"


def _value(value: object) -> str:
    """A corrected value in words: units by 、, a deadline by its date."""
    match value:
        case list() | tuple():
            return "、".join(map(str, value)) or "（空）"
        case dict():
            return str(value.get("due_on") or value.get("deadline_text") or "长期推进")
    return str(value)
