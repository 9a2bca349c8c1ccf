"""From words that fit a saying to what they settle. Each raises `OutOfRangeError`."""

import re

from knowledge.clocks import roughly
from knowledge.house_rules.kinds import kind_of
from knowledge.house_rules.lead_times import (
    NUMBER,
    PERCENT,
    OutOfRangeError,
    leads_in,
    number,
    percent,
    within,
)
from knowledge.house_rules.model import Ruling

LAG = re.compile(
    rf"(?:进度)?(?:落后|滞后)(?P<n>{PERCENT})(?:就|才|时)?(?:算|亮|为|变)?(?P<light>[黄红])灯"
)
CLIMB = re.compile(
    rf"(?:逾期|超期|超时|过期|到期后?|超过)(?:超过|满)?(?P<n>{NUMBER})(?P<unit>个?工作日|天|日|个?周|个?星期)(?:以上|后|还|都|仍|没有?动静|不动"
    r"|没有?反馈|没(?:有)?报|没办[结完]|没完成|的|就|才|再|要|得|必须)*"
    r"(?:报告?|升级|上报|告诉|通知|抄送|提醒|催)(?:到|给|送)?(?:他们|它们|对方|该|各)?(?:的)?(?:单位)?的?"
    r"(?P<whom>主要负责人|主要领导|负责人|第一责任人|一把手|分管(?:的)?(?:区|市|县)?领导|分管负责人|分管的?(?:区长|副区长))"
)


def leads(found: re.Match[str]) -> tuple[Ruling, ...]:
    """Lead times of a kind."""
    name = kind_of(found["kind"]) or found["kind"] or "deadline"
    return (Ruling(name, leads_in(found["leads"])),)


def ahead(found: re.Match[str]) -> tuple[Ruling, ...]:
    """配合单位提前5个工作日交."""
    return (Ruling("cooperating_ahead", within(number(found["n"]), 0, 60, "天数")),)


def off(found: re.Match[str]) -> tuple[Ruling, ...]:
    """A kind that is not said any more."""
    return (Ruling("off", kind_of(found["kind"])),)


def on(found: re.Match[str]) -> tuple[Ruling, ...]:
    """A kind that is said again."""
    return (Ruling("on", kind_of(found["kind"])),)


def must(found: re.Match[str]) -> tuple[Ruling, ...]:
    """A kind that nobody may leave out."""
    return (Ruling("compulsory", kind_of(found["kind"])),)


def may(found: re.Match[str]) -> tuple[Ruling, ...]:
    """A kind that may be left out."""
    return (Ruling("optional", kind_of(found["kind"])),)


def weekly(found: re.Match[str]) -> tuple[Ruling, ...]:
    """So many messages a week."""
    return (Ruling("weekly", within(number(found["n"]), 1, 50, "每周条数")),)


def _clock(text: str) -> str:
    found = roughly(text)
    if found is None or found.time is None:
        raise OutOfRangeError(f"没有这个钟点：{text}")
    return f"{found.time:%H:%M}"


def quiet(found: re.Match[str]) -> tuple[Ruling, ...]:
    """From when until when nothing is said; None for the end that stays."""
    start, end = (_clock(found[side]) if found[side] else None for side in ("start", "end"))
    if start == end:
        raise OutOfRangeError("安静时间的起止不能一样")
    return (Ruling("quiet", (start, end)),)


def morning(found: re.Match[str]) -> tuple[Ruling, ...]:
    """When reminders are said."""
    return (Ruling("morning", _clock(found["at"])),)


def digest(found: re.Match[str]) -> tuple[Ruling, ...]:
    """On which day, when."""
    day = "一二三四五六日".index(found["day"].replace("天", "日"))
    return (Ruling("digest", (day, _clock(found["at"]) if found["at"] else None)),)


def yellow(found: re.Match[str]) -> tuple[Ruling, ...]:
    """So long before its date a task is yellow."""
    name = "soon_workdays" if "工作日" in found["unit"] else "soon"
    count = number(found["n"]) * (7 if found["unit"] == "周" else 1)
    return (Ruling(name, within(count, 1, 120, "天数")),)


def lags(found: re.Match[str]) -> tuple[Ruling, ...]:
    """落后20%亮黄灯，落后40%亮红灯."""
    names = {"黄": "lagging", "红": "far_behind"}
    return tuple(
        Ruling(names[one["light"]], within(percent(one["n"]), 1, 100, "落后的%"))
        for one in LAG.finditer(found[0])
    )


def silent(found: re.Match[str]) -> tuple[Ruling, ...]:
    """After so many weeks without news; a month is four."""
    weeks = number(found["n"]) * (4 if found.groupdict().get("unit") == "月" else 1)
    return (Ruling("silent_weeks", within(weeks, 1, 52, "周数")),)


def climbs(found: re.Match[str]) -> tuple[Ruling, ...]:
    """逾期3天升级到单位负责人，逾期8天升级到分管领导."""
    return tuple(
        Ruling(
            "escalate_leader" if "分管" in one["whom"] else "escalate_head",
            within(_workdays(one), 1, 120, "天数"),
        )
        for one in CLIMB.finditer(found[0])
    )


def _workdays(found: re.Match[str]) -> int:
    """Lateness is counted in working days: five of them a week."""
    return number(found["n"]) * (5 if found["unit"][-1] in "周期" else 1)


_LATEST = 90


def overdue(found: re.Match[str]) -> tuple[Ruling, ...]:
    """逾期后每天催，十天后每周催一次."""
    if found["first"]:
        until = within(number(found["first"]), 1, _LATEST - 1, "天数")
        return (Ruling("overdue", ((until, _every(found["e1"])), (_LATEST, _every(found["e2"])))),)
    return (Ruling("overdue", ((_LATEST, _every(found["every"])),)),)


def _every(text: str) -> int:
    """每天, 每周, 每3天."""
    if found := re.search(NUMBER, text):
        count = number(found[0]) * (7 if "周" in text else 1)
        return within(count, 1, 60, "间隔天数")
    return 7 if "周" in text else 1


def behind(found: re.Match[str]) -> tuple[Ruling, ...]:
    """So far behind an indicator is spoken of."""
    return (Ruling("behind", within(percent(found["n"]), 1, 99, "落后的%") / 100),)


def receipt(found: re.Match[str]) -> tuple[Ruling, ...]:
    """Days after a task was handed over."""
    return (Ruling("receipt", leads_in(found["leads"])),)


_DEFAULTS = {
    "deadline": "deadline", "cooperating": "cooperating", "overdue": "overdue", "phase": "phase",
    "recurring": "recurring", "evaluation": "evaluation", "behind": "behind",
    "silent": "silent_weeks", "receipt": "receipt", "digest": "digest",
}  # fmt: skip
OTHERS = {"每周条数": "weekly", "提醒时间": "morning", "安静时间": "quiet", "免打扰": "quiet",
           "免打扰时间": "quiet", "黄灯": "soon", "红灯": "far_behind",
           "提前量": "deadline", "提前(?:的)?(?:天数|时间|期)": "deadline"}  # fmt: skip


def default(found: re.Match[str]) -> tuple[Ruling, ...]:
    """What held before anybody settled anything."""
    others = (name for called, name in OTHERS.items() if re.fullmatch(called, found["what"]))
    name = next(others, None) or _DEFAULTS.get(kind_of(found["what"]), "")
    return (Ruling(name, None),) if name else ()


def everything(_found: re.Match[str]) -> tuple[Ruling, ...]:
    """All that was settled there, as before anybody did."""
    return (Ruling("default", None),)


def resume(_found: re.Match[str]) -> tuple[Ruling, ...]:
    """No pause any more."""
    return (Ruling("resume", None),)
