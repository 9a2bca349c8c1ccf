"""PDF files: paragraphs as the writer meant them, without what belongs to the pages."""

import pytest

from knowledge.reading import read
from knowledge.reading.lines import UnreadableError
from tests.reading.pdf_files import assembled, page_of, pdf

_WIDTH = 26
_PARAGRAPH = (
    "（一）建设安宁疗护服务网络，每个街道至少设一个安宁疗护病区，由区卫生健康委牵头，区医保局、"
    "区民政局等部门按职责分工负责，年底前全部建成。"
)


def _set(*texts: str, indent: int = 2) -> list[tuple[int, str]]:
    """Paragraphs broken into lines as a printer does it."""
    lines = []
    for text in texts:
        first = _WIDTH - indent
        lines.append((indent, text[:first]))
        lines += [(0, text[at : at + _WIDTH]) for at in range(first, len(text), _WIDTH)]
    return lines


def _texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "方案.pdf")]


@pytest.mark.parametrize("indent", [2, 0])
def test_lines_broken_by_the_page_are_joined_again(indent: int) -> None:
    heading, other = "二、保障措施", "（二）加强队伍培训。"
    lines = _set("一、主要任务", _PARAGRAPH, other, heading, _PARAGRAPH, indent=indent)
    assert _texts(pdf([page_of(lines)])) == ["一、主要任务", _PARAGRAPH, other, heading, _PARAGRAPH]


def test_a_paragraph_goes_on_over_the_page_without_number_and_head() -> None:
    lines = _set(_PARAGRAPH, _PARAGRAPH, _PARAGRAPH)
    pages = [lines[:4], lines[4:7], lines[7:]]
    printed = [
        page_of([(8, "某区实施方案"), *page, (12, f"— {number} —")])
        for number, page in enumerate(pages, 1)
    ]
    assert _texts(pdf(printed)) == [_PARAGRAPH] * 3


def test_bare_page_numbers_go_and_numbers_in_the_text_stay() -> None:
    pages = [page_of([(2, "中医馆（个）"), (2, "23"), (2, "24"), (12, str(n))]) for n in (3, 4)]
    assert _texts(pdf(pages)) == ["中医馆（个）", "23", "24"] * 2


def test_a_scan_says_that_it_is_one() -> None:
    with pytest.raises(UnreadableError, match="扫描件，没有文字层"):
        read(pdf([page_of([])]), "扫描.pdf")


def test_a_locked_file_says_so() -> None:
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 0 /Kids [] >>",
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >>",
    ]
    data = assembled(objects).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>]")
    with pytest.raises(UnreadableError, match="密码"):
        read(data, "a.pdf")


def test_a_text_layer_of_foreign_signs_is_called_garbled() -> None:
    with pytest.raises(UnreadableError, match="乱码"):
        read(pdf([page_of([(0, "ƂƱȸɁʥ˩Ͳ")] * 5)]), "a.pdf")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
        pdf([page_of([(0, "一、正文")])])[:400],
        assembled(
            ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]
        ),
        assembled(["<< /Type /Catalog /Pages 1 0 R >>"]),
    ],
    ids=["bare", "garbage", "truncated", "pages within themselves", "catalog as pages"],
)
def test_a_broken_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="请"):
        read(data, "a.pdf")
