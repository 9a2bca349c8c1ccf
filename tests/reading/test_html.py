"""Saved pages of government sites: the paper is read, the site around it is not."""

import base64
from collections.abc import Sequence

import pytest

from knowledge.reading import read
from knowledge.reading.lines import Line, UnreadableError

_BODY = """
<p style="text-indent:2em">各街道办事处，区政府各委、办、局：</p>
<p>现将《某区推进安宁疗护工作实施方案》印发给你们，请认真执行。</p>
<p>一、主要任务</p>
<p>（一）建设服务网络。每个街道至少设1个安宁疗护病区，由区卫生健康委
牵头，区医保局、区民政局配合。</p>
<p>（二）加强队伍培训。全年培训不少于200人次，建立由医师、护士、社工组成的团队。<br/>责任单位：区卫生健康委</p>
<p>二、保障措施</p><p>各部门要加强协同，每季度报送一次进展，确保各项任务按期完成。</p>
"""
_EXPECTED = [
    "各街道办事处，区政府各委、办、局：",
    "现将《某区推进安宁疗护工作实施方案》印发给你们，请认真执行。",
    "一、主要任务",
    "（一）建设服务网络。每个街道至少设1个安宁疗护病区，由区卫生健康委牵头，区医保局、区民政局配合。",
    "（二）加强队伍培训。全年培训不少于200人次，建立由医师、护士、社工组成的团队。",
    "责任单位：区卫生健康委",
    "二、保障措施",
    "各部门要加强协同，每季度报送一次进展，确保各项任务按期完成。",
]
_TITLE = "关于印发《某区推进安宁疗护工作实施方案》的通知"


def _page(content: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8">
    <title>{_TITLE}_某区人民政府</title>{head}
    <script>var 菜单 = "一、不是正文。";</script><style>.a{{color:red}}</style></head><body>
    <div class="topNav"><ul><li><a href="/">首页</a></li>
    <li><a href="/zwgk">政务公开</a></li></ul></div>
    <div class="crumb">您现在的位置：<a href="/">首页</a> &gt; 通知公告</div>
    {content}
    <div class="share"><span>分享到：</span><a href="#">微信</a></div>
    <div class="xg"><h3>相关阅读</h3><ul>
    <li><a href="/1">关于印发某区中医药工作要点的通知，请各单位认真执行</a></li></ul></div>
    <div class="commentBox"><p>网友评论：写得好，希望尽快落实。</p></div>
    <div id="footer"><p>主办：某区人民政府办公室　地址：某路1号　电话：12345</p></div>
    </body></html>"""


def _texts(page: str | bytes) -> list[str]:
    return [line.text for line in _lines(page)]


def _lines(page: str | bytes) -> Sequence[Line]:
    return read(page if isinstance(page, bytes) else page.encode(), "通知.html")


def test_the_paper_is_found_among_menus_shares_and_comments() -> None:
    page = _page(f'<div class="main"><h1>{_TITLE}</h1><div class="content">{_BODY}</div></div>')
    assert _texts(page) == [_TITLE, *_EXPECTED]


def test_a_short_notice_is_told_from_the_site_around_it() -> None:
    notice = ["各街道办事处：", "请于9月底前完成自评。", "牵头单位：区卫生健康委", "2024年8月1日"]
    content = "".join(f"<p>{line}</p>" for line in notice)
    around = (
        '<div class="bottom"><p>主办单位：某区人民政府办公室</p><p>沪ICP备05000000号</p></div>'
        "<ul><li><a href='/1'>市政府关于印发某行动方案的通知</a></li></ul>"
    )
    page = _page(f"<h1>{_TITLE}</h1><div><div>{content}</div></div>{around}")
    assert _texts(page) == [_TITLE, *notice]


def test_the_box_with_the_document_number_is_kept() -> None:
    box = """<table><tr><td>索 引 号</td><td>JA-2024-1</td>
    <td>发文机关：</td><td>某区卫生健康委</td></tr>
    <tr><td>发文字号</td><td>某卫〔2024〕12号</td><td>成文日期</td><td>2024-05-08</td></tr></table>"""
    listed = "<ul><li><b>发文字号：</b>某卫〔2024〕12号</li><li><b>浏览次数：</b>33</li></ul>"
    for kept in (box, listed):
        texts = _texts(_page(f'{kept}<div id="zoom">{_BODY}</div>'))
        assert texts[0] == _TITLE
        assert "发文字号：某卫〔2024〕12号" in texts[:5]
        assert texts[-len(_EXPECTED) :] == _EXPECTED


@pytest.mark.parametrize(
    ("label", "encoding"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8")]
)
def test_the_declared_charset_means_what_browsers_take_it_for(label: str, encoding: str) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'
    page = f"<html><head>{head}</head><body>{_BODY}<p>镕、喆、㐂</p></body></html>"
    assert _texts(page.encode(encoding)) == [*_EXPECTED, "镕、喆、㐂"]


def test_a_wrong_charset_is_seen_through() -> None:
    head = '<meta charset="gb2312">'
    assert _texts(f"<html><head>{head}</head><body>{_BODY}</body></html>") == _EXPECTED


def test_a_page_wrapped_in_a_form_and_tables_for_layout_is_read() -> None:
    page = _page(
        '<form id="aspnetForm"><table width="1000"><tr><td><table><tr><td class="menu">'
        '<a href="/">首页</a></td><td>'
        f"{_BODY}</td></tr></table></td></tr></table></form>"
    )
    assert _texts(page) == [_TITLE, *_EXPECTED]


def test_an_annex_beside_the_text_is_not_lost() -> None:
    annex = "<p>附件：任务分工</p><p>1.建设病区，由区卫生健康委负责，年底前完成。</p>"
    page = _page(f'<div class="a"><div>{_BODY}</div><div>{annex}</div></div>')
    assert _texts(page)[-2:] == ["附件：任务分工", "1.建设病区，由区卫生健康委负责，年底前完成。"]


def test_cells_over_rows_and_columns_stand_in_each_place() -> None:
    table = """<table><thead><tr><th rowspan="2">任务</th><th colspan="2">单位</th></tr>
    <tr><th>牵头</th><th>配合</th></tr></thead><tbody>
    <tr><td>建中医馆</td>
    <td rowspan="2"><p>区卫生健康委</p><p>区医保局</p></td><td>区财政局</td></tr>
    <tr><td>带徒传承</td><td></td></tr></tbody></table>"""
    lines = _lines(_page(f"<div>{_BODY}{table}<p>以上任务，请抓紧落实。</p></div>"))
    assert [line.row for line in lines if line.table == 1] == [
        ("任务", "单位", "单位"),
        ("任务", "牵头", "配合"),
        ("建中医馆", "区卫生健康委\n区医保局", "区财政局"),
        ("带徒传承", "区卫生健康委\n区医保局", ""),
    ]
    assert lines[-1].text == "以上任务，请抓紧落实。"


def test_items_of_an_ordered_list_have_their_numbers() -> None:
    page = _page(f"<div>{_BODY}<ol><li>建设病区。</li><li>培训队伍。</li></ol></div>")
    assert _texts(page)[-2:] == ["1.建设病区。", "2.培训队伍。"]


def test_buttons_and_counters_inside_the_text_are_left_out() -> None:
    inner = (
        "<p>字体：[大 中 小]</p><p>浏览次数：128</p><p>【打印】 【关闭】</p>"
        f"{_BODY}<p>上一篇：关于开展检查的通知</p><p>版权所有：某区政府</p>"
    )
    assert _texts(_page(f'<div class="x">{inner}</div>')) == [_TITLE, *_EXPECTED]


def test_text_hidden_from_visitors_is_not_read() -> None:
    page = _page(f'<div>{_BODY}<p style="display: none">内部流转意见，请勿外传。</p></div>')
    assert _texts(page)[-1] == _EXPECTED[-1]


def test_a_page_saved_as_a_single_file_is_read() -> None:
    page = f'<html><head><meta charset="gb2312"></head><body>{_BODY}</body></html>'
    body = base64.encodebytes(page.encode("gb18030"))
    message = (
        b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="xx"\r\n\r\n'
        b"--xx\r\nContent-Type: text/html; charset=gb2312\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n"
        b"--xx\r\nContent-Type: image/png\r\n\r\nPNG\r\n--xx--\r\n"
    )
    assert _texts(message) == _EXPECTED
    with pytest.raises(UnreadableError, match="没有找到正文"):
        read(message.replace(b"text/html;", b"text/css;"), "a.mht")


def test_a_page_filled_in_later_says_what_to_do() -> None:
    page = '<html><body><div id="app"></div><script>load()</script></body></html>'
    with pytest.raises(UnreadableError, match="复制正文"):
        read(page.encode(), "a.html")


def test_thousands_of_nested_elements_are_survived() -> None:
    page = "<html><body>" + "<div>" * 50_000 + "一、正文" + "</div>" * 50_000
    with pytest.raises(UnreadableError, match="正文"):
        read(page.encode(), "a.html")
    old = "<html><body>" + "<font>" * 500 + _BODY
    assert _texts(old) == _EXPECTED


def test_a_title_above_the_content_in_a_page_whose_window_says_nothing() -> None:
    items = "".join(
        f"<p>{n}. 创建卫生镇{n}个，11月底前评估验收。（配合单位：各镇街）</p>" for n in range(1, 9)
    )
    page = (
        "<html><head><title>x</title></head><body><div>网站首页 | 登录</div>"
        '<div class="title">清溪区2026年爱国卫生工作要点</div>'
        "<div>发布机构：清溪区卫生健康局 发布时间：2026-03-02</div>"
        f'<div class="article"><p>重点抓好以下工作。</p>{items}</div></body></html>'
    )
    assert read(page.encode(), "a.html")[0].text == "清溪区2026年爱国卫生工作要点"


def test_the_number_of_a_list_item_stands_apart_from_a_digit() -> None:
    items = "<ol><li>设置门诊。</li><li>12320热线接通率90%。</li></ol>"
    page = f"<html><body><p>（三）提供服务</p>{items}</body></html>"
    assert [line.text for line in read(page.encode(), "a.html")][1:] == [
        "1.设置门诊。",
        "2. 12320热线接通率90%。",
    ]
