"""The digest of a week as a Word document, laid out as offices lay out a 周报."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.printable import printable
from handlers.digest_words import (
    KINDS,
    LIGHT_MEANINGS,
    called,
    figure,
    headline,
    said_asked,
    said_change,
    said_course,
    said_day,
    said_light,
    said_phase,
    said_week,
    said_why,
)
from handlers.wording import said_ref
from reminders.digest_records import Digest, Entry

_TITLES, _BODY = "黑体", "仿宋"
_NUMBERS = "一二三四五六七八九"
_MOST = 40
"""Rows of a table; the workbook has them all."""

Rows = Sequence[Sequence[str]]


def document(digest: Digest) -> bytes:
    """The document as a file."""
    made = docx.Document()
    made.core_properties.author, made.core_properties.title = "", called(digest.week).digest
    _page(made)
    _title(made, digest)
    _text(made, f"{headline(digest)}；收到反馈{digest.reports}条。")
    parts = [(name, head, rows) for name, head, rows in _parts(digest) if rows]
    for number, (name, head, rows) in zip(_NUMBERS, parts, strict=False):
        _heading(made, f"{number}、{name}")
        _table(made, head, rows)
    for one in digest.phases:
        _text(made, f"《{one.paper}》{said_phase(one, digest.week.today)}。")
    _text(made, "灯按办理时限、序时进度和最近一次反馈计算；标“推定”的期限原文没有写明。")
    data = BytesIO()
    made.save(data)
    return data.getvalue()


def _parts(digest: Digest) -> Iterable[tuple[str, tuple[str, ...], Rows]]:
    this, last = called(digest.week).this, called(digest.week).last
    yield "总体情况", ("灯", "含义", this, f"与{last}比", "是哪些"), _lights(digest)
    yield "要决定或督促的事项", ("类别", "任务", "单位", "情况", "谁来定"), _troubles(digest)
    yield "灯有变化的事项", ("任务", "单位", last, this), _moved(digest)
    yield f"{this}办结的事项", ("任务", "单位", "办结日期"), _closed(digest)
    yield "指标进度", ("指标", "实际", "序时应达", "目标", "判断"), _gauges(digest)
    yield f"{this}没有反馈的单位", ("单位", "在办任务", "是哪些"), _silent(digest)
    yield "未来两周到期的事项", ("日期", "任务", "单位"), _coming(digest)


def _lights(digest: Digest) -> Rows:
    return [
        (
            said_light(one.light),
            LIGHT_MEANINGS[one.light],
            f"{len(one.now)}项",
            said_change(one, digest.week),
            "、".join(said_ref(x.ref) for x in one.now[:_MOST]) if _single(digest) else "见台账",
        )
        for one in digest.lights
    ]


def _single(digest: Digest) -> bool:
    return len(digest.papers) == 1


def _troubles(digest: Digest) -> Rows:
    return [
        (KINDS[one.kind], *_task(one.entry, digest), said_why(one), said_asked(one))
        for one in digest.troubles
    ]


def _moved(digest: Digest) -> Rows:
    return [
        (*_task(one, digest), said_light(one.was or "none"), said_light(one.light))
        for one in digest.moved
    ]


def _closed(digest: Digest) -> Rows:
    return [
        (*_task(one.entry, digest), said_day(one.on) if one.on else "") for one in digest.closed
    ]


def _gauges(digest: Digest) -> Rows:
    return [
        (
            one.name,
            figure(one.actual, one.unit) + ("" if one.read_on else "（没有报过）"),
            figure(one.expected, one.unit),
            figure(one.target, one.unit) + (f"（{one.year}年）" if one.year else ""),
            said_course(one),
        )
        for one in sorted(digest.gauges, key=lambda each: not each.behind)
    ]


def _silent(digest: Digest) -> Rows:
    return [
        (one.name, f"{len(one.entries)}项", "、".join(said_ref(x.ref) for x in one.entries))
        for one in digest.silent
    ]


def _coming(digest: Digest) -> Rows:
    return [(said_day(one.day), *_task(one.entry, digest)) for one in digest.coming]


def _task(entry: Entry, digest: Digest) -> tuple[str, str]:
    paper = "" if _single(digest) else f"《{entry.paper}》"
    return f"{paper}{said_ref(entry.ref)} {entry.title}", "、".join(entry.units)


def _page(made: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(2.5)
    _font(made.styles["Normal"], _BODY, 12)


def _font(styled: Any, name: str, size: float, *, bold: bool = False) -> None:  # noqa: ANN401
    """Chinese characters take their font from an attribute of their own."""
    styled.font.name, styled.font.size, styled.font.bold = name, Pt(size), bold
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _title(made: Document, digest: Digest) -> None:
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(title.add_run(called(digest.week).digest), _TITLES, 20, bold=True)
    below = made.add_paragraph()
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    below.add_run(printable(f"{digest.scope.name}（{said_week(digest.week)}）"))


def _heading(made: Document, text: str) -> None:
    heading = made.add_heading(level=1)
    _font(heading.add_run(printable(text)), _TITLES, 14, bold=True)


def _text(made: Document, text: str) -> None:
    paragraph = made.add_paragraph(printable(text))
    paragraph.paragraph_format.first_line_indent = Pt(24)


def _table(made: Document, head: tuple[str, ...], rows: Rows) -> None:
    table = made.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, head, strict=True):
        _font(cell.paragraphs[0].add_run(name), _TITLES, 10.5, bold=True)
    for row in rows[:_MOST]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            _font(cell.paragraphs[0].add_run(printable(value)), _BODY, 10.5)
    if len(rows) > _MOST:
        _text(made, f"另有{len(rows) - _MOST}项，见台账。")
