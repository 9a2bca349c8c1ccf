"""The digest of a week as a workbook: a sheet for each of its numbers, every task behind them."""

from bot.exports.workbook import Cell, Sheet, numbered, written
from handlers.digest_words import (
    KINDS,
    LIGHT_MEANINGS,
    called,
    said_asked,
    said_change,
    said_course,
    said_light,
    said_state,
    said_week,
    said_why,
)
from handlers.wording import said_ref
from reminders.digest_records import Digest, Entry

_TASK = (("序号", 6), ("文件", 28), ("编号", 10), ("任务", 36), ("牵头（责任）单位", 22))
_STATE = (("办理时限", 13), ("灯", 10), ("期初的灯", 10), ("状态与进度", 16))


def workbook(digest: Digest) -> bytes:
    """The sheets, empty ones left out."""
    when, names = said_week(digest.week), called(digest.week)
    every = (
        Sheet(
            "概览", f"{names.digest} · {digest.scope.name}（{when}）", _OVERVIEW, _overview(digest)
        ),
        Sheet("台账", f"督办台账（{when}）", (*_TASK, *_STATE), _tasks(digest)),
        Sheet("要决定或督促的", f"要决定或督促的（{when}）", _TROUBLE, _troubles(digest)),
        Sheet("灯有变化", f"灯有变化的（{when}）", (*_TASK, *_STATE), _moved(digest)),
        Sheet(
            f"{names.this}办结",
            f"{names.this}办结的（{when}）",
            (*_TASK, ("办结日期", 13)),
            _closed(digest),
        ),
        Sheet("指标", f"指标：实际、序时应达、目标（{when}）", _GAUGE, _gauges(digest)),
        Sheet("没有反馈的单位", f"{names.this}没有反馈的单位（{when}）", _SILENT, _silent(digest)),
        Sheet("未来两周", "未来两周到期的", (*_TASK, ("日期", 13), ("说明", 12)), _coming(digest)),
    )
    return written(one for one in every if one.rows)


_OVERVIEW = (("序号", 6), ("内容", 30), ("数", 8), ("变化", 16), ("是哪些", 70))
_TROUBLE = (
    *_TASK,
    ("办理时限", 13),
    ("类别", 10),
    ("逾期天数", 10),
    ("情况", 40),
    ("谁来定", 34),
)
_GAUGE = (
    ("序号", 6),
    ("文件", 28),
    ("指标", 26),
    ("单位", 8),
    ("期初", 10),
    ("实际", 10),
    ("报于", 13),
    ("序时应达", 12),
    ("目标", 10),
    ("目标年", 8),
    ("判断", 14),
    ("牵头单位", 20),
)
_SILENT = (("序号", 6), ("单位", 26), ("在办任务", 10), ("是哪些", 80))


def _overview(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    rows: list[tuple[Cell, ...]] = [
        (
            f"{said_light(one.light)}（{LIGHT_MEANINGS[one.light]}）",
            len(one.now),
            said_change(one, digest.week),
            _which(one.now),
        )
        for one in digest.lights
    ]
    counted = (
        ("灯有变化的任务", digest.moved),
        ("有反馈的任务", digest.reported),
        (f"{called(digest.week).this}办结", tuple(one.entry for one in digest.closed)),
        ("要决定或督促的", tuple(one.entry for one in digest.troubles)),
        ("未来两周到期", tuple(one.entry for one in digest.coming)),
    )
    rows += [(name, len(found), None, _which(found)) for name, found in counted]
    behind = [one.name for one in digest.gauges if one.behind]
    silent = [one.name for one in digest.silent]
    rows.append(("落后序时的指标", len(behind), None, "、".join(behind)))
    rows.append(("没有反馈的单位", len(silent), None, "、".join(silent)))
    return numbered(rows)


def _which(entries: tuple[Entry, ...]) -> str:
    """Refs by paper, so that every number can be looked up."""
    papers = dict.fromkeys(one.paper for one in entries)
    several = len(papers) > 1
    return "；".join(
        (f"《{paper}》" if several else "")
        + "、".join(said_ref(one.ref) for one in entries if one.paper == paper)
        for paper in papers
    )


def _task(entry: Entry) -> tuple[Cell, ...]:
    return entry.paper, entry.ref, entry.title, "、".join(entry.units) or None


def _state(entry: Entry) -> tuple[Cell, ...]:
    was = said_light(entry.was) if entry.was else "新纳入"
    return _due(entry), said_light(entry.light), was, said_state(entry)


def _due(entry: Entry) -> str | None:
    if entry.due is None:
        return None
    return f"{entry.due:%Y-%m-%d}{'（推定）' if entry.assumed else ''}"


def _tasks(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered((*_task(one), *_state(one)) for one in digest.entries)


def _moved(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered((*_task(one), *_state(one)) for one in digest.moved)


def _closed(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered(
        (*_task(one.entry), f"{one.on:%Y-%m-%d}" if one.on else None) for one in digest.closed
    )


def _troubles(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered(
        (
            *_task(one.entry),
            _due(one.entry),
            KINDS[one.kind],
            one.days or None,
            said_why(one) or None,
            said_asked(one),
        )
        for one in digest.troubles
    )


def _gauges(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered(
        (
            one.paper,
            one.name,
            one.unit or None,
            one.before,
            one.actual,
            f"{one.read_on:%Y-%m-%d}" if one.read_on else "没有报过",
            None if one.expected is None else round(one.expected, 2),
            one.target,
            one.year,
            said_course(one),
            "、".join(one.lead) or None,
        )
        for one in digest.gauges
    )


def _silent(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered((one.name, len(one.entries), _which(one.entries)) for one in digest.silent)


def _coming(digest: Digest) -> tuple[tuple[Cell, ...], ...]:
    return numbered(
        (*_task(one.entry), f"{one.day:%Y-%m-%d}", "定期报送" if one.again else "到期")
        for one in digest.coming
    )
