"""The digest of a week as one picture for a phone: a word and a symbol beside every colour."""

from collections.abc import Sequence
from functools import partial

from bot.exports.drawing import (
    FAINT,
    INK,
    INNER,
    MARGIN,
    PAPER,
    RULE,
    Canvas,
    Row,
    fitting,
    heading,
    line,
    lines,
    picture_of,
)
from handlers.digest_words import (
    KINDS,
    LIGHT_MEANINGS,
    LIGHTS,
    called,
    figure,
    said_asked,
    said_change,
    said_coming,
    said_course,
    said_entry,
    said_phase,
    said_silent,
    said_week,
    said_why,
    several,
)
from reminders.digest_records import Digest, Entry, Gauge, Lit, Trouble
from reminders.lights import Light

COLOURS: dict[Light, str] = {
    "red": "#b42318",
    "yellow": "#946200",
    "green": "#1a7f37",
    "blue": "#0b57a4",
    "none": "#6e7781",
}
"""Dark enough for white characters on them."""
_TROUBLES, _GAUGES, _SOON, _MOVES, _NAMES = 5, 5, 5, 4, 12


def picture(digest: Digest) -> bytes:
    """The picture as PNG, 1080 pixels wide and as tall as it needs."""
    names = called(digest.week)
    rows = [
        *lines(f"{names.digest}·{digest.scope.name}", 50),
        line(said_week(digest.week), 32, FAINT),
        line(f"任务{len(digest.entries)}项，{names.this}收到反馈{digest.reports}条", 32, FAINT),
    ]
    if digest.weight == "nothing":
        return picture_of([*rows, heading(f"{names.whole}没有变化，也没有要决定的事")])
    rows.append(_cards(digest))
    rows += [_bar(names.last, digest, before=True), _bar(names.this, digest, before=False)]
    rows += [*_moved(digest), *_closed(digest), *_troubles(digest)]
    rows += [*_gauges(digest), *_silent(digest), *_ahead(digest)]
    return picture_of(rows)


def _cards(digest: Digest) -> Row:
    """Each light with its number, and what it was."""
    width = INNER / len(digest.lights)

    def draw(canvas: Canvas, y: int) -> None:
        for at, lit in enumerate(digest.lights):
            change = said_change(lit, digest.week)
            _card(canvas, MARGIN + width * (at + 0.5), y, lit, change)

    return Row(270, draw)


def _card(canvas: Canvas, x: float, y: int, lit: Lit, change: str) -> None:
    canvas.disc(x, y + 60, 36, COLOURS[lit.light])
    canvas.text(x, y + 60, LIGHTS[lit.light][0], 36, PAPER, "center")
    canvas.text(x, y + 138, f"{len(lit.now)}项", 46, INK, "center")
    canvas.text(x, y + 188, LIGHT_MEANINGS[lit.light], 26, FAINT, "center")
    canvas.text(x, y + 226, change, 26, FAINT, "center")


def _bar(name: str, digest: Digest, *, before: bool) -> Row:
    """All tasks as one bar; its parts say their light, and the number where there is room."""
    parts = [(one.light, len(one.before if before else one.now)) for one in digest.lights]
    return Row(64, partial(_draw_bar, name=name, parts=parts))


def _draw_bar(canvas: Canvas, y: int, name: str, parts: Sequence[tuple[Light, int]]) -> None:
    left, total = MARGIN + 90.0, sum(count for _light, count in parts)
    canvas.text(MARGIN, y + 26, name, 30, FAINT)
    if not total:
        canvas.text(left, y + 26, "还没有纳入", 30, FAINT)
    for light, count in parts:
        width = (INNER - 90) * count / max(total, 1)
        canvas.box(left, y, max(width - 3, 0), 52, COLOURS[light])
        said = f"{LIGHTS[light][0]}{count}" if width >= 64 else LIGHTS[light][0]
        if width >= 32:
            canvas.text(left + width / 2, y + 26, said, 28, PAPER, "center")
        left += width


def _moved(digest: Digest) -> list[Row]:
    if not digest.moved:
        return []
    rows = [heading(f"灯有变化 {len(digest.moved)}项")]
    rows += [_move(one, paper=several(digest)) for one in digest.moved[:_MOVES]]
    return [*rows, *_rest(len(digest.moved), _MOVES)]


def _move(entry: Entry, *, paper: bool) -> Row:
    was: Light = entry.was or "none"

    def draw(canvas: Canvas, y: int) -> None:
        for x, light in ((MARGIN + 22, was), (MARGIN + 118, entry.light)):
            canvas.disc(x, y + 28, 22, COLOURS[light])
            canvas.text(x, y + 28, LIGHTS[light][0], 24, PAPER, "center")
        canvas.text(MARGIN + 70, y + 28, "→", 30, FAINT, "center")
        title = fitting(said_entry(entry, paper=paper), 34, INNER - 160)
        canvas.text(MARGIN + 160, y + 28, title, 34)

    return Row(60, draw)


def _closed(digest: Digest) -> list[Row]:
    if not digest.closed:
        return []
    rows = [heading(f"{called(digest.week).this}办结 {len(digest.closed)}项")]
    named = [said_entry(one.entry, paper=several(digest)) for one in digest.closed]
    rows += [line(f"· {one}") for one in named[:_MOVES]]
    return [*rows, *_rest(len(named), _MOVES)]


def _troubles(digest: Digest) -> list[Row]:
    if not digest.troubles:
        return []
    rows = [heading(f"要决定或督促的 {len(digest.troubles)}项")]
    for one in digest.troubles[:_TROUBLES]:
        rows += _trouble(one, paper=several(digest))
    return [*rows, *_rest(len(digest.troubles), _TROUBLES)]


def _trouble(one: Trouble, *, paper: bool) -> list[Row]:
    why = [line(said_why(one), 30, FAINT, 36)] if said_why(one) else []
    return [
        *lines(f"【{KINDS[one.kind]}】{said_entry(one.entry, paper=paper)}"),
        *why,
        line(f"→ {said_asked(one)}", 30, INK, 36),
        Row(10, lambda _canvas, _y: None),
    ]


def _gauges(digest: Digest) -> list[Row]:
    """Those behind first, then those with figures; the rest is in the files."""
    known = [one for one in digest.gauges if one.target and one.actual is not None]
    shown = sorted(known, key=lambda one: (not one.behind, one.read_on is None))[:_GAUGES]
    if not shown:
        return []
    behind = sum(one.behind for one in digest.gauges)
    rows = [heading(f"指标 {len(digest.gauges)}个，落后序时 {behind}个")]
    rows += [Row(150, partial(_draw_gauge, gauge=one)) for one in shown]
    return [*rows, *_rest(len(digest.gauges), len(shown), "个")]


def _draw_gauge(canvas: Canvas, y: int, gauge: Gauge) -> None:
    actual, target = gauge.actual or 0.0, gauge.target or 0.0
    top = max(actual, target, gauge.expected or 0.0, 1e-9)
    colour = COLOURS["red" if gauge.behind else "green" if gauge.read_on else "none"]
    canvas.text(MARGIN, y + 24, fitting(gauge.name, 32, INNER - 260), 32)
    canvas.text(MARGIN + INNER, y + 24, said_course(gauge), 30, colour, "right")
    canvas.box(MARGIN, y + 54, INNER, 24, RULE)
    canvas.box(MARGIN, y + 54, INNER * max(actual, 0) / top, 24, colour)
    if gauge.expected is not None:
        canvas.box(MARGIN + INNER * max(gauge.expected, 0) / top - 3, y + 46, 6, 40, INK)
    most = "" if gauge.upward else "不高于"
    said = f"实际{figure(gauge.actual, gauge.unit)}"
    if gauge.expected is not None:
        said += f"　┃应达{figure(gauge.expected, gauge.unit)}"
    said += f"　{gauge.year}年目标{most}{figure(gauge.target, gauge.unit)}"
    canvas.text(MARGIN, y + 110, fitting(said, 28), 28, FAINT)


def _silent(digest: Digest) -> list[Row]:
    if not digest.silent:
        return []
    return [
        heading(f"{called(digest.week).this}没有反馈的单位 {len(digest.silent)}个"),
        *lines(said_silent(digest, most=_NAMES), 32, most=3),
    ]


def _ahead(digest: Digest) -> list[Row]:
    rows: list[Row] = []
    if digest.coming:
        rows.append(heading(f"未来两周到期 {len(digest.coming)}项"))
        named = [said_coming(one, paper=several(digest)) for one in digest.coming]
        rows += [line(one, 32) for one in named[:_SOON]]
        rows += _rest(len(named), _SOON)
    if digest.phases:
        rows.append(heading("阶段"))
    for one in digest.phases:
        paper = f"《{one.paper}》" if several(digest) else ""
        rows += lines(paper + said_phase(one, digest.week.today), 32)
    return rows


def _rest(count: int, shown: int, unit: str = "项") -> list[Row]:
    return [line(f"另有{count - shown}{unit}，见台账", 28, FAINT)] if count > shown else []
