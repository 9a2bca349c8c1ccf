"""A file named in the conversation: read, shown, and stored when the person says so."""

from dataclasses import dataclass
from pathlib import Path

from bot.errors import BadInputError
from bot.platforms.terminal.screen import working
from bot.preview.difference import difference, done
from bot.preview.understood import understood
from bot.uploads import read_upload
from bot.wiring import Wired
from db.plan import ImportPlan
from handlers.reply import Button, Reply, faint, say
from knowledge.papers.model import Paper
from knowledge.reading.lines import UnreadableError

STORE = Button("存入台账", "import/store")
STORE_AND_ACTIVATE = Button("存入并启用", "import/activate")
DROP = Button("不存", "import/drop")


@dataclass(frozen=True, slots=True)
class Preview:
    """A paper that waits for a yes."""

    paper: Paper
    plan: ImportPlan


async def preview(parts: Wired, path: Path) -> tuple[Reply, Preview | None]:
    """What was understood, with buttons; no preview where nothing would change.

    Raises `BadInputError`.
    """
    try:
        with working("正在读取文件…"):
            paper = await parts.tools.read_paper(read_upload(path), path.name)
    except UnreadableError as error:
        raise BadInputError(f"{path.name}：{error}") from error
    plan = await parts.ledger.preview(paper)
    if plan.kind == "same":
        return Reply("import", difference(plan)), None
    doubts = (say(faint("拿不准的会当作新任务；要逐项选定，请用 duban import。")),)
    blocks = (*understood(paper), say(""), *difference(plan), *(doubts if plan.unsure else ()))
    return Reply("import", blocks, buttons=(STORE, STORE_AND_ACTIVATE, DROP)), Preview(paper, plan)


async def decide(parts: Wired, waiting: Preview, button: Button) -> Reply:
    """What the person said about the preview, done."""
    if button == DROP:
        return Reply("import", (say("没有存入。"),))
    activate = button == STORE_AND_ACTIVATE
    with working("正在存入台账…"):
        result = await parts.ledger.import_paper(
            waiting.paper, plan=waiting.plan, activate=activate, now=parts.clock()
        )
    return Reply("import", (say(done(result) + "。"),))
