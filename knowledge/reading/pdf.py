"""PDF files with a text layer: the lines as printed, made into paragraphs again."""

import re
from collections.abc import Sequence
from io import BytesIO

import pypdf
from pypdf.errors import FileNotDecryptedError

from knowledge.reading.blocks import number_lines
from knowledge.reading.characters import clean
from knowledge.reading.lines import Line, UnreadableError
from knowledge.reading.print_layout import PrintedLine, paragraphs

MAX_PAGES = 400

_AGAIN = "请打开原件，另存为 .docx，或复制正文存为 .txt 再试。"
_BROKEN = f"PDF 不完整或已损坏，打不开。{_AGAIN}"
_SCAN = f"这个 PDF 是扫描件，没有文字层（或大半页是图片）。{_AGAIN}"
_GARBLED = f"这个 PDF 的文字层是乱码，读不出中文。{_AGAIN}"
_LOCKED = "PDF 有打开密码。请取消密码后再试。"
_TOO_LONG = f"PDF 超过 {MAX_PAGES} 页。请只留正文和附件后再试。"

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LEAST_HAN = 0.1
"""Of all characters; tables of figures have more."""

_SPACED = re.compile(r"(?<=[\u3001-\u9fff\uff00-\uffef]) (?=[\u3001-\u9fff\uff00-\uffef])")


def read_pdf(data: bytes) -> tuple[Line, ...]:
    """The paragraphs of a PDF; raises UnreadableError."""
    try:
        pages = _pages(data)
    except (UnreadableError, MemoryError):
        raise
    except FileNotDecryptedError as error:
        raise UnreadableError(_LOCKED) from error
    except Exception as error:  # pypdf stumbles over broken files in every way there is
        raise UnreadableError(_BROKEN) from error
    text = "".join(line.text for page in pages for line in page)
    if sum(not page for page in pages) * 2 > len(pages) or not text:
        raise UnreadableError(_SCAN)
    if len(_HAN.findall(text)) < _LEAST_HAN * len(text):
        raise UnreadableError(_GARBLED)
    return number_lines(paragraphs(pages))


def _pages(data: bytes) -> list[list[PrintedLine]]:
    document = pypdf.PdfReader(BytesIO(data))
    if len(document.pages) > MAX_PAGES:
        raise UnreadableError(_TOO_LONG)
    return [_printed_lines(page) for page in document.pages]


def _printed_lines(page: pypdf.PageObject) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    parts: list[str] = []
    begin: tuple[float, float] | None = None

    def finish() -> None:
        nonlocal begin
        text = _unspaced(clean("".join(parts)))
        if text and begin is not None:
            lines.append(PrintedLine(text, *begin))
        parts.clear()
        begin = None

    def visit(
        text: str, shift: Sequence[float], place: Sequence[float], _: object, size: float
    ) -> None:
        nonlocal begin
        for nth, part in enumerate(text.split("\n")):
            if nth:
                finish()
            if part.strip() and begin is None:
                left = place[4] * shift[0] + place[5] * shift[2] + shift[4]
                begin = left, abs(size * (place[0] or place[1]) * (shift[0] or shift[1]))
            parts.append(part)

    page.extract_text(visitor_text=visit)
    finish()
    return lines


def _unspaced(text: str) -> str:
    """Without the blanks that justified setting leaves between characters."""
    gaps = len(_SPACED.findall(text))
    return _SPACED.sub("", text) if gaps > 2 and gaps * 4 > len(text) else text
