"""What surrounds the paper on a page: its title, its 发文字号 box, and furniture to leave out."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from knowledge.reading.blocks import Block

_METADATA = re.compile(
    r"(索\s*引\s*号|发文机关|发布机构|制发机关|发文单位|成文日期|发文日期|印发日期|发文字号|"
    r"文\s*号|文件编号|标\s*题|公文名称|主题分类|有效性|施行日期|失效日期|废止日期)\s*[:：]?\s*"
)
_FURNITURE = re.compile(
    r"(您?(现在)?(所在|的|当前)?位置[:：].*|首页\s*[>》›/].*|[\[【]?(字体|字号)[:：]?.*|A[-+]\s*A[-+]?|A[-+]|"
    r"[\[【]?(打印|关闭|收藏|分享|返回|顶部|返回顶部|评论|纠错|下载|复制链接)(本页|窗口|此页|页面)?[\]】]?|"
    r"分享到?[:：].*|(浏览|阅读|点击|访问)(次数|量|数)?[:：].*|扫一扫.*|上一[篇条][:：]?.*|下一[篇条][:：]?.*|"
    r"[大中小\s|]+|【打印】.*|打印\s*关闭.*|\+)"
)
_END = re.compile(
    r"(网友评论|相关(新闻|阅读|链接|推荐|文章|信息)|热门推荐|猜你喜欢|网站地图.*|版权所有.*|"
    r"主办单位?[:：].*|网站标识码.*|.*ICP备.*号.*)"
)
_TITLE = re.compile(
    r"[^。；;!！?？>》|]{6,60}(?:方案|要点|计划|规划|意见|办法|细则|分工|清单|任务表|分解表|的通知)"
)
"""A line right above the content that says what kind of paper it is."""
_SITE = re.compile(
    r"_+|\||\s+[-–—]\s+|--+|[-–](?=[^-–]{2,20}(?:网|网站|政府|门户|委员会|委|局|平台)$)"
)
_SITE_NAME = re.compile(r"(?:网|网站|门户|平台)$")
_SHORTEST_TITLE = 6
_BLANK = re.compile(r"\s+")


def paper_title(
    root: etree._Element, around: Sequence[Block], content: Sequence[Block]
) -> str | None:
    """The page's own title of the paper; None where the content shows it anyway.

    `around` is what stands before the content: a line of it that the window's title begins with is
    the title without the name of the site.
    """
    opening = _compact("".join(_texts(content[:40])))
    for candidate in _titles(root, list(_texts(around))):
        compact = _compact(candidate)
        if len(compact) >= _SHORTEST_TITLE and not _SITE_NAME.search(compact):
            return None if compact in opening else candidate
    return None


def metadata(blocks: Sequence[Block]) -> Iterator[str]:
    """The 发文字号, 成文日期 and the like of what stands before the paper, as `name：value`."""
    label = ""
    for text in _texts(blocks):
        match = _METADATA.match(text)
        rest = text[match.end() :] if match else text
        if match and rest:
            yield f"{_compact(match[1])}：{rest}"
        elif label and not match:
            yield f"{label}：{rest}"
        label = _compact(match[1]) if match and not rest else ""


def without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The content without buttons and counters, cut where links and imprint follow the paper."""
    total = sum(len(text) for text in _texts(blocks))
    kept: list[Block] = []
    seen = 0
    for block in blocks:
        texts = list(_texts([block]))
        if isinstance(block, str) and seen * 2 > total and _END.fullmatch(block.strip()):
            break
        seen += sum(map(len, texts))
        if isinstance(block, str) and _FURNITURE.fullmatch(block.strip()):
            continue
        kept.extend(metadata(texts) if _is_metadata(block, texts) else [block])
    return kept


def _is_metadata(block: Block, texts: Sequence[str]) -> bool:
    return not isinstance(block, str) and sum(bool(_METADATA.match(text)) for text in texts) > 2


def _titles(root: etree._Element, around: Sequence[str]) -> Iterator[str]:
    for meta in root.iterfind(".//meta"):
        if (meta.get("name") or "").lower() == "articletitle":
            yield (meta.get("content") or "").strip()
    for title in root.iterfind(".//title"):
        window = _compact(title.text or "")
        yield max(
            (line for line in around if window.startswith(_compact(line))), key=len, default=""
        )
        yield max(_SITE.split(title.text or ""), key=len).strip()
    yield next((line.strip() for line in reversed(around) if _TITLE.fullmatch(line.strip())), "")


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield block
        else:
            yield from (cell for row in block for cell in row)


def _compact(text: str) -> str:
    return _BLANK.sub("", text)
