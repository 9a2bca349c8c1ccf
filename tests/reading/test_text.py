"""Plain text in whatever encoding an office computer saved it."""

import codecs

import pytest

from knowledge.reading import read
from knowledge.reading.lines import UnreadableError

_PAPER = (
    "2024年中医药工作要点\r\n\r\n一、完善服务体系\r\n"
    "1.新建中医馆5个。（牵头单位：区卫生健康委）\r\n"
)
_LINES = [
    (1, "2024年中医药工作要点"),
    (3, "一、完善服务体系"),
    (4, "1.新建中医馆5个。（牵头单位：区卫生健康委）"),
]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "gb2312", "utf-16-le", "utf-16-be"]
)
def test_it_reads_what_windows_and_linux_save(encoding: str) -> None:
    lines = read(_PAPER.encode(encoding), "要点.txt")
    assert [(line.number, line.text) for line in lines] == _LINES


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_read(bom: bytes, encoding: str) -> None:
    lines = read(bom + _PAPER.encode(encoding), "要点.txt")
    assert [(line.number, line.text) for line in lines] == _LINES


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le"])
def test_a_short_text_is_enough_to_tell(encoding: str) -> None:
    (line,) = read("第12项完成了".encode(encoding), "a.txt")
    assert line.text == "第12项完成了"


def test_traditional_and_rare_characters_are_read() -> None:
    text = "衛生福利工作要點，牽頭單位：區衛生健康委，聯繫人：朱镕基、李喆"
    for encoding in ("utf-8", "gb18030"):
        assert read(text.encode(encoding), "a.txt")[0].text == text


def test_a_file_cut_in_the_middle_of_a_character_is_read() -> None:
    data = (_PAPER * 20).encode()[:-4]
    assert len(read(data, "a.txt")) == 60


def test_padding_and_invisible_characters_vanish() -> None:
    data = "一、总体\u200b要求\x07\ufeff\n".encode() + b"\0" * 512
    (line,) = read(data, "a.txt")
    assert line.text == "一、总体要求"


def test_look_alike_radicals_become_characters() -> None:
    assert read("⼀、⼯作要点，⺠政局，⻓期坚持".encode(), "a.txt")[0].text == (
        "一、工作要点，民政局，长期坚持"
    )


def test_lines_of_cells_form_a_table() -> None:
    text = "附件\n序号\t任务\t牵头单位\n1\t建中医馆\t区卫生健康委\n2\t\t区医保局\n\n说明"
    lines = read(text.encode(), "a.txt")
    assert [line.row for line in lines] == [
        None,
        ("序号", "任务", "牵头单位"),
        ("1", "建中医馆", "区卫生健康委"),
        ("2", "", "区医保局"),
        None,
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4, 6]


def test_a_table_between_bars_loses_its_rule() -> None:
    text = "| 任务 | 单位 |\n|---|:---:|\n| 建中医馆 | 区卫生健康委 |"
    lines = read(text.encode(), "a.md")
    assert [line.row for line in lines] == [("任务", "单位"), ("建中医馆", "区卫生健康委")]
    assert [line.number for line in lines] == [1, 3]


def test_tabs_after_numbers_or_before_paragraphs_make_no_table() -> None:
    text = "1、\t新建中医馆。\n2、\t改建中医馆。\n\t各单位要高度重视。\n\t各单位要加强督查。"
    lines = read(text.encode(), "a.txt")
    assert [line.row for line in lines] == [None] * 4
    assert lines[0].text == "1、 新建中医馆。"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(64), "图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".docx"),
        (b"{\\rtf1\\ansi hello}", ".docx"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "解压"),
        (bytes(range(256)) * 40, "不是可读的文本"),
        (b"MZ" + bytes(4096), "不是可读的文本"),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0" + bytes(64), "不是可读的文本"),
        (b"\x01\x02MZ", "不是可读的文本|乱码"),
        (b"", "空"),
        (b" \r\n\0", "空"),
        ("\u200b\n".encode(), "没有文字"),
        (b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
        (b"a\n" * 60_000, "太长"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says):
        read(data, "文件.txt")


def test_a_cell_that_goes_on_below_its_row_is_one_cell() -> None:
    printed = (
        "序号    重点任务                  责任处室          完成时间\n"
        "4       每万名居民拥有全科医生    人事处            2027年底前\n"
        "5       推行“云诊室”，覆盖村      信息中心、基层    2027年3月\n"
        "        卫生室不少于600家         卫生处\n"
        "6       实施服务基层行活动        基层处            长期\n"
        "   备注：写月份的，指当月月底前。\n"
    )
    lines = read(printed.encode(), "任务表.txt")
    assert [(line.number, line.text) for line in lines][2:] == [
        (3, "5 推行“云诊室”，覆盖村卫生室不少于600家 信息中心、基层卫生处 2027年3月"),
        (5, "6 实施服务基层行活动 基层处 长期"),
        (6, "备注：写月份的，指当月月底前。"),
    ]
