"""Word files: what a person sees on the page is what is read."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.reading import read
from tests.reading.word_files import from_xml, level, new_document, paragraph, saved

_LISTS = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def _texts(data: bytes) -> list[str]:
    return [line.text for line in read(data, "文件.docx")]


def test_paragraphs_and_tables_come_in_the_order_of_the_page() -> None:
    document = new_document()
    document.add_paragraph("一、重点任务")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ["序号", "重点任务", "责任单位"], strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ["1", "建设中医馆", "区卫生健康委"], strict=True):
        cell.text = text
    document.add_paragraph("二、保障措施")
    lines = read(saved(document), "方案.docx")
    assert [line.text for line in lines] == [
        "一、重点任务",
        "序号\t重点任务\t责任单位",
        "1\t建设中医馆\t区卫生健康委",
        "二、保障措施",
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4]
    assert lines[2].row == ("1", "建设中医馆", "区卫生健康委")
    assert [line.table for line in lines] == [None, 1, 1, None]


def test_two_tables_in_a_row_stay_apart() -> None:
    document = new_document()
    for text in ["甲", "乙"]:
        document.add_table(rows=1, cols=2).rows[0].cells[0].text = text
    assert [line.table for line in read(saved(document), "a.docx")] == [1, 2]


def test_a_merged_cell_stands_in_each_place_it_covers() -> None:
    document = new_document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "任务"
    table.cell(0, 2).text = "单位"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "服务体系"
    table.cell(1, 1).text = "建中医馆"
    table.cell(2, 1).text = "建名医馆"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "市卫生健康委\n市医保局"
    rows = [line.row for line in read(saved(document), "a.docx")]
    assert rows == [
        ("任务", "任务", "单位"),
        ("服务体系", "建中医馆", "市卫生健康委\n市医保局"),
        ("服务体系", "建名医馆", "市卫生健康委\n市医保局"),
    ]


def test_a_cell_of_several_lines_is_one_line_of_text() -> None:
    document = new_document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "牵头单位"
    table.cell(0, 1).text = "市医保局\n市财政局"
    assert _texts(saved(document)) == ["牵头单位\t市医保局 市财政局"]


def test_a_table_inside_a_cell_is_part_of_the_cell() -> None:
    document = new_document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "1"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text = "2024年"
    inner.cell(0, 1).text = "23个"
    assert [line.row for line in read(saved(document), "a.docx")] == [("1", "2024年 23个")]


def test_a_frame_around_text_is_no_table() -> None:
    document = new_document()
    frame = document.add_table(rows=1, cols=1)
    frame.cell(0, 0).text = "一、总体要求\n二、主要任务"
    lines = read(saved(document), "a.docx")
    assert [(line.text, line.row) for line in lines] == [
        ("一、总体要求", None),
        ("二、主要任务", None),
    ]


def test_automatic_numbers_are_read_as_printed() -> None:
    body = "".join(
        [
            paragraph("总体要求", numbered=(1, 0)),
            paragraph("主要任务", numbered=(1, 0)),
            paragraph("服务体系", numbered=(1, 1)),
            paragraph("建中医馆。", numbered=(1, 2)),
            paragraph("建名医馆。", numbered=(1, 2)),
            paragraph("人才培养", numbered=(1, 1)),
            paragraph("带徒传承。", numbered=(1, 2)),
        ]
    )
    assert _texts(from_xml(body, _LISTS)) == [
        "一、总体要求",
        "二、主要任务",
        "（一）服务体系",
        "1.建中医馆。",
        "2.建名医馆。",
        "（二）人才培养",
        "1.带徒传承。",
    ]


def test_a_list_that_starts_over_does() -> None:
    body = "".join(paragraph("任务", numbered=(n, 2)) for n in (1, 1, 2, 2))
    assert _texts(from_xml(body, _LISTS)) == ["1.任务", "2.任务", "1.任务", "2.任务"]


def test_numbers_come_from_styles_too() -> None:
    styles = (
        '<w:style w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
    )
    lists = (
        '<w:abstractNum w:abstractNumId="5">'
        + level(0, "chineseCounting", "第%1章", '<w:pStyle w:val="H1"/>')
        + level(1, "decimal", "%1.%2", '<w:isLgl/><w:pStyle w:val="H2"/>')
        + '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="5"/></w:num>'
    )
    body = "".join(
        [
            paragraph("总则", style="H1"),
            paragraph("任务", style="H1"),
            paragraph("中医馆", style="H2"),
            paragraph("没有编号", style="H1", numbered=(0, 0)),
        ]
    )
    assert _texts(from_xml(body, lists, styles)) == [
        "第一章 总则",
        "第二章 任务",
        "2.1 中医馆",
        "没有编号",
    ]


def test_a_column_numbered_by_word_has_its_numbers() -> None:
    def row(text: str) -> str:
        number = paragraph("", numbered=(1, 2))
        return f"<w:tr><w:tc>{number}</w:tc><w:tc>{paragraph(text)}</w:tc></w:tr>"

    table = f"<w:tbl>{row('建中医馆')}{row('建名医馆')}</w:tbl>"
    assert _texts(from_xml(table, _LISTS)) == ["1.\t建中医馆", "2.\t建名医馆"]


def test_an_empty_numbered_paragraph_is_no_heading() -> None:
    body = paragraph("任务", numbered=(1, 0)) + paragraph("", numbered=(1, 0))
    assert _texts(from_xml(body, _LISTS)) == ["一、任务"]


def test_deleted_words_are_gone_and_inserted_ones_stay() -> None:
    body = (
        "<w:p><w:r><w:t>由</w:t></w:r><w:del><w:r><w:delText>市卫生局</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>市卫生健康委</w:t></w:r></w:ins><w:r><w:t>牵头</w:t></w:r></w:p>"
    )
    assert _texts(from_xml(body)) == ["由市卫生健康委牵头"]


def test_hidden_words_and_field_codes_are_not_read() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>草稿</w:t></w:r>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>正文</w:t></w:r></w:p>"
    )
    assert _texts(from_xml(body)) == ["正文"]


def test_a_soft_line_break_breaks_the_line() -> None:
    body = "<w:p><w:r><w:t>实施方案</w:t><w:br/><w:t>（2024—2027年）</w:t></w:r></w:p>"
    assert _texts(from_xml(body)) == ["实施方案", "（2024—2027年）"]


def test_a_text_box_is_read_once() -> None:
    document = new_document()
    document.add_paragraph("正文")
    box = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>静府办发〔2024〕6号</w:t></w:r></w:p>"
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    document.paragraphs[0]._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {compatibility}><mc:AlternateContent>"
            f'<mc:Choice Requires="wps">{box}</w:txbxContent></mc:Choice>'
            f"<mc:Fallback>{box}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    assert _texts(saved(document)) == ["正文", "静府办发〔2024〕6号"]


def test_a_table_of_contents_is_left_out() -> None:
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("一、总体要求 1", style="T1") + paragraph("一、总体要求")
    assert _texts(from_xml(body, styles=styles)) == ["一、总体要求"]


def test_content_controls_are_looked_into() -> None:
    body = f"<w:sdt><w:sdtContent>{paragraph('一、总体要求')}</w:sdtContent></w:sdt>"
    assert _texts(from_xml(body)) == ["一、总体要求"]
