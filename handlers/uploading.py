"""A paper sent as a file: read, shown, and imported only when confirmed."""

import json
from dataclasses import replace

from db.plan import ImportPlan
from handlers import actions
from handlers.answers import answered
from handlers.inbound import Upload
from handlers.question import Question
from handlers.reply import Block, Button, Item, Paragraph, Reply, bold, faint, say, words
from handlers.turn import Answer
from handlers.wording import said_date
from knowledge.papers.codec import MalformedError, decode, encode
from knowledge.papers.model import Paper
from knowledge.reading.lines import UnreadableError

_DOUBTS = 5
_KINDS = {
    "new": "新文件",
    "same": "与台账里的一样，没有变化",
    "reissue": "重新印发的文件，将更新台账里的那一份",
    "merge": "内置样例的原文，将并入那一份",
    "amendment": "修改通知，将改动被修改文件的任务",
}


async def upload(question: Question, sent: Upload) -> Answer:
    """What was understood of the file, with 确认导入 and 取消."""
    turn = question.turn
    try:
        paper = await turn.tools.read_paper(sent.data, sent.name)
    except UnreadableError as error:
        return answered(question, Reply("import", (say(f"没有读成：{error}"),)), ())
    plan = await turn.ledger.preview(paper)
    blocks = (say("读到的内容，请核对："), _understood(paper, plan), *_doubts(paper))
    if plan.kind == "same":
        return answered(question, Reply("import", (*blocks, say("没有变化，不用导入。"))), ())
    buttons = (Button("确认导入", actions.CONFIRM), Button("取消", actions.CANCEL))
    given = answered(question, Reply("import", blocks, buttons=buttons), ())
    return replace(given, context=replace(given.context, draft=_dump(paper)))


async def import_(question: Question, paper: Paper) -> Answer:
    """Store the confirmed paper; the conversation is about it from here on."""
    turn = question.turn
    result = await turn.ledger.import_paper(paper, now=turn.now)
    done = say(
        "已导入", bold(f"《{paper.title}》"), f"，任务{len(paper.tasks)}项。现在说的就是这份文件。"
    )
    given = answered(question, Reply("imported", (done,)), ())
    context = replace(given.context, draft=None, documents=(result.document_id,))
    return replace(given, context=context)


def waiting_paper(draft: str | None) -> Paper | None:
    """The paper that waits for 确认导入, if one does."""
    try:
        raw = json.loads(draft) if draft else {}
        return decode(Paper, raw["paper"]) if "paper" in raw else None
    except (MalformedError, ValueError):
        return None


def _dump(paper: Paper) -> str:
    return json.dumps({"paper": encode(paper)}, ensure_ascii=False)


def _understood(paper: Paper, plan: ImportPlan) -> Item:
    counts = {
        "任务": len(paper.tasks),
        "指标": len(paper.indicators),
        "阶段": len(paper.phases),
        "职责": len(paper.duties),
        "改动": len(paper.changes),
    }
    said = "、".join(f"{name}{count}" for name, count in counts.items() if count)
    issued = f"，{said_date(paper.issued_on)}" if paper.issued_on else ""
    return Item(
        words(bold(f"《{paper.title}》")),
        (
            ("文号", words((paper.doc_number or "未写明") + issued)),
            ("内容", words(said or "没有读出任务")),
            ("导入后", words(_KINDS[plan.kind])),
        ),
    )


def _doubts(paper: Paper) -> tuple[Block, ...]:
    lines: list[Paragraph] = [
        say(faint(f"第{doubt.line}行：{doubt.message}")) for doubt in paper.doubts[:_DOUBTS]
    ]
    if len(paper.doubts) > _DOUBTS:
        lines.append(say(faint(f"还有{len(paper.doubts) - _DOUBTS}处需要核对。")))
    return tuple(lines)
