"""How progress is worded: states, what a claim says, how something stands."""

from collections.abc import Sequence
from datetime import datetime

from db.standing import Report, Standing, State, Status, Total
from handlers.reply import DraftFact, Figure
from handlers.reporting.drafted import Aim, Drafted
from handlers.wording import number, said_date, said_moment, said_ref
from knowledge.papers.model import Quantity as Wanted
from knowledge.reports.model import Claim, Quantity, Target

STATES: dict[State, str] = {
    "not_started": "未启动",
    "in_progress": "推进中",
    "blocked": "受阻",
    "waiting": "待审核",
    "done": "已办结",
    "closed": "已销号",
    "suspended": "中止",
}
STATUSES: dict[Status, str] = {
    "not_started": "未启动",
    "in_progress": "推进中",
    "blocked": "受阻",
    "suspended": "暂缓",
    "done": "办结",
}


def said_aim(aim: Aim) -> str:
    """第12项 推进…; a measure with its task's number; an indicator by name."""
    ref = f"{said_ref(aim.ref)} " if aim.ref else ""
    return f"{_KINDS.get(aim.kind, '')}{ref}{aim.label}"


_KINDS = {"indicator": "指标 ", "duty": "职责 "}


def said_standing(standing: Standing) -> str:
    """推进中，40%."""
    percent = "" if standing.percent is None else f"，{standing.percent}%"
    return f"{STATES[standing.state]}{percent}"


def said_totals(totals: tuple[Total, ...]) -> str:
    """站点20个、培训30人."""
    return "、".join(f"{one.name or ''}{number(one.value)}{one.unit or ''}" for one in totals)


def totals_row(totals: tuple[Total, ...], wanted: Sequence[Wanted]) -> tuple[str, str]:
    """累计：健康驿站12个（目标40个）, rates as they are: 已报：签约率76%（目标≥80%）."""
    said = (f"{said_totals((one,))}{_beside(one, totals, wanted)}" for one in totals)
    name = "已报" if all(one.unit == "%" for one in totals) else "累计"
    return name, "、".join(said)


def _beside(total: Total, totals: Sequence[Total], wanted: Sequence[Wanted]) -> str:
    """The figure of the task that it counts toward: of its name, else the only one of its unit."""
    alike = [one for one in wanted if one.unit == total.unit and one.unit]
    named = [one for one in alike if _same(one.name or one.text, total.name or "")]
    alone = len(alike) == 1 and sum(one.unit == total.unit for one in totals) == 1
    found = named[:1] or (alike if alone else [])
    if not found:
        return ""
    (one,) = found
    sign = {"=": "", ">=": "≥", "<=": "≤"}[one.op]
    most = f"—{number(one.value_max)}" if one.value_max is not None else ""
    return f"（目标{sign}{number(one.value)}{most}{one.unit}）"


def _same(one: str, other: str) -> bool:
    return bool(one and other) and (other in one or one in other)


def said_status(claim: Claim) -> str:
    """推进中，60%: what the claim says of the state."""
    status = STATUSES[claim.status] if claim.status else ""
    percent = "" if claim.percent is None else f"{claim.percent}%"
    return "，".join(part for part in (status, percent) if part)


def said_figure(figure: Quantity) -> str:
    """站点 新增5个, 站点 累计20个."""
    how = "新增" if figure.mode == "increment" else "累计"
    if figure.is_level:
        how = "达到"
    return f"{figure.name or ''}{how}{number(figure.value)}{figure.unit}"


def said_signature(by: str) -> str:
    """The name without the number that tells people of one name apart in the audit log."""
    return by.partition("（")[0]


def said_report(report: Report) -> str:
    """推进中，60%；新增5个；受阻：经费."""
    figures = [Quantity(one.name, one.value, one.unit or "", one.mode) for one in report.quantities]
    return _said(report, figures)


def claimed(last: Report) -> Claim:
    """What was reported, as a claim."""
    figures = tuple(Quantity(q.name, q.value, q.unit or "", q.mode) for q in last.quantities)
    return Claim(
        Target(),
        status=last.status,
        percent=last.percent,
        quantities=figures,
        blocker=last.blocker,
        need=last.need,
        next_step=last.next_step,
        done_on=last.done_on,
        expected_on=last.expected_on,
        corrects=True,
    )


def said_claim(claim: Claim) -> str:
    """The same of what is about to be reported."""
    return _said(claim, claim.quantities)


def _said(one: Report | Claim, figures: Sequence[Quantity]) -> str:
    status = STATUSES[one.status] if one.status else ""
    percent = "" if one.percent is None else f"{one.percent}%"
    parts = [
        "，".join(part for part in (status, percent) if part),
        *map(said_figure, figures),
        f"受阻：{one.blocker}" if one.blocker else "",
        f"需要：{one.need}" if one.need else "",
        f"下一步：{one.next_step}" if one.next_step else "",
        f"办结日期{said_date(one.done_on)}" if one.done_on else "",
        f"预计{said_date(one.expected_on)}" if one.expected_on else "",
    ]
    return "；".join(part for part in parts if part)


def said_when(moment: datetime, now: datetime) -> str:
    """9月30日 14:05 by the office's clock; with the year where that is another."""
    local = moment.astimezone(now.tzinfo)
    year = "" if local.year == now.year else f"{local.year}年"
    return f"{year}{said_moment(local)}"


def fact_of(one: Drafted, document: str) -> DraftFact:
    """As the public JSON has it; only of a claim whose target is known."""
    aim, claim = one.aim or Aim("task", 0, 0, None, "", ""), one.claim
    return DraftFact(
        document,
        aim.kind,
        aim.ref,
        aim.label,
        claim.status,
        claim.percent,
        tuple(Figure(q.name, q.value, q.unit, q.mode) for q in claim.quantities),
        claim.blocker,
        claim.need,
        claim.next_step,
        claim.done_on.isoformat() if claim.done_on else None,
        claim.expected_on.isoformat() if claim.expected_on else None,
        str(one.corrects) if one.corrects else None,
    )
