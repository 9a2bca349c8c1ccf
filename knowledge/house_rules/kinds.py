"""Kinds of reminders as people call them."""

import re

_CALLED = {
    "cooperating": r"配合单位(?:的?部分)?|协办单位",
    "deadline": r"(?:截止|到期|临近|期限|时限)(?:前的?|日期?)?",
    "escalation": r"升级|上报",
    "overdue": r"逾期(?:后|任务|催办)?|超期|催办",
    "phase": r"阶段(?:结束|开始)?(?:前的?)?",
    "recurring": r"(?:定期|周期性?)(?:报送|报告)?",
    "evaluation": r"(?:中期|终期)?评估",
    "behind": r"(?:指标|序时进度)(?:滞后|落后)?|(?:进度)?(?:滞后|落后)",
    "silent": r"没有?动静|久未反馈|久无进展|(?:没有?|无)新?的?(?:进展|反馈|消息)",
    "blocked": r"受阻",
    "receipt": r"(?:没|未)?签收",
    "digest": r"周报",
    "broadcast": r"通知",
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
