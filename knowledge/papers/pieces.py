"""Printed lines made ready for reading: squeezed, folded, without the page around them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.papers.names import is_unit
from knowledge.reading.lines import Line
from knowledge.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a part of one: `raw` as printed, `key` the folded form of the same length.

    `before` counts the characters that stand before it on its line.
    """

    line: int
    raw: str
    key: str
    before: int = 0

    def cut(self, start: int, end: int | None = None) -> "Piece":
        """The same line's text from `start` to `end`."""
        return Piece(self.line, self.raw[start:end], self.key[start:end], self.before + start)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row as the source has it; `table` tells tables apart that follow each other."""

    line: int
    cells: tuple[str, ...]
    table: int | None = None


_NOISE = re.compile(
    r"[-·_*=#+×|<>/ ]+"
    r"|目 ?[录次]|.{2,80}?(?:[.·…⋯]{3,}|…)[.·…⋯]*\s?\(?\d{1,3}\)?"
    r"|(?:.{0,12}>){2,}.{0,20}|(?:首页|当前位置|您(?:现在)?的位置|所在位置).{0,60}"
    r"|A[-+]|[大中小]{1,3}|\[.{0,4}[大中小][ 大中小]{0,6}\]|\d{1,4}/\d{1,4}"
    r"|-+ ?\d{1,4} ?-+|[^。;:]{0,40}第 ?\d{1,4} ?页(?: ?共 ?\d{1,4} ?页)?"
    r"|第 ?\d{1,4} ?页.{0,12}|共 ?\d{1,4} ?页"
    r"|.{0,4}(?:(?<!文)字号|字体|字体大小):?.{0,16}"
    r"|(?:分享|评论|表情|收藏|点赞|打赏|举报|打印|关闭|返回|取消|确定|登录|注册|下载|全文"
    r"|目录|搜索|无障碍|适老化|长者模式"
    r"|简体|繁体|English|微信|微博|QQ空间|朋友圈|社群|精彩视频|已读|看过了|不感兴趣|我有话说"
    r"|相关推荐)+(?:到.{0,10}|本页|窗口|顶部)?"
    r"|(?:人?(?:点赞|收藏|打赏|阅读|浏览)|\d+(?:条评论|人点赞|人收藏|次))"
    r"|\(?此(?:件|页)(?:主动|依申请|不予|公开|无正文).{0,8}\)?|\(?(?:本页|此页)无正文\)?"
    r"|【?/?[Dd][Ii][Vv]】?.*|.*【/?[Dd][Ii][Vv]】.*"
)
_LONGEST_NOISE = 400
_END = re.compile(
    r"(?:扫一扫|上一[篇条]|下一[篇条]|相关(?:文章|文档|链接|附件|文件|新闻|阅读|信息|政策|解读)"
    r"|为[你您]推荐|推荐(?:阅读|课程)"
    r"|(?:部门|政策|文件|图文|专家)解读|一图读懂|版权所有|主办(?:单位)?:.{2,40}(?:承办"
    r"|技术支持|网站)|.{0,20}ICP备|.{0,20}公网安备"
    r"|网站(?:标识码|地图)|责任编辑|(?:\(|【)?(?:作者|编辑|来源|信息来源|稿源):|本文转载"
    r"|免责声明|声明:|分享到|打印本页|关闭窗口|附件下载"
    r"|不感兴趣|抄送[::机]|主题词:|您(?:的申请|已认证)|关键词:|友情链接|联系我们)"
)
_BREAK = re.compile(
    r"(?<![ \t\u3000\u00a0])[ \t\u3000\u00a0]++(?=[一二三四五六七八九十]{1,3}、"
    r"|[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、][^\d\s])"
)
# Scanned digits: 2O24年, l0月.
_MISREAD = re.compile(r"(?<=\d)[OolI](?=[\d年月日])|(?<=年)[lI](?=\d月)|(?<=年)l(?=月)")
# A space that stands for 、 between two names, unless a label follows.
_NAME_GAP = re.compile(
    r"(?<=[委局办部院会府处心厅署队联团社科股站所馆])"
    r"(?:[ \u3000\u00a0\t]+(?=[市区县省州各团])|(?:[ \u3000\u00a0]{2,}|\t)(?=[一-龥]))"
    r"(?![一-龥]{2,8}[:：])"
)
_SPACED_BRACKET = re.compile(r"(?<=[（(\[【〔])[一-龥、 \t\u3000\u00a0]{5,200}(?=[）)\]】〕])")
_CUT = re.compile(r"[^一-龥 \t\u3000\u00a0]")
_SPACE = re.compile(r"[ \t\u3000\u00a0]+")
# Digits and letters in full width are a matter of print: ２０２５年 is shown as 2025年.
_HALF_WIDTH = {code: code - 0xFEE0 for code in map(ord, "０１２３４５６７８９")} | {
    code: code - 0xFEE0 for first in "Ａａ" for code in range(ord(first), ord(first) + 26)
}
_ROW = re.compile(r"\s*\|(.+)\|\s*")
_RULE = re.compile(r"[\s|:+-]*")


def pieces(lines: Iterable[Line]) -> Iterator[Piece | Row]:
    """What the paper says, line by line; empty lines and page furniture are left out."""
    for line in lines:
        bars = _ROW.fullmatch(line.text) if line.row is None else None
        if line.row is not None:
            yield Row(line.number, tuple(map(_cell, line.row)), line.table)
        elif bars and _RULE.fullmatch(bars[1]):
            continue
        elif bars:
            yield Row(line.number, tuple(map(_cell, bars[1].split("|"))), 0)
        else:
            yield from _of_text(line)


def _of_text(line: Line) -> Iterator[Piece]:
    for part in _BREAK.split(line.text.strip()):
        printed = squeeze(_with_names_apart(part)).translate(_HALF_WIDTH)
        raw = _MISREAD.sub(_as_digit, printed)
        key = fold(raw)
        if raw and not (len(key) < _LONGEST_NOISE and _NOISE.fullmatch(key)):
            yield Piece(line.number, raw, key)


def _with_names_apart(text: str) -> str:
    """责任单位：区财政局 区医保局, （区财政局 区医保局）: there a space stands for 、."""
    if not _SPACE.search(text):
        return text
    if not _CUT.search(text):
        return _names_joined(text)
    text = _SPACED_BRACKET.sub(lambda inside: _names_joined(inside[0]), text)
    return _NAME_GAP.sub("、", text) if "单位" in text or "部门" in text else text


def _names_joined(text: str) -> str:
    """The text with 、 for its spaces where they divide nothing but names of units."""
    parts = _SPACE.split(text.strip())
    if len(parts) < 2 or not all(is_unit(fold(part).rpartition("、")[2]) for part in parts):
        return text
    return "、".join(parts)


def _cell(text: str) -> str:
    return squeeze(_names_joined(text)).translate(_HALF_WIDTH)


def _as_digit(match: re.Match[str]) -> str:
    return "0" if match[0] in "Oo" else "1"


def is_noise(text: str) -> bool:
    """Whether a line is page furniture: a page number, a share button, a rule of dashes."""
    key = fold(squeeze(text))
    return len(key) < _LONGEST_NOISE and bool(_NOISE.fullmatch(key))


def is_end(piece: Piece) -> bool:
    """Whether only web furniture or copies to third parties follow, as far as this line tells."""
    return bool(_END.match(piece.key))
