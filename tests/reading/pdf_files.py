"""PDF files for tests, written as Word and WPS write them: glyph numbers and a ToUnicode map."""

from collections.abc import Sequence
from typing import NamedTuple

FONT_SIZE = 16


class Placed(NamedTuple):
    """A line of text and where it begins on the page, in points from the lower left."""

    x: float
    y: float
    text: str


def page_of(lines: Sequence[tuple[int, str]]) -> list[Placed]:
    """Lines from the top downwards, each indented by so many characters."""
    return [
        Placed(90 + indent * FONT_SIZE, 740 - 28 * row, text)
        for row, (indent, text) in enumerate(lines)
    ]


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    """A PDF of these pages, in one font."""
    characters = sorted({sign for page in pages for line in page for sign in line.text})
    glyphs = {sign: number for number, sign in enumerate(characters, 1)}
    first = 6
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /FangSong /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(_to_unicode(glyphs)),
    ]
    for number, page in enumerate(pages):
        content = first + 2 * number + 1
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {content} 0 R >>"
        )
        objects.append(_stream("\n".join(_shown(line, glyphs) for line in page)))
    return assembled(objects)


def assembled(objects: Sequence[str]) -> bytes:
    """A PDF file of these objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(out)


def _shown(line: Placed, glyphs: dict[str, int]) -> str:
    codes = "".join(f"{glyphs[sign]:04X}" for sign in line.text)
    return f"BT /F1 {FONT_SIZE} Tf 1 0 0 1 {line.x} {line.y} Tm <{codes}> Tj ET"


def _to_unicode(glyphs: dict[str, int]) -> str:
    rows = "\n".join(
        f"<{number:04X}> <{sign.encode('utf-16-be').hex()}>" for sign, number in glyphs.items()
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(glyphs)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
