"""张三9月1日调到医保局: who changes to which unit, as typed. Pure."""

import re
from dataclasses import dataclass

from knowledge.questions.invitations import UNIT

_NAME = r"(?!第)[一-龥]{2,4}?(?:·[一-龥]{1,8})?"
_DAY = (
    r"(?:(?:\d{4}|今|明)年)?(?:(?:\d{1,2}|下个?|本|这个)月)?\d{1,2}[日号]|\d{4}-\d{1,2}-\d{1,2}"
    r"|下个?周[一二三四五]|今天|明天|后天|即日"
)
_FROM = r"(?:从|自|于|将于|将在|定于)?"
_MOVES = r"(?:已经?|要|将|拟)?(?:调整?|调动|调任|轮岗|转岗|轮换|借调)(?:到|至|去|往|任)"
_TRANSFER = re.compile(
    rf"(?:请|把|将)*(?:{_FROM}(?P<first>{_DAY})(?:起|开始)?[,，\s]*)?"
    rf"(?:把|将)?(?P<name>{_NAME})(?:同志)?[,，\s]*"
    rf"(?:{_FROM}(?P<then>{_DAY})(?:起|开始)?)?[,，\s]*(?:从[一-龥]{{2,16}}?)?{_MOVES}(?P<unit>{UNIT})"
    r"(?:工作|任职|上班|报到)?(?:了|吧)?[。.!！]*"
)


@dataclass(frozen=True, slots=True)
class Transfer:
    """Who goes to which unit, and the words that say from when; '' for today."""

    name: str
    unit: str
    when: str = ""


def transfer_in(text: str) -> Transfer | None:
    """The transfer that a message orders; None for anything else."""
    found = _TRANSFER.fullmatch(text.strip())
    if found is None:
        return None
    return Transfer(found["name"], found["unit"], found["first"] or found["then"] or "")
