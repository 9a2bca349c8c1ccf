"""Wishes to change the ledger, in words: 改第7项牵头为市医保局, 第3项并入第2项, 新增任务：….

Only what is said as an order is a wish; a question about a change (改成谁了) is none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from knowledge.papers.model import Role
from knowledge.questions.items import items_in
from knowledge.questions.meaning import ItemAsked
from knowledge.text import fold, squeeze

WishKind = Literal["units", "deadline", "title", "merge", "split", "add", "undo", "unclear"]
Mode = Literal["set", "add", "remove"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants changed; `value` is as typed."""

    kind: WishKind
    item: ItemAsked | None = None
    target: ItemAsked | None = None
    """Of a merge: what the item shall become part of."""
    role: Role | None = None
    mode: Mode = "set"
    value: str = ""
    more: bool = False
    """Whether the message wanted a second change, which has to be said again."""


THIS = ItemAsked((), "这一项")
"""The task in talk: 把它的牵头改成…."""
_POINTING = frozenset({"", "它", "这项", "这一项", "该项", "这条"})

_ITEM = (
    r"(?P<item>第?[^，,。；;的]{1,14}?(?:项|条|点|号任务|\)|是)(?:任务|工作)?"
    r"|它|这一?项|该项|这条|(?=牵头|配合|截止|时限|标题|责任))"
)
_PUT = (
    r"(?:改(?![扩造建革善良进制装])|换(?![证装药发届])|调整|调(?![价研解查度配])|变更|更正|修改|更改"
    r"|设(?![备施计立置区点想])|定(?![点向制期级价岗额员位稿标编])|延期?|延长|推迟|提前|顺延)"
    r"(?:成|为|到|至|给|由|在)?"
    r"|(?:错了|不对)?[,，]?应(?:该|当)?(?:是|为|改为)"
)
_ROLE = r"(?P<role>牵头|主办|配合|协办|责任)(?:单位|部门|方)?"
_PRE = r"^(?:请|麻烦|帮忙?|帮我)?(?:把|将|给)?"
_ROLES: dict[str, Role] = {
    "牵头": "lead",
    "主办": "lead",
    "配合": "cooperating",
    "协办": "cooperating",
    "责任": "responsible",
}
_MORE = "增加|加上|添加|新增|补上|再加|加"
_LESS = "去掉|删掉|删除|移除|去除|减去|拿掉"
_UNITS = re.compile(
    rf"{_PRE}(?:改|更正|修改|调整)?{_ITEM}的?{_ROLE}(?:由.{{1,30}}?)?(?:{_PUT}|是|为|:)(?P<value>.+)$"
)
_UNITS_BY = re.compile(
    rf"{_PRE}{_ITEM}(?:改由|换成?由?|改为由?|改成由?)(?P<value>.+?)(?:共同|联合|一起)?"
    r"(?P<role>牵头|主办|配合|协办)$"
)
_MORE_UNITS = re.compile(
    rf"{_PRE}{_ITEM}的?(?:{_ROLE}(?P<mode>{_MORE}|{_LESS})|(?P<mode2>{_MORE}|{_LESS})"
    rf"{_ROLE.replace('role', 'role2')})(?P<value>.+)$"
)
_LESS_UNITS = re.compile(rf"{_PRE}{_ITEM}(?:{_LESS})(?P<value>.+)$")
_COUNTED = r"[\d两三四五六七八九十百](?:个(?!月)|家|名|人|项|所|支|场|次|万|%|成)|[新建增成]\d"
"""第23项：本月新建4个 puts nothing: behind a bare number and a colon a figure is told."""
_DEADLINE = re.compile(
    rf"{_PRE}(?:改|更正|修改|调整)?{_ITEM}的?"
    rf"(?:截止|期限|时限|到期|完成)?(?:日期|时间|时限|期限|日)?(?:由.{{1,20}}?)?"
    rf"(?:{_PUT}|为|(?<=[项条点务]):(?=[^,，]{{1,16}}$)(?!.*(?:{_COUNTED}|[已了]))|(?<![项条点务]):)(?P<value>.+)$"
)
_TITLE = re.compile(
    rf"{_PRE}(?:改|修改)?{_ITEM}的?(?:(?:标题|题目|名称|名字)(?:{_PUT}|为|:)|(?:改名|更名|重命名)(?:为|成|叫)?)"
    r"(?P<value>.+)$"
)
_MERGE = re.compile(
    rf"{_PRE}{_ITEM}(?:并入|并到|合并到|合并进|合并至|归并到|归入)(?P<target>第?.{{1,14}})$"
    rf"|^(?:请|帮我)?(?:把|将)?合并{_ITEM.replace('item', 'both')}(?:和|与|、|到)"
    rf"(?P<into>第?.{{1,14}})$"
)
_SPLIT = re.compile(
    rf"{_PRE}{_ITEM}(?:拆|拆分|分)(?:成|为|开)(?:[两二三四五\d][项个条])?(?:任务)?[:,]?(?P<value>.*)$"
)
_ADD = re.compile(
    r"^(?:请|麻烦|帮我)?(?:新增|增加|添加|加|新建|立项|新立)(?:一[项个条])?(?:新的?)?"
    r"(?:任务|事项|工作|项)?[:,](?P<value>.{4,})$"
    r"|^(?:请|帮我)?(?:新增|添加|加)一[项个条](?:任务|事项|工作)?(?P<plain>.{4,})$"
)
_LATELY = (
    r"(?:我|的|刚[才刚]?|已经?|[今昨前]天|早上|[上下中]午|上面|前面|(?:上|这|那|最后)?一?[次条个])*"
)
_DEEDS = (
    r"(?:[更改]正|[修更]改|改动|变更|操作|报送?|报告|填报|登记|进展|记录|内容)*(?:的|[那这][条个])*"
)
_MISTAKE = r"(?:(?:我|刚才|不好意思|抱歉|[报说填发写搞弄]错[了项]?|重复|[报发]重|多报|不对)+了?,?)?"
_BACK = r"(?:撤销|撤回|撤掉|撤了|作废|收回)"
_UNDO = re.compile(
    rf"^(?:哎呀?|啊|呃|哦|唉)?,?{_MISTAKE}(?:请|帮我|麻烦|把|将|先|那就?)*"
    rf"(?:{_BACK}(?:掉|了|一?下)*{_LATELY}{_DEEDS}|{_LATELY}{_DEEDS}(?:先|给|请|就)*{_BACK})(?:掉|了|吧|一?下|谢谢|,)*$"
)
_OTHER = re.compile(
    rf"{_PRE}(?:删除|删掉|改|修改|更正|调整|取消|移出)?{_ITEM}"
    r".*(?:(?<!整)改(?!革|善|造|进|建|扩|良)|删|延(?!伸|续|安)|提前|推迟|更正|错了|不对)"
)
_OTHER_FIRST = re.compile(rf"^(?:请|帮我)?(?:删除|删掉|移出|修改|更正){_ITEM}")
_ASKING = re.compile(r"谁|什么|哪|吗|几|多少|[?？]|何时|没有")
_DATED = re.compile(r"\d|[一二三四五六七八九十]月|年|月底|季度|长期|推进|周|月|旬")
_CLAUSE = re.compile(r"[,，;；](?=(?:并且?|同时|另外)?(?:牵头|配合|责任|截止|时限|标题|完成时))")
_ADDING = frozenset(_MORE.split("|"))


@lru_cache(1024)
def wish_in(text: str) -> Wish | None:
    """The wish that the message is, if it is one; of several in one message the first.

    A message that plainly wants something changed but says it in a way not understood is a wish
    of the kind `unclear`: better asked back than taken for a question.
    """
    plain = squeeze(fold(text.replace(" ", ",") if "任务 " in text else text)).rstrip("。!！ ")
    if _ASKING.search(plain):
        return None
    if added := _ADD.search(plain):
        return _add(added)
    first, *more = _CLAUSE.split(plain, maxsplit=1)
    for pattern, read in _READERS:
        match = pattern.search(first)
        wish = read(match) if match else None
        if wish:
            return replace(wish, more=bool(more))
    return None


def _item(text: str) -> ItemAsked | None:
    if text in _POINTING:
        return THIS
    items, _ = items_in(text.removesuffix("任务").removesuffix("工作"))
    return items[0] if len(items) == 1 else None


def _units(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    return Wish("units", item, role=_ROLES[match["role"]], value=match["value"]) if item else None


def _more_units(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    mode: Mode = "add" if (match["mode"] or match["mode2"]) in _ADDING else "remove"
    role = _ROLES[match["role"] or match["role2"]]
    return Wish("units", item, role=role, mode=mode, value=match["value"]) if item else None


def _less_units(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    return Wish("units", item, mode="remove", value=match["value"]) if item else None


def _unclear(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    return Wish("unclear", item) if item and item is not THIS else None


def _deadline(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    dated = _DATED.search(match["value"])
    return Wish("deadline", item, value=match["value"]) if item and dated else None


def _title(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    return Wish("title", item, value=match["value"].strip("“”\"'《》")) if item else None


def _merge(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"] or match["both"])
    target = _item(match["target"] or match["into"])
    return Wish("merge", item, target) if item and target else None


def _split(match: re.Match[str]) -> Wish | None:
    item = _item(match["item"])
    return Wish("split", item, value=match["value"]) if item else None


def _add(match: re.Match[str]) -> Wish:
    return Wish("add", value=match["value"] or match["plain"])


def _undo(_: re.Match[str]) -> Wish:
    return Wish("undo")


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Wish | None]], ...] = (
    (_UNDO, _undo),
    (_MERGE, _merge),
    (_TITLE, _title),
    (_MORE_UNITS, _more_units),
    (_UNITS_BY, _units),
    (_UNITS, _units),
    (_LESS_UNITS, _less_units),
    (_SPLIT, _split),
    (_DEADLINE, _deadline),
    (_OTHER, _unclear),
    (_OTHER_FIRST, _unclear),
)
