"""The data of this folder, the names its messages may use, and whether a reading is the right one.

What the keys mean is in `data/README.md`.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.questions.units import Entry, Units
from knowledge.reports.matter import Matter
from knowledge.reports.matters import Matters
from knowledge.reports.model import Claim, Quantity, Reading, Target
from knowledge.reports.news import Surroundings

DATA = Path(__file__).parent / "data"
TODAY = date(2024, 7, 24)
UNITS = (
    *("市医保局", "市卫生健康委", "市财政局", "市教委", "市经济信息化委", "市中医药管理局"),
    *("区财政局", "区卫生健康委", "区教委", "区医保局", "区民政局"),
)
INDICATORS = (
    *("中医馆", "覆盖率", "家庭医生签约率", "居民健康素养水平", "老年人健康管理率"),
    *("每千人口执业医师数", "中医阁设置率", "中医诊疗量占比"),
)

TITLES = (
    *("提升基层中医药服务能力", "推进中西医结合旗舰医院建设", "完善中医药人才培养和评价机制"),
    *("持续完善符合中医药特点的医保支付机制", "夯实中医药文化传播阵地", "加强中药药事管理"),
    *("深化长三角中医药一体化高质量发展合作", "国医大师传承工作室建设", "做实家庭医生签约服务"),
    *("开展健康促进活动", "提升妇幼健康服务水平", "健全院前急救体系", "中医馆建设", "人才培养"),
    *("持续提升中医医联体建设内涵", "健康教育活动", "病媒生物防制", "老年健康服务"),
)

Json = dict[str, Any]


@dataclass(frozen=True)
class Message:
    """One line of data."""

    id: str
    topic: str
    text: str
    expect: Json


def messages(name: str) -> list[Message]:
    """The messages of that file."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [Message(**json.loads(line)) for line in lines]


@cache
def surroundings() -> Surroundings:
    """The ledger the messages are understood against."""
    units = Units(Entry(place, name) for place, name in enumerate(UNITS))
    tasks = (Matter("task", place, title) for place, title in enumerate(TITLES))
    return Surroundings(units, INDICATORS, TODAY, Matters(tasks))


def is_right(expect: Json, reading: Reading) -> bool:
    """Whether the kind is right and, of a report, every claim wholly."""
    if not _fits(expect["kind"], reading.kind):
        return False
    if reading.kind not in ("report", "correction"):
        return True
    wanted = expect.get("claims", [])
    same = len(wanted) == len(reading.claims)
    return same and all(_same(one, got) for one, got in zip(wanted, reading.claims, strict=True))


def is_false_report(expect: Json, reading: Reading) -> bool:
    """Whether something would be written down that nobody reported."""
    no_report = not {"report", "correction"} & set(_ways(expect["kind"]))
    return no_report and reading.kind in ("report", "correction")


def _ways(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _fits(wanted: Any, got: Any) -> bool:
    return got in _ways(wanted)


_PLAIN = ("status", "percent", "blocker", "need", "next_step", "by")
_DATES = ("done_on", "expected_on")


def _same(wanted: Json, claim: Claim) -> bool:
    got = shown(claim)
    counted = [_counted(one, each) for one, each in _pairs(wanted, claim)]
    many = len(wanted.get("quantities", [])) == len(claim.quantities)
    return (
        _same_target(wanted["target"], claim.target)
        and all(_fits(wanted.get(key), got.get(key)) for key in (*_PLAIN, *_DATES))
        and bool(wanted.get("corrects")) == claim.corrects
        and many
        and all(counted)
    )


def _pairs(wanted: Json, claim: Claim) -> list[tuple[Json, Quantity]]:
    return list(zip(wanted.get("quantities", []), claim.quantities, strict=False))


def _counted(wanted: Json, got: Quantity) -> bool:
    figures = (wanted["value"], wanted["unit"]) == (got.value, got.unit)
    return (
        figures
        and _fits(wanted["mode"], got.mode)
        and _fits(wanted["name"], got.name or ("" if wanted["name"] else None))
    )


def _same_target(wanted: Json, got: Target) -> bool:
    told = target_shown(got)
    if "item" in wanted:  # words beside a number are for finding, not for judging
        told.pop("words", None)
    told.pop("unit", None)
    told.pop("matter", None)
    return wanted.keys() == told.keys() and all(_fits(wanted[key], told[key]) for key in wanted)


def target_shown(target: Target) -> Json:
    """A target as data has it."""
    item = target.item
    told: Json = {
        "item": "/".join(map(str, item.path)) if item else None,
        "annex": bool(item and item.annex) or None,
        **{key: getattr(target, key) or None for key in ("words", "unit", "indicator", "duty")},
        **{key: getattr(target, key) for key in ("pointing", "ordinal", "measure")},
    }
    return {key: value for key, value in told.items() if value is not None}


def shown(claim: Claim) -> Json:
    """A claim as data has it."""
    told: Json = {"target": target_shown(claim.target)}
    told |= {key: getattr(claim, key) for key in _PLAIN}
    told |= {key: day and day.isoformat() for key in _DATES if (day := getattr(claim, key))}
    told["quantities"] = [(q.name, q.value, q.unit, q.mode) for q in claim.quantities]
    told["corrects"] = claim.corrects
    return {
        key: value
        for key, value in told.items()
        if value is not None and value != [] and value is not False
    }
