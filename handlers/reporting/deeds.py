"""Which steps there are in the life of a task, who may take each, and who hears of it."""

from dataclasses import dataclass
from typing import Literal

from db.records import Task
from db.standing import StepKind
from handlers.reporting.voices import filer, oversees, voice
from handlers.rights import may
from handlers.turn import Speaker

Who = Literal["unit", "filer", "overseer", "coordinator"]
"""unit: of one of its units; filer: of the unit that files for it; overseer: leaders in scope and
coordinators; coordinator. Coordinators may whatever units and leaders may."""
Hears = Literal["nobody", "applicant", "units", "coordinators"]


@dataclass(frozen=True, slots=True)
class Deed:
    """A step as people know it."""

    name: str
    who: Who
    hears: Hears = "nobody"
    reason: str = ""
    """What has to be said with it, where something has."""


DEEDS: dict[StepKind, Deed] = {
    "received": Deed("签收", "unit"),
    "extension_asked": Deed("延期申请", "filer", "coordinators", "原因和要延到的日期"),
    "commented": Deed("批示", "overseer", "units", "批示的内容"),
    "assigned": Deed("指派", "coordinator", "units"),
    "accepted": Deed("审核通过", "coordinator", "applicant"),
    "returned": Deed("退回", "coordinator", "applicant", "退回的原因"),
    "closed": Deed("销号", "coordinator"),
    "suspended": Deed("中止", "coordinator", "units", "中止的原因"),
    "resumed": Deed("恢复", "coordinator", "units"),
    "extension_granted": Deed("同意延期", "coordinator", "applicant"),
    "extension_refused": Deed("不同意延期", "coordinator", "applicant", "不同意的原因"),
    "urged": Deed("催办", "coordinator", "units", "催办的原因"),
}


def may_take(speaker: Speaker, kind: StepKind, task: Task) -> bool:
    """Whether the speaker may take that step with the task at this moment."""
    match DEEDS[kind].who:
        case "unit":
            return voice(speaker, task) is not None
        case "filer":
            speaks = voice(speaker, task)
            return speaks is not None and speaks.speaks
        case "overseer":
            return oversees(speaker, task)
        case "coordinator":
            return may(speaker, "coordinator")


def whose(kind: StepKind, task: Task) -> str:
    """Whose the step is, for who may not take it."""
    units = "、".join(dict.fromkeys(one.name for one in task.assignments))
    files = filer(task)
    match DEEDS[kind].who:
        case "unit":
            return f"承办单位（{units}）" if units else "承办单位（还没有指派）"
        case "filer":
            return f"牵头单位（{files.name}）" if files else "牵头单位（还没有指派）"
        case "overseer":
            return "分管领导和督办人员"
        case "coordinator":
            return "督办人员"
