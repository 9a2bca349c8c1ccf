"""How facts are worded: dates with weekday, deadlines with their kind, refs, figures."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from db.records import Document, Indicator, Task
from knowledge.numerals import behind
from knowledge.papers.model import Deadline, Quantity, Role
from knowledge.text import fold
from reminders.wording import said_date as said_date

ROLE_NAMES: dict[Role, str] = {"lead": "牵头", "cooperating": "配合", "responsible": "责任单位"}
_RECURRENCES = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "yearly": "每年"}
_SIGNS = {">=": "不低于", "<=": "不高于", "=": ""}
_PER = {"year": "每年", "half-year": "每半年", "quarter": "每季度", "month": "每月"}


def said_moment(moment: datetime) -> str:
    """9月30日 14:05."""
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def said_as_of(day: date) -> str:
    """（截至2024年9月30日（周一））."""
    return f"（截至{said_date(day)}）"


def said_deadline(deadline: Deadline) -> str:
    """The deadline and how sure it is: printed, of a phase, assumed, recurring, open."""
    quoted = deadline.text and not _ISO.fullmatch(deadline.text)
    text = f"：“{deadline.text}”" if quoted else ""
    match deadline.kind:
        case "recurring":
            every = _RECURRENCES.get(deadline.recurrence or "", "定期")
            day = deadline.recurrence_day
            when = f"{every}{f'{day}日前' if day and day.isdecimal() else day or ''}"
            return f"{when}（周期性{text}）"
        case "open":
            return f"长期推进（{deadline.text}）" if deadline.text else "未写明"
    if deadline.date is None:
        return deadline.text or "未写明"
    day = said_date(deadline.date)
    if deadline.kind == "period":
        return f"{day}前（原文未写明，按文件期限推定）"
    every = _RECURRENCES.get(deadline.recurrence or "", "")
    again = f"，{every}报送" if every else ""
    return f"{day}前（{'按阶段' if deadline.kind == 'phase' else '明确时限'}{text}{again}）"


_ISO = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST_TOPIC = 24

MANY = 2000
"""So many tasks a look-up reads at most; a longer list says that it is longer."""


def said_count(count: int) -> str:
    """35项, or 2000项以上 where a look-up stopped there."""
    return f"{count}项以上" if count >= MANY else f"{count}项"


def said_topic(topic: Sequence[str]) -> str:
    """The words asked for, as one would write them: abbreviations in capitals, long ones cut."""
    said = "、".join(topic)
    said = re.sub(r"(?<![a-z])[a-z]{2,5}(?![a-z])", lambda match: match.group().upper(), said)
    return said if len(said) <= LONGEST_TOPIC else said[:LONGEST_TOPIC] + "…"


def said_ref(ref: str) -> str:
    """第7项 for a bare number, else the printed path with full-width brackets."""
    if ref.isdecimal():
        return f"第{ref}项"
    return ref.replace("(", "（").replace(")", "）")


def said_title(document: Document | None) -> str:
    """《…》."""
    return f"《{document.title.strip('《》')}》" if document else ""


def number(value: float) -> str:
    """Whole numbers without a point."""
    return f"{value:g}" if abs(value) < 1e6 and value != int(value) else f"{int(value)}"


def said_quantity(quantity: Quantity) -> str:
    """A figure as its paper prints it, with name where the words alone do not say it."""
    upper = f"—{number(quantity.value_max)}" if quantity.value_max is not None else ""
    figure = f"{number(quantity.value)}{upper}{behind(quantity.unit)}"
    name = quantity.name or ""
    plain = fold(quantity.text)
    by = f"（{quantity.by.year}年{quantity.by.month}月底前）" if quantity.by else ""
    if number(quantity.value) in plain and (not name or name in quantity.text):
        return f"{quantity.text}{by}"
    per = _PER.get(quantity.per or "", "")
    return f"{name}{per}{_SIGNS[quantity.op]}{figure}{by}"


def said_indicator(indicator: Indicator) -> str:
    """Baseline → targets: 2023年23个 → 2027年24个."""
    unit = behind(indicator.unit)
    parts = []
    if indicator.baseline is not None:
        year = f"{indicator.baseline_year}年" if indicator.baseline_year else "基期"
        parts.append(f"{year}{number(indicator.baseline)}{unit}")
    sign = _SIGNS[indicator.op] if indicator.op == "<=" or unit.startswith("%") else ""
    parts += [f"{one.year}年目标{sign}{number(one.value)}{unit}" for one in indicator.targets]
    growth = _growth(indicator)
    return " → ".join(parts) + growth


def _growth(indicator: Indicator) -> str:
    if indicator.baseline is None or not indicator.targets:
        return ""
    change = indicator.targets[-1].value - indicator.baseline
    unit = "个百分点" if indicator.unit == "%" else behind(indicator.unit)
    if change == 0:
        return "（持平）"
    return f"（{'增加' if change > 0 else '减少'}{number(abs(round(change, 6)))}{unit}）"


def said_units(task: Task, role: Role) -> str:
    """Names in that role, split by 、."""
    return "、".join(task.units(role))
