"""Files made to harm: each is read or refused in words, quickly, and nothing else ever happens."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.reading import read
from knowledge.reading.lines import Line, UnreadableError
from tests.reading.pdf_files import page_of, pdf
from tests.reading.word_files import W, archive, from_xml, paragraph

_MAGICS = [
    b"",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"<html><body>",
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"{\\rtf",
]
_WORD = from_xml(paragraph("一、总体要求") * 3)
_PDF = pdf([page_of([(2, "一、总体要求"), (2, "坚持以人民健康为中心。")])])
_PAGE = "<table><tr><td rowspan='9'>一、<td colspan=99>甲<tr><td>乙</table><ol><li>丙".encode()


def _outcome(data: bytes, name: str = "a") -> tuple[Line, ...] | str:
    try:
        return read(data, name)
    except UnreadableError as error:
        return str(error)


def _check(outcome: tuple[Line, ...] | str) -> None:
    if isinstance(outcome, str):
        assert outcome.endswith(("。", "再试。"))
        return
    numbers = [line.number for line in outcome]
    assert numbers == sorted(set(numbers))
    assert all(line.text.strip() and "\n" not in line.text for line in outcome)
    assert all(line.row is None or line.table is not None for line in outcome)
    "".join(line.text for line in outcome).encode()


@given(st.sampled_from(_MAGICS), st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", ""]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_lines_or_a_reason(magic: bytes, rest: bytes, name: str) -> None:
    _check(_outcome(magic + rest, name))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_lines_or_a_reason(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    _check(_outcome(data, "a.txt"))
    _check(_outcome(b"<p>" + data, "a.html"))


@given(st.sampled_from([_WORD, _PDF, _PAGE]), st.data())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_gives_lines_or_a_reason(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole)))
    damage = data.draw(st.binary(max_size=12))
    skip = data.draw(st.integers(0, 40))
    _check(_outcome(whole[:at] + damage + whole[at + skip :], "a.html"))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_cut_short_says_that_it_is_broken(share: float) -> None:
    assert "损坏" in str(_outcome(_WORD[: int(len(_WORD) * share)], "方案.docx"))


def test_a_bomb_in_an_archive_is_refused_before_it_bursts() -> None:
    data = from_xml("<w:p>" + " " * 60_000_000 + "</w:p>")
    assert len(data) < 100_000
    assert "过大" in str(_outcome(data))


def test_millions_of_empty_elements_are_refused() -> None:
    assert "过大" in str(_outcome(from_xml("<w:p/>" * 1_000_000)))
    assert "太大" in str(_outcome(b"<html>" + b"<p>" * 1_000_000))


def test_entities_that_multiply_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<!DOCTYPE d [<!ENTITY l0 "哈哈哈哈哈哈哈哈哈哈">{laughs}]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "实体" in str(_outcome(archive({"word/document.xml": document})))


def test_a_file_of_this_machine_is_not_looked_into() -> None:
    document = (
        '<!DOCTYPE d [<!ENTITY own SYSTEM "file:///etc/hostname">]>'
        f"<w:document {W}><w:body><w:p><w:r><w:t>&own;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "实体" in str(_outcome(archive({"word/document.xml": document})))


def test_merged_cells_cannot_multiply_without_end() -> None:
    cell = "<td rowspan=99999 colspan=99999>" + "一二三四五六七八九十" * 50 + "</td>"
    data = f"<html><body><table><tr>{cell}</tr>{'<tr><td><td></tr>' * 4_000}</table>".encode()
    assert "太多" in str(_outcome(data))


def test_styles_that_are_their_own_parents_end() -> None:
    styles = '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    outcome = _outcome(from_xml(paragraph("正文", style="A"), "<w:x/>", styles))
    assert [line.text for line in outcome if isinstance(line, Line)] == ["正文"]


def test_tables_within_tables_within_tables_end() -> None:
    depth = 80
    data = from_xml(
        "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>" * depth
        + paragraph("正文")
        + "</w:tc></w:tr></w:tbl>" * depth
    )
    _check(_outcome(data))


@pytest.mark.parametrize(
    ("member", "says"),
    [
        ("xl/workbook.xml", "电子表格"),
        ("ppt/presentation.xml", "演示文稿"),
        ("OFD.xml", "OFD"),
        ("content.xml", "OpenDocument"),
        ("照片.jpg", "压缩包"),
    ],
)
def test_other_archives_are_named(member: str, says: str) -> None:
    assert says in str(_outcome(archive({member: "x"}), "方案.docx"))


def test_a_word_file_locked_with_a_password_says_so() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    assert "密码" in str(_outcome(ole))
    buffer = BytesIO(_WORD)
    with zipfile.ZipFile(buffer) as packed:
        at = packed.getinfo("word/document.xml").header_offset
    marked = bytearray(_WORD)
    marked[marked.rindex(b"PK\x01\x02") + 8] |= 1
    marked[at + 6] |= 1
    assert "加了密" in str(_outcome(bytes(marked)))
