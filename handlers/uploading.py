"""A paper sent as a file: read, shown, and imported only when confirmed."""

import json
from dataclasses import replace

from db.errors import LedgerError
from db.plan import ImportPlan
from handlers import actions
from handlers.answers import answered
from handlers.inbound import Upload
from handlers.question import Question
from handlers.reply import Block, Button, Item, Paragraph, Reply, bold, faint, say, words
from handlers.shelving import button
from handlers.shown import stale
from handlers.turn import Answer
from handlers.waiting import Waiting, put, waiting
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


async def upload(question: Question) -> Answer:
    """What was understood of the file, with 确认导入 and 取消."""
    turn = question.turn
    sent = turn.inbound
    if not isinstance(sent, Upload):
        return await stale(question)
    try:
        paper = await turn.tools.read_paper(sent.data, sent.name)
    except UnreadableError as error:
        return answered(question, Reply("import", (say(f"没有读成：{error}"),)), ())
    plan = await turn.ledger.preview(paper)
    blocks = (say("读到的内容，请核对："), _understood(paper, plan), *_doubts(paper))
    if plan.kind == "same":
        return answered(question, Reply("import", (*blocks, say("没有变化，不用导入。"))), ())
    body = json.dumps(encode(paper), ensure_ascii=False)
    one = waiting(turn, "paper", body, f"导入《{paper.title}》")
    confirm, cancel = actions.confirm(one.key), actions.cancel(one.key)
    buttons = (Button("确认导入", confirm), Button("取消", cancel))
    given = answered(question, Reply("import", blocks, buttons=buttons), ())
    return put(turn, given, one)


async def import_(question: Question, one: Waiting) -> Answer:
    """Store the confirmed paper; the conversation is about it from here on."""
    turn = question.turn
    try:
        paper = decode(Paper, json.loads(one.body))
        result = await turn.ledger.import_paper(paper, now=turn.now, by=turn.speaker.signature)
    except (MalformedError, ValueError):
        return answered(question, Reply("import", (say("没有等待导入的文件，请重新发送。"),)), ())
    except LedgerError as error:
        return answered(question, Reply("import", (say(f"没有导入成：{error}"),)), ())
    done = say(
        "已导入", bold(f"《{paper.title}》"), f"，任务{len(paper.tasks)}项。现在说的就是这份文件。"
    )
    hint = say(faint("还没有启用；要督办它，请点“启用”，或者说“启用这份文件”。"))
    new = result.kind == "new"
    buttons = (button(result.document_id),) if new else ()
    reply = Reply("imported", (done, hint) if new else (done,), buttons=buttons)
    given = answered(question, reply, ())
    context = replace(given.context, documents=(result.document_id,))
    return replace(given, lasting=True, context=context)


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
