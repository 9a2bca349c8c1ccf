"""Units that lists of persons stand for: 组长：冯涛（区委宣传部副部长）, 成员：区教育局局长."""

import re
from collections.abc import Iterator

from knowledge.papers.names import is_unit
from knowledge.text import fold

_LABEL = re.compile(
    r"(?:(?:第一|常务)?副?(?:组长|总?召集人|总?指挥长?|班长)|成员|组员)(?:\([^()]*\))?[:]"
)
_ENTRY = re.compile(r"(?:[^、,;。\n()]|\([^()\n]*\))+")
_WITH_POST = re.compile(r"[^()]{2,8}\((?P<post>[^()]{4,60})\)")
_NAMED = re.compile(  # the space between 张三 and 区教育局 is lost by now: rather no unit
    r"[李王张刘陈杨赵周吴徐孙朱马胡郭林何罗郑梁谢宋唐许邓冯韩曹曾彭肖蔡潘田董袁于余叶蒋杜苏魏程吕丁"
    r"沈任姚卢傅钟姜崔谭廖范汪陆][一-龥]{1,2}[省市区县州]"
)
_ROLE = re.compile(
    r"(?P<unit>.+?)(?:党组|党委|党工委|党总支|机关党委|常务|(?:第一)?副?(?:局长|主任|部长|院长|书记|主席"
    r"|会长|行长|总队长|支队长|大队长|队长|所长|站长|处长|科长|镇长|乡长|校长|台长|总编辑|理事长"
    r"|秘书长|总经理|经理|董事长)|总会计师|总工程师|总经济师|[一二三四]级|(?:分管|主要|有关|相关)?"
    r"(?:负责同志|负责人|领导))"
)
_FEWEST = 2


def units_of_persons(text: str) -> tuple[str, ...]:
    """The units of the persons under 组长, 成员 and the like, as printed; () where few are."""
    key = fold(text)
    first = _LABEL.search(key)
    if first is None:
        return ()
    found = dict.fromkeys(_units(text[first.start() :], key[first.start() :]))
    return tuple(found) if len(found) >= _FEWEST else ()


def _units(text: str, key: str) -> Iterator[str]:
    """The units of each line with a label or that goes on with such a list."""
    start = 0
    for line in key.split("\n"):
        label = _LABEL.search(line)
        plain = _LABEL.sub(lambda each: "、" * len(each[0]), line)
        entries = list(_ENTRY.finditer(plain))
        spans = [span for entry in entries if (span := _unit_in(entry[0], entry.start()))]
        if not label and not spans:
            return
        for begin, end in spans:
            yield text[start + begin : start + end].strip()
        start += len(line) + 1


def _unit_in(entry: str, at: int) -> tuple[int, int] | None:
    person = _WITH_POST.fullmatch(entry.strip())
    if not person and _NAMED.match(entry.strip()):
        return None
    post = person["post"] if person else entry.strip()
    role = _ROLE.match(post)
    if role is None or not is_unit(role["unit"]):
        return None
    begin = at + entry.index(post)
    return begin, begin + len(role["unit"])
