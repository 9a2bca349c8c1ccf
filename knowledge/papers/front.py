"""What a paper says about itself: title, issuer, number, dates, period, jurisdiction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.dates import Anchor, find_dates
from knowledge.papers.headings import is_title
from knowledge.papers.jurisdictions import jurisdiction_of
from knowledge.papers.numbering import label_at_start
from knowledge.papers.pieces import Piece
from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Front:
    """The paper's own data."""

    title: str
    issuer: str | None
    doc_number: str | None
    jurisdiction: str | None
    issued_on: date | None


DOC_NUMBER = re.compile(
    r"[一-龥]{2,14}\s?(?:字)?\s?[〔\[(【﹝]\s?(?:19|20)\d\d\s?[〕\])】﹞]\s?第?\s?\d{1,5}\s?号"
)
_OWN_NUMBER = re.compile(
    rf"(?:(?:发文字号|发文文号|文件编号|文号|字号"
    rf"|文件字号)[:]?)?({DOC_NUMBER.pattern})(?:签发人.*|.{{0,4}}|\s?(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日(?:印发|发布|印)?)?"
)
_BRACKETED_NUMBER = re.compile(
    rf"[(\[]({DOC_NUMBER.pattern})[,; ]*"
    r"(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?(?:印发|发布)?[)\]]"
)
"""（安政办发〔2024〕12号 2024年4月9日） under a title."""
_BESIDE_TITLE = re.compile(  # 临泽县…专项方案    临卫健〔2026〕27号
    rf"[^〔\[(【]{{4,60}}?(?:方案|要点|计划|意见|办法|细则|清单|任务表)\s?({DOC_NUMBER.pattern})"
)
_LABELLED = re.compile(r"(?:发文字号|发文文号|文件编号|文号)[:]?\s?(.{4,40}?号)")
_ISSUER_LABEL = re.compile(
    r"(?:发文机关|发文单位|发布机构|发布单位|制发机关|制定机关|公开责任部门|信息来源"
    r"|发布机关)[:](?P<name>[^:;。 ]{3,40}?)(?=$|[ ;。]|成文|发文|发布|文号|日期|索引|主题"
    r"|有效)"
)
_DATE_LABEL = re.compile(
    r"(?:成文日期|成文时间|发文日期|印发日期|生成日期|发布日期|发文时间|公开日期|发布时间"
    r"|签发日期)[:]?\s?(?P<date>[\d〇一二三四五六七八九十年月日./-]{6,14})"
)
_DATE_LINE = re.compile(
    r"\(?(?:(?:19|20)\d\d"
    r"|[一二][〇零九一二三四五六七八]{3})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日\)?"
)
_PRINTED_ON = re.compile(r"(?P<name>.*?)(?P<date>20\d\d年\d{1,2}月\d{1,2}日)印发\)?")
_YEARS_LINE = re.compile(r"\(\s?(?:19|20)\d\d年?\s?[-至]{1,2}\s?(?:19|20)\d\d年?度?\s?\)")
_OFFICE = re.compile(
    r"(?:[^,。;:、《》()]{2,40})(?:委员会|委|局|办公室|办公厅|人民政府|领导小组|联席会议"
    r"|管委会|工作专班|党组|党委|党工委|指挥部|医院|中心|厅|部|院|总队|支队|大队|集团|医共体|共同体|联盟|公司|研究所"
    r"|监督所|保健所|防治所|防治站|血站|办事处|学院|大学|学校)(?:\(代章\)|\(代\))?"
)
_HEADED = re.compile(r"(?P<name>[^,。;:、《》]{4,40}?)文件")
_ENCLOSED = re.compile(
    r"(?:关于)?(?:转发|印发|下发|发布|公布"
    r"|批转)(?P<by>[^《》]{0,24})[《](?P<title>[^《》]{4,90}(?:《[^《》]{2,60}》[^《》]{0,60})?)[》]"
)
_ENCLOSED_BARE = re.compile(
    r"关于(?:转发|印发|下发|发布|公布|批转)(?P<title>[^《》]{4,90})的(?:通知|函|公告|决定)"
)
_ENCLOSED_WHOLE = re.compile(
    r"关于(?:转发|印发|下发|发布|公布|批转)(?P<title>[^《》]{0,40}《[^《》]{2,60}》[^《》,。]{0,30}?"
    r"(?:方案|要点|计划|分工|清单|意见|措施|细则|办法|任务|安排))的(?:通知|函|公告|决定)"
)
_NOTICE = re.compile(r".{0,60}关于.{2,90}的(?:通知|函|公告|决定|意见|通报)")
_WEB_HEAD = re.compile(
    r"(?:首页|当前位置|索引号|发[布文](?:机构|机关|单位):|文号:|主题分类|.{0,6}解读|(?:发布|更新|录入)?(?:时间|日期):|(?:信息)?来源:)"
)
_HEAD_LINES = 60
_SHORT_REST = 4


def front(pieces: Sequence[Piece]) -> Front:
    """The front data of a paper; what is not printed is None."""
    body = _body_at(pieces)
    notice = _notice(pieces[:body])
    title = _title(pieces, notice, body)
    issued_on, issuer = _signature(pieces)
    issuer = issuer or _labelled_issuer(pieces) or _issuer_of(notice) or _printer(pieces)
    number = _doc_number(pieces)
    place = jurisdiction_of([issuer or "", title, notice], (piece.key for piece in pieces))
    return Front(title, issuer, number, place, issued_on or _labelled_date(pieces))


def _body_at(pieces: Sequence[Piece]) -> int:
    """Where the first item stands, or the head of the paper ends."""
    head = min(len(pieces), _HEAD_LINES)
    return next((at for at in range(head) if _opens_body(pieces[at])), head)


def _title(pieces: Sequence[Piece], notice: str, body: int) -> str:
    """The title of what was issued: of the enclosed paper where a letter sends one."""
    enclosed = _enclosed(notice) or _enclosed_in_letter(pieces)
    lines = _titles_before(pieces, body)
    if enclosed:
        printed = (
            text
            for text in reversed(lines)
            if (_alike(text, enclosed) or text.endswith(enclosed))
            and not _NOTICE.fullmatch(fold(text))
        )
        return next(printed, enclosed)
    if lines:
        return lines[-1] if not _NOTICE.fullmatch(lines[0]) else lines[0]
    return pieces[0].raw[:60] if pieces else ""


def _opens_body(piece: Piece) -> bool:
    found = label_at_start(piece.key)
    return found is not None and found.label.number == 1


def _titles_before(pieces: Sequence[Piece], end: int) -> list[str]:
    """Title lines before the body, each with the lines it is broken over."""
    found = []
    for place in range(end):
        key = pieces[place].key
        start = place
        if place and len(key) <= _SHORT_REST and not is_title(key):
            start, key = place - 1, pieces[place - 1].key + key  # 疾病预防控制工作⏎要点
        if not is_title(key) or _WEB_HEAD.match(key) or label_at_start(key):
            continue
        while start > 0 and _is_title_part(pieces[start - 1], pieces[start].key):
            start -= 1
        below = pieces[place + 1 : place + 2]
        after = place + 1 + any(_YEARS_LINE.fullmatch(piece.key) for piece in below)
        raw = "".join(piece.raw for piece in pieces[start:after])
        found.append(raw.strip("《》<>") if raw[0] in "《<" else raw)
    return found


_SHORT_TITLE = re.compile(r"(?:\(.{4,20}\))?[^市区县省年]{0,18}(?:\(.{2,20}\))?|关于.*")


def _is_title_part(before: Piece, key: str) -> bool:
    """Whether the line above is part of the title: short, open-ended, the title lacks a head."""
    above = before.key
    if not 4 <= len(above) <= 45 or above[-1] in "。:;,!?)>》号日件" or _WEB_HEAD.match(above):
        return False
    if is_title(above) and not key.startswith("("):
        return False
    return bool(_SHORT_TITLE.fullmatch(key)) and not _DATE_LINE.fullmatch(above)


def _notice(pieces: Sequence[Piece]) -> str:
    """The title of the letter (关于印发…的通知), put together where lines break it."""
    for place, piece in enumerate(pieces):
        key = piece.key
        if len(key) > 120 or "印发给" in key or "请" in key[:4]:
            continue
        for more in range(4):
            parts = pieces[place : place + more + 1]
            text = "".join(part.raw for part in parts)
            if len(text) < 160 and _NOTICE.fullmatch("".join(part.key for part in parts)):
                return text
            if piece.key[-1] in "。;,:" or "关于" not in "".join(
                p.key for p in pieces[place : place + 2]
            ):
                break
    return ""


def _enclosed(notice: str) -> str | None:
    key = fold(notice)
    match = _ENCLOSED_WHOLE.search(key) or _ENCLOSED.search(key) or _ENCLOSED_BARE.search(key)
    return notice[slice(*match.span("title"))] if match else None


def _enclosed_in_letter(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces[:_HEAD_LINES]:
        match = re.search(
            r"(?:现将|印发)《([^《》]{4,90})》(?:\([^()]*\))?(?:印发|转发|发布)?", piece.key
        )
        if match and ("现将" in piece.key or is_title(match[1])):
            return piece.raw[slice(*match.span(1))]
    return None


def _alike(text: str, enclosed: str) -> bool:
    """The same title but for a few characters: papers quote each other loosely."""
    first, second = set(text), set(enclosed)
    return len(first & second) >= 0.8 * max(len(first), len(second))


def _signature(pieces: Sequence[Piece]) -> tuple[date | None, str | None]:
    """The date line that stands below an office's name; the first such pair signs the paper."""
    dated: date | None = None
    for place, piece in enumerate(pieces):
        if not is_date_line(piece.key):
            continue
        day = _day(piece.raw)
        names = _signers(pieces[max(place - 4, 0) : place])
        if names and day:
            return day, names
        dated = dated or day
    return dated or _printed_on(pieces), None


def _signers(above: Sequence[Piece]) -> str | None:
    names: list[str] = []
    for piece in reversed(above):
        if not is_office(piece.key):
            if piece.key.startswith("(") and "代章" in piece.key:
                continue
            break
        names.append(re.sub(r"[(（]代章?[)）]", "", piece.raw))
    return "、".join(reversed(names)) or None


def is_date_line(key: str) -> bool:
    """Whether a folded line is a date alone, as below a signature."""
    return len(key) <= 24 and bool(_DATE_LINE.fullmatch(key))


def is_office(key: str) -> bool:
    """Whether a folded line is an office's name alone, or those of several joint issuers."""
    return len(key) <= 80 and all(_OFFICE.fullmatch(name) for name in key.split("、"))


def _printing(pieces: Sequence[Piece]) -> tuple[Piece, re.Match[str]] | None:
    """The line at the foot that says who printed the paper and when."""
    for piece in reversed(pieces):
        match = _PRINTED_ON.fullmatch(piece.key) if len(piece.key) < 80 else None
        if match:
            return piece, match
    return None


def _printed_on(pieces: Sequence[Piece]) -> date | None:
    printing = _printing(pieces)
    return _day(printing[1]["date"]) if printing else None


def _printer(pieces: Sequence[Piece]) -> str | None:
    printing = _printing(pieces)
    if printing is None:
        return None
    piece, match = printing
    name = piece.raw[slice(*match.span("name"))].strip()
    return name if is_office(fold(name)) else None


def _labelled_date(pieces: Sequence[Piece]) -> date | None:
    for piece in pieces[:_HEAD_LINES]:
        match = _DATE_LABEL.search(piece.key) if len(piece.key) < 200 else None
        if match:
            return _day(match["date"])
    return None


def _labelled_issuer(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces[:_HEAD_LINES]:
        if len(piece.key) > 200:
            continue
        match = _ISSUER_LABEL.search(piece.key) or _HEADED.fullmatch(piece.key)
        if match and _OFFICE.fullmatch(match["name"]):
            return piece.raw[slice(*match.span("name"))]
    return None


def _issuer_of(notice: str) -> str | None:
    key = fold(notice).partition("关于")[0]
    return notice[: len(key)] if _OFFICE.fullmatch(key) else None


def _doc_number(pieces: Sequence[Piece]) -> str | None:
    for piece in pieces[:_HEAD_LINES]:
        if len(piece.key) > 200 or "号" not in piece.key:
            continue
        forms = (_BESIDE_TITLE, _OWN_NUMBER, _BRACKETED_NUMBER)
        own = next((m for form in forms if (m := form.fullmatch(piece.key.strip()))), None)
        if own:
            return piece.raw[slice(*own.span(1))].strip()
        labelled = _LABELLED.search(piece.key)
        if labelled and DOC_NUMBER.search(labelled[1]):
            return piece.raw[slice(*labelled.span(1))].strip()
    return None


def _day(text: str) -> date | None:
    found = find_dates(text, Anchor())
    return found[0].last if found and found[0].precision == "day" else None
