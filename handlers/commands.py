"""A command of a menu: a Latin name for platforms that want one, and the Chinese it stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of a command menu; it stands beside its route."""

    name: str
    """[a-z0-9_], as Telegram asks."""
    keyword: str
    """The same in Chinese, for who types it."""
    description: str
    """Chinese, shown in the menu."""
    words: str
    """What it says; `{}` stands for what is written after it."""
    bare: str = ""
    """What it says with nothing after it, where that differs."""
    groups: bool = True
    """Whether it is of use in shared chats as well."""

    def said(self, rest: str) -> str:
        """The words it stands for, with what was written after it."""
        if not rest and self.bare:
            return self.bare
        return self.words.replace("{}", rest).strip()


HELP = Command("help", "帮助", "能问什么、怎么问", "帮助")
ASK = Command("ask", "问", "提问：单位、编号或几个关键词", "{}", "帮助")
MY = Command("my", "我的任务", "我的任务：快到期的、等我确认的", "我的任务", groups=False)
DUE = Command("due", "到期", "近期到期的任务", "近期到期的任务 {}")
LATE = Command("late", "逾期", "逾期没有办结的任务", "逾期的有哪些")
WEEKLY = Command("weekly", "周报", "督办周报：本周、上周、某单位", "{}周报", "周报")
TASKS = Command("tasks", "任务", "某单位的任务，如 /tasks 市医保局", "{}的任务", "有哪些任务")
DOCUMENTS = Command("documents", "文件", "台账里有哪些文件", "有哪些文件 {}")
CANCEL = Command("cancel", "取消", "放弃没有确认的更改", "取消")
NEW = Command("new", "新增任务", "新增一项没有文件的任务", "新增任务：{}", "新增任务")
NOTICE = Command("notice", "通知", "发通知：先看草稿，确认才发", "通知：{}", "发通知")
BIND = Command("bind", "绑定", "绑定这个群，可写文件、单位、精简", "绑定 {}")
UNBIND = Command("unbind", "解除绑定", "不再在这个群里说话", "解除绑定")
REQUESTS = Command("requests", "开通申请", "谁在等开通", "开通申请", groups=False)
PLAN = Command(
    "plan", "提醒计划", "会发哪些提醒、为什么，如 /plan 下周", "{}的提醒计划", "提醒计划"
)
SETTINGS = Command("settings", "提醒设置", "提醒和灯的设置", "提醒设置", groups=False)
