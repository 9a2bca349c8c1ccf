"""The papers themselves: which there are, what one holds, all its tasks, how many."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from db.records import Document, Task, TaskQuery
from handlers import actions
from handlers.answers import PAGE, answered, asking_back, listing, named_units, nothing
from handlers.context import Subject
from handlers.question import Question
from handlers.reply import Block, Button, Item, Paragraph, Reply, bold, faint, say, words
from handlers.scope import Scope
from handlers.turn import Answer
from handlers.wording import MANY, ROLE_NAMES, said_count, said_date, said_title
from knowledge.papers.model import Role
from knowledge.questions.meaning import Meaning

_STATES = {"active": "在办", "sample": "样例", "archived": "已归档"}
_TOP_UNITS = 12


async def documents(question: Question) -> Answer:
    """Every paper of the ledger, with a button to talk about it."""
    every = question.turn.names.documents
    if not every:
        return nothing(
            question, "documents", say("台账里还没有文件，可以发送文件或用 duban import 导入。")
        )
    blocks: list[Block] = [say("台账里共有", bold(f"{len(every)}份"), "文件：")]
    blocks += [_described(one) for one in every]
    buttons = tuple(Button(one.title[:20], actions.choose_paper(one.id)) for one in every[:8])
    reply = Reply("documents", tuple(blocks), buttons=buttons, count=len(every))
    return answered(question, reply, ())


def _described(document: Document) -> Item:
    facts = [document.issuer or "", document.doc_number or ""]
    if document.issued_on:
        facts.append(f"{said_date(document.issued_on)}印发")
    if document.amends_title:
        facts.append(f"修改《{document.amends_title}》{document.amends_number or ''}")
    return Item(
        words(bold(said_title(document)), faint(f"（{_STATES[document.state]}）")),
        (("文号等", words("，".join(one for one in facts if one) or "未写明")),),
    )


async def opened(question: Question) -> Answer:
    """The conversation is about that paper now: what it holds in a few lines."""
    found = question.scope.documents
    if len(found) != 1:
        choices = [Button(one.title, actions.choose_paper(one.id)) for one in found]
        return asking_back(question, "open_document", say("您说的是哪一份？"), choices)
    document = found[0]
    page = await question.turn.ledger.tasks(TaskQuery((document.id,), limit=MANY))
    figures = await question.turn.ledger.indicators((document.id,))
    spans = await question.turn.ledger.phases((document.id,))
    counts = [f"任务{page.total}项"]
    counts += [f"指标{len(figures)}个"] if figures else []
    counts += [f"阶段{len(spans)}个"] if spans else []
    head = say("现在说的是", bold(said_title(document)), f"：{'、'.join(counts)}。")
    hint = say(faint("可以问：有哪些任务、谁牵头、某局的任务、什么时候到期。"))
    if document.period:
        start, end = said_date(document.period.start), said_date(document.period.end)
        hint = say(f"期限：{start}至{end}。")
    reply = Reply("open_document", (head, _described(document), hint))
    return answered(question, reply, page.tasks)


async def all_tasks(question: Question) -> Answer:
    """All tasks of the papers in question, or their number."""
    ledger, ids = question.turn.ledger, question.document_ids
    page = await ledger.tasks(TaskQuery(ids, limit=PAGE))
    if not page.tasks:
        return nothing(question, "list", say("这里没有任务。"))
    counted = question.meaning.asks_any("count")
    where = "、".join(said_title(one) for one in question.scope.documents[:5])
    intro = say(f"{where}共", bold(f"{page.total}项"), "任务：")
    rest = replace(Reply("count", ()), count=page.total if counted else None)
    every = await ledger.listed(TaskQuery(ids, limit=MANY))
    intent = "count" if counted else "list"
    return listing(question, intent, page.tasks, intro, rest=rest, every=every)


async def picked(question: Question) -> Answer:
    """Tasks without units (没有写明单位, 没有配合单位), led by several, with the most units."""
    page = await question.turn.ledger.tasks(TaskQuery(question.document_ids, limit=MANY))
    said, fits = _picking(question.meaning, page.tasks)
    tasks = [one for one in page.tasks if fits(one)]
    if not tasks:
        return nothing(question, "picked", say(f"没有找到{said}任务。"))
    intro = say(f"{said}共", bold(said_count(len(tasks))), "：")
    count = question.counted(len(tasks), "quantity")
    return listing(question, "picked", tasks, intro, rest=replace(Reply("picked", ()), count=count))


def _picking(meaning: Meaning, tasks: Sequence[Task]) -> tuple[str, Callable[[Task], bool]]:
    """In words and as a test, which tasks are meant."""
    if meaning.asks_any("most"):
        most = max((len(one.assignments) for one in tasks), default=0)
        return f"写明单位最多（{most}个）的", lambda one: len(one.assignments) == most > 0
    if not meaning.asks_any("unassigned"):
        return "由几个单位共同牵头的", lambda one: len(one.units("lead")) > 1
    role = next((each for word, each in _LACKING.items() if f"{word}单位" in meaning.text), None)
    if role:
        return f"没有写{ROLE_NAMES[role]}单位的", lambda one: not one.units(role)
    return "没有写明责任单位的", lambda one: not one.assignments


_LACKING: dict[str, Role] = {
    "牵头": "lead",
    "主办": "lead",
    "配合": "cooperating",
    "协办": "cooperating",
}


async def outline(question: Question) -> Answer:
    """The parts of the papers in question, with how many tasks each has."""
    lines: list[Block] = []
    total = 0
    for document in question.scope.documents:
        sections = await question.turn.ledger.sections(document.id)
        page = await question.turn.ledger.tasks(TaskQuery((document.id,), limit=MANY))
        counts = Counter(task.section_order for task in page.tasks)
        total += len(sections)
        lines.append(say(said_title(document), "共", bold(f"{len(sections)}个部分"), "："))
        lines += [
            say(f"{one.label or one.order}、{one.title}（{counts[one.order]}项任务）")
            for one in sections
        ]
    if not total:
        return nothing(question, "sections", say("这里没有分部分。"))
    return answered(question, Reply("sections", tuple(lines), count=total), ())


async def units(question: Question) -> Answer:
    """Which units the papers name, with how many tasks each has in the role asked for."""
    page = await question.turn.ledger.tasks(TaskQuery(question.document_ids, limit=MANY))
    role = question.meaning.role
    counts = Counter(
        name
        for task in page.tasks
        for name in {one.name for one in task.assignments if role in {None, one.role}}
    )
    if not counts:
        return nothing(question, "units", say("这里没有写明单位。"))
    what = ROLE_NAMES[role] if role else "涉及"
    top = counts.most_common() if question.meaning.asks_any("most") else list(counts.items())
    shown = "、".join(f"{name}（{count}项）" for name, count in top[:_TOP_UNITS])
    more = f" 等{len(top)}个单位" if len(top) > _TOP_UNITS else ""
    line: Paragraph = say(f"{what}的单位：{shown}{more}。")
    most = top[0][1]
    chosen = [n for n, count in top if count == most] if question.meaning.asks_any("most") else None
    names = tuple(chosen or [name for name, _ in top] or named_units(page.tasks))
    counted = len(top) if question.meaning.asks_any("quantity", "count") else None
    return answered(question, Reply("units", (line,), bureaus=names, count=counted), ())


def switched(question: Question, answer: Answer) -> Answer:
    """The answer with the conversation about the named papers from here on."""
    subject: Subject = answer.context.subject
    context = replace(answer.context, documents=question.document_ids, subject=subject)
    return replace(answer, context=context)


async def chosen(question: Question, rest: str) -> Answer:
    """The paper whose button was pressed is in talk now."""
    ids = set(actions.numbers(rest))
    papers = tuple(one for one in question.turn.names.documents if one.id in ids)
    if not papers:
        return answered(question, Reply("stale", (say("台账里已经没有这份文件。"),)), ())
    question = replace(question, scope=Scope(papers, chosen=True), meaning=Meaning())
    return switched(question, await opened(question))
