"""Telegram's commands, which have to be Latin, and the Chinese words that each stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One command of the menu."""

    name: str
    description: str
    """In Chinese; shown in the menu."""
    words: str
    """What it says; `{}` stands for what is written after it."""
    bare: str = ""
    """What it says with nothing after it, where that differs."""
    groups: bool = True
    """Whether it is in the menu of groups as well."""


COMMANDS = (
    Command("ask", "提问：单位、编号或关键词", "{}", "帮助"),
    Command("my", "我的工作", "我的工作 {}", groups=False),
    Command("due", "近期到期的任务", "近期到期 {}"),
    Command("tasks", "某单位的任务，如 /tasks 市医保局", "{} 的任务", "我的任务"),
    Command("documents", "台账里有哪些文件", "有哪些文件 {}"),
    Command("report", "报进展，如 /report 第12项完成60%", "{}", "帮助"),
    Command("duban", "督办：绑定频道、管理名册", "{}", "帮助"),
    Command("cancel", "放弃当前草稿", "取消"),
    Command("help", "能做什么", "帮助 {}"),
)

_KNOWN = {command.name: command for command in COMMANDS}


def spoken(name: str, rest: str) -> str:
    """The command as words: `/start CODE` uses an invitation, an unknown one asks for help."""
    if name == "start":
        return f"加入 {rest}" if len(rest) > 6 else "你好"
    command = _KNOWN.get(name)
    if command is None:
        return "帮助"
    if not rest and command.bare:
        return command.bare
    return command.words.format(rest).strip()
