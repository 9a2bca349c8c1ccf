"""Kinds of reminders as people call them, and as answers do: the one table of their names."""

import re

_CALLED = {
    "cooperating": r"配合单位(?:的?部分)?|协办单位",
    "deadline": r"(?:快|临近|将近)?(?:截止|到期|期限|时限)(?:前的?|日期?)?"
    r"|临近(?:期限)?|临期|办理(?:时限|期限)",
    "escalation": r"升级|上报(?:领导)?|报领导",
    "overdue": r"逾期(?:后|了|任务|催办)?|超期|过期|超时|催办",
    "phase": r"(?:工作)?阶段(?:性|结束|开始)?(?:前的?)?",
    "recurring": r"定期(?:报送|报告)?|周期性?(?:报送|报告)?|月报|季报|报送",
    "evaluation": r"(?:中期|终期)?评估",
    "behind": r"(?:指标|序时进度|进度)(?:滞后|落后)?|滞后|落后",
    "silent": r"没有?动静|(?:长期|很久|好久|久)(?:未|没有?|无)(?:反馈|报送?|动静|进展)"
    r"|(?:没有?|没报|未报|无)新?的?(?:进展|反馈|消息|动静)",
    "blocked": r"受阻|卡住|遇阻",
    "receipt": r"(?:还?没有?|未)?签收",
    "digest": r"(?:督办|工作)?周报|每周小结",
    "broadcast": r"通知公告|通知|公告",
}
NAMES = {
    "deadline": "临近提醒",
    "overdue": "逾期催办",
    "escalation": "升级提醒",
    "phase": "阶段提醒",
    "recurring": "定期报送",
    "evaluation": "评估",
    "behind": "指标落后",
    "silent": "没有动静",
    "blocked": "受阻",
    "receipt": "未签收",
    "digest": "周报",
    "broadcast": "通知",
}
"""What each is called in answers."""

KIND = "|".join(called for name, called in _CALLED.items() if name != "cooperating")
"""Any kind, within a larger pattern."""
_KNOWN = tuple((name, re.compile(called)) for name, called in _CALLED.items())


def called(*names: str) -> str:
    """How these kinds are called, within a larger pattern."""
    return "|".join(_CALLED[name] for name in names)


def kind_of(text: str) -> str:
    """The kind that the words call."""
    return next((name for name, pattern in _KNOWN if pattern.fullmatch(text)), "")


def kinds_in(text: str) -> tuple[tuple[str, ...], str]:
    """Every kind that a text calls, the longer name before the shorter one; and what is left."""
    found = []
    for name, pattern in _KNOWN:
        if name in NAMES and pattern.search(text):
            found.append(name)
            text = pattern.sub(" ", text)
    return tuple(found), text
