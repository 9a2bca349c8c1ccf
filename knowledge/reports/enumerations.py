"""What a printed list or range of numbers names: 一、三、五项; 任务一至三; （一）至（三）."""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.numerals import to_int
from knowledge.questions.items import items_in
from knowledge.questions.meaning import ItemAsked

NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百〇零]{1,4})"
COUNTER = r"(?:项|条|号任务|号|款)"
_TO = r"(?:到|至|-)"
_AND = r"(?:[、,和与跟及/]|以及)"
_HEAD = r"(?:任务|事项|编号|序号)"
_NO_FIGURE = r"(?<![之\d点%/一二三四五六七八九十百])(?<![\d一二三四五六七八九]成)"
"""六成五，第4项 and 百分之60，第4项 are no lists."""
_MOST = 30
ENUMERATED = (
    rf"(?:附件)?(?:第|{_NO_FIGURE}(?!\d/\d[,、])){NUMBER}(?:{_AND}第?{NUMBER})+(?:这?[两三四五六七八九](?=项))?{COUNTER}"
    rf"|(?<![\d一-龥])第?{NUMBER}项(?:{_AND}?第?{NUMBER}项)+"
    rf"|{_HEAD}第?{NUMBER}(?:(?:{_AND}(?:任务)?第?{NUMBER})+|{_TO}(?:任务)?第?{NUMBER})"
    r"(?![\d年月日个%家人名所项台处张场次份条万])"
    rf"|(?<![\d一-龥])(?:第?{NUMBER})?\({NUMBER}\){_TO}(?:第?{NUMBER})?\({NUMBER}\)[项条]?"
)
"""Lists and ranges, as a pattern; whoever uses it may ask for more before and behind."""

_MEASURES = re.compile(r"(?P<of>.*\))/?(?P<each>[一二三四五六七八九十]{1,2}是[、和与及].*是)")
_BARE_LIST = re.compile(r"\d{1,2}(?:[、,和与跟及]\d{1,2})+")
_RUN = re.compile(r"(?P<each>[一二三四五六七八九]{2,4})[两三四]项")
_LIST = re.compile(
    rf"{_HEAD}?第?{NUMBER}(?:(?:{_AND}|项{_AND}?)(?:任务)?第?{NUMBER})+"
    rf"(?P<how>这?[两三四五六七八九](?=项))?{COUNTER}?"
)
_RANGE = re.compile(rf"{_HEAD}第?(?P<low>{NUMBER}){_TO}(?:任务)?第?(?P<high>{NUMBER})")
_BRACKETS = re.compile(
    rf"第?(?P<top>{NUMBER})?\((?P<low>{NUMBER})\){_TO}(?:第?{NUMBER})?\((?P<high>{NUMBER})\)[项条]?"
)
_CLAUSES = re.compile(
    rf"(?:^|(?<=[,。;\n]))(?P<n>{NUMBER})条(?![一-龥]{{0,6}}?(?:[线路道街河沟巷渠管链船村轨坝堤带缆缝隧桥溪"
    r"例]|[水黑]体|意见|建议|问题|措施|举措|经验|信息|制度|规定|标准|政策|诉求|消息|短信|标语|横幅|内容|数据|记录"
    r"|通道|隐患|漏洞|评论|投诉|留言|举报|任务|事项|指标|要求|整改))"
    r"(?=(?P<what>[一-龥]{2})[一-龥]{0,12}?"
    r"(?:\d|[已做完办推还呢吗谁]|什么|怎|受阻|启动|[一二三四五六七八九十两][轮期场次批]))"
)


def with_items(text: str) -> str:
    """11条队伍培训做了3轮，12条物资采购完成 with 项, of the same length.

    Only rising numbers of several clauses, each of something else, are tasks'; 3条线路 are lines.
    """
    matches = [*_CLAUSES.finditer(text)]
    numbers = [to_int(match["n"]) or 0 for match in matches]
    different = len({match["what"] for match in matches}) == len(matches) > 1
    if different and all(low < high for low, high in pairwise(numbers)):
        return _CLAUSES.sub(lambda match: match[0].replace("条", "项"), text)
    return text


def enumerated(printed: str) -> tuple[ItemAsked, ...] | None:
    """The items that a list or range names; None for anything else."""
    if measures := _MEASURES.fullmatch(printed):
        each = re.findall(r"[一二三四五六七八九十]{1,2}是", measures["each"])
        return tuple(item for one in each for item in items_in(measures["of"] + one)[0])
    if brackets := _BRACKETS.fullmatch(printed):
        top = brackets["top"] or ""
        return _all(f"{top}({one})" for one in _between(brackets))
    if span := _RANGE.fullmatch(printed):
        return _all(f"第{one}项" for one in _between(span))
    if run := _RUN.fullmatch(printed):
        return _all(f"第{one}项" for one in run["each"])
    several = _LIST.fullmatch(printed) or _BARE_LIST.fullmatch(printed)
    if not several:
        return None
    how = several.groupdict().get("how")
    numbers = printed[: several.start("how")] if how else printed
    return _all(f"第{one}项" for one in re.findall(NUMBER, numbers))


def _all(said: Iterator[str]) -> tuple[ItemAsked, ...]:
    return tuple(item for one in said for item in items_in(one)[0])


def _between(span: re.Match[str]) -> range:
    low, high = to_int(span["low"]) or 0, to_int(span["high"]) or 0
    return range(low, min(high, low + _MOST) + 1)
