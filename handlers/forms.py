"""Forms filled in: what stands in their fields is read as if it had been said."""

from handlers.reply import Field, FormShown

NEW_TASK = FormShown(
    "newtask",
    "新增任务",
    (
        Field("title", "任务", hint="如：摸排中医诊所"),
        Field("lead", "牵头单位", hint="几个单位用顿号隔开", optional=True),
        Field("cooperating", "配合单位", optional=True),
        Field("due", "完成时限", hint="如：9月底前", optional=True),
    ),
)
PROGRESS = FormShown(
    "progress",
    "登记为进展",
    (Field("text", "进展", kind="text", hint="如：第12项完成60%，下月验收"),),
)


def new_task(values: dict[str, str]) -> str:
    """新增任务：…，牵头…，配合…，9月底前; '' where no task was written."""
    said = {name: _line(text) for name, text in values.items()}
    title = said.get("title", "").replace("，", "、").replace(",", "、")
    named = [
        f"{word}{said[name].replace('，', '、').replace(',', '、')}"
        for name, word in (("lead", "牵头"), ("cooperating", "配合"))
        if said.get(name)
    ]
    due = [said["due"]] if said.get("due") else []
    return "新增任务：" + "，".join((title, *named, *due)) if title else ""


def progress(values: dict[str, str]) -> str:
    """The words of the progress; '' where none were written."""
    return values.get("text", "").strip()


def _line(text: str) -> str:
    return " ".join(text.split())
