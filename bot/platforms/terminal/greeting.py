"""The first words of a conversation: what is in the ledger, and what one may ask of it."""

from bot.printable import shortened
from db.records import Document, Names, Task
from handlers.reply import Block, bold, faint, say

TITLE_COLUMNS = 24


def documents_in_talk(names: Names) -> tuple[Document, ...]:
    """The active papers; all, if none is active."""
    return names.usual


def greeting(names: Names, tasks: tuple[Task, ...]) -> tuple[Block, ...]:
    """`tasks` are some of the first paper in talk."""
    documents = documents_in_talk(names)
    if not documents:
        return (
            say(bold("督办助手"), "  您好！台账里还没有文件。"),
            say(faint("输入“导入 文件路径”，或把文件拖进窗口；输入“退出”离开。")),
        )
    kind = "样例" if all(document.state == "sample" for document in documents) else ""
    return (
        say(bold("督办助手"), f"  您好！台账里有 {len(documents)} 份{kind}文件，可以这样问："),
        *(say(f"  · {example}") for example in examples(names, tasks)),
        say(faint("“帮助”看用法，“退出”或 Ctrl-D 离开，“导入 文件路径”读入新文件。")),
    )


def examples(names: Names, tasks: tuple[Task, ...]) -> tuple[str, ...]:
    """At most three questions that the ledger can answer."""
    leads = [unit for task in tasks for unit in task.units("lead") or task.units("responsible")]
    wanted = [
        f"{leads[0]}牵头哪些任务" if leads else "",
        f"{names.indicators[0][1]}的目标是多少" if names.indicators else "",
        "现在是哪个阶段" if names.phases else "",
        "这个月有哪些任务到期" if tasks else "",
        "有哪些任务" if tasks else "",
    ]
    return tuple(example for example in wanted if example)[:3]


def short_title(document: Document) -> str:
    """The paper's name for the prompt: what stands inside its 《》, else its title."""
    _before, opened, rest = document.title.partition("《")
    return shortened(rest.partition("》")[0] if opened else document.title, TITLE_COLUMNS)
